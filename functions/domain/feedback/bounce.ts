/** The meaning of a bounce: the mailbox does not exist, or this mail was not accepted now. */
import type { BounceKind } from './bounce-kind.ts'
import { withoutAccents } from './bounce-languages.ts'
import { BOUNCE_PATTERNS, type BouncePattern } from './bounce-patterns.ts'

/** What the mail carrier reports about one bounce, in the terms of Amazon SES. */
export type BounceFacts = {
  /** The carrier will not try again and advises others not to. */
  readonly permanent: boolean
  readonly subType?: string | undefined
  /** The enhanced code of RFC 3463, such as 5.1.1. */
  readonly status?: string | undefined
  /** The last reply of the recipient's server, such as `smtp; 550 5.1.1 user unknown`. */
  readonly diagnostic?: string | undefined
}

/**
 * SES never tried: its own lists stopped it, and will until the address is taken off them. The
 * account's and the tenant's list hold whatever SES once called a hard bounce, refusals for policy
 * too, unless the configuration set keeps such bounces off them.
 */
const NEVER_TRIED: ReadonlyMap<string, BounceKind> = new Map([
  ['Suppressed', 'no-such-mailbox'],
  ['OnAccountSuppressionList', 'no-such-mailbox'],
  ['OnTenantSuppressionList', 'no-such-mailbox'],
  // A guess of SES about an address, and an opt-out from a contact list: no word of a mailbox.
  ['EmailValidationSuppressed', 'unclear'],
  ['UnsubscribedRecipient', 'unclear'],
])

/**
 * Codes that speak of the domain or the mailbox alone and never pass: no route to the domain, which
 * is how Amazon SES reports a domain that does not exist, and RFC 7505's null MX. SES calls most of
 * these bounces transient.
 */
const NEVER_PASSES: ReadonlySet<string> = new Set(['5.4.4', '5.1.10'])
/** RFC 7504: the domain accepts no mail. */
const DOMAIN_TAKES_NONE = '556'

/** How SES understood the reply; the reply's own words come first. */
const BY_SUB_TYPE: ReadonlyMap<string, BounceKind> = new Map([
  ['NoEmail', 'no-such-mailbox'],
  ['MailboxFull', 'temporary'],
  ['CustomTimeoutExceeded', 'temporary'],
  ['MessageTooLarge', 'policy'],
  ['ContentRejected', 'policy'],
  ['AttachmentRejected', 'policy'],
])

const BY_STATUS: ReadonlyMap<string, BounceKind> = new Map([
  // Bad mailbox, bad domain, bad syntax, moved without a trace, RFC 7505's null MX, no route.
  ['5.1.1', 'no-such-mailbox'],
  ['5.1.2', 'no-such-mailbox'],
  ['5.1.3', 'no-such-mailbox'],
  ['5.1.6', 'no-such-mailbox'],
  ['5.1.10', 'no-such-mailbox'],
  ['5.4.4', 'no-such-mailbox'],
  // The sender's own address, and oversized mail.
  ['5.1.7', 'policy'],
  ['5.1.8', 'policy'],
  ['5.2.3', 'policy'],
  ['5.3.4', 'policy'],
  // Disabled, full, a full or a closed system, and too long in the queue.
  ['5.2.1', 'temporary'],
  ['5.2.2', 'temporary'],
  ['5.3.1', 'temporary'],
  ['5.3.2', 'temporary'],
  ['5.4.7', 'temporary'],
])

const kindOfStatus = (status: string | undefined): BounceKind | undefined =>
  status === undefined
    ? undefined
    : // Subjects of RFC 3463: 6 is the message's content, 7 is security and policy.
      (BY_STATUS.get(status) ?? (/^[45]\.[67]\./.test(status) ? 'policy' : undefined))

/** Longer than any meaningful reply; the rest is dropped unread. */
const LONGEST_REPLY = 2_000
/** 5.999.999 */
const LONGEST_STATUS = 9
const ENHANCED_CODE = /^[([#'"]*([45]\.\d{1,3}\.\d{1,3})['")\]:.,;]*$/
/** What gateways (Cisco, Exchange Online) put in front of any reply, and words that would mislead. */
const GATEWAY_WORDS =
  /unknown address error|(?<=mail exchanger) or ip address|other mail system problem|(?:remote server returned )?unknown recipient or mailbox unavailable/g
const REPLY_CODE = /^[245]\d\d(?:-|$)/

type Reply = { readonly code?: string; readonly status?: string; readonly words: string }

/**
 * The words of a reply apart from its codes, on one line however many it had. Addresses and links
 * are left out: a customer may be called `spam@`, and every refusal links a page on spam.
 */
function readReply(diagnostic: string): Reply {
  let code: string | undefined
  let status: string | undefined
  const words: string[] = []
  const said = diagnostic.slice(0, LONGEST_REPLY).toLowerCase()
  for (const token of said.replace(/^\s*[a-z-]{1,20};/, '').split(/\s+/)) {
    const start = REPLY_CODE.exec(token)
    if (start) code ??= token.slice(0, 3)
    const rest = start ? token.slice(start[0].length) : token
    const enhanced = ENHANCED_CODE.exec(rest)?.[1]
    if (enhanced) status ??= enhanced
    else if (rest !== '' && !/@|:\/\//.test(rest)) words.push(rest)
  }
  return {
    ...(code && { code }),
    ...(status && { status }),
    words: withoutAccents(words.join(' ')).replace(GATEWAY_WORDS, ''),
  }
}

const patternOf = ({ words, status }: Reply): BouncePattern | undefined =>
  BOUNCE_PATTERNS.find(
    ({ says, code }) => (code === undefined || code === status) && says.test(words),
  )

/**
 * Classifies a bounce by what has to be done about it. Only a statement that the mailbox or domain
 * does not exist becomes `no-such-mailbox`, which suppresses the address permanently. Any mention
 * of a policy, a full mailbox or a later attempt takes precedence, whatever the code. What the
 * carrier or the code calls transient counts as `temporary`, but for a domain that does not exist or
 * takes no mail: SES calls that transient, and it never passes.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3463
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 * @example classifyBounce({ permanent: true, diagnostic: 'smtp; 550 Mail content denied' })
 *   // 'policy'
 */
export function classifyBounce(facts: BounceFacts): BounceKind {
  const { permanent, subType = '', diagnostic = '' } = facts
  const reply = readReply(diagnostic)
  const status = reply.status ?? facts.status?.slice(0, LONGEST_STATUS)
  const said = patternOf(reply)
  const byCode = kindOfStatus(status)
  const kind =
    NEVER_TRIED.get(subType) ??
    // A code of policy is the word of a server that knows the domain.
    (said?.ofDomain && byCode === 'policy' ? byCode : said?.kind) ??
    BY_SUB_TYPE.get(subType) ??
    byCode ??
    (reply.code === DOMAIN_TAKES_NONE ? 'no-such-mailbox' : 'unclear')
  if (kind === 'policy') return kind
  if (reply.code?.startsWith('4') || status?.startsWith('4')) return 'temporary'
  const neverPasses =
    said?.ofDomain || reply.code === DOMAIN_TAKES_NONE || NEVER_PASSES.has(status ?? '')
  return permanent || (neverPasses && kind === 'no-such-mailbox') ? kind : 'temporary'
}
