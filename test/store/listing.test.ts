/** What is listed and counted next to the rows is always what the rows hold. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { groupOf, outcomeOf } from '../../functions/domain/delivery-history.ts'
import type { MessageStatus } from '../../functions/domain/message.ts'
import { messageSort } from '../../functions/domain/message-ref.ts'
import { type Database, openDatabase } from '../../functions/store/sqlite/database.ts'
import { listAll } from '../../functions/store/sqlite/listing.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { Row, Write } from '../../functions/store/table.ts'
import { message } from '../support/given.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekindle-listing-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const STATUSES: readonly MessageStatus[] = [
  { status: 'held', reason: 'no-consent', until: 9 },
  { status: 'due', locale: 'en', decidedAt: 1, relayAt: 2 },
  { status: 'accepted', locale: 'en', acceptedAt: 3, mailerMessageId: 'm' },
  { status: 'skipped', reason: 'left-class', at: 4 },
  { status: 'refused', reason: 'address-malformed', at: 5 },
]

const aMessage = (step: string, status: MessageStatus, delivered: boolean) =>
  message(status, {
    campaign: 'dormant',
    step,
    ...(delivered && { feedback: { deliveredAt: 6 } }),
  })

const aState = (purchases: number, erased: boolean) =>
  erased
    ? { erasedAt: 1, version: 1 }
    : {
        class: purchases === 0 ? 'prospect' : purchases === 1 ? 'first-time' : 'active',
        purchases,
        monetaryMinor: purchases * 100,
        ...(purchases > 0 && { lastPurchaseAt: purchases }),
        settingsVersion: 1,
        version: 1,
      }

const aJourney = (ended: boolean) => ({
  campaign: 'dormant',
  n: 1,
  startedAt: 1,
  start: { kind: 'purchase', orderId: 'o' },
  ...(ended && { end: { at: 2, reason: 'left-class' } }),
})

const customers = fc.constantFrom('acme/a', 'acme/b', 'tea/a')

/** A write of one listed row, or of one that this version does not understand. */
const anyWrite: fc.Arbitrary<Write> = fc.oneof(
  fc
    .tuple(customers, fc.nat(3), fc.boolean())
    .map(([pk, n, erased]) => ({ put: { pk, sk: 'state', ...aState(n, erased) } })),
  fc
    .tuple(
      customers,
      fc.constantFrom('picks', 'care.2'),
      fc.constantFrom(...STATUSES),
      fc.boolean(),
    )
    .map(([pk, step, status, delivered]) => {
      const row = aMessage(step, status, delivered)
      return { put: { pk, sk: messageSort(row), ...row } }
    }),
  fc
    .tuple(customers, fc.boolean())
    .map(([pk, ended]) => ({ put: { pk, sk: 'journey#dormant#1', ...aJourney(ended) } })),
  fc
    .tuple(
      customers,
      fc.constantFrom('state', 'journey#dormant#1', 'message#dormant#1#picks', 'order#o'),
    )
    .map(([pk, sk]) => ({ remove: { pk, sk } })),
  customers.map((pk) => ({ put: { pk, sk: 'message#dormant#1#picks', v: 99 } })),
)

const TABLES = ['listed_customers', 'listed_messages', 'listed_journeys'] as const

/** Everything that is listed, and every count that is not zero. */
const contents = ({ sqlite }: Pick<Database, 'sqlite'>) => [
  ...TABLES.map((table) => sqlite.prepare(`SELECT * FROM ${table}`).all()),
  sqlite.prepare('SELECT * FROM tallies WHERE count <> 0 OR sum <> 0').all(),
]

describe('What is listed next to the rows', () => {
  test('is the same as listing all of them again, whatever was written and in any order', async () => {
    let file = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyWrite, { maxLength: 6 }), { maxLength: 8 }),
        async (parts) => {
          file += 1
          const database = openDatabase(join(folder, `any-${file}.sqlite`))
          database.sqlite.exec('PRAGMA synchronous = OFF')
          const table = makeSqliteTable(database)
          for (const part of parts) await table.write(part)
          const kept = contents(database)
          listAll(database.sqlite)
          expect(kept).toEqual(contents(database))
          database.close()
        },
      ),
      { numRuns: 40 },
    )
  })

  test('stays as it was if a write fails together with others', async () => {
    const database = openDatabase(join(folder, 'fails.sqlite'))
    const table = makeSqliteTable(database)
    const state = (pk: string): Row => ({ pk, sk: 'state', ...aState(1, false) })
    await table.write([{ put: state('acme/a') }])
    const before = contents(database)
    const circular: Record<string, unknown> = {}
    circular.own = circular
    await expect(
      table.write([{ put: state('acme/b') }, { put: { pk: 'acme/c', sk: 'profile', circular } }]),
    ).rejects.toThrow()
    expect(contents(database)).toEqual(before)
    await table.write([{ put: state('acme/c') }])
    expect(database.sqlite.prepare('SELECT count, sum FROM tallies').get()).toEqual({
      count: 2,
      sum: 2,
    })
    database.close()
  })

  test('is made from the rows of a file from before there were lists', async () => {
    const file = join(folder, 'old.sqlite')
    const database = openDatabase(file)
    const row = aMessage('picks', STATUSES[2] as MessageStatus, true)
    await makeSqliteTable(database).write([
      { put: { pk: 'acme/a', sk: 'state', ...aState(2, false) } },
      { put: { pk: 'acme/a', sk: messageSort(row), ...row } },
      { put: { pk: 'acme/a', sk: 'journey#dormant#1', ...aJourney(false) } },
    ])
    const kept = contents(database)
    database.close()
    const old = new DatabaseSync(file)
    old.exec([...TABLES, 'tallies'].map((table) => `DROP TABLE ${table};`).join(''))
    old.exec('PRAGMA user_version = 1')
    old.close()
    const again = openDatabase(file)
    expect(contents(again)).toEqual(kept)
    expect(kept[1]).toMatchObject([{ message_group: groupOf(outcomeOf(row)), at: 3 }])
    again.close()
  })
})
