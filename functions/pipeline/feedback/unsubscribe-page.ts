/** The page behind an unsubscribe link; it asks, because scanners follow links. */

import { html } from '../../http/html.ts'
import type { HttpAnswer } from '../../http/problem.ts'
import { pageAnswer, type Voice } from './page.ts'

/** From one page of a token to another, wherever they are served. */
const preferencesOf = (token: string): string => `../preferences/${encodeURIComponent(token)}`

export const askPage = (voice: Voice, token: string): HttpAnswer => {
  const words = voice.words.unsubscribe
  return pageAnswer(voice, {
    status: 200,
    title: words.ask,
    main: html`<p>${words.explain(voice.shop)}</p>
<form method="post"><button>${words.button}</button></form>
<p>${words.less} <a href="${preferencesOf(token)}">${words.toLess}</a></p>`,
  })
}

export const donePage = (voice: Voice, token: string): HttpAnswer => {
  const words = voice.words.unsubscribe
  return pageAnswer(voice, {
    status: 200,
    title: words.done,
    main: html`<p>${words.goodbye(voice.shop)}</p>
<p>${words.mistake} <a href="${preferencesOf(token)}">${words.toMend}</a></p>`,
  })
}
