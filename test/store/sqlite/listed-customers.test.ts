import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { customerKey, orderSort, STATE } from '../../../functions/store/keys.ts'
import { openDatabase } from '../../../functions/store/sqlite/database.ts'
import { listedCustomers } from '../../../functions/store/sqlite/listed-customers.ts'
import { makeSqliteTable } from '../../../functions/store/sqlite/sqlite-table.ts'

it('finds an order at the customer who has it, and not at the one who had it before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-'))
  const database = openDatabase(join(folder, 'rows.sqlite'))
  const order = (customer: string, fields: object) => ({
    put: { pk: customerKey('tea', customer), sk: orderSort('A-1'), grossMinor: 0, ...fields },
  })
  const state = (customer: string) => ({
    put: {
      pk: customerKey('tea', customer),
      sk: STATE,
      class: 'active',
      purchases: 1,
      lastPurchaseAt: 1,
      monetaryMinor: 1,
      since: 1,
      settingsVersion: 1,
      version: 1,
    },
  })
  await makeSqliteTable(database).write([
    order('c-1', { movedTo: 'c-2' }),
    order('c-2', {}),
    state('c-1'),
    state('c-2'),
  ])
  expect(await listedCustomers(database.sqlite)('tea', { orderId: 'A-1' })).toEqual(['c-2'])
  database.close()
  rmSync(folder, { recursive: true })
})
