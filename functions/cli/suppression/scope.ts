/** What the verbs of suppression share: for which shops, and by which hash an address is known. */
import { Email } from '../../intake/wire-parts.ts'
import { ALL_SHOPS } from '../../store/keys.ts'
import type { Given, Option } from '../command.ts'
import { Failure, UsageError } from '../failure.ts'
import { refuseSeveral, type Store, shopIn } from '../open-store.ts'

export const scopeOptions = {
  shop: { value: 'ID', about: 'the shop that it is for' },
  'all-shops': { about: 'for all shops there are and will be' },
} as const satisfies Record<string, Option>

/**
 * The shop's id, or `ALL_SHOPS`; undefined where neither was asked for.
 *
 * @throws UsageError or Failure where both were, or there is no such shop
 */
export async function scopeOf(given: Given, store: Store): Promise<string | undefined> {
  refuseSeveral(given, ['shop', 'all-shops'])
  if (given.flag('all-shops')) return ALL_SHOPS
  const shop = given.text('shop')
  return shop === undefined ? undefined : (await shopIn(store, shop)).settings.shop.id
}

export const scopeMissing = (): UsageError =>
  new UsageError('--shop ID is missing, or --all-shops: say for whom it is')

export const scopeInWords = (scope: string): string =>
  scope === ALL_SHOPS ? 'all shops' : `the shop ${scope}`

/** As `Secret.addressHash` makes it. */
export const isAddressHash = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text)

/** @returns the keyed hash; undefined where the text is no address that could be mailed to */
export type HashAddress = (address: string) => string | undefined

/** Undefined where the store's secret was not named. */
export async function addressHasher(store: Store): Promise<HashAddress | undefined> {
  const secret = await store.secret()
  return (
    secret &&
    ((address) => {
      const { data } = Email.safeParse(address.trim())
      return data === undefined ? undefined : secret.addressHash(data)
    })
  )
}

export const secretMissing = (): UsageError =>
  new UsageError('--secret ARN is missing: addresses are known by a keyed hash alone')

/** The hash of what was typed, which may be one already. @throws Failure where it is neither */
export async function hashOfTyped(text: string, store: Store): Promise<string> {
  if (isAddressHash(text)) return text
  const hashAddress = await addressHasher(store)
  if (!hashAddress) throw secretMissing()
  const hash = hashAddress(text)
  if (hash === undefined)
    throw new Failure(`"${text}" is neither an e-mail address nor the hash of one`)
  return hash
}
