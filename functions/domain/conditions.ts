/**
 * Who a campaign, a step or a segment is for: conditions of the table in condition-table.ts, and
 * how they are joined.
 *
 * Invariants:
 *
 * 1. Every given condition must hold; an omitted one requires nothing. `all`, `any` and `not` join
 *    other conditions, and `segment` stands for those of a segment.
 * 2. If a fact about a customer is unknown, no condition that needs it is met, nor its opposite:
 *    unknown stays unknown under `not`.
 * 3. A condition that is not in the table (a newer deployment may have stored one) is unknown. So is
 *    a segment that does not exist, or whose definition leads back to it.
 * 4. Value is computed only if no condition that does not need it decides already.
 */
import type * as z from 'zod/mini'
import { type AskedByUnit, CONDITIONS, type ConditionUnit } from './condition-table.ts'
import type { Dated, SubjectValue, SubjectView } from './condition-view.ts'
import { namesOf } from './names-of.ts'
import type { Instant } from './time.ts'
import { bothOf, eitherOf, negated, type Truth } from './truth.ts'

export type ConditionName = keyof typeof CONDITIONS

/** Who gets a mail, by the conditions of the table and by how they are joined. */
export type Conditions = {
  readonly [N in ConditionName]?: AskedByUnit[(typeof CONDITIONS)[N]['unit']]
} & Joined

/** Conditions made of others. */
export type Joined = {
  readonly all?: readonly Conditions[]
  readonly any?: readonly Conditions[]
  readonly not?: Conditions
  /** The id of a segment of the shop. */
  readonly segment?: string
}

/** Customers who meet conditions that a shop gave a name, so that campaigns can share it. */
export type Segment = {
  /** Never changes; campaigns and other segments name it. */
  readonly id: string
  /** For marketers, by locale. */
  readonly name: Readonly<Record<string, string>>
  readonly conditions: Conditions
  /** When the definition last changed: a customer whom that brings in has entered nothing. */
  readonly definedAt: Instant
}

/** @example segmentIn(settings, 'vip')?.definedAt; undefined if the shop has none of that name */
export const segmentIn = (
  { segments = [] }: { readonly segments?: readonly Segment[] },
  id: string,
): Segment | undefined => segments.find((segment) => segment.id === id)

/** A customer about whom conditions ask, and the segments of their shop. */
export type ConditionSubject = SubjectView & { readonly segments?: readonly Segment[] }

export type JoinedName = keyof Joined

export const JOINED_NAMES = [
  'all',
  'any',
  'not',
  'segment',
] as const satisfies readonly JoinedName[]

export const CONDITION_NAMES = namesOf(CONDITIONS)

export type OfferedCondition = Exclude<ConditionName, NamesOf<{ readonly replacedBy: string }>>

/** Those that a new campaign may ask for. */
export const OFFERED_CONDITIONS: readonly OfferedCondition[] = CONDITION_NAMES.filter(
  (name): name is OfferedCondition => !('replacedBy' in CONDITIONS[name]),
)

type NamesOf<Part> = {
  [N in ConditionName]: (typeof CONDITIONS)[N] extends Part ? N : never
}[ConditionName]
type NumberName = NamesOf<{ readonly schema: z.ZodMiniType<number> }>
type UpperBoundName = NamesOf<{ readonly upperBoundOf: string }>

const isUpperBound = (name: ConditionName): name is UpperBoundName =>
  'upperBoundOf' in CONDITIONS[name]

/**
 * Pairs whose second bound must not be below the first. A bound that belongs to no condition does
 * not compile.
 */
export const CONDITION_BOUNDS: readonly (readonly [NumberName, NumberName])[] =
  CONDITION_NAMES.filter(isUpperBound).map((name) => [CONDITIONS[name].upperBoundOf, name])

