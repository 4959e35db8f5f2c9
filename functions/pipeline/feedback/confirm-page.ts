/** The page behind the link that confirms a sign-up; it asks, because scanners follow links. */

import { html } from '../../http/html.ts'
import type { HttpAnswer } from '../../http/problem.ts'
import type { Confirmable } from './confirm.ts'
import { linkPageAnswer, type PageContext } from './page.ts'

export function confirmPage(context: PageContext, confirmable: Confirmable): HttpAnswer {
  const words = context.words.confirm
  switch (confirmable) {
    case 'open':
      return linkPageAnswer(context, {
        status: 200,
        title: words.ask,
        main: html`<p>${words.explain(context.shop)}</p>
<blockquote>${context.words.consentWording(context.shop)}</blockquote>
<form method="post"><button>${words.button}</button></form>
<p>${words.notYou}</p>`,
      })
    case 'confirmed':
      return says(context, 200, words.done, words.thanks(context.shop))
    case 'withdrawn':
      return says(context, 409, words.withdrawn, words.withdrawnWhy)
    case 'other-address':
      return says(context, 409, words.otherAddress, words.otherAddressWhy(context.shop))
    case 'too-old':
      return says(context, 404, words.tooOld, words.tooOldWhy(context.shop))
  }
}

const says = (context: PageContext, status: number, title: string, text: string): HttpAnswer =>
  linkPageAnswer(context, { status, title, main: html`<p>${text}</p>` })
