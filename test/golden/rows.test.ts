/** Every kind of row that is stored, as the use-cases write it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../functions/store/table.ts'
import { temporaryTable } from '../support/temporary-table.ts'
import { fillShop } from './fill-shop.ts'
import { everyRow, golden } from './golden.ts'
import { KINDS, kindsOf } from './row-kinds.ts'
import { SHOP, storedShop } from './stored-shop.ts'

const { table, stop } = temporaryTable()
let rows: readonly Row[] = []
beforeAll(async () => {
  await fillShop(await storedShop(table))
  const all = await everyRow(table, ['~', encodeURIComponent(SHOP), 'coffee'])
  rows = all.filter(({ pk }) => !pk.startsWith('coffee/'))
})
afterAll(stop)

describe('what is stored', () => {
  it('is there in every kind, and in no other', () => {
    expect([...new Set(rows.flatMap(kindsOf))].sort()).toEqual([...KINDS].sort())
  })

  it('is stored as before', async () => {
    const partitions: Record<string, Record<string, unknown>> = {}
    for (const { pk, sk, ...fields } of rows) partitions[pk] = { ...partitions[pk], [sk]: fields }
    await expect(golden(partitions)).toMatchFileSnapshot('./rows.json')
  })
})
