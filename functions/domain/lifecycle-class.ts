/** The classes of the customer lifecycle: one table holds all that is known of them but words. */
import { DAY_MS, type Instant } from './time.ts'

/** The purchases that count between two facts, as far as a class depends on them. */
export type Stretch = {
  readonly from: Instant
  readonly count: number
  readonly dormantFrom: Instant
  /** While this purchase is inside the window there are enough for `frequent`. */
  readonly decisive: Instant | undefined
}

export type ClassPolicy = { readonly frequentWindowDays: number }

/** Half-open: from the one instant on, and no longer at the other. */
type Span = { readonly from: Instant; readonly until: Instant }

type ClassRule = {
  /** Where it comes in a list for people: as a customer goes through them. */
  readonly listed: number
  /** Before the first purchase, while they buy, or since they stopped. */
  readonly stage: 'not-yet' | 'buying' | 'stopped'
  /** When the rule holds, as long as no fact changes; undefined where it does not. */
  readonly holds: (stretch: Stretch, policy: ClassPolicy) => Span | undefined
}

const ALWAYS: Span = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }

const alwaysIf = (condition: boolean): Span | undefined => (condition ? ALWAYS : undefined)

/**
 * All that is known of each class but its words. Read from the top: a customer is in the first class
 * whose rule holds.
 */
const CLASS_RULES = {
  prospect: {
    listed: 1,
    stage: 'not-yet',
    holds: ({ count }) => alwaysIf(count === 0),
  },
  dormant: {
    listed: 5,
    stage: 'stopped',
    holds: ({ dormantFrom }) => ({ from: dormantFrom, until: Number.POSITIVE_INFINITY }),
  },
  frequent: {
    listed: 4,
    stage: 'buying',
    holds: ({ decisive }, { frequentWindowDays }) =>
      decisive === undefined
        ? undefined
        : { from: Number.NEGATIVE_INFINITY, until: decisive + frequentWindowDays * DAY_MS },
  },
  'first-time': {
    listed: 2,
    stage: 'buying',
    holds: ({ count }) => alwaysIf(count === 1),
  },
  active: {
    listed: 3,
    stage: 'buying',
    holds: () => ALWAYS,
  },
} as const satisfies Readonly<Record<string, ClassRule>>

export type LifecycleClass = keyof typeof CLASS_RULES

const BY_PRECEDENCE = Object.keys(CLASS_RULES) as readonly LifecycleClass[]

/** As they are listed to people. */
export const LIFECYCLE_CLASSES: readonly LifecycleClass[] = BY_PRECEDENCE.toSorted(
  (a, b) => CLASS_RULES[a].listed - CLASS_RULES[b].listed,
)

const ruleOf = (name: LifecycleClass): ClassRule => CLASS_RULES[name]

/** @example stageOf('dormant') // 'stopped' */
export const stageOf = (name: LifecycleClass): ClassRule['stage'] => CLASS_RULES[name].stage

/** @example isLifecycleClass('dormant') // true */
export const isLifecycleClass = (name: string): name is LifecycleClass =>
  Object.hasOwn(CLASS_RULES, name)

/**
 * The class at any instant of a stretch, and until when it holds if no fact changes.
 *
 * @example classesWithin(stretch, policy)(stretch.from) // { name: 'first-time', until: … }
 */
export function classesWithin(stretch: Stretch, policy: ClassPolicy) {
  const spans = BY_PRECEDENCE.map((name) => ruleOf(name).holds(stretch, policy))
  return (at: Instant) => classAt(spans, at)
}

/** The first whose rule holds, until its rule ends or one that comes before it begins to hold. */
function classAt(
  spans: readonly (Span | undefined)[],
  at: Instant,
): { readonly name: LifecycleClass; readonly until: Instant } {
  let until = Number.POSITIVE_INFINITY
  for (const [i, name] of BY_PRECEDENCE.entries()) {
    const span = spans[i]
    if (!span || span.until <= at) continue
    if (span.from <= at) return { name, until: Math.min(until, span.until) }
    until = Math.min(until, span.from)
  }
  throw new Error(`No class holds at ${at}`)
}
