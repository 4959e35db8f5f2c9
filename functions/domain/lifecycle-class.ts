/** The classes of the customer lifecycle: one table defines everything about them except words. */
import { namesOf } from './names-of.ts'
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
  /** When the rule holds, as long as no fact changes; undefined if it does not. */
  readonly holds: (stretch: Stretch, policy: ClassPolicy) => Span | undefined
}

const ALWAYS: Span = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }

const alwaysIf = (condition: boolean): Span | undefined => (condition ? ALWAYS : undefined)

/**
 * Everything about each class except its words. Read from the top: a customer is in the first class
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

const NAMES = namesOf(CLASS_RULES)

const BY_PRECEDENCE = NAMES.map((name) => {
  const { holds }: ClassRule = CLASS_RULES[name]
  return { name, holds }
})

/** In the order in which they are shown to people. */
export const LIFECYCLE_CLASSES: readonly LifecycleClass[] = NAMES.toSorted(
  (a, b) => CLASS_RULES[a].listed - CLASS_RULES[b].listed,
)

/** @example stageOf('dormant') // 'stopped' */
export const stageOf = (name: LifecycleClass): ClassRule['stage'] => CLASS_RULES[name].stage

/** @example isLifecycleClass('dormant') // true */
export const isLifecycleClass = (name: string): name is LifecycleClass =>
  Object.hasOwn(CLASS_RULES, name)

/** A class from an instant on, as long as no fact changes. */
type Entered = { readonly class: LifecycleClass; readonly from: Instant }

/**
 * The classes that time alone brings in a stretch until its end, in order; the first begins with
 * it.
 *
 * @example classesWithin(stretch, end, policy).map((each) => each.class) // ['first-time', 'dormant']
 */
export function classesWithin(
  stretch: Stretch,
  end: Instant,
  policy: ClassPolicy,
): readonly Entered[] {
  const entered: Entered[] = []
  let at = stretch.from
  while (at < end) at = enterAt(at, stretch, policy, entered)
  return entered
}

/**
 * Adds the first class whose rule holds at an instant.
 *
 * @returns when its rule ends, or one that comes before it begins to hold
 */
function enterAt(at: Instant, stretch: Stretch, policy: ClassPolicy, entered: Entered[]): Instant {
  let until = Number.POSITIVE_INFINITY
  for (const { name, holds } of BY_PRECEDENCE) {
    const span = holds(stretch, policy)
    if (!span || span.until <= at) continue
    if (span.from <= at) {
      entered.push({ class: name, from: at })
      return Math.min(until, span.until)
    }
    until = Math.min(until, span.from)
  }
  throw new Error(`No class holds at ${at}`)
}
