/**
 * Variables that the law requires in a mail of each purpose, and variables allowed only in some.
 */

import type { MailVariables } from '../domain/mail-variables.ts'
import type { MailPurpose } from '../domain/starts/starts.ts'
import { type Fault, lineAt } from './fault.ts'
import type { SampleCustomer } from './sample-customers.ts'

type Required = {
  readonly name: string
  readonly valueIn: (variables: MailVariables) => string
  readonly fix: string
}

/** The sender's address, in every mail (CAN-SPAM section 5; directive 2000/31/EC, article 5). */
const WHO_WRITES: Required = {
  name: 'shop.postalAddress',
  valueIn: ({ shop }) => shop.postalAddress,
  fix: 'Add {{ shop.postalAddress }} to the footer',
}
/**
 * A preferences link is not enough: unsubscribing must take one click (RFC 8058; GDPR, article 21).
 */
const WAY_OUT: Required = {
  name: 'unsubscribeUrl',
  valueIn: ({ unsubscribeUrl }) => unsubscribeUrl,
  fix: 'Add {{ unsubscribeUrl }} to the footer',
}
const CONFIRMATION: Required = {
  name: 'confirmUrl',
  valueIn: ({ confirmUrl }) => confirmUrl,
  fix: 'Link a button to {{ confirmUrl }}: customers cannot confirm in any other way',
}

const REQUIRED: Readonly<Record<MailPurpose, readonly Required[]>> = {
  marketing: [WAY_OUT, WHO_WRITES],
  service: [WHO_WRITES],
  confirmation: [CONFIRMATION, WHO_WRITES],
}

const CALLED: Readonly<Record<MailPurpose, string>> = {
  marketing: 'A marketing mail',
  service: 'A service mail',
  confirmation: 'A confirmation request',
}

/** @param uses the variables that the mail uses, as `RenderPort.check` gives them */
export function variableFaults(
  file: string,
  source: string,
  uses: readonly string[],
  purpose: MailPurpose,
): readonly Fault[] {
  const missing = REQUIRED[purpose].filter(({ name }) => !uses.includes(name))
  const faults = missing.map(({ name, fix }): Fault => {
    const problem = `${CALLED[purpose]} must show {{ ${name} }}`
    return { file, field: name, problem, fix }
  })
  faults.push(...recommendationFaults(file, source, uses, purpose))
  const { name } = CONFIRMATION
  if (purpose === 'confirmation' || !uses.includes(name)) return faults
  const problem = `{{ ${name} }} is empty except in a campaign that starts on {consent: unconfirmed}`
  const fix = `Remove {{ ${name} }}`
  return [
    ...faults,
    { file, line: lineAt(source, source.indexOf(name)), field: name, problem, fix },
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
  const problem = `${CALLED[purpose]} must not recommend products`
  return [{ file, line, field, problem, fix: `Remove everything that uses ${field}` }]
}

type SentText = {
  readonly file: string
  readonly source: string
  /** As Liquid. */
  readonly text: string
  readonly purpose: MailPurpose
  /** Whether the mail has no other fault that could keep a variable out of its text. */
  readonly isSound: boolean
}

/** Finds required variables that a condition hides from some customers. */
export function unseenFaults(
  { file, source, text, purpose, isSound }: SentText,
  shown: readonly (SampleCustomer & { readonly text: string })[],
): readonly Fault[] {
  return REQUIRED[purpose].flatMap(({ name, valueIn }): readonly Fault[] => {
    const hidden = shown.findIndex(
      (one) => !folded(one.text).includes(folded(valueIn(one.variables))),
    )
    const customer = shown[hidden]
    const isThere = source.includes(name) && (isSound || text.includes(name))
    if (!customer || !isThere) return []
    const line = lineAt(source, source.indexOf(name))
    const whom = hidden === 0 ? '' : `: not to ${customer.who}`
    const problem = `{{ ${name} }} is not shown to every customer${whom}`
    return [{ file, line, field: name, problem, fix: 'Move it out of the condition that hides it' }]
  })
}

/** A template may write an address in capitals or on one line. */
const folded = (text: string): string => text.toLowerCase().replace(/[\s,，]+/g, ' ')
