/**
 * The columns of lists as other systems export them. Names are compared by letters alone:
 * "Email Address", EmailAddress and EMAIL_ADDRESS are one.
 */
import { type ListedReason, lettersOf, listedReasonOf } from './reasons.ts'

/** Of several that a list has, the first here counts. */
const NAMES = {
  hash: ['addresshash'],
  scope: ['scope'],
  // Klaviyo, Postmark, SES.
  reason: ['reason', 'suppressionreason', 'emailsuppressionreason', 'emailsuppressedreason'],
  at: [
    ...['at', 'suppressedat', 'suppressiontimestamp', 'emailsuppressiontimestamp'],
    ...['datesuppressed', 'unsubtime', 'cleantime', 'unsubscribedat', 'createdat'],
    ...['lastupdatetime', 'lastupdatedtimestamp', 'timestamp', 'date'],
  ],
  // Exports of contacts: who of them opted out.
  status: [
    ...['status', 'subscriptionstatus', 'emailmarketingstatus', 'emailmarketingconsent'],
    ...['emailconsent', 'unsubscribeall'],
  ],
  /** Exports of contacts: whether they opted out, as yes or no. */
  leftAs: ['unsubscribed', 'optedout', 'optout', 'hasoptedoutofemail', 'unsubscribedfromallemail'],
  /** And whether they agreed: one who did not has not opted out. */
  agreed: ['subscribed', 'acceptsemailmarketing', 'acceptsmarketing', 'optedin', 'optin'],
  /** SES's contacts: opt-outs of single topics. */
  topics: ['topicpreferences'],
  /** Postmark: by whom the address was suppressed. */
  origin: ['origin'],
  unsubscribedAt: ['unsubtime'],
  unsubscribedFor: ['unsubreason'],
  cleanedAt: ['cleantime'],
  signedUpAt: ['optintime', 'confirmtime'],
} as const
type Column = keyof typeof NAMES

export type Columns = Readonly<Record<Column, ((cells: readonly string[]) => string) | undefined>>

/** @example columnsOf(['E-Mail', 'Reason']).reason?.(['li@example.com', 'spam']) // 'spam' */
export function columnsOf(header: readonly string[]): Columns {
  const names = header.map(lettersOf)
  const cellOf = (wanted: readonly string[]) => {
    const column = wanted.map((name) => names.indexOf(name)).find((at) => at >= 0)
    return column === undefined
      ? undefined
      : (cells: readonly string[]) => cells[column]?.trim() ?? ''
  }
  return Object.fromEntries(
    Object.entries(NAMES).map(([column, wanted]) => [column, cellOf(wanted)]),
  ) as Columns
}

/**
 * Mailchimp's export of everyone who is subscribed, or Shopify's of all customers, and not a list of
 * addresses that must not be mailed.
 */
export const isOfSubscribers = ({
  signedUpAt,
  agreed,
  unsubscribedAt,
  cleanedAt,
  reason,
  status,
  leftAs,
}: Columns) =>
  (signedUpAt !== undefined || agreed !== undefined) &&
  [unsubscribedAt, cleanedAt, reason, status, leftAs].every((column) => column === undefined)

/** Of contacts who did not opt out, as an empty cell says too. */
const NOT_LISTED: ReadonlySet<string> = new Set([
  ...['subscribed', 'neversubscribed', 'notsubscribed', 'nonsubscribed', 'pending', 'active'],
  ...['confirmed', 'unconfirmed', 'optedin', 'optin', 'transactional', 'archived', 'false'],
])

export type Reading =
  | { readonly reason: ListedReason }
  | 'not-listed'
  /** The list does not say: the reason of the command counts. */
  | 'unstated'
  | { readonly unknown: 'reason' | 'status'; readonly text: string }

/** What a row says of its address. */
export function readingOf(columns: Columns, cells: readonly string[]): Reading {
  const text = columns.reason?.(cells) ?? ''
  if (text !== '') {
    const reason = listedReasonOf(text)
    if (reason === undefined) return { unknown: 'reason', text }
    const isOwnAct =
      reason === 'by-hand' && lettersOf(columns.origin?.(cells) ?? '') === 'recipient'
    return { reason: isOwnAct ? 'unsubscribe' : reason }
  }
  if (columns.cleanedAt) return { reason: 'no-such-mailbox' }
  if (columns.unsubscribedAt) {
    const why = listedReasonOf(columns.unsubscribedFor?.(cells) ?? '')
    return { reason: why === 'complaint' ? why : 'unsubscribe' }
  }
  if (columns.leftAs && !columns.reason && !columns.status) return leftOf(columns.leftAs(cells))
  return columns.status && !columns.reason
    ? statusOf(columns.status(cells), columns.topics?.(cells) ?? '')
    : 'unstated'
}

const LEFT: ReadonlySet<string> = new Set(['true', 'yes', '1'])
const STAYED: ReadonlySet<string> = new Set(['', 'false', 'no', '0'])

function leftOf(text: string): Reading {
  const answer = text.toLowerCase()
  if (LEFT.has(answer)) return { reason: 'unsubscribe' }
  return STAYED.has(answer) ? 'not-listed' : { unknown: 'status', text }
}

function statusOf(text: string, topics: string): Reading {
  const status = lettersOf(text)
  // Which campaigns a topic stands for is not known here, so an opt-out of one counts for all.
  if (status === 'true' || /opt_?out/i.test(topics)) return { reason: 'unsubscribe' }
  // A word in other letters, or a 1, has none of these letters, and may mean an opt-out.
  if (text === '' || NOT_LISTED.has(status)) return 'not-listed'
  const reason = listedReasonOf(text)
  return reason === undefined ? { unknown: 'status', text } : { reason }
}
