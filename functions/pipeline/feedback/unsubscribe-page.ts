/** The page behind an unsubscribe link; it asks, because scanners follow links. */

import { html } from '../../http/html.ts'
import type { HttpAnswer } from '../../http/problem.ts'
import { linkPageAnswer, type PageContext } from './page.ts'

/** From one page of a token to another, wherever they are served. */
const preferencesOf = (token: string): string => `../preferences/${encodeURIComponent(token)}`

/** @param postTo where the button leads; the page's own address if it is left out */
export const askPage = (context: PageContext, token: string, postTo?: string): HttpAnswer => {
  const words = context.words.unsubscribe
  return linkPageAnswer(context, {
    status: 200,
    title: words.ask,
    main: html`<p>${words.explain(context.shop)}</p>
${
  postTo === undefined
    ? html`<form method="post"><button>${words.button}</button></form>
<p>${words.fewer} <a href="${preferencesOf(token)}">${words.choosePreferences}</a></p>`
    : html`<form method="post" action="${postTo}"><button>${words.button}</button></form>`
}`,
  })
}

export const donePage = (context: PageContext, token: string): HttpAnswer => {
  const words = context.words.unsubscribe
  return linkPageAnswer(context, {
    status: 200,
    title: words.done,
    main: html`<p>${words.goodbye(context.shop)}</p>
<p>${words.mistake} <a href="${preferencesOf(token)}">${words.changePreferences}</a></p>`,
  })
}
