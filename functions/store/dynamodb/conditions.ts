/** The port's conditions in DynamoDB's own words. */
import type { WriteCondition } from '../table.ts'
import { toWire, type WireItem } from './wire-item.ts'

export type Expression = {
  readonly ConditionExpression: string
  readonly ExpressionAttributeNames?: Record<string, string>
  readonly ExpressionAttributeValues?: WireItem
}

/**
 * @example expressionOf({ absent: true })
 * // { ConditionExpression: 'attribute_not_exists(pk)' }
 */
export function expressionOf(condition: WriteCondition | undefined): Expression | undefined {
  if (!condition) return undefined
  if ('absent' in condition) return { ConditionExpression: 'attribute_not_exists(pk)' }
  if ('newer' in condition) {
    const { updatedAt, contentHash } = condition.newer
    return {
      ConditionExpression:
        'attribute_not_exists(pk) OR updatedAt < :at OR (updatedAt = :at AND contentHash < :hash)',
      ExpressionAttributeValues: toWire({ ':at': updatedAt, ':hash': contentHash }),
    }
  }
  const fields = Object.entries(condition.equals)
  const values = fields.flatMap(([, value], i) =>
    value === undefined ? [] : ([[`:v${i}`, value]] as const),
  )
  return {
    ConditionExpression: [
      'attribute_exists(pk)',
      ...fields.map(([, value], i) =>
        value === undefined ? `attribute_not_exists(#f${i})` : `#f${i} = :v${i}`,
      ),
    ].join(' AND '),
    ...(fields.length > 0 && {
      ExpressionAttributeNames: Object.fromEntries(fields.map(([field], i) => [`#f${i}`, field])),
    }),
    ...(values.length > 0 && { ExpressionAttributeValues: toWire(Object.fromEntries(values)) }),
  }
}
