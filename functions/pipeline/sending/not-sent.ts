/** A due message that is not handed to the mailer: parked, skipped or refused instead. */
import { type Message, type MessageOf, type SendOutcome, withStatus } from '../../domain/message.ts'
import { HOUR_MS, type Instant } from '../../domain/time.ts'
import { NO_CODES, noteWaiter, poolRevision, wakeForCode } from '../../store/code-waiters.ts'
import type { CodePool } from '../../store/codes.ts'
import { putMessage } from '../../store/customers.ts'
import type { CustomerKey } from '../../store/keys.ts'
import type { Write } from '../../store/table.ts'
import { type DecideAfterPorts, decideAfter } from './decide-after-sending.ts'

/** What came of sending a message: the mailer's answer, or why the mailer was given no mail. */
export type Delivery = SendOutcome | NotSent

export type NotSent = {
  readonly outcome: 'not-sent'
  readonly why:
    | 'not-found'
    | 'not-due'
    /** A newer build wrote something about it that this one does not know: that one sends it. */
    | 'not-understood'
    | 'claimed-by-another'
    /** What was decided instead, just before it would have been sent. */
    | Exclude<Message['status'], 'due'>
}

export const notSent = (why: NotSent['why']): NotSent => ({ outcome: 'not-sent', why })

export async function parkAs(
  reason: 'address-hash-differs' | typeof NO_CODES,
  until: Instant,
  key: CustomerKey,
  before: MessageOf<'due'>,
  ports: DecideAfterPorts,
  together: readonly Write[] = [],
) {
  const after = withStatus(before, { status: 'parked', reason, until })
  const writes = [putMessage(key, { before, after }), ...together]
  if ((await ports.table.writeTogether(writes)) === 'conflict') return notSent('claimed-by-another')
  await decideAfter('parked', key, ports)
  return { outcome: 'parked', reason, until } as const
}

/** New codes wake it; should that be missed, it looks for one later. */
const LOOK_FOR_CODES_MS = 6 * HOUR_MS

/** @param pool as it was found empty */
export async function waitForCode(
  key: CustomerKey,
  before: MessageOf<'due'>,
  pool: CodePool & { readonly revision: string | undefined },
  ports: DecideAfterPorts,
) {
  const { table, now } = ports
  const noted = noteWaiter(key, pool, now())
  const parked = await parkAs(NO_CODES, now() + LOOK_FOR_CODES_MS, key, before, ports, [noted])
  // Codes that were added meanwhile may have been added before this mail was noted.
  if ((await poolRevision(table, pool)) !== pool.revision) await wakeForCode(table, key, now())
  return parked
}

/** Its place at the address is free again for whatever else is due. */
export async function skipAs(
  reason: 'nothing-new' | 'coupon-expired',
  key: CustomerKey,
  before: MessageOf<'due'>,
  ports: DecideAfterPorts,
) {
  const skipped = { status: 'skipped', reason, at: ports.now() } as const
  const [result] = await ports.table.write([
    putMessage(key, { before, after: withStatus(before, skipped) }),
  ])
  if (!result?.done) return notSent('claimed-by-another')
  await decideAfter('skipped', key, ports)
  return notSent('skipped')
}

export async function refuse(key: CustomerKey, before: MessageOf<'due'>, ports: DecideAfterPorts) {
  const reason = 'mail-could-not-be-written'
  const after = withStatus(before, { status: 'refused', reason, at: ports.now() })
  const [result] = await ports.table.write([putMessage(key, { before, after })])
  if (!result?.done) return notSent('claimed-by-another')
  await decideAfter('refused', key, ports)
  return { outcome: 'refused', reason } as const
}
