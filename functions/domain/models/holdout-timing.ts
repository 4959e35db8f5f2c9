/**
 * When rules of dormancy speak up, on inactivities that were watched to their end: whom they would
 * have had mailed although a purchase was coming, and how late they notice one who has left.
 */
import { type Bounded, bootstrap } from './bootstrap.ts'

/** The time after a purchase day, up to the next one. */
export type Inactivity = {
  /** Which customer, numbered from zero: one may have several. */
  readonly customer: number
  /** Days up to the next purchase; infinite if none came. */
  readonly gapDays: number
  /** After how many days the personal rule flags it, if no purchase came by then. */
  readonly ownDays: number
}

export type TimingOutcome = {
  readonly flags: number
  /** The share of flags followed by a purchase within the horizon. */
  readonly wasted: number
  /** From the last purchase to the flag, over true lapses. */
  readonly meanDays: number
}

/** A fixed rule that is like the personal one in something, chosen in hindsight. */
export type FixedTwin = TimingOutcome & { readonly days: number }

export type TimingCompared = {
  readonly inactivities: number
  /** Those without a purchase within the longest wait and the horizon after it. */
  readonly lapses: number
  readonly own: TimingOutcome
  /** The fixed days that come after the same mean days, are wasted as often, flag as many. */
  readonly sameDays: FixedTwin & { readonly waste: Bounded }
  readonly sameWaste: FixedTwin & { readonly delay: Bounded }
  readonly asMany: FixedTwin & { readonly waste: Bounded; readonly delay: Bounded }
}

export type TimingRule = {
  /** The horizon within which a purchase after a flag makes it a waste. */
  readonly withinDays: number
  /** The longest wait that any rule may have. */
  readonly mostDays: number
}

/**
 * The personal rule against fixed days. `waste` and `delay` are the personal rule's figure less the
 * fixed one's, in shares and in days: below zero the personal rule is better. They have intervals by
 * bootstrap over customers, in each resample of which the fixed days are chosen again.
 *
 * @param inactivities each watched for `mostDays` and `withinDays`
 * @returns undefined where nothing was flagged or no customer lapsed
 * @example compareTiming([{ customer: 0, gapDays: Infinity, ownDays: 40 }], { withinDays: 90, mostDays: 180 })?.own.meanDays // 40
 */
export function compareTiming(
  inactivities: readonly Inactivity[],
  rule: TimingRule,
): TimingCompared | undefined {
  const measure = measuring(inactivities, rule)
  const customers = inactivities.reduce((most, { customer }) => Math.max(most, customer + 1), 0)
  const found = measure(new Uint16Array(customers).fill(1))
  if (!(found.own.flags > 0 && found.lapses > 0)) return undefined
  const [sameDays, sameWaste, manyWaste, manyDelay] = bootstrap(customers, (times) => {
    const { own, twins } = measure(times)
    return [
      own.wasted - twins.sameDays.wasted,
      own.meanDays - twins.sameWaste.days,
      own.wasted - twins.asMany.wasted,
      own.meanDays - twins.asMany.days,
    ]
  })
  if (!(sameDays && sameWaste && manyWaste && manyDelay)) return undefined
  const { own, lapses, twins } = found
  return {
    inactivities: inactivities.length,
    lapses,
    own,
    sameDays: { ...twins.sameDays, waste: sameDays },
    sameWaste: { ...twins.sameWaste, delay: sameWaste },
    asMany: { ...twins.asMany, waste: manyWaste, delay: manyDelay },
  }
}

type Measured = {
  readonly own: TimingOutcome
  readonly lapses: number
  readonly twins: Readonly<Record<'sameDays' | 'sameWaste' | 'asMany', FixedTwin>>
}

/** How the rules do, with each customer taken so many times. */
function measuring(
  inactivities: readonly Inactivity[],
  { withinDays, mostDays }: TimingRule,
): (times: Uint16Array) => Measured {
  const watched = mostDays + withinDays
  const customer = Uint32Array.from(inactivities, (one) => one.customer)
  const gap = Uint16Array.from(inactivities, ({ gapDays }) => Math.min(gapDays, watched + 1))
  const own = Float64Array.from(inactivities, ({ ownDays }) => ownDays)
  /** How many purchases came after so many days; the last are those that came later or never. */
  const came = new Float64Array(watched + 2)
  const upTo = new Float64Array(watched + 2)
  return (times) => {
    came.fill(0)
    let [flags, wasted, days] = [0, 0, 0]
    for (let i = 0; i < customer.length; i++) {
      const n = times[customer[i] as number] as number
      if (n === 0) continue
      const [after, wait] = [gap[i] as number, own[i] as number]
      came[after] = (came[after] as number) + n
      if (after > watched) days += n * wait
      if (after <= wait) continue
      flags += n
      if (after <= wait + withinDays) wasted += n
    }
    let sum = 0
    for (let day = 0; day < came.length; day++) {
      sum += came[day] as number
      upTo[day] = sum
    }
    const lapses = came[watched + 1] as number
    const outcome = { flags, wasted: wasted / flags, meanDays: days / lapses }
    const fixed = (day: number): FixedTwin => {
      const flagged = sum - (upTo[day] as number)
      const share = ((upTo[day + withinDays] as number) - (upTo[day] as number)) / flagged
      return { days: day, flags: flagged, wasted: share, meanDays: day }
    }
    const nearest = (offBy: (one: FixedTwin) => number): FixedTwin => {
      let best = fixed(1)
      for (let day = 2; day <= mostDays; day++) {
        const one = fixed(day)
        if (offBy(one) < offBy(best)) best = one
      }
      return best
    }
    const sameDays = Number.isFinite(outcome.meanDays) ? Math.round(outcome.meanDays) : 1
    return {
      own: outcome,
      lapses,
      twins: {
        sameDays: fixed(Math.min(mostDays, Math.max(1, sameDays))),
        sameWaste: nearest((one) => Math.abs(one.wasted - outcome.wasted)),
        asMany: nearest((one) => Math.abs(one.flags - outcome.flags)),
      },
    }
  }
}
