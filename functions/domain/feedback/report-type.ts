/**
 * What a feedback report of a mailbox provider says of a mail, and what follows from it: RFC 5965,
 * with RFC 6430 (`not-spam`) and RFC 6591 (`auth-failure`). Only `abuse` is a person's "this is
 * spam".
 */
import { namesOf } from '../names-of.ts'

export type ReportConsequences = {
  /** No mail at all goes to the address any more. */
  readonly suppresses: boolean
  /** No marketing goes to the customer or the address, until the customer asks for it again. */
  readonly endsMarketing: boolean
  /** It counts against the shop at the mailbox provider. */
  readonly counts: boolean
}

const NOTHING = { suppresses: false, endsMarketing: false, counts: false } as const
/** It may be a filter's doing, so mail that the customer asked for, such as a receipt, goes on. */
const NO_MARKETING = { suppresses: false, endsMarketing: true, counts: true } as const

/** The gravest first. */
const CONSEQUENCES = {
  abuse: { suppresses: true, endsMarketing: true, counts: true },
  fraud: NO_MARKETING,
  virus: NO_MARKETING,
  /** A complaint that fits no other type, or is of a type that is not known here. */
  other: NO_MARKETING,
  /** A matter of the sending domain, not of the person. */
  'auth-failure': NOTHING,
  /** It takes nothing back: an earlier complaint of theirs still stands. */
  'not-spam': NOTHING,
} as const satisfies Readonly<Record<string, ReportConsequences>>

export type ReportType = keyof typeof CONSEQUENCES

/** The types that count as complaints. */
export type ComplaintKind = {
  [T in ReportType]: (typeof CONSEQUENCES)[T]['counts'] extends true ? T : never
}[ReportType]

export const REPORT_TYPES = namesOf(CONSEQUENCES)

const isComplaint = (type: ReportType): type is ComplaintKind => CONSEQUENCES[type].counts

/** The gravest first. */
export const COMPLAINT_KINDS: readonly ComplaintKind[] = REPORT_TYPES.filter(isComplaint)

/** @example consequencesOf('virus').endsMarketing // true */
export const consequencesOf = (type: ReportType): ReportConsequences => CONSEQUENCES[type]

/**
 * The type as a report states it. Amazon SES passes on complaints without one: these are a person's
 * "this is spam". A type that is not known here is closed, as `other`.
 *
 * @example reportTypeOf('Not-Spam') // 'not-spam'
 */
export function reportTypeOf(stated: string | undefined): ReportType {
  const name = stated?.trim().toLowerCase() ?? ''
  return name === '' ? 'abuse' : (REPORT_TYPES.find((known) => known === name) ?? 'other')
}
