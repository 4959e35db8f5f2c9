/**
 * Variables that the law requires in a mail of each purpose, and variables allowed only in some.
 */

import type { MailVariables } from '../domain/mail-variables.ts'
import type { MailPurpose } from '../domain/starts/starts.ts'
import type { RequiredVariable } from '../language/faults/campaign-fault-words.ts'
import type { FaultWords } from '../language/faults/fault-words.ts'
import { type Fault, lineAt, sentences } from './fault.ts'
import type { SampleCustomer } from './sample-customers.ts'

type Required = {
  readonly name: RequiredVariable
  readonly valueIn: (variables: MailVariables) => string
}

/** The sender's address, in every mail (CAN-SPAM section 5; directive 2000/31/EC, article 5). */
const WHO_WRITES: Required = {
  name: 'shop.postalAddress',
  valueIn: ({ shop }) => shop.postalAddress,
}
/**
 * A preferences link is not enough: unsubscribing must take one click (RFC 8058; GDPR, article 21).
 */
const WAY_OUT: Required = {
  name: 'unsubscribeUrl',
  valueIn: ({ unsubscribeUrl }) => unsubscribeUrl,
}
/** Where the countries that the mail goes to want it (`countriesWantingEmail`). */
const CONTACT: Required = {
  name: 'shop.email',
  valueIn: ({ shop }) => shop.email,
}
const CONFIRMATION: Required = {
  name: 'confirmUrl',
  valueIn: ({ confirmUrl }) => confirmUrl,
}

const REQUIRED: Readonly<Record<MailPurpose, readonly Required[]>> = {
  marketing: [WAY_OUT, WHO_WRITES],
  service: [WHO_WRITES],
  confirmation: [CONFIRMATION, WHO_WRITES],
}

/**
 * @param uses the variables that the mail uses, as `RenderPort.check` gives them
 * @param wantEmail countries whose law wants `shop.email` in marketing
 */
export function variableFaults(
  file: string,
  source: string,
  uses: readonly string[],
  purpose: MailPurpose,
  wantEmail: readonly string[] = [],
): readonly Fault[] {
  const missing = REQUIRED[purpose].filter(({ name }) => !uses.includes(name))
  const faults = missing.map(
    ({ name }): Fault => ({
      file,
      field: name,
      ...sentences((w) => w.campaign.required.missing(purpose, name)),
    }),
  )
  if (purpose === 'marketing' && wantEmail.length > 0 && !uses.includes(CONTACT.name))
    faults.push({
      file,
      field: CONTACT.name,
      ...sentences((w) => w.campaign.required.contact(wantEmail)),
    })
  faults.push(...recommendationFaults(file, source, uses, purpose))
  const { name } = CONFIRMATION
  if (purpose === 'confirmation' || !uses.includes(name)) return faults
  const where = { file, line: lineAt(source, source.indexOf(name)), field: name }
  return [
    ...faults,
    { ...where, ...sentences((w) => w.campaign.required.onlyInConfirmation(name)) },
  ]
}

/** Recommendations are advertising, whatever selects them (directive 2006/114/EC, article 2). */
function recommendationFaults(
  file: string,
  source: string,
  uses: readonly string[],
  purpose: MailPurpose,
): readonly Fault[] {
  const field = 'recommendations'
  if (purpose === 'marketing' || !uses.some((path) => path.split('.', 1)[0] === field)) return []
  const line = lineAt(source, source.indexOf(field))
  return [{ file, line, field, ...sentences((w) => w.campaign.required.recommending(purpose)) }]
}

type SentText = {
  readonly file: string
  readonly source: string
  /** As Liquid. */
  readonly text: string
  readonly purpose: MailPurpose
  readonly wantEmail?: readonly string[] | undefined
  /** Whether the mail has no other fault that could keep a variable out of its text. */
  readonly isSound: boolean
}

/** Finds required variables that a condition hides from some customers. */
export function unseenFaults(
  { file, source, text, purpose, wantEmail = [], isSound }: SentText,
  shown: readonly (SampleCustomer & { readonly text: string })[],
): readonly Fault[] {
  const isContactWanted = purpose === 'marketing' && wantEmail.length > 0
  const required = [...REQUIRED[purpose], ...(isContactWanted ? [CONTACT] : [])]
  return required.flatMap(({ name, valueIn }): readonly Fault[] => {
    const hidden = shown.findIndex(
      (one) => !folded(one.text).includes(folded(valueIn(one.variables))),
    )
    const customer = shown[hidden]
    const isThere = source.includes(name) && (isSound || text.includes(name))
    if (!customer || !isThere) return []
    const line = lineAt(source, source.indexOf(name))
    const whom = (w: FaultWords) => (hidden === 0 ? undefined : customer.who(w))
    const says = sentences((w) => w.campaign.required.unseen(name, whom(w)))
    return [{ file, line, field: name, ...says }]
  })
}

/** A template may write an address in capitals or on one line. */
const folded = (text: string): string => text.toLowerCase().replace(/[\s,，]+/g, ' ')
