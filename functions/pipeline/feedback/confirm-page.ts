/** The page behind the link that confirms a sign-up; it asks, because scanners follow links. */

import { html } from '../../http/html.ts'
import type { HttpAnswer } from '../../http/problem.ts'
import type { Confirmable } from './confirm.ts'
import { pageAnswer, type Voice } from './page.ts'

export function confirmPage(voice: Voice, confirmable: Confirmable): HttpAnswer {
  const words = voice.words.confirm
  switch (confirmable) {
    case 'open':
      return pageAnswer(voice, {
        status: 200,
        title: words.ask,
        main: html`<p>${words.explain(voice.shop)}</p>
<blockquote>${voice.words.agree(voice.shop)}</blockquote>
<form method="post"><button>${words.button}</button></form>
<p>${words.notYou}</p>`,
      })
    case 'confirmed':
      return says(voice, 200, words.done, words.thanks(voice.shop))
    case 'withdrawn':
      return says(voice, 409, words.withdrawn, words.withdrawnWhy)
    case 'other-address':
      return says(voice, 409, words.otherAddress, words.otherAddressWhy(voice.shop))
    case 'too-old':
      return says(voice, 404, words.tooOld, words.tooOldWhy(voice.shop))
  }
}

const says = (voice: Voice, status: number, title: string, text: string): HttpAnswer =>
  pageAnswer(voice, { status, title, main: html`<p>${text}</p>` })
