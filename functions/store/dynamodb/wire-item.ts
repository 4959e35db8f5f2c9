/** Rows as DynamoDB is given them and answers: each value with its type. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import type { Row } from '../table.ts'

export type WireItem = Record<string, AttributeValue>

/** @example toWire({ pk: 'acme/17' }) // { pk: { S: 'acme/17' } } */
export const toWire = (values: Readonly<Record<string, unknown>>): WireItem =>
  marshall(values, { removeUndefinedValues: true })

export const fromWire = (item: WireItem): Row => unmarshall(item) as Row
