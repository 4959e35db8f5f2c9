/** Service mail must not advertise: a mail with an offer must be published as marketing. */
import type { ServicePurpose } from '../language/faults/campaign-fault-words.ts'
import { leavesOf } from './content-leaves.ts'
import { type Fault, sentences } from './fault.ts'
import { type Offer, offersIn } from './offer-words.ts'
import type { RenderPort } from './render-port.ts'
import type { SampleCustomer } from './sample-customers.ts'
import { visibleWords } from './visible-words.ts'

export const offerFault = (
  { words }: Offer,
  purpose: ServicePurpose,
  where: Pick<Fault, 'file' | 'line' | 'field'>,
): Fault => ({
  ...where,
  ...sentences((w) => w.campaign.offer(purpose, words)),
})

export type ServiceMail = {
  readonly file: string
  readonly locale: string
  readonly purpose: ServicePurpose
}

/** @param source the mail's MJML with its comments blanked */
export const sourceOfferFaults = (
  { file, locale, purpose }: ServiceMail,
  source: string,
): readonly Fault[] =>
  offersIn(visibleWords(source), locale).map((offer) =>
    offerFault(offer, purpose, { file, line: offer.line }),
  )

/**
 * Finds offers that show only once values are in place, such as `{{ content.share }}% off`. An
 * offer within a single value of `content` is reported at that value.
 */
export function renderedOfferFaults<Parsed>(
  { file, locale, purpose }: ServiceMail,
  parts: { readonly subject: string; readonly preheader: string; readonly text: string },
  samples: readonly SampleCustomer[],
  { parse, render }: RenderPort<Parsed>,
): readonly Fault[] {
  const { preheader, ...rest } = parts
  const mail = parse({ ...rest, html: '' })
  const head = parse({ subject: preheader, html: '', text: '' })
  const offers = samples.flatMap(({ variables }) => {
    const { subject, text } = render(mail, variables)
    const named = new Set(offersOf(variables.content, locale).map(({ words }) => words))
    return [subject, render(head, variables).subject, text]
      .flatMap((part) => offersIn(part, locale))
      .filter(({ words }) => !named.has(words))
  })
  const once = new Map(offers.map((offer) => [offer.words, offer]))
  return [...once.values()].map((offer) => offerFault(offer, purpose, { file }))
}

const offersOf = (content: unknown, locale: string): readonly Offer[] =>
  leavesOf(content, []).flatMap(({ value }) => offersIn(String(value), locale))
