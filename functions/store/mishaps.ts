/**
 * Bounces and complaints, a row each under the message's id: counted by reading them, so that one
 * that is told twice counts once.
 */
import type { ProviderPause } from '../domain/policy.ts'
import type { Provider } from '../domain/provider.ts'
import { type Instant, isoInstant } from '../domain/time.ts'
import type { Table } from './table.ts'

export type Mishap = {
  readonly shop: string
  readonly provider: Provider
  readonly kind: ProviderPause['reason']
  readonly at: Instant
  readonly messageId: string
}

const mishapsKey = (shop: string): string => `~mishaps/${encodeURIComponent(shop)}`
const kindPrefix = ({ provider, kind }: Pick<Mishap, 'provider' | 'kind'>): string =>
  `${provider}#${kind}#`

/** Safe to repeat: the event's own instant and the message name the row. */
export async function noteMishap(table: Table, mishap: Mishap): Promise<void> {
  const { shop, at, messageId } = mishap
  const sk = `${kindPrefix(mishap)}${isoInstant(at)}#${messageId}`
  await table.write([{ put: { pk: mishapsKey(shop), sk, at }, on: { absent: true } }])
}

/** How many messages met with it from `since` on. */
export async function countMishaps(
  table: Table,
  of: Pick<Mishap, 'shop' | 'provider' | 'kind'>,
  since: Instant,
): Promise<number> {
  const prefix = kindPrefix(of)
  const rows = await table.query(mishapsKey(of.shop), { prefix })
  const from = prefix + isoInstant(since)
  return new Set(
    rows.filter(({ sk }) => sk >= from).map(({ sk }) => sk.slice(sk.indexOf('#', from.length) + 1)),
  ).size
}
