/** Chances that are the same for the same seed, whatever is drawn elsewhere. */
import { spread } from '../../functions/domain/hash.ts'

export type Chances = {
  /** Whether something happens that happens so often: 0 never, 1 always. */
  readonly of: (share: number) => boolean
  /** A number from `least` to `most`, the latter not reached. */
  readonly between: (least: number, most: number) => number
  /** A whole number from `least` to `most`, both reached. */
  readonly whole: (least: number, most: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  /** One of the names, each as often as its weight says; undefined with what is left up to 1. */
  readonly oneOf: <K extends string>(weights: Readonly<Record<K, number>>) => K | undefined
  /** Others, for another part of the world, that these are not disturbed by. */
  readonly also: (name: string) => Chances
}

/** @example makeChances('7').also('store').of(0.05) */
export function makeChances(seed: string): Chances {
  let drawn = 0
  const draw = (): number => spread(`${seed}@${drawn++}`)
  const between = (least: number, most: number): number => least + draw() * (most - least)
  return {
    of: (share) => draw() < share,
    between,
    whole: (least, most) => Math.floor(between(least, most + 1)),
    pick: (from) => {
      if (from.length === 0) throw new Error('there is nothing to pick from')
      return from[Math.floor(draw() * from.length)] as (typeof from)[number]
    },
    oneOf(weights) {
      let left = draw()
      for (const [name, weight] of Object.entries(weights) as [keyof typeof weights, number][]) {
        if (left < weight) return name
        left -= weight
      }
      return undefined
    },
    also: (name) => makeChances(`${seed}/${name}`),
  }
}
