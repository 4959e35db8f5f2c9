import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoreFinding } from '../../functions/domain/store-check.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { addressKey } from '../../functions/store/keys.ts'
import { addShop, campaignRow } from '../../functions/store/shops.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { decidedShop, keyOf, welcome } from '../support/decided-shop.ts'
import { NOON, order } from '../support/given.ts'
import { runHere } from './run-here.ts'

const PAGE_BYTES = 4_096
const HEALTHY = Array.from({ length: 40 }, (_, i) => `well-${i}`)

/** What is done to the rows of a customer of that name, and what a check must say. */
const DAMAGE: readonly (readonly [
  customer: string,
  check: string,
  sql: string,
  detail?: RegExp,
])[] = [
  [
    'wake-later',
    'wake-late',
    `UPDATE rows SET body = json_set(body, '$.wakeAt', ${NOON + 500 * DAY_MS}),
       wake_at = ${NOON + 500 * DAY_MS} WHERE pk = :pk AND sk = 'state'`,
    /^wake 2027-.+, due 20/,
  ],
  [
    'wake-none',
    'wake-late',
    `UPDATE rows SET body = json_remove(body, '$.wakeAt', '$.wakeShard'), wake_at = NULL,
       wake_shard = NULL WHERE pk = :pk AND sk = 'state'`,
    /^no wake, due 20/,
  ],
  [
    'other-class',
    'wake-late',
    `UPDATE rows SET body = json_set(body, '$.class', 'dormant') WHERE pk = :pk AND sk = 'state'`,
  ],
  ['no-state', 'reaction-lost', `DELETE FROM rows WHERE pk = :pk AND sk = 'state'`],
  ['no-journey', 'journey-missing', `DELETE FROM rows WHERE pk = :pk AND sk = 'journey#welcome#1'`],
  ['no-slot', 'slot-missing', `DELETE FROM rows WHERE pk = :address`],
  [
    'unreadable',
    'row-unreadable',
    `UPDATE rows SET body = json_set(body, '$.status', 'snoozed'), sending = NULL
       WHERE pk = :pk AND sk LIKE 'message#%'`,
    /snoozed/,
  ],
]

describe('a damaged store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-damage-'))
  const sound = join(folder, 'sound.sqlite')
  beforeAll(async () => {
    const engine = await sqliteEngine.open(sound, () => NOON)
    const shop = decidedShop(engine.table)
    const { settings } = shop.inForce
    await addShop(engine.table, settings.shop, settings.policy)
    await engine.table.write([{ put: campaignRow('acme', welcome, { en: 'Welcome' }) }])
    for (const customer of [...DAMAGE.map(([customer]) => customer), ...HEALTHY]) {
      await shop.recordConsenting(customer, { orders: [order('o-1', NOON)] })
      await shop.react(customer)
    }
    await engine.close()
    const { sqlite, close } = openDatabase(sound)
    sqlite.exec('DELETE FROM pending; PRAGMA wal_checkpoint(TRUNCATE)')
    close()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  async function check(file: string) {
    const { code, out, err } = await runHere(['store', 'check', '--db', file, '--json'], {
      now: () => NOON,
    })
    const findings: readonly StoreFinding[] = out === '' ? [] : JSON.parse(out).findings
    return { code, findings, err }
  }

  /** A copy that is changed by SQL, or byte by byte. */
  function damaged(name: string, sql: string | ((bytes: Buffer) => void)): string {
    const file = join(folder, `${name}.sqlite`)
    copyFileSync(sound, file)
    copyFileSync(`${sound}.secret`, `${file}.secret`)
    if (typeof sql === 'string') {
      const { sqlite, close } = openDatabase(file)
      sqlite.enableDefensive(false)
      sqlite.exec(sql)
      close()
    } else {
      const bytes = readFileSync(file)
      sql(bytes)
      writeFileSync(file, bytes)
    }
    return file
  }

  it('passes where nothing is wrong', async () => {
    expect(await check(damaged('as-it-was', ''))).toEqual({ code: 0, findings: [], err: '' })
  })

  it('is found in the rows, customer by customer, in one run', async () => {
    const sql = DAMAGE.map(([customer, , one]) =>
      one
        .replace(':pk', `'${keyOf(customer)}'`)
        .replace(':address', `'${addressKey(`hash of ${customer}@example.org`)}'`),
    )
    const { code, findings } = await check(damaged('rows', sql.join(';')))
    expect(code).toBe(1)
    for (const [customer, kind, , detail] of DAMAGE)
      expect(
        findings.filter((one) => one.customer === customer),
        customer,
      ).toContainEqual(
        expect.objectContaining({
          check: kind,
          shop: 'acme',
          ...(detail && { detail: expect.stringMatching(detail) }),
        }),
      )
    const others = findings.filter(({ customer }) => !DAMAGE.some(([name]) => name === customer))
    expect(others.map(({ check: kind }) => kind).filter((kind) => kind !== 'file')).toEqual([])
  })

  it.each([
    ['wake', `UPDATE rows SET wake_at = wake_at + 1 WHERE pk = 'acme/well-1' AND sk = 'state'`],
    ['shard', `UPDATE rows SET wake_shard = 99 WHERE pk = 'acme/well-1' AND sk = 'state'`],
    ['sending', `UPDATE rows SET sending = NULL WHERE sk LIKE 'message#%'`],
    ['class-count', `UPDATE tallies SET count = count + 1 WHERE kind = 'class'`],
    ['message-count', `UPDATE tallies SET count = count - 1 WHERE kind = 'message'`],
    ['journey-count', `DELETE FROM tallies WHERE kind = 'journey'`],
    ['extra-count', `INSERT INTO tallies VALUES ('acme', 'class', 'dormant', 1, 1)`],
    ['not-listed', `DELETE FROM listed_customers WHERE pk = 'acme/well-1'`],
    ['listed-otherwise', `UPDATE listed_customers SET class = 'dormant' WHERE pk = 'acme/well-1'`],
    ['listed-twice', `INSERT INTO listed_customers VALUES ('acme/gone', 'first-time', 1, 1, 1)`],
    ['message-not-listed', `DELETE FROM listed_messages WHERE pk = 'acme/well-1'`],
    ['journey-not-listed', `DELETE FROM listed_journeys WHERE pk = 'acme/well-1'`],
  ])('is found in what is made from the rows: %s', async (name, sql) => {
    const { code, findings } = await check(damaged(name, sql))
    expect(code).toBe(1)
    expect(findings.map((one) => one.check)).toContain('file')
  })

  it.each([
    [
      'an index that lacks a row',
      (bytes: Buffer) => {
        bytes.write('dueacme/well-x', bytes.indexOf('dueacme/well-9message'))
      },
    ],
    [
      'a row that is not JSON any more',
      (bytes: Buffer) => {
        const at = bytes.indexOf('"paidAt"')
        bytes.fill(0x20, at, at + 3)
      },
    ],
    [
      'a page of rows',
      (bytes: Buffer) => {
        const at = bytes.indexOf('acme/well-1')
        bytes.fill(0xff, at - (at % PAGE_BYTES), at - (at % PAGE_BYTES) + 8)
      },
    ],
    ['the end that is cut off', (bytes: Buffer) => bytes.fill(0, bytes.length - 2 * PAGE_BYTES)],
  ])('is found in %s', async (name, change) => {
    const { code, findings, err } = await check(damaged(name.replaceAll(' ', '-'), change))
    expect([code, err]).toEqual([1, expect.stringMatching(/problems? found/)])
    expect(findings[0]?.check).toBe('file')
  })
})
