/** The page behind an unsubscribe link; it asks, because scanners follow links. */

import { type Html, html } from '../../http/html.ts'
import type { HttpAnswer } from '../../http/problem.ts'
import { PAUSE_LENGTHS } from '../../language/page-words.ts'
import { mayChoose, pausedDay, type Visit } from './link.ts'
import { marketingByLaw } from './marketing-consent.ts'
import { ledIn, linkPageAnswer } from './page.ts'
import { FIELD } from './preferences-form.ts'
import { pausedNotice } from './preferences-page.ts'
import { isUnknownCustomer } from './unknown-customer.ts'

/** From one page of a token to another, wherever they are served. */
const preferencesOf = ({ token, up }: Visit): string =>
  `${up}preferences/${encodeURIComponent(token)}`

/** @param postTo where the button leads; the page's own address if it is left out */
export const askPage = (visit: Visit, postTo?: string): HttpAnswer => {
  const { context } = visit
  const words = context.words.unsubscribe
  return linkPageAnswer(context, {
    status: 200,
    title: words.ask,
    main: html`<p>${words.explain(context.shop)}</p>
<form method="post"${postTo !== undefined && html` action="${postTo}"`}><button>${words.button}</button></form>
${pauseInstead(visit)}
${fewer(visit)}`,
  })
}

/** Next to leaving, for customers who get marketing now. */
function pauseInstead(visit: Visit): Html | undefined {
  const { context, customer, settings, now } = visit
  if (!mayChoose(visit) || marketingByLaw(customer.facts, settings, now) !== 'granted')
    return undefined
  const { unsubscribe, preferences } = context.words
  return html`<h2>${unsubscribe.pauseInstead}</h2>
<p>${unsubscribe.pauseMeans}</p>
${pausedNotice(context, pausedDay(visit))}
<form method="post" action="${preferencesOf(visit)}" class="lengths">
${PAUSE_LENGTHS.map(
  (length) =>
    html`<button name="${FIELD.pause}" value="${length}">${preferences.pause.lengths[length]}</button>`,
)}
</form>`
}

/** A reader who may not choose here may be the customer all the same, with an older mail. */
function fewer(visit: Visit): Html | undefined {
  const words = visit.context.words.unsubscribe
  if (mayChoose(visit))
    return html`<p>${ledIn(words.fewer)}<a href="${preferencesOf(visit)}">${words.choosePreferences}</a></p>`
  return isUnknownCustomer(visit.customer) ? undefined : html`<p>${words.otherLink}</p>`
}

export const donePage = (visit: Visit): HttpAnswer => {
  const { context } = visit
  const words = context.words.unsubscribe
  return linkPageAnswer(context, {
    status: 200,
    title: words.done,
    main: html`<p>${words.goodbye(context.shop)}</p>
${mayChoose(visit) && html`<p>${ledIn(words.mistake)}<a href="${preferencesOf(visit)}">${words.changePreferences}</a></p>`}`,
  })
}
