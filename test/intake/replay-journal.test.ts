import { describe, expect, it } from 'vitest'
import { replayJournal } from '../../functions/intake/replay-journal.ts'
import { changeAddress, loadAddress } from '../../functions/store/addresses.ts'
import { encode } from '../../functions/store/codecs/read-customer-rows.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { tombstone } from '../../functions/store/erasure.ts'
import { type KeptRow, keptOf } from '../../functions/store/journal/kept-rows.ts'
import { customerKey } from '../../functions/store/keys.ts'
import type { Row } from '../../functions/store/table.ts'
import { consent, message, NOON, order } from '../support/given.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const ann = customerKey('tea', 'ann')
const dan = customerKey('tea', 'dan')
const eve = customerKey('tea', 'eve')
const kept = (after: Row): KeptRow => {
  const found = keptOf({ after })
  if (!found) throw new Error(`nothing is kept of ${after.sk}`)
  return found
}

const claimed = {
  ...message({
    ...{ status: 'claimed', locale: 'en', claimedAt: NOON, claimId: 'c' },
    ...{ leaseUntil: NOON + 1, repeatable: true },
  }),
  attempt: 1,
}
const entries = [
  kept(encode('message', ann, claimed)),
  kept(encode('consent', ann, consent(NOON, { act: 'withdrawn', wording: 'I, Ann, leave' }))),
  { pk: ann, sk: 'message#care#1#parked', fields: null },
  kept({
    ...{ pk: '~address/h', sk: 'tea', softBounces: [], slots: [], version: 7 },
    suppression: { reason: 'complaint', at: NOON },
  }),
  kept(tombstone(dan, NOON, 4)),
  kept(tombstone(eve, NOON, 4)),
]

describe('replaying a journal into an older copy', () => {
  it('keeps no word of a person in what it replays', () => {
    expect(JSON.stringify(entries)).not.toContain('Ann, leave')
  })

  it('writes what was sent and who left, and changes nothing the second time', async () => {
    const { table } = temporaryTable()
    await table.write([
      { put: encode('order', dan, order('o-1', NOON - 5)) },
      { put: encode('profile', dan, { email: 'dan@example.com', updatedAt: NOON - 5 }) },
    ])
    await changeAddress(table, 'tea', 'h', (facts) => ({ ...facts, softBounces: [NOON - 9] }))
    const ports = { table, now: () => NOON + 9, eraseMails: async () => {} }
    const first = await replayJournal(entries, ports)
    expect(first).toMatchObject({ rows: 3, erased: 2, customers: new Set([ann, dan, eve]) })

    const { facts } = await loadCustomer(table, ann)
    expect(facts.messages).toMatchObject([{ status: 'unknown', claimedAt: NOON, attempt: 1 }])
    expect(facts.consents).toMatchObject([{ act: 'withdrawn', at: NOON }])
    expect((await loadAddress(table, 'tea', 'h')).facts.suppression?.reason).toBe('complaint')
    expect((await loadCustomer(table, dan)).facts).toMatchObject({ orders: [] })
    expect(JSON.stringify(await table.query(dan))).not.toContain('dan@example.com')
    // A customer whom the copy never knew is erased all the same.
    await table.write([{ put: encode('order', eve, order('o-1', NOON - 5)) }])
    expect((await loadCustomer(table, eve)).facts.orders).toEqual([])

    const before = await table.query(ann)
    expect(await replayJournal(entries, ports)).toMatchObject({ rows: 0 })
    expect(await table.query(ann)).toEqual(before)
  })

  it('keeps what an erased customer did in their new history', async () => {
    const { table } = temporaryTable()
    const profile = { email: 'dan@example.com', updatedAt: NOON - 5 }
    await table.write([{ put: encode('profile', dan, profile) }])
    await table.write([{ put: encode('order', dan, order('o-1', NOON - 5)) }])
    const left = kept(encode('consent', dan, consent(NOON + 5, { act: 'withdrawn' })))
    const before = kept(encode('consent', dan, consent(NOON - 5, { act: 'withdrawn' })))
    const numbered = [
      { ...left, seq: 9 },
      { ...kept(tombstone(dan, NOON, 4)), seq: 7 },
      { ...before, seq: 3 },
    ]
    const ports = { table, now: () => NOON + 9, eraseMails: async () => {} }
    for (const _ of [1, 2]) {
      await replayJournal(numbered, ports)
      const consents = (await table.query(dan)).filter(({ act }) => act === 'withdrawn')
      expect(consents.map(({ at }) => at)).toEqual([NOON + 5])
    }
  })

  it('finishes an erasure that was cut short', async () => {
    const { table } = temporaryTable()
    await table.write([
      { put: tombstone(dan, NOON, 4) },
      { put: encode('order', dan, order('o-1', NOON - 5)) },
      { put: encode('profile', dan, { email: 'dan@example.com', updatedAt: NOON - 5 }) },
    ])
    const ports = { table, now: () => NOON + 9, eraseMails: async () => {} }
    await replayJournal([kept(tombstone(dan, NOON, 4))], ports)
    expect((await table.query(dan)).map(({ sk }) => sk)).toEqual(['profile', 'state'])
    expect(JSON.stringify(await table.query(dan))).not.toContain('dan@example.com')
  })
})
