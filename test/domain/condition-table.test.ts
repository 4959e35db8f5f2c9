/** The table of conditions as a closed set: everything derived from it knows the same names. */
import fc from 'fast-check'
import { describe, expect, expectTypeOf, it, test } from 'vitest'
import * as z from 'zod/mini'
import { Conditions as ConditionsInFile } from '../../functions/campaigns/conditions-file.ts'
import { fixForCampaign } from '../../functions/campaigns/field-fixes.ts'
import { knownFields } from '../../functions/campaigns/known-fields.ts'
import { readFields } from '../../functions/campaigns/read-fields.ts'
import { subjectAt } from '../../functions/domain/condition-subject.ts'
import { CONDITIONS, type ConditionDefinition } from '../../functions/domain/condition-table.ts'
import {
  asksForValue,
  CONDITION_BOUNDS,
  CONDITION_NAMES,
  type Conditions,
  JOINED_NAMES,
  type Joined,
  meets,
  OFFERED_CONDITIONS,
  type OfferedCondition,
  unknownConditions,
} from '../../functions/domain/conditions.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { decide } from '../../functions/domain/decide.ts'
import { assess } from '../../functions/domain/lifecycle.ts'
import type { Score } from '../../functions/domain/rfm-scores.ts'
import { enFaults } from '../../functions/language/en/faults/words.ts'
import { en } from '../../functions/language/en/words.ts'
import { zhFaults } from '../../functions/language/zh/faults/words.ts'
import { zh } from '../../functions/language/zh/words.ts'
import { inEnglish } from '../support/english-faults.ts'
import { customer, days, message, NOON, order, settings, shopModel } from '../support/given.ts'
import { oneTimer, shopWith } from '../support/win-back.ts'

const bought = (grossMinor: number, ...daysAgo: readonly number[]): CustomerFacts =>
  customer({
    orders: daysAgo.map((ago) => order(`o${ago}`, NOON - days(ago), { grossMinor })),
    profile: { country: 'DE', updatedAt: NOON },
  })
const CUSTOMERS = [
  customer(),
  customer({
    consents: [],
    orders: [order('o1', NOON - days(2), { skus: ['tea'] })],
    events: [{ eventId: 'e', name: 'viewed', at: NOON - days(1), asked: {}, keptUntil: NOON }],
    attributes: [{ name: 'tier', value: 'gold', since: 0, arrivedAt: 0 }],
    messages: [message({ status: 'accepted', locale: 'en', acceptedAt: 0, mailerMessageId: 'm' })],
  }),
  bought(100, 700),
  bought(1_500, 90, 60, 30, 1),
  bought(90_000, 400, 380, 360, 340, 320),
  bought(90_000, 50, 40, 30, 20, 10, 1),
]
const SUBJECTS = CUSTOMERS.map((facts) => {
  const inForce = settings({ models: [shopModel()] })
  const assessment = assess(facts, NOON, inForce.policy, inForce.models)
  return subjectAt(NOON, { facts, assessment, settings: inForce, now: NOON })
})
/** Asked of the conditions that may ask for it. */
const ASKED: readonly unknown[] = [
  ...[['DE'], [1], [3], [5], 0.01, 0.5, 0.99, 1, 3, 1_000, 10_000],
  ...[['frequent'], ['en'], 'granted', { withinDays: 30, min: 1 }, { minMinor: 1_000 }],
  ...[{ skus: ['tea'] }, { name: 'viewed', withinDays: 7 }, { name: 'tier', is: 'gold' }],
  { id: 'win-back', neverSent: true },
]