/** The rules by name alone; methods, since each takes what its own unit asks for. */
type AnyRule = {
  readonly changes: 'undated' | 'standing' | 'dated'
  changesAt?(asked: unknown, dated: Dated): readonly Instant[]
} & (
  | { readonly asksForValue: false; rule(asked: unknown, subject: SubjectView): Truth }
  | { readonly asksForValue: true; rule(asked: unknown, value: SubjectValue): Truth }
)
const RULES: Readonly<Record<ConditionName, AnyRule>> = CONDITIONS

const isConditionName = (name: string): name is ConditionName => Object.hasOwn(CONDITIONS, name)

/**
 * Whether every condition holds. A condition that is not in the table does not; see
 * `unknownConditions` for how to leave such a campaign alone altogether.
 *
 * @example meets({ countries: ['DE'], not: { segment: 'vip' } }, subjectAt(dueAt, circumstances))
 */
export const meets = (conditions: Conditions | undefined, subject: ConditionSubject): boolean =>
  conditions === undefined || truthOf(conditions, subject, []) === true

/** @param within the segments whose definitions lead here */
function truthOf(
  conditions: Conditions,
  subject: ConditionSubject,
  within: readonly string[],
): Truth {
  let truth: Truth = true
  for (const part of cheapestFirst(partsOf(conditions), subject.segments, within)) {
    truth = bothOf(truth, truthOfPart(part, subject, within))
    if (truth === false) return false
  }
  return truth
}

function cheapestFirst(
  parts: readonly Part[],
  segments: readonly Segment[] | undefined,
  within: readonly string[],
): readonly Part[] {
  if (parts.length < 2) return parts
  const isCostly = (part: Part) => partAsksForValue(part, segments, within)
  return [...parts.filter((part) => !isCostly(part)), ...parts.filter(isCostly)]
}

/** One entry of some conditions, by what it means. */
type Part =
  | { readonly kind: 'one'; readonly name: ConditionName; readonly asked: unknown }
  | { readonly kind: 'all' | 'any' | 'not'; readonly inner: readonly Conditions[] }
  | { readonly kind: 'segment'; readonly id: string }
  | { readonly kind: 'unknown'; readonly name: string }

/** What is not as this version knows it is unknown. */
const partsOf = (conditions: Conditions): readonly Part[] =>
  Object.entries(conditions).flatMap(([name, asked]: [string, unknown]): readonly Part[] => {
    if (asked === undefined) return []
    if (isConditionName(name)) return [{ kind: 'one', name, asked }]
    if (name === 'segment' && typeof asked === 'string') return [{ kind: 'segment', id: asked }]
    if (name === 'not' && isConditions(asked)) return [{ kind: 'not', inner: [asked] }]
    if ((name === 'all' || name === 'any') && Array.isArray(asked) && asked.every(isConditions))
      return [{ kind: name, inner: asked }]
    return [{ kind: 'unknown', name }]
  })

const isConditions = (asked: unknown): asked is Conditions =>
  typeof asked === 'object' && asked !== null && !Array.isArray(asked)

function truthOfPart(part: Part, subject: ConditionSubject, within: readonly string[]): Truth {
  switch (part.kind) {
    case 'one': {
      const condition = RULES[part.name]
      return condition.asksForValue
        ? condition.rule(part.asked, subject.value())
        : condition.rule(part.asked, subject)
    }
    case 'all':
      return part.inner.reduce<Truth>(
        (truth, one) => (truth === false ? truth : bothOf(truth, truthOf(one, subject, within))),
        true,
      )
    case 'any':
      return part.inner.reduce<Truth>(
        (truth, one) => (truth === true ? truth : eitherOf(truth, truthOf(one, subject, within))),
        false,
      )
    case 'not':
      return negated(part.inner.reduce<Truth>((_, one) => truthOf(one, subject, within), undefined))
    case 'segment': {
      const segment = reached(part.id, subject.segments, within)
      return segment && truthOf(segment.conditions, subject, [...within, part.id])
    }
    case 'unknown':
      return undefined
  }
}

/** A segment by its id, unless its own definition leads to it. */
const reached = (
  id: string,
  segments: readonly Segment[] = [],
  within: readonly string[],
): Segment | undefined => (within.includes(id) ? undefined : segmentIn({ segments }, id))

