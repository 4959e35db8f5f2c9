/** The customer that a verb is about: by id, or by the address of a guest. */
import { Email } from '../../intake/wire-parts.ts'
import { UsageError } from '../failure.ts'
import type { Store } from '../open-store.ts'
import type { Options } from '../verb.ts'

export const byAddressOption = { 'by-address': {} } as const satisfies Options

/** @throws UsageError if it is not an address, or if the key of the hashes is missing */
export async function customerMeant(
  id: string,
  isAddress: boolean,
  { secret: keysOf }: Pick<Store, 'secret'>,
): Promise<string> {
  if (!isAddress) return id
  const secret = await keysOf()
  if (!secret) throw new UsageError((w) => w.customer.byAddress.secretMissing)
  const { data } = Email.safeParse(id)
  if (data === undefined) throw new UsageError((w) => w.customer.byAddress.notAnAddress)
  return `~guest:${secret.addressHash(data)}`
}
