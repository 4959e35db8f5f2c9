/** How the last model of a shop did on purchases that it had not seen, for people to look at. */
import type { Tracked } from '../domain/models/holdout-tracking.ts'
import type { Instant } from '../domain/time.ts'
import { decode, fieldsOf, type RowCodec } from './codecs/codec.ts'
import { faultIn, having, instant, listOf, number } from './codecs/fields.ts'
import { shopKey } from './keys.ts'
import type { Row, Table } from './table.ts'

export type ModelTest = {
  /** The end of what the model learned from, and that of the test. */
  readonly until: Instant
  readonly to: Instant
  readonly customers: number
  /** Purchases in the test. */
  readonly expected: number
  readonly actual: number
  readonly tracking: readonly Tracked[]
  readonly byFrequency: readonly {
    readonly x: number
    readonly orMore: boolean
    readonly customers: number
    readonly expected: number
    readonly actual: number
  }[]
  /** What was spent in the test; absent in tests of before, and without a model of it. */
  readonly money?: {
    readonly currency: string
    readonly expectedMinor: number
    readonly actualMinor: number
    /** Of a customer. */
    readonly meanAbsoluteErrorMinor: number
    readonly customers: number
  }
}

const TEST = 'test'

const MODEL_TEST: RowCodec<'model test', ModelTest> = {
  kind: 'model test',
  sort: { exact: TEST },
  version: 1,
  faultOf: faultIn<ModelTest>({
    until: instant,
    to: instant,
    customers: number,
    expected: number,
    actual: number,
    tracking: listOf(having<Tracked>({ day: number, expected: number, actual: number })),
    byFrequency: listOf(having<ModelTest['byFrequency'][number]>({ x: number, customers: number })),
  }),
  read: fieldsOf<ModelTest>,
}

/** In the partition of what fits say of themselves, which decisions never read. */
const keyOf = (shop: string) => ({ pk: `~models/${shopKey(shop)}`, sk: TEST })

export const modelTestRow = (shop: string, test: ModelTest): Row => ({ ...keyOf(shop), ...test })

/** Undefined if there was none yet, or a newer version wrote it. */
export async function loadModelTest(table: Table, shop: string): Promise<ModelTest | undefined> {
  const row = await table.get(keyOf(shop))
  return row && decode(MODEL_TEST, row).value
}
