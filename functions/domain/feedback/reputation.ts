/** How mailbox providers see a shop: shares of its mail that bounced or were complained of. */
import type { Policy, ProviderPause } from '../policy.ts'
import type { BounceKind } from './bounce-kind.ts'

/** What went wrong with one mail after the carrier took it. */
export type FailureKind = BounceKind | 'complaint'

/** Recent outcomes of the mail to one provider. */
export type DeliveryCounts = {
  readonly sent: number
  /** Permanently, for any reason; a deferral because of a full mailbox does not count. */
  readonly bounced: number
  readonly complained: number
}

/** @example countsAs('temporary') // undefined */
export function countsAs(failure: FailureKind): 'bounced' | 'complained' | undefined {
  switch (failure) {
    case 'complaint':
      return 'complained'
    case 'no-such-mailbox':
    case 'policy':
    case 'unclear':
      return 'bounced'
    case 'temporary':
      return undefined
  }
}

/**
 * Counts the messages that bounced permanently and those that drew a complaint, each message once.
 *
 * @example countFailures([{ what: 'complaint', message: 'm' }]) // { bounced: 0, complained: 1 }
 */
export function countFailures(
  failures: readonly { readonly what: FailureKind; readonly message: string }[],
): Omit<DeliveryCounts, 'sent'> {
  const counted = { bounced: new Set<string>(), complained: new Set<string>() }
  for (const { what, message } of failures) {
    const kind = countsAs(what)
    if (kind) counted[kind].add(message)
  }
  return { bounced: counted.bounced.size, complained: counted.complained.size }
}

/**
 * Why marketing to this provider should pause automatically, if it should: complaints take
 * precedence over bounces. Small numbers of mails or events are not conclusive.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html for the shares at
 * which SES reviews an account: 5% bounces, 0.1% complaints
 * @example reasonToPause({ sent: 1000, bounced: 30, complained: 0 }, policy) // 'bounces'
 */
export function reasonToPause(
  { sent, bounced, complained }: DeliveryCounts,
  { pauseAt }: Pick<Policy, 'pauseAt'>,
): ProviderPause['reason'] | undefined {
  const isTooMany = (events: number, share: number) =>
    events >= pauseAt.leastEvents && events / sent >= share
  if (sent < pauseAt.leastSent) return undefined
  if (isTooMany(complained, pauseAt.complaintShare)) return 'complaints'
  return isTooMany(bounced, pauseAt.bounceShare) ? 'bounces' : undefined
}
