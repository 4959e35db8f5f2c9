import { describe, expect, it } from 'vitest'
import { eachPartition } from '../../functions/store/partitions.ts'
import type { Row, ScanRange, Table } from '../../functions/store/table.ts'

/** A table that is read two rows at a time, asked before each read whether that is enough. */
const tableOf = (rows: readonly Row[]): Table =>
  ({
    async *scan(_prefix: string, { enough }: ScanRange = {}) {
      for (let from = 0; from < rows.length && !enough?.(); from += 2)
        yield* rows.slice(from, from + 2)
    },
  }) as unknown as Table

const rows = ['a 1', 'a 2', 'b 1', 'b 2', 'b 3', 'c 1'].map((name): Row => {
  const [pk = '', sk = ''] = name.split(' ')
  return { pk, sk }
})

async function read(range: ScanRange = {}, keep?: (row: Row) => Row | undefined) {
  const read: string[] = []
  for await (const partition of eachPartition(tableOf(rows), '', range, keep))
    read.push(partition.map(({ pk, sk }) => pk + sk).join(' '))
  return read
}

describe('partitions of a table', () => {
  it('are returned one after another, each whole', async () => {
    expect(await read()).toEqual(['a1 a2', 'b1 b2 b3', 'c1'])
  })

  it.each([
    [0, []],
    [1, []],
    [2, ['a1 a2']],
    [3, ['a1 a2', 'b1 b2 b3', 'c1']],
  ])(
    'are returned until there is enough: after %i reads only the whole ones',
    async (most, expected) => {
      let asked = 0
      expect(await read({ enough: () => ++asked > most })).toEqual(expected)
    },
  )

  it('are held as far as they matter', async () => {
    expect(await read({}, (row) => (row.sk === '1' ? row : undefined))).toEqual(['a1', 'b1', 'c1'])
    expect(await read({}, ({ pk, sk }) => (pk === 'b' ? undefined : { pk, sk }))).toEqual([
      'a1 a2',
      'c1',
    ])
  })
})
