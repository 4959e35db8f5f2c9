/**
 * Claims a message as the last step before its bytes leave, hands its mail over, and settles what
 * came of it.
 */
import type { Coupon } from '../../domain/coupon.ts'
import {
  claim,
  dueAgain,
  type Message,
  type MessageOf,
  type SendOutcome,
  settle,
} from '../../domain/message.ts'
import { type Instant, MINUTE_MS, SECOND_MS } from '../../domain/time.ts'
import { takeCode } from '../../store/codes.ts'
import { loadMessage, putMessage } from '../../store/customers.ts'
import { type CustomerKey, parseCustomerKey } from '../../store/keys.ts'
import { rememberRecommended } from '../../store/recommended.ts'
import { type DecideAfterPorts, decideAfter } from './decide-after-sending.ts'
import type { Mailer, OutgoingMail, ReadyMail } from './mailer.ts'

export type ClaimPorts = DecideAfterPorts & {
  readonly newClaimId: () => string
  /** Called as the first byte of a claimed mail leaves; if it throws, none leaves. */
  readonly onLeaving?: (claimId: string) => void
  /** Called with how a claim ended, where the store may not have taken it (settle-known.ts). */
  readonly onUnsettled?: (key: CustomerKey, claimId: string, after: Message) => void
  readonly mailer: Mailer
}

/** When it is tried again to note that a mail leaves. */
const NOTE_AGAIN_AFTER_MS = MINUTE_MS

/** A message whose mail is written, and which is not claimed yet. */
export type Written = {
  readonly outcome: 'written'
  readonly key: CustomerKey
  readonly due: MessageOf<'due'>
  readonly mail: OutgoingMail
  /** The free code that the mail shows, taken with the claim. */
  readonly takes?: Coupon
  /** None of it leaves from then on; undefined if there is no such limit. */
  readonly leaveBy?: Instant | undefined
}

/** How long before that a mail is claimed at the latest, so that it has left by then. */
const LEAVES_WITHIN_MS = 5 * SECOND_MS

/** Whether it might leave only when it is too late. What is not claimed is decided again then. */
export const isTooLateToClaim = ({ leaveBy }: Pick<Written, 'leaveBy'>, now: Instant): boolean =>
  leaveBy !== undefined && now >= leaveBy - LEAVES_WITHIN_MS

/** A message in this sender's hands, and its mail. */
export type Claimed = {
  readonly key: CustomerKey
  readonly message: MessageOf<'claimed'>
  readonly mail: OutgoingMail
  readonly leaveBy?: Instant | undefined
}

/** The code in the mail was taken by another mail: this one is to be written with another. */
type CodeGone = 'code-gone'

/** What is not claimed does not leave, also where the store fails. */
export async function claimReady(
  written: Written,
  ready: ReadyMail | SendOutcome,
  ports: ClaimPorts,
): Promise<Claimed | CodeGone | undefined> {
  let claimed: Claimed | CodeGone | undefined
  try {
    claimed = await claimMessage(written, ports)
    return claimed
  } finally {
    if (typeof claimed !== 'object' && ready.outcome === 'ready') ready.discard()
  }
}

/** Undefined if another sender claimed it, or a decision changed it meanwhile. */
async function claimMessage(
  written: Written,
  ports: ClaimPorts,
): Promise<Claimed | CodeGone | undefined> {
  const { key, due, mail } = written
  const by = {
    claimId: ports.newClaimId(),
    repeatable: ports.mailer.repeatable,
    ...(mail.saysHash !== undefined && { saysHash: mail.saysHash }),
  }
  const message = claim(due, by, ports.now())
  try {
    const answer = await claimWith(written, message, ports)
    return answer === 'claimed' ? { key, message, mail, leaveBy: written.leaveBy } : answer
  } catch (error) {
    // It may be stored all the same, and must not be in doubt once its lease has ended.
    const after = dueAgain(message)
    await hasSettled(key, message, after, ports).catch(() => {
      ports.onUnsettled?.(key, message.claimId, after)
    })
    throw error
  }
}

/**
 * What could not be noted, or would leave too late, has not left, and is parked.
 *
 * @throws what kept it from being noted
 */
export async function handOver(
  claimed: Claimed,
  ready: ReadyMail,
  ports: ClaimPorts,
): Promise<SendOutcome> {
  let isNoted = true
  try {
    return await ready.send(() => {
      isNoted = false
      if (ports.now() >= (claimed.leaveBy ?? Number.POSITIVE_INFINITY))
        throw new Error(`${claimed.mail.messageId} would leave too late`)
      ports.onLeaving?.(claimed.message.claimId)
      isNoted = true
    })
  } catch (error) {
    if (isNoted) throw error
    const until = ports.now() + NOTE_AGAIN_AFTER_MS
    const parked = { outcome: 'parked', reason: 'departure-not-noted', until } as const
    await settleClaim(claimed, parked, ports).catch(() => {})
    throw error
  }
}

async function claimWith(
  { key, due: before, takes }: Written,
  after: MessageOf<'claimed'>,
  ports: ClaimPorts,
): Promise<'claimed' | CodeGone | undefined> {
  const { table } = ports
  const claiming = putMessage(key, { before, after })
  if (!takes) {
    const [result] = await table.write([claiming])
    // The store may have carried out a write whose answer was lost, and refused its repeat.
    const isClaimed = result?.done === true || result?.stored?.claimId === after.claimId
    return isClaimed ? 'claimed' : undefined
  }
  const shop = parseCustomerKey(key)?.shop ?? ''
  const owner = { shop, key, campaign: before.campaign, n: before.n }
  const taking = takeCode(owner, takes, after.claimedAt)
  if ((await table.writeTogether([claiming, ...taking])) === 'committed') return 'claimed'
  const stored = await loadMessage(table, claiming.put)
  if (stored?.status === 'claimed' && stored.claimId === after.claimId) return 'claimed'
  const isAsRead = stored?.status === before.status && stored.attempt === before.attempt
  return isAsRead ? 'code-gone' : undefined
}

/**
 * A claim that ran out meanwhile is settled by others already, and nothing follows from it here.
 */
export async function settleClaim(
  { key, message, mail }: Claimed,
  answer: SendOutcome,
  ports: ClaimPorts,
): Promise<void> {
  const after = settle(message, answer, ports.now())
  try {
    if (!(await hasSettled(key, message, after, ports))) return
  } catch (error) {
    ports.onUnsettled?.(key, message.claimId, after)
    throw error
  }
  switch (answer.outcome) {
    case 'accepted':
    case 'unknown':
      return rememberRecommended(ports.table, key, mail.recommended ?? [], ports.now())
    case 'refused':
    case 'parked':
      return decideAfter(answer.outcome, key, ports)
  }
}

async function hasSettled(
  key: CustomerKey,
  claimed: MessageOf<'claimed'>,
  after: Message,
  { table }: ClaimPorts,
): Promise<boolean> {
  const { put } = putMessage(key, { before: claimed, after })
  const { status, attempt, claimId } = claimed
  const [result] = await table.write([{ put, on: { equals: { status, attempt, claimId } } }])
  const stored = result?.stored
  // As with a claim, the answer may have been lost, and the repeat refused.
  return result?.done || (stored?.status === after.status && stored.attempt === attempt)
}
