/** On AWS the keys of a table are noted by what records facts, once they proved to be the right ones. */
import { describe, expect, it } from 'vitest'
import { recordCustomer } from '../../functions/intake/record-facts.ts'
import { notingSecret } from '../../functions/runtimes/aws/first-secret.ts'
import { ringOf } from '../../functions/store/key-ring.ts'
import { customerKey, PROFILE, STORE_KEY } from '../../functions/store/keys.ts'
import { makeSecret } from '../../functions/store/secret.ts'
import { loadStoredSecret, storeFirstSecret } from '../../functions/store/stored-secret.ts'
import type { Table } from '../../functions/store/table.ts'
import { makeMemoryTable } from '../support/fault-memory-table.ts'
import { NOON } from '../support/given.ts'

const ring = ringOf(Buffer.alloc(32, 1))
const secret = { ...makeSecret(ring), notNoted: () => ring, guard: <T>(handler: T) => handler }
const otherRing = ringOf(Buffer.alloc(32, 2))
const former = makeSecret(otherRing)

function recorder() {
  const [table, logged] = [makeMemoryTable(() => {}), [] as string[]]
  const noting = notingSecret(table, secret, (_level, event) => logged.push(event))
  const record = (customer: string, { addressHash } = makeSecret(ring), at = table) =>
    recordCustomer('tea', customer, { email: 'lin@example.com' }, { table: at, addressHash }, NOON)
  return { table, noting, logged, record }
}

describe('a table that does not name its keys yet', () => {
  it('names them with the first customer who comes again', async () => {
    const { table, noting, logged, record } = recorder()
    await record('lin', secret, noting)
    expect(await loadStoredSecret(table)).toBeUndefined()
    await record('lin', secret, noting)
    expect(await loadStoredSecret(table)).toMatchObject({ address: { current: 1 } })
    expect(logged).toEqual([])
  })

  it('is refused to a function whose secret came second', async () => {
    const { table, logged, record } = recorder()
    await record('lin', secret)
    const query: Table['query'] = async (...given) => {
      const rows = await table.query(...given)
      // While the secret is replaced, a function that started with the other value is first.
      if (given[0] !== STORE_KEY) await storeFirstSecret(table, otherRing, [], NOON)
      return rows
    }
    const late = notingSecret({ ...table, query }, secret, (_level, event) => logged.push(event))
    await expect(record('lin', secret, late)).rejects.toMatchObject({ name: 'SecretError' })
    expect(logged).toEqual(['secret-refused'])
  })

  it('keeps what it has where an address was hashed with another secret, and rings', async () => {
    const { table, noting, logged, record } = recorder()
    await record('lin', former)
    await expect(record('lin', secret, noting)).rejects.toMatchObject({ name: 'SecretError' })
    expect(logged).toEqual(['secret-refused'])
    expect(await loadStoredSecret(table)).toBeUndefined()
    const profile = await table.get({ pk: customerKey('tea', 'lin'), sk: PROFILE })
    expect(profile?.addressHash).toBe(former.addressHash('lin@example.com'))
  })
})
