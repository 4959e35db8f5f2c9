/** Hints for writing conditions, in a marketer's words. */
import { CONDITION_NAMES, CONDITIONS, type ConditionUnit } from '../domain/conditions.ts'

const BY_UNIT: Readonly<Record<ConditionUnit, string>> = {
  country: 'List two-letter country codes in capitals, such as [CN, DE]',
  count: 'Write a whole number, 0 or more',
  money: 'Write a whole number of cents (the smallest unit of your currency)',
  score: 'List scores from 1 to 5, 5 the best, such as [4, 5]',
  chance: 'Write a number from 0 to 1, such as 0.7',
  number: 'Write a number that is not negative, such as 1.5',
}

/**
 * The hints for the conditions at a field of campaign.yaml, by field.
 *
 * @example conditionHints('eligible')['eligible.maxChurnRisk']
 * // 'Write a number from 0 to 1, such as 0.7, and not below minChurnRisk'
 */
export const conditionHints = (field: string): Readonly<Record<string, string>> =>
  Object.fromEntries([
    [field, `See the fields: ${CONDITION_NAMES.join(', ')}`],
    ...CONDITION_NAMES.map((name) => {
      const condition = CONDITIONS[name]
      const bound = 'upperBoundOf' in condition ? `, and not below ${condition.upperBoundOf}` : ''
      return [`${field}.${name}`, `${BY_UNIT[condition.unit]}${bound}`]
    }),
  ])
