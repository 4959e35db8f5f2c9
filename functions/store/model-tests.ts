/** How the last model of a shop did on purchases that it had not seen, for people to look at. */
import type { Bounded } from '../domain/models/bootstrap.ts'
import type { MoneyTest } from '../domain/models/holdout-money.ts'
import type { Tracked } from '../domain/models/holdout-tracking.ts'
import { RULE_OUTCOMES, type RuleOutcomeName } from '../domain/models/rule-advice.ts'
import type { Instant } from '../domain/time.ts'
import { decode, fieldsOf, type RowCodec } from './codecs/codec.ts'
import { faultIn, having, instant, listOf, maybe, number, oneOf, text } from './codecs/fields.ts'
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
  readonly money?: MoneyTest & { readonly currency: string }
  /** Absent in tests of before. */
  readonly rule?: RuleTest
}

/** Whether limits of their own are right for the customers, by the shop's own history. */
export type RuleTest = {
  readonly outcome: RuleOutcomeName
  readonly withinDays: number
  readonly fixedDays: number
  /** Shares judged right; absent if the history is too short for any. */
  readonly right?: {
    readonly customers: number
    readonly instants: number
    readonly chance: number
    readonly fixed: number
    readonly bestFixed: number
    /** Infinite is stored as absent: "never". */
    readonly bestFixedDays?: number
    /** Of the chance, before the best fixed days. */
    readonly ahead: Bounded
  }
  /** At the last instant: the share that was expected to buy again, and that did. */
  readonly level?: { readonly expected: number; readonly actual: number }
  /** Absent if the history is too short for it. */
  readonly timing?: {
    readonly meanDays: number
    readonly wasted: number
    /** Of the fixed days with the same mean. */
    readonly fixedWasted: number
    readonly waste: Bounded
  }
  readonly atBounds?: { readonly least: number; readonly most: number }
  readonly betterWithinDays?: number
  /** From when on it can be measured, where the history is too short. */
  readonly measurableFrom?: Instant
  /** What would change if the limits were switched on at `to`. */
  readonly preview?: {
    readonly intoDormant: number
    readonly outOfDormant: number
    readonly mails: number
    readonly mailedCustomers: number
    readonly laterMails: number
  }
}

const TEST = 'test'

const bounded = having<Bounded>({ value: number, low: number, high: number })

/** Fields that came later may be missing, so that it is the same form as before. */
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
    money: maybe(
      having<NonNullable<ModelTest['money']>>({
        currency: text,
        customers: number,
        expectedMinor: number,
        actualMinor: number,
        meanAbsoluteErrorMinor: number,
      }),
    ),
    rule: maybe(
      having<RuleTest>({
        outcome: oneOf(RULE_OUTCOMES),
        withinDays: number,
        fixedDays: number,
        right: maybe(
          having<NonNullable<RuleTest['right']>>({ chance: number, fixed: number, ahead: bounded }),
        ),
        timing: maybe(
          having<NonNullable<RuleTest['timing']>>({ meanDays: number, waste: bounded }),
        ),
        preview: maybe(
          having<NonNullable<RuleTest['preview']>>({ intoDormant: number, outOfDormant: number }),
        ),
      }),
    ),
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
