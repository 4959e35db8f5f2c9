/** A customer leaves: no marketing to them, nor to anybody who shares their address. */

import { withWithdrawal } from '../../domain/address.ts'
import { type ConsentFact, consentAt } from '../../domain/consent.ts'
import { linkName } from '../../domain/message-ref.ts'
import type { Instant } from '../../domain/time.ts'
import { changeAddress } from '../../store/addresses.ts'
import { loadCustomer } from '../../store/customers.ts'
import { customerKey } from '../../store/keys.ts'
import type { TokenPayload } from '../../store/secret.ts'
import type { Table } from '../../store/table.ts'
import { addConsent, lastWithdrawalAt } from './marketing-consent.ts'
import { isNobody } from './nobody.ts'

/** What unsubscribing came to; whoever is not known, or was erased, is sent nothing anyway. */
export type Left = 'left' | 'had-left' | 'nobody'

/**
 * Holds from now on, also for mail that is queued: it is decided for again before it is sent.
 * Safe to repeat: who has left already is left alone, but for an address that does not know yet.
 *
 * @example await unsubscribe(payload, table, now) // 'left'
 */
export async function unsubscribe(
  payload: TokenPayload,
  table: Table,
  now: Instant,
): Promise<Left> {
  const key = customerKey(payload.shop, payload.customer)
  const { facts, addressHash } = await loadCustomer(table, key)
  if (isNobody(facts)) return 'nobody'
  const hadLeft = consentAt(facts.consents, 'marketing', now) === 'withdrawn'
  if (!hadLeft) await table.write([addConsent(key, withdrawal(payload, now))])
  if (addressHash !== undefined) {
    const since = (hadLeft && lastWithdrawalAt(facts.consents, now)) || now
    await changeAddress(table, payload.shop, addressHash, (address) =>
      address.withdrawnAt !== undefined && address.withdrawnAt >= since
        ? address
        : withWithdrawal(address, now),
    )
  }
  return hadLeft ? 'had-left' : 'left'
}

const withdrawal = (payload: TokenPayload, now: Instant): ConsentFact => ({
  purpose: 'marketing',
  act: 'withdrawn',
  at: now,
  source: 'unsubscribe',
  evidence: linkName(payload),
})
