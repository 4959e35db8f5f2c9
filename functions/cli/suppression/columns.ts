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
  reason: [
    ...['reason', 'suppressionreason', 'emailsuppressionreason', 'emailsuppressedreason'],
    'bouncetype',
  ],
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
  /** Exports of contacts: whether they agreed: one who did not has not opted out. */
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

/** Exports of contacts: whether they opted out, as yes or no; HubSpot has a column for each topic. */
const LEFT =
  /^(?:unsubscribed|opted?out|(?:has)?optedoutofemail.*|emailopt(?:ed)?out|unsubscribedfromallemail|(?:email)?bl(?:ock|ack)listed)$/
/** HubSpot: whether the mailbox is dead, as yes or no; and why it bounced. */
const DEAD = /^invalidemail(?:address)?$/
const BOUNCED = /^(?:email)?hardbouncereason$/
/** Klaviyo's profiles: a list of reasons next to the consent, such as `["HARD_BOUNCE"]`. */
const SUPPRESSIONS = /^emailsuppressions$/

type ReadCell = (cells: readonly string[]) => string

export type Columns = Readonly<Record<Column, ReadCell | undefined>> & {
  /** What each column says that has an answer of its own, whatever the others say. */
  readonly answers: readonly ((cells: readonly string[]) => Answer)[]
}

/** @example columnsOf(['E-Mail', 'Reason']).reason?.(['li@example.com', 'spam']) // 'spam' */
export function columnsOf(header: readonly string[]): Columns {
  const names = header.map(lettersOf)
  const cellOf = (wanted: readonly string[]) => {
    const column = wanted.map((name) => names.indexOf(name)).find((at) => at >= 0)
    return column === undefined
      ? undefined
      : (cells: readonly string[]) => cells[column]?.trim() ?? ''
  }
  const columns = Object.fromEntries(
    Object.entries(NAMES).map(([column, wanted]) => [column, cellOf(wanted)]),
  ) as Record<Column, ReadCell | undefined>
  const answers = names.flatMap((name, i) => {
    const answer = answerOf(name)
    return answer ? [(cells: readonly string[]) => answer(cells[i]?.trim() ?? '')] : []
  })
  return { ...columns, answers }
}

function answerOf(name: string): ((text: string) => Answer) | undefined {
  if (LEFT.test(name)) return yesOrNo('unsubscribe')
  if (DEAD.test(name)) return yesOrNo('no-such-mailbox')
  if (BOUNCED.test(name))
    return (text) => (text === '' ? 'not-listed' : { reason: 'no-such-mailbox' })
  if (SUPPRESSIONS.test(name)) return (text) => theFirst(text.split(/[,;|]/).map(suppressionOf))
  return undefined
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
  answers,
}: Columns) =>
  (signedUpAt !== undefined || agreed !== undefined) &&
  answers.length === 0 &&
  [unsubscribedAt, cleanedAt, reason, status].every((column) => column === undefined)

/** Of contacts who did not opt out, as an empty cell says too. */
const NOT_LISTED: ReadonlySet<string> = new Set([
  ...['subscribed', 'neversubscribed', 'notsubscribed', 'nonsubscribed', 'pending', 'active'],
  ...['confirmed', 'unconfirmed', 'optedin', 'optin', 'transactional', 'archived', 'false'],
])

type Answer =
  | { readonly reason: ListedReason }
  | 'not-listed'
  | { readonly unknown: 'reason' | 'status'; readonly text: string }

/** `unstated`: the list does not say, so the reason of the command counts. */
export type Reading = Answer | 'unstated'

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
  const answers = columns.answers.map((answer) => answer(cells))
  const first = theFirst(answers)
  if (first !== 'not-listed') return first
  if (columns.status && !columns.reason)
    return statusOf(columns.status(cells), columns.topics?.(cells) ?? '')
  return answers.length > 0 ? 'not-listed' : 'unstated'
}

/** An opt-out counts before a dead mailbox: it has to hold when that works again. */
function theFirst(answers: readonly Answer[]): Answer {
  const stated = answers.filter((answer) => answer !== 'not-listed')
  const unknown = stated.find((answer) => 'unknown' in answer)
  const left = stated.find((answer) => 'reason' in answer && answer.reason === 'unsubscribe')
  return unknown ?? left ?? stated[0] ?? 'not-listed'
}

function suppressionOf(text: string): Answer {
  if (lettersOf(text) === '') return 'not-listed'
  const reason = listedReasonOf(text)
  return reason === undefined ? { unknown: 'reason', text } : { reason }
}

const YES: ReadonlySet<string> = new Set(['true', 'yes', '1'])
const NO: ReadonlySet<string> = new Set(['', 'false', 'no', '0'])

const yesOrNo =
  (reason: ListedReason) =>
  (text: string): Answer => {
    const answer = text.toLowerCase()
    if (YES.has(answer)) return { reason }
    return NO.has(answer) ? 'not-listed' : { unknown: 'status', text }
  }

function statusOf(text: string, topics: string): Answer {
  const status = lettersOf(text)
  // Which campaigns a topic stands for is not known here, so an opt-out of one counts for all.
  if (status === 'true' || /opt_?out/i.test(topics)) return { reason: 'unsubscribe' }
  // A word in other letters, or a 1, has none of these letters, and may mean an opt-out.
  if (text === '' || NOT_LISTED.has(status)) return 'not-listed'
  const reason = listedReasonOf(text)
  return reason === undefined ? { unknown: 'status', text } : { reason }
}
