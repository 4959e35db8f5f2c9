/** Slows mail down to a provider that turned some of it away. */
import { slowDown, slowness } from '../../domain/pace/pace-shop.ts'
import type { Provider } from '../../domain/provider.ts'
import { changeShopPace, type PacePorts } from '../../store/pace.ts'

/**
 * Slows the shop's mail down to a provider that rejected some for its policy. A repeat within ten
 * minutes changes nothing, so every such bounce may be reported.
 *
 * @returns how many times slower it is now; undefined if nothing changed
 * @example await slowProvider({ table, now }, 'tea', 'gmail') // 2
 */
export async function slowProvider(
  ports: PacePorts,
  shop: string,
  provider: Provider,
): Promise<number | undefined> {
  const now = ports.now()
  const { row, changed } = await changeShopPace(ports, shop, (pace) =>
    slowDown(pace, provider, now),
  )
  const pace = row.providers[provider]
  return changed && pace ? slowness(pace, now) : undefined
}