const partAsksForValue = (
  part: Part,
  segments: readonly Segment[] | undefined,
  within: readonly string[],
): boolean => leavesOf(part, segments, within).some(({ name }) => RULES[name].asksForValue)

/** A condition of the table, as it is asked for somewhere within others. */
export type Leaf = { readonly name: ConditionName; readonly asked: unknown }

function leavesOf(
  part: Part,
  segments: readonly Segment[] | undefined,
  within: readonly string[],
): readonly Leaf[] {
  switch (part.kind) {
    case 'one':
      return [part]
    case 'all':
    case 'any':
    case 'not':
      return part.inner.flatMap(partsOf).flatMap((one) => leavesOf(one, segments, within))
    case 'segment': {
      const inner = reached(part.id, segments, within)?.conditions
      return inner
        ? partsOf(inner).flatMap((one) => leavesOf(one, segments, [...within, part.id]))
        : []
    }
    case 'unknown':
      return []
  }
}

/**
 * All conditions of the table that are asked for, those of segments included.
 *
 * @example leavesIn({ any: [{ minPurchases: 2 }, { segment: 'vip' }] }, segments).length // 2
 */
export const leavesIn = (
  conditions: Conditions = {},
  segments?: readonly Segment[],
): readonly Leaf[] => partsOf(conditions).flatMap((part) => leavesOf(part, segments, []))

/** @example changesOf('monetaryScores') // 'undated' */
export const changesOf = (name: ConditionName): AnyRule['changes'] => RULES[name].changes

/** When the answer to a condition may have changed, or will. */
export const changesAt = ({ name, asked }: Leaf, dated: Dated): readonly Instant[] =>
  RULES[name].changesAt?.(asked, dated) ?? []

/**
 * The segments that conditions name, at any depth; not those of their definitions.
 *
 * @example segmentsIn({ not: { segment: 'vip' } }) // ['vip']
 */
export const segmentsIn = (conditions: Conditions = {}): readonly string[] =>
  partsOf(conditions).flatMap((part) =>
    part.kind === 'segment' ? [part.id] : 'inner' in part ? part.inner.flatMap(segmentsIn) : [],
  )

/**
 * The names that are not in the table, or ask in a way that the table does not know, as a newer
 * deployment may have stored them: a campaign with one must be left alone, neither mailed nor skipped.
 *
 * @example unknownConditions({ minPurchases: 2 }) // []
 */
export const unknownConditions = (conditions: Conditions | undefined): readonly string[] =>
  conditions ? partsOf(conditions).flatMap(unknownInPart) : []

function unknownInPart(part: Part): readonly string[] {
  if (part.kind === 'unknown') return [part.name]
  if ('inner' in part) return part.inner.flatMap((inner) => unknownConditions(inner))
  if (part.kind === 'segment' || CONDITIONS[part.name].schema.safeParse(part.asked).success)
    return []
  return [part.name]
}

/**
 * Also where a segment asks for it.
 *
 * @example asksForValue({ not: { minChance: 0.5 } }) // true
 */
export const asksForValue = (
  conditions: Conditions | undefined,
  segments?: readonly Segment[],
): boolean => leavesIn(conditions, segments).some(({ name }) => RULES[name].asksForValue)

/** A given condition with its required value. */
export type AskedCondition = {
  readonly [U in ConditionUnit]: {
    readonly name: ConditionName
    readonly unit: U
    readonly asked: AskedByUnit[U]
  }
}[ConditionUnit]

/**
 * The conditions given that are in the table, in the order given; not those joined in others.
 *
 * @example askedConditions({ minPurchases: 2 }) // [{ name: 'minPurchases', unit: 'count', asked: 2 }]
 */
export const askedConditions = (conditions: Conditions = {}): readonly AskedCondition[] =>
  Object.entries(conditions).flatMap(([name, asked]) =>
    isConditionName(name) ? [{ name, unit: CONDITIONS[name].unit, asked } as AskedCondition] : [],
  )
