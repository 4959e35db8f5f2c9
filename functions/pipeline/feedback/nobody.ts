/** Customers of whom nothing is stored, such as those who were erased. */
import type { CustomerFacts } from '../../domain/customer.ts'
import { html } from '../../http/html.ts'
import type { HttpAnswer } from '../../http/problem.ts'
import { pageAnswer, type Voice } from './page.ts'

/** No row is to be made for them. */
export const isNobody = ({ profile, preferences, ...facts }: CustomerFacts): boolean =>
  profile === undefined &&
  preferences === undefined &&
  [facts.consents, facts.orders, facts.refunds, facts.journeys, facts.messages, facts.holds].every(
    (rows) => rows.length === 0,
  )

/** @param status 200 where what was asked for holds anyway: who is not known is sent nothing */
export const nobodyPage = (voice: Voice, status: 200 | 404): HttpAnswer => {
  const { title, text } = voice.words.nobody
  return pageAnswer(voice, { status, title, main: html`<p>${text(voice.shop)}</p>` })
}
