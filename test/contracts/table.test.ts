import '../support/bounded-properties.ts'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { conditionHolds, type Row, type Table, type Write } from '../../functions/store/table.ts'
import { onEngine } from '../support/on-engine.ts'
import { STORE_ENGINES } from '../support/store-engines.ts'

describe.each(STORE_ENGINES)('the store on $name', (engine) => {
  let table: Table
  const { check, because } = onEngine(engine, (store) => {
    table = store.table
  })
  let partitions = 0
  const partition = () => `shop/customer-${partitions++}`

  check(`gives back what was put, in the order of the sort keys${because}`, async () => {
    const pk = partition()
    const rows = ['order#b', 'order#a', 'profile', '~lines#a'].map((sk) => ({
      pk,
      sk,
      name: '李小姐',
      amount: 12_345,
      nested: { list: [1, 'two', { three: true }], nothing: null },
    }))
    await table.write(rows.map((put) => ({ put })))
    const read = await table.query(pk)
    expect(read.map((row) => row.sk)).toEqual(['order#a', 'order#b', 'profile', '~lines#a'])
    expect(read[0]).toEqual(rows[1])
    expect(await table.query(pk, { prefix: 'order#' })).toHaveLength(2)
    expect(await table.query(pk, { below: '~' })).toHaveLength(3)
    expect(await table.get({ pk, sk: 'profile' })).toEqual(rows[2])
    expect(await table.get({ pk, sk: 'none' })).toBeUndefined()
  })

  check(`gives the rows of a kind in pages, from any key on${because}`, async () => {
    const pk = partition()
    const skus = ['a', 'b/c', 'z', '茶', '🍵']
    const sorts = [...skus.map((sku) => `product#${sku}`), 'item#a', 'profile']
    await table.write(sorts.map((sk) => ({ put: { pk, sk } })))
    const page = async (after: string | undefined, limit: number) =>
      (
        await table.query(pk, {
          prefix: 'product#',
          limit,
          ...(after !== undefined && { after: `product#${after}` }),
        })
      ).map(({ sk }) => sk.slice('product#'.length))
    expect(await page(undefined, 2)).toEqual(['a', 'b/c'])
    expect(await page('b/c', 2)).toEqual(['z', '茶'])
    expect(await page('茶', 2)).toEqual(['🍵'])
    expect(await page('🍵', 2)).toEqual([])
    expect(await page('b', 9)).toEqual(['b/c', 'z', '茶', '🍵'])
  })

  check(`writes a row that must be absent once, and says what stood there${because}`, async () => {
    const put = { pk: partition(), sk: 'refund#1', minor: 5 }
    const [first] = await table.write([{ put, on: { absent: true } }])
    const [second] = await table.write([{ put: { ...put, minor: 9 }, on: { absent: true } }])
    expect(first).toEqual({ done: true })
    expect(second).toEqual({ done: false, stored: put })
  })

  check(`merges fields into a row and keeps the others${because}`, async () => {
    const pk = partition()
    await table.write([{ put: { pk, sk: 'profile', name: 'Ada', locale: 'en', updatedAt: 1 } }])
    await table.write([{ merge: { pk, sk: 'profile', name: 'Ada L.', updatedAt: 2 } }])
    expect(await table.get({ pk, sk: 'profile' })).toEqual({
      pk,
      sk: 'profile',
      name: 'Ada L.',
      locale: 'en',
      updatedAt: 2,
    })
  })

  check(`carries out writes of one partition in their order${because}`, async () => {
    const pk = partition()
    const results = await table.write([
      { put: { pk, sk: 'a', step: 1 }, on: { absent: true } },
      { put: { pk, sk: 'a', step: 2 }, on: { equals: { step: 1 } } },
      { put: { pk, sk: 'a', step: 9 }, on: { equals: { step: 1 } } },
      { remove: { pk, sk: 'a' }, on: { equals: { step: 2 } } },
    ])
    expect(results.map(({ done }) => done)).toEqual([true, true, false, true])
    expect(await table.query(pk)).toEqual([])
  })

  check(`writes together all or nothing${because}`, async () => {
    const pk = partition()
    await table.write([{ put: { pk, sk: 'state', version: 1 } }])
    const together = (version: number): Promise<string> =>
      table.writeTogether([
        { put: { pk, sk: 'state', version: version + 1 }, on: { equals: { version } } },
        { put: { pk, sk: `journey#${version}`, n: 1 }, on: { absent: true } },
      ])
    expect(await together(1)).toBe('committed')
    expect(await together(1)).toBe('conflict')
    expect((await table.query(pk)).map((row) => row.sk)).toEqual(['journey#1', 'state'])
  })

  check(`lets exactly one of many racing writers win${because}`, async () => {
    const pk = partition()
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        table.write([{ put: { pk, sk: 'state', by: i }, on: { absent: true } }]),
      ),
    )
    expect(outcomes.flat().filter(({ done }) => done)).toHaveLength(1)
  })

  check(
    `finds the customers due in a shard, the earliest first, until the key moves${because}`,
    async () => {
      const wake = (pk: string, wakeAt?: number): Write => ({
        put: { pk, sk: 'state', ...(wakeAt !== undefined && { wakeAt, wakeShard: 7 }) },
      })
      const [early, late, never] = [partition(), partition(), partition()]
      await table.write([wake(late, 300), wake(early, 100), wake(never)])
      expect(await table.due(7, 300, 10)).toEqual([
        { pk: early, wakeAt: 100 },
        { pk: late, wakeAt: 300 },
      ])
      expect(await table.due(7, 299, 10)).toHaveLength(1)
      expect(await table.due(7, 300, 1)).toHaveLength(1)
      expect(await table.due(8, 300, 10)).toEqual([])
      await table.write([wake(early), wake(late, 900)])
      expect(await table.due(7, 300, 10)).toEqual([])
    },
  )

  check(`scans a shop without its neighbours, a partition's rows together${because}`, async () => {
    const rows = ['scan/a', 'scan/b', 'scan/c', 'scan2/a'].flatMap((pk) =>
      ['order#1', 'state', '~lines#1'].map((sk) => ({ pk, sk })),
    )
    await table.write(rows.map((put) => ({ put })))
    const seen: string[] = []
    for await (const row of table.scan('scan/', { below: '~' })) seen.push(`${row.pk} ${row.sk}`)
    expect(seen.toSorted()).toEqual(
      ['scan/a', 'scan/b', 'scan/c'].flatMap((pk) => [`${pk} order#1`, `${pk} state`]),
    )
    const inOrder = seen.map((row) => row.split(' ')[0])
    expect(new Set(inOrder).size).toBe(inOrder.filter((pk, i) => pk !== inOrder[i - 1]).length)
  })

  check(
    `ends a scan when its reader has enough, even if it found nothing yet${because}`,
    async () => {
      await table.write(['enough/a', 'enough/b'].map((pk) => ({ put: { pk, sk: 'state' } })))
      const read = async (prefix: string, enough: () => boolean) => {
        const seen: string[] = []
        for await (const { pk } of table.scan(prefix, { enough, mayLag: true })) seen.push(pk)
        return seen
      }
      expect(await read('enough/', () => false)).toHaveLength(2)
      expect(await read('enough/', () => true)).toEqual([])
      let asked = 0
      expect(await read('enough/empty', () => ++asked > 1_000)).toEqual([])
      expect(asked).toBeGreaterThan(0)
    },
  )

  check(`decides every condition as the rule says${because}`, async () => {
    const version = fc.record({
      updatedAt: fc.integer({ min: 0, max: 3 }),
      contentHash: fc.constantFrom('', 'a', 'b'),
    })
    const condition = fc.oneof(
      fc.constant({ absent: true } as const),
      version.map((newer) => ({ newer })),
      fc
        .record({ status: fc.constantFrom('due', 'held', undefined), attempt: fc.nat({ max: 2 }) })
        .map((equals) => ({ equals })),
    )
    const stored = fc.option(
      fc.record(
        {
          updatedAt: fc.integer({ min: 0, max: 3 }),
          contentHash: fc.constantFrom('', 'a', 'b'),
          status: fc.constantFrom('due', 'held'),
          attempt: fc.nat({ max: 2 }),
        },
        { requiredKeys: ['updatedAt', 'contentHash'] },
      ),
      { nil: undefined },
    )
    await fc.assert(
      fc.asyncProperty(stored, condition, async (fields, on) => {
        const key = { pk: partition(), sk: 'row' }
        const before: Row | undefined = fields && { ...key, ...fields }
        if (before) await table.write([{ put: before }])
        const [result] = await table.write([{ put: { ...key, is: 'new' }, on }])
        expect(result?.done).toBe(conditionHolds(on, before))
        expect(result?.stored).toEqual(before)
      }),
      { numRuns: 150 },
    )
  })
})
