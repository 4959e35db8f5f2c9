/** Conditions and variables that a new publish refuses, and what each of them is replaced by. */
import { CONDITIONS } from '../domain/condition-table.ts'
import { CONDITION_NAMES, type ConditionName } from '../domain/conditions.ts'
import { nearestName } from '../domain/nearest-name.ts'
import type { FaultSentences } from './fault.ts'
import { sentences } from './fault.ts'

/** Of `value`, in a mail and in sample.json. */
const OF_VALUE = { churnRisk: 'chance' } as const

const REPLACED: Readonly<Record<string, string>> = {
  ...OF_VALUE,
  ...Object.fromEntries(
    CONDITION_NAMES.flatMap((name) => {
      const condition = CONDITIONS[name]
      return 'replacedBy' in condition ? [[name, condition.replacedBy]] : []
    }),
  ),
}

/**
 * What replaces an unknown name, if it is, or is meant to be, one of before.
 *
 * @param known the names that are allowed in its place
 * @example replacementOf('churnRisk', ['known', 'chance']) // 'chance'
 */
export function replacementOf(written: string, known: readonly string[]): string | undefined {
  const former = Object.keys(REPLACED).filter((name) => known.includes(REPLACED[name] ?? ''))
  return REPLACED[nearestName(written, [...former, ...known]) ?? '']
}

/**
 * What the opposite number would select, compared with before: to buy again within a time is less
 * likely than to buy again at all.
 */
const SELECTS: Readonly<Record<string, 'more' | 'fewer'>> = {
  maxChance: 'more',
  minChance: 'fewer',
} satisfies Partial<Record<ConditionName, 'more' | 'fewer'>>

/**
 * @param value what was asked for, if anything
 * @example replacedFault('minChurnRisk', 'maxChance', 0.6).fix(enFaults) // 'Use maxChance: …'
 */
export function replacedFault(written: string, by: string, value?: unknown): FaultSentences {
  const isChance = typeof value === 'number' && value >= 0 && value <= 1
  const selects = SELECTS[by]
  const opposite =
    isChance && selects
      ? { condition: `${by}: ${Math.round(100 * (1 - value)) / 100}`, selects }
      : undefined
  return sentences((w) => w.names.replaced(written, by, opposite))
}
