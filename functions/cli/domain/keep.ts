/** Keeps with the shop what `domain check` found, since marketing waits for it. */
import type { Shop } from '../../domain/policy.ts'
import { isoInstant } from '../../domain/time.ts'
import type { DomainReport } from '../../pipeline/preflight/domain-report.ts'
import { changeShop } from '../../store/shops.ts'
import type { Store } from '../open-store.ts'
import { reevaluateShop } from '../reevaluate.ts'
import type { Io } from '../verb.ts'

export type KeptCheck = {
  /** Whether the shop's marketing may go out through SES, as far as its domain is concerned. */
  readonly marketing: 'free' | 'held'
  /** When the domain last passed; null if it has not, or has failed since. */
  readonly passedAt: string | null
  /** Customers re-evaluated, since their marketing had waited for this. */
  readonly decided: number
}

/**
 * A failure takes the shop's earlier check away; what is not known leaves it. Mail
 * that is due already is judged again before it is sent, so a failure needs no new decisions.
 */
export async function keepDomainCheck(
  store: Store,
  shop: Shop,
  { domain, outcome }: DomainReport,
  io: Io,
): Promise<KeptCheck> {
  const earlier = shop.domainCheck?.domain === domain ? shop.domainCheck : undefined
  if (outcome === 'passed') {
    const domainCheck = { domain, passedAt: io.now() }
    await changeShop(store.table, shop.id, ({ settings }) => ({
      shop: { ...settings.shop, domainCheck },
    }))
    const decided = earlier ? 0 : await reevaluateShop(store, shop.id, io)
    return { marketing: 'free', passedAt: isoInstant(domainCheck.passedAt), decided }
  }
  if (outcome !== 'failed' && earlier)
    return { marketing: 'free', passedAt: isoInstant(earlier.passedAt), decided: 0 }
  if (outcome === 'failed' && shop.domainCheck)
    await changeShop(store.table, shop.id, ({ settings }) => ({
      shop: withoutCheck(settings.shop),
    }))
  return { marketing: 'held', passedAt: null, decided: 0 }
}

const withoutCheck = ({ domainCheck, ...shop }: Shop): Shop => shop
