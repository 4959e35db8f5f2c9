/**
 * The columns of lists as other systems export them. Names are compared by letters alone:
 * "Email Address", EmailAddress and EMAIL_ADDRESS are one.
 */
import { type ListedReason, lettersOf, listedReasonOf } from './reasons.ts'

/** Of several that a list has, the first here counts. */
const NAMES = {
  email: ['email', 'emailaddress', 'recipient', 'recipientemail', 'subscriberemail'],
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

/** @example columnsOf(['E-Mail', 'Reason']).email?.(['li@example.com', 'spam']) // 'li@example.com' */
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

/** Mailchimp's export of everyone who is subscribed, and not a list of addresses that must not be mailed. */
export const isOfSubscribers = ({
  signedUpAt,
  unsubscribedAt,
  cleanedAt,
  reason,
  status,
}: Columns) =>
  signedUpAt !== undefined &&
  [unsubscribedAt, cleanedAt, reason, status].every((column) => column === undefined)

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
  return columns.status && !columns.reason
    ? statusOf(columns.status(cells), columns.topics?.(cells) ?? '')
    : 'unstated'
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
