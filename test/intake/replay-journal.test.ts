import { describe, expect, it } from 'vitest'
import { replayJournal } from '../../functions/intake/replay-journal.ts'
import { changeAddress, loadAddress } from '../../functions/store/addresses.ts'
import { encode } from '../../functions/store/codecs/read-customer-rows.ts'
import { addCodes, countCodes, loadCoupon, takeCode } from '../../functions/store/codes.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { tombstone } from '../../functions/store/erasure.ts'
import { type KeptRow, keptOf } from '../../functions/store/journal/kept-rows.ts'
import { type CustomerKey, customerKey } from '../../functions/store/keys.ts'
import type { Row, Table } from '../../functions/store/table.ts'
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
const ACCEPTED = {
  status: 'accepted',
  locale: 'en',
  acceptedAt: NOON + 1,
  mailerMessageId: 'm',
} as const
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

  it('gives no code again that was mailed, and the same one in the reminder', async () => {
    const { table } = temporaryTable()
    const shop = { shop: 'tea', pool: 'hello' }
    const coupon = { pool: 'hello', code: 'H-1', expiresAt: NOON + 9 }
    const owner = { shop: 'tea', key: ann, campaign: 'care', n: 1 }
    await addCodes(table, shop, [coupon], NOON)
    const taken = takeCode(owner, coupon, NOON + 1).flatMap((write) =>
      'put' in write ? [kept(write.put)] : [],
    )
    const ports = { table, now: () => NOON + 9, eraseMails: async () => {} }
    for (const rows of [2, 0]) expect(await replayJournal(taken, ports)).toMatchObject({ rows })
    expect(await loadCoupon(table, { ...owner, entries: [1] })).toEqual(coupon)
    expect(await countCodes(table, 'tea')).toEqual([{ pool: 'hello', free: 0, taken: 1 }])
    const other = { ...owner, key: dan }
    expect(await table.writeTogether(takeCode(other, coupon, NOON + 2))).not.toBe('committed')
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

  const countdown = (steps: number) => {
    let left = steps
    return () => {
      if (left-- === 0) throw new Error('killed')
    }
  }
  /** Ends before one write, as if the process was killed there. */
  const endsAt = (table: Table, step: () => void): Table => ({
    ...table,
    write(writes) {
      step()
      return table.write(writes)
    },
    writeTogether(writes) {
      step()
      return table.writeTogether(writes)
    },
  })

  it('ends the same wherever it was cut short, also in an erasure', async () => {
    const replayed = async (killedAt: number) => {
      const { table } = temporaryTable()
      await table.write([
        { put: encode('order', dan, order('o-1', NOON - 5)) },
        {
          put: encode('profile', dan, {
            ...{ email: 'dan@example.com', updatedAt: NOON - 5, addressHash: 'h' },
          }),
        },
      ])
      const slot = { customer: 'dan', campaign: 'care', n: 1, step: 'tips', at: NOON - 9 }
      await changeAddress(table, 'tea', 'h', (facts) => ({ ...facts, slots: [slot] }))
      const mails = new Set<CustomerKey>([dan, eve])
      const step = countdown(killedAt)
      const replay = (on: Table, before: () => void) =>
        replayJournal(entries, {
          ...{ table: on, now: () => NOON + 9 },
          async eraseMails(key) {
            before()
            mails.delete(key)
          },
        })
      let wasKilled = false
      await replay(endsAt(table, step), step).catch(() => {
        wasKilled = true
      })
      await replay(table, () => {})
      const found: Row[] = []
      for await (const row of table.scan('')) found.push({ ...row, version: 0 })
      return { wasKilled, end: { found, mails: [...mails] } }
    }
    const { end: whole } = await replayed(99)
    expect(whole.mails).toEqual([])
    for (let killedAt = 0, wasKilled = true; wasKilled; killedAt++) {
      const one = await replayed(killedAt)
      wasKilled = one.wasKilled
      expect(one.end, `killed at ${killedAt}`).toEqual(whole)
    }
  })

  it('takes nothing back of what others write meanwhile', async () => {
    const { table } = temporaryTable()
    const accepted = { ...message(ACCEPTED), attempt: 1 }
    let isFirst = true
    const raced: Table = {
      ...table,
      async get(key) {
        const row = await table.get(key)
        if (isFirst && key.pk === ann && key.sk.startsWith('message#')) {
          isFirst = false
          await table.write([{ put: encode('message', ann, accepted) }])
        }
        return row
      },
    }
    const ports = { table: raced, now: () => NOON + 9, eraseMails: async () => {} }
    await replayJournal(entries, ports)
    expect((await loadCustomer(table, ann)).facts.messages).toMatchObject([{ status: 'accepted' }])
  })

  it('keeps what an event settled after the restore, and lets no ended journey go on', async () => {
    const { table } = temporaryTable()
    const journey = { campaign: 'care', n: 1, startedAt: NOON - 5, start: { kind: 'at-risk' } }
    const running = encode('journey', ann, journey as Parameters<typeof encode<'journey'>>[2])
    const ended = { ...running, end: { at: NOON + 1, reason: 'left-class' } }
    await table.write([
      { put: encode('message', ann, { ...message(ACCEPTED), attempt: 1 }) },
      { put: ended },
    ])
    await replayJournal([entries[0] as KeptRow, kept(running)], {
      ...{ table, now: () => NOON + 9, eraseMails: async () => {} },
    })
    expect((await loadCustomer(table, ann)).facts.messages).toMatchObject([{ status: 'accepted' }])
    expect(await table.get(running)).toMatchObject({ end: { reason: 'left-class' } })
  })
})
