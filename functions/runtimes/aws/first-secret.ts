/** Notes the keys of a table that has no row for them yet, where facts are recorded. */
import { PROFILE } from '../../store/keys.ts'
import { storeFirstSecret } from '../../store/stored-secret.ts'
import { keyOf, type Table, type Write } from '../../store/table.ts'
import type { Log } from '../log.ts'
import { type AwsSecret, logRefused } from './secret.ts'

/**
 * The table, which before it writes a profile compares the secret with the one that is stored, until
 * the keys are noted: with the first customer who is known already.
 *
 * @throws SecretError if the stored address was hashed with another secret
 */
export function notingSecret(table: Table, { notNoted }: AwsSecret, log: Log): Table {
  let isNoted = false
  async function note(writes: readonly Write[]): Promise<void> {
    const ring = isNoted ? undefined : notNoted()
    if (!ring) return
    for (const { pk, sk } of writes.map(keyOf)) {
      if (sk !== PROFILE) continue
      const [known] = await table.query(pk, { prefix: PROFILE })
      if (!known) continue
      const { email, addressHash } = known
      if (typeof email !== 'string' || typeof addressHash !== 'string') continue
      const addresses = [{ email, addressHash }]
      await logRefused(log, () => storeFirstSecret(table, ring, addresses, Date.now()))
      isNoted = true
      return
    }
  }
  return {
    ...table,
    async write(writes) {
      await note(writes)
      return table.write(writes)
    },
  }
}