const only = (name: string, asked: unknown): Conditions =>
  JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(asked)}}`) as Conditions

describe('every condition of the table', () => {
  test.each(CONDITION_NAMES)('%s is met by one customer and not by another', (name) => {
    const { schema } = CONDITIONS[name]
    const answers = ASKED.filter((asked) => z.safeParse<z.ZodMiniType>(schema, asked).success).map(
      (asked) => new Set(SUBJECTS.map((subject) => meets(only(name, asked), subject))),
    )
    expect(answers).toContainEqual(new Set([true, false]))
  })

  test.each(CONDITION_NAMES)('%s computes value if it asks for it, and only then', (name) => {
    const [subject] = SUBJECTS
    if (!subject) throw new Error('no customer')
    let computed = 0
    const value = () => {
      computed += 1
      return subject.value()
    }
    meets(only(name, [1]), { ...subject, value })
    expect(computed).toBe(CONDITIONS[name].asksForValue ? 1 : 0)
    meets({ countries: ['XX'], ...only(name, [1]), maxPurchases: -1 }, { ...subject, value })
    expect(computed).toBe(CONDITIONS[name].asksForValue ? 1 : 0)
    expect(asksForValue(only(name, [1]))).toBe(CONDITIONS[name].asksForValue)
  })

  it('is allowed in campaign.yaml unless another has replaced it, and nothing else is', () => {
    expect(knownFields(ConditionsInFile, [])).toEqual([...OFFERED_CONDITIONS, ...JOINED_NAMES])
    expect(CONDITION_NAMES.filter((name) => 'replacedBy' in CONDITIONS[name])).toEqual([
      'minChurnRisk',
      'maxChurnRisk',
    ])
    expect(z.safeParse(ConditionsInFile, { minChurnRisk: 0.5 }).success).toBe(false)
    expect(z.safeParse(ConditionsInFile, { madeUp: 1 }).success).toBe(false)
    expect(z.safeParse(ConditionsInFile, {}).success).toBe(true)
  })

  test.each(OFFERED_CONDITIONS)('%s has a hint and words', (name) => {
    const fix = (field: string) => fixForCampaign(field)(enFaults)
    const hint = fix(`eligible.${name}`)
    expect(hint).toMatch(/^(Use|List) /)
    expect(fix(`steps.0.conditions.${name}.0`)).toBe(hint)
    expect(fix('eligible')).toContain(name)
    expect(fixForCampaign(`eligible.${name}`)(zhFaults)).not.toBe(hint)
    for (const { conditions } of [en, zh]) expect(conditions[name]('7')).toContain('7')
  })

  const offered = CONDITION_BOUNDS.filter(([name]) =>
    OFFERED_CONDITIONS.some((one) => one === name),
  )
  test.each(offered)('%s must not be above %s', (least, most) => {
    expect(CONDITIONS[most].unit).toBe(CONDITIONS[least].unit)
    expect(z.safeParse(ConditionsInFile, { [least]: 1, [most]: 1 }).success).toBe(true)
    const { faults } = readFields(
      'campaign.yaml',
      `${least}: 1\n${most}: 0`,
      ConditionsInFile,
      () => fixForCampaign(most),
    )
    expect(inEnglish(faults)).toMatchObject([
      { line: 2, field: most, problem: `${most} is below ${least}: no customer can match` },
    ])
    expect(fixForCampaign(`eligible.${most}`)(enFaults)).toMatch(
      new RegExp(`no less than ${least}$`),
    )
  })
})

describe('a condition that is not in the table', () => {
  const anyMadeUp = fc
    .oneof(
      fc.constantFrom('madeUp', 'toString', 'constructor', '__proto__', 'hasOwnProperty', ''),
      fc.string(),
    )
    .filter((name) => ![...CONDITION_NAMES, ...JOINED_NAMES].some((known) => known === name))

  it('lets no mail out, wherever it stands and whatever it stands next to', () => {
    const [step] = shopWith().campaigns[0]?.steps ?? []
    if (!step) throw new Error('the sample campaign has no step')
    fc.assert(
      fc.property(anyMadeUp, fc.json(), fc.boolean(), (name, asked, isLast) => {
        const madeUp = only(name, JSON.parse(asked))
        const met = { minPurchases: 0 } as const
        const entries = [...Object.entries(madeUp), ...Object.entries(met)]
        const mixed = Object.fromEntries(isLast ? entries.toReversed() : entries) as Conditions
        for (const conditions of [madeUp, mixed]) {
          expect(unknownConditions(conditions)).toEqual([name])
          for (const subject of SUBJECTS) expect(meets(conditions, subject)).toBe(false)
          for (const changes of [{ eligible: conditions }, { steps: [{ ...step, conditions }] }]) {
            const { messages } = decide(oneTimer, NOON, shopWith(changes))
            expect(messages.filter(({ after }) => after.status === 'due')).toEqual([])
          }
        }
      }),
    )
    expect(decide(oneTimer, NOON, shopWith()).messages).toMatchObject([
      { after: { status: 'due' } },
    ])
  })

  it('does not count as asking for value, and is the only name that is unknown', () => {
    expect(asksForValue(only('madeUp', 1))).toBe(false)
    expect(unknownConditions(undefined)).toEqual([])
    expect(unknownConditions({ minPurchases: 1, recencyScores: [1] })).toEqual([])
  })
})

describe('the types of conditions', () => {
  it('are those that the schema reads', () => {
    expectTypeOf<Conditions['countries']>().toEqualTypeOf<readonly string[] | undefined>()
    expectTypeOf<Conditions['recencyScores']>().toEqualTypeOf<readonly Score[] | undefined>()
    expectTypeOf<Conditions['minChurnRisk']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<z.output<typeof ConditionsInFile>>().toExtend<Conditions>()
    expectTypeOf<keyof z.output<typeof ConditionsInFile>>().toEqualTypeOf<
      OfferedCondition | keyof Joined
    >()
    // @ts-expect-error a condition that is not in the table
    const madeUp: Conditions = { madeUp: 1 }
    expect(unknownConditions(madeUp)).toEqual(['madeUp'])
  })

  it('refuse a definition that lacks a part, or whose parts do not fit each other', () => {
    const whole = {
      unit: 'count',
      schema: z.int(),
      changes: 'undated',
      asksForValue: false,
      rule: (least: number) => least === 0,
    } as const
    const { rule: _rule, ...withoutRule } = whole
    const { schema: _schema, ...withoutSchema } = whole
    const { unit: _unit, ...withoutUnit } = whole
    const { changes: _changes, ...withoutChanges } = whole
    const { asksForValue: _asksForValue, ...withoutValue } = whole
    expectTypeOf(whole).toExtend<ConditionDefinition>()
    expectTypeOf(withoutRule).not.toExtend<ConditionDefinition>()
    expectTypeOf(withoutSchema).not.toExtend<ConditionDefinition>()
    expectTypeOf(withoutChanges).not.toExtend<ConditionDefinition>()
    expectTypeOf({ ...whole, changes: 'dated' as const }).not.toExtend<ConditionDefinition>()
    expectTypeOf(withoutUnit).not.toExtend<ConditionDefinition>()
    expectTypeOf(withoutValue).not.toExtend<ConditionDefinition>()
    expectTypeOf({ ...whole, unit: 'score' as const }).not.toExtend<ConditionDefinition>()
    expectTypeOf({ ...whole, schema: z.string() }).not.toExtend<ConditionDefinition>()
  })
})
