/** Which models are tested, by what is stored. */
import { afterAll, describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../../functions/domain/time.ts'
import { testDueModels } from '../../../functions/insight/learning/test-due-models.ts'
import { modelTestRow } from '../../../functions/store/model-tests.ts'
import { addShop, changeShop, modelsRow } from '../../../functions/store/shops.ts'
import { days, NOON, settings, shopModel } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)
const { shop, policy } = settings()

type Given = {
  readonly fittedAt?: number
  readonly testedAt?: number
  readonly isLoading?: true
}

async function add(id: string, { fittedAt, testedAt, isLoading }: Given): Promise<void> {
  const { openedAt: _, ...loading } = shop
  await addShop(table, { ...(isLoading ? loading : shop), id }, policy)
  if (fittedAt !== undefined)
    await changeShop(table, id, () => ({ rows: [modelsRow(id, [shopModel({ fittedAt })])] }))
  const figures = { until: 1, customers: 3, expected: 4, actual: 5, tracking: [], byFrequency: [] }
  if (testedAt !== undefined)
    await table.write([{ put: modelTestRow(id, { ...figures, to: testedAt }) }])
}

async function testedAt(now: number, failing?: string) {
  const [tested, failed]: [string[], string[]] = [[], []]
  await testDueModels({
    table,
    now: () => now,
    async test(id) {
      tested.push(id)
      if (id === failing) throw new Error('out of memory')
    },
    onFailure: (id) => failed.push(id),
  })
  return { tested: tested.sort(), failed }
}

describe('A test of a model', () => {
  it('is due until it is newer than the model, so that one that was interrupted is made up for', async () => {
    await add('current', { fittedAt: NOON, testedAt: NOON + 1 })
    await add('interrupted', { fittedAt: NOON, testedAt: NOON - days(7) })
    await add('first', { fittedAt: NOON })
    await add('loading', { fittedAt: NOON, isLoading: true })
    await add('unfitted', {})
    expect(await testedAt(NOON + HOUR_MS, 'first')).toEqual({
      tested: ['first', 'interrupted'],
      failed: ['first'],
    })
  })

  it('is not tried again and again where the history is too short for one', async () => {
    expect(await testedAt(NOON + days(1))).toEqual({ tested: ['interrupted'], failed: [] })
  })
})
