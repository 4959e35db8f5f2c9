/** Hashes the address of every customer with the current key: the last step to a new address key. */
import { isGuest } from '../domain/identity.ts'
import type { Instant } from '../domain/time.ts'
import { guestId } from './identity.ts'
import { leadGuest } from './join-customers.ts'
import { customersPrefix, PROFILE, parseCustomerKey } from './keys.ts'
import { moveAddress } from './move-address.ts'
import type { AddressKeys } from './secret.ts'
import type { Row, Table } from './table.ts'

export type RekeyCount = {
  readonly moved: number
  /** They had the hash of the current key already. */
  readonly known: number
  /** Their hash was made with a key that is not in the secret. */
  readonly unexplained: number
  /** They were changed meanwhile, and are to be looked at again. */
  readonly changed: number
}

type RekeyOptions = {
  readonly shops: readonly string[]
  readonly keys: AddressKeys
  readonly now: () => Instant
  /** Waits until the next customer may be moved. */
  readonly pace?: () => Promise<void>
  readonly onProgress?: (profiles: number) => void
}

/** So many are moved at a time. */
const AT_A_TIME = 32

/**
 * Looks at every profile, and re-hashes those that are known by an older key, after the facts about
 * their address have moved. Safe to stop and repeat: who has moved is not touched again.
 *
 * @throws if the store fails
 * @example await rekeyCustomers(table, { shops: ['acme'], keys: secret.addressKeys() })
 */
export async function rekeyCustomers(table: Table, options: RekeyOptions): Promise<RekeyCount> {
  const { shops, keys, pace, onProgress } = options
  const counts = { moved: 0, known: 0, unexplained: 0, changed: 0 }
  let read = 0
  for (const shop of shops) {
    let batch: Promise<keyof RekeyCount>[] = []
    const settle = async () => {
      for (const outcome of await Promise.all(batch)) counts[outcome]++
      batch = []
    }
    for await (const row of table.scan(customersPrefix(shop), { prefix: PROFILE })) {
      const hashed = hashedIn(row)
      if (!hashed) continue
      onProgress?.(++read)
      if (hashed.addressHash === keys.hash(hashed.email)) {
        counts.known++
        continue
      }
      await pace?.()
      batch.push(rekey(table, shop, hashed, options))
      if (batch.length === AT_A_TIME) await settle()
    }
    await settle()
  }
  return counts
}

type Hashed = {
  readonly pk: string
  readonly email: string
  readonly addressHash: string
  readonly addressHashAt?: unknown
}

function hashedIn({ pk, sk, email, addressHash, addressHashAt }: Row): Hashed | undefined {
  if (sk !== PROFILE || typeof email !== 'string' || typeof addressHash !== 'string')
    return undefined
  return { pk, email, addressHash, ...(addressHashAt !== undefined && { addressHashAt }) }
}

async function rekey(
  table: Table,
  shop: string,
  { pk, email, addressHash: from, addressHashAt }: Hashed,
  { keys, now }: Pick<RekeyOptions, 'keys' | 'now'>,
): Promise<keyof RekeyCount> {
  if (!keys.olderHashes(email).includes(from)) return 'unexplained'
  const to = keys.hash(email)
  // The address first: a customer whose profile still has the older hash is led to it.
  await moveAddress(table, { shop, from, to, evenIfUnknown: true })
  await leadGuest(table, shop, { from, to, evenIfUnknown: true }, now())
  // A guest gets another id with the hash, and the hash with the move: see identity.ts. One who has
  // that id already was recorded by a process that did not know the key yet.
  const customer = parseCustomerKey(pk)?.customer ?? ''
  if (isGuest(customer) && customer !== guestId(to)) return 'moved'
  const [result] = await table.write([
    {
      merge: {
        ...{ pk, sk: PROFILE, addressHash: to, addressId: keys.firstHash(email) },
        ...(addressHashAt !== undefined && { addressIdAt: addressHashAt }),
      },
      on: { equals: { email, addressHash: from } },
    },
  ])
  return result?.done ? 'moved' : 'changed'
}
