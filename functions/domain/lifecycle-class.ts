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
  /** A customer is in the class with the lowest number of those whose rule holds. */
  readonly precedence: number
  /** Before the first purchase, while they buy, or since they stopped. */
  readonly stage: 'not-yet' | 'buying' | 'stopped'
  /** When the rule holds, as long as no fact changes; undefined where it does not. */
  readonly holds: (stretch: Stretch, policy: ClassPolicy) => Span | undefined
}

const ALWAYS: Span = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }

const alwaysIf = (condition: boolean): Span | undefined => (condition ? ALWAYS : undefined)

/** All that is known of a class but its words, in the order in which classes are listed. */
const CLASS_RULES = {
  prospect: {
    precedence: 1,
    stage: 'not-yet',
    holds: ({ count }) => alwaysIf(count === 0),
  },
  'first-time': {
    precedence: 4,
    stage: 'buying',
    holds: ({ count }) => alwaysIf(count === 1),
  },
  active: {
    precedence: 5,
    stage: 'buying',
    holds: () => ALWAYS,
  },
  frequent: {
    precedence: 3,
    stage: 'buying',
    holds: ({ decisive }, { frequentWindowDays }) =>
      decisive === undefined
        ? undefined
        : { from: Number.NEGATIVE_INFINITY, until: decisive + frequentWindowDays * DAY_MS },
  },
  dormant: {
    precedence: 2,
    stage: 'stopped',
    holds: ({ dormantFrom }) => ({ from: dormantFrom, until: Number.POSITIVE_INFINITY }),
  },
} as const satisfies Readonly<Record<string, ClassRule>>

export type LifecycleClass = keyof typeof CLASS_RULES

export const LIFECYCLE_CLASSES = Object.keys(CLASS_RULES) as readonly LifecycleClass[]

const BY_PRECEDENCE = LIFECYCLE_CLASSES.map((name) => {
  const { precedence, holds }: ClassRule = CLASS_RULES[name]
  return { name, precedence, holds }
}).sort((a, b) => a.precedence - b.precedence)

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
  const spans = BY_PRECEDENCE.map(({ holds }) => holds(stretch, policy))
  return (at: Instant) => classAt(spans, at)
}

/** The first whose rule holds, until its rule ends or one that comes before it begins to hold. */
function classAt(
  spans: readonly (Span | undefined)[],
  at: Instant,
): { readonly name: LifecycleClass; readonly until: Instant } {
  let until = Number.POSITIVE_INFINITY
  for (const [i, { name }] of BY_PRECEDENCE.entries()) {
    const span = spans[i]
    if (!span || span.until <= at) continue
    if (span.from <= at) return { name, until: Math.min(until, span.until) }
    until = Math.min(until, span.from)
  }
  throw new Error(`No class holds at ${at}`)
}
