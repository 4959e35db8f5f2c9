/** What the verbs of suppression share: for which shops, and by which hash an address is known. */
import { Email } from '../../intake/wire-parts.ts'
import type { SuppressionWords } from '../../language/command/suppression-words.ts'
import { ALL_SHOPS } from '../../store/keys.ts'
import { isMoving, loadStoredSecret } from '../../store/stored-secret.ts'
import { Failure, UsageError } from '../failure.ts'
import { refuseSeveral, type Store, shopIn } from '../open-store.ts'
import type { Given, Io, Options } from '../verb.ts'

export const scopeOptions = {
  shop: { value: 'ID' },
  'all-shops': {},
} as const satisfies Options

/** Of a verb that has the options above. */
type ScopeGiven = Pick<Given<typeof scopeOptions>, 'text' | 'flag' | 'isTyped'>

/**
 * The shop's id, or `ALL_SHOPS`; undefined if neither was asked for.
 *
 * @throws UsageError or Failure if both were, or there is no such shop
 */
export async function scopeOf(given: ScopeGiven, store: Store): Promise<string | undefined> {
  refuseSeveral(given, ['shop', 'all-shops'])
  if (given.flag('all-shops')) return ALL_SHOPS
  const shop = given.text('shop')
  return shop === undefined ? undefined : (await shopIn(store, shop)).settings.shop.id
}

export const scopeMissing = (): UsageError => new UsageError((w) => w.suppression.scopeMissing)

export const scopeText = (scope: string, words: SuppressionWords): string =>
  scope === ALL_SHOPS ? words.allShops : words.shop(scope)

/** As `Secret.addressHash` makes it. */
export const isAddressHash = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text)

/**
 * @returns the keyed hashes under every key of the store, the current one first; undefined if the
 * text is not a valid address
 */
export type HashAddress = (address: string) => readonly string[] | undefined

/** Undefined if the store's secret was not named. */
export async function addressHasher(
  { secret: keysOf }: Store,
  { now }: Pick<Io, 'now'>,
): Promise<HashAddress | undefined> {
  const secret = await keysOf(now)
  return (
    secret &&
    ((address) => {
      const { data } = Email.safeParse(address.trim())
      return data === undefined ? undefined : secret.addressKeys().hashes(data)
    })
  )
}

export const secretMissing = (): UsageError => new UsageError((w) => w.suppression.secretMissing)

/**
 * The hashes of what was typed, which may be a hash already: all that the address may be known by.
 *
 * @throws Failure if it is neither
 */
export async function hashesOfTyped(
  text: string,
  store: Store,
  io: Pick<Io, 'now'>,
): Promise<readonly [string, ...string[]]> {
  if (isAddressHash(text)) {
    await refuseHashesWhileMoving(store)
    return [text]
  }
  const hashAddress = await addressHasher(store, io)
  if (!hashAddress) throw secretMissing()
  const [hash, ...others] = hashAddress(text) ?? []
  if (hash === undefined) throw new Failure((w) => w.suppression.notAnAddress(text))
  return [hash, ...others]
}

/**
 * A hash under the newer key does not show by which older one a customer is still known.
 *
 * @throws Failure while `rekindle secret rekey` has not come to its end
 */
export async function refuseHashesWhileMoving({ table }: Store): Promise<void> {
  const stored = await loadStoredSecret(table)
  if (stored && isMoving(stored)) throw new Failure((w) => w.secret.hashesWhileMoving)
}
