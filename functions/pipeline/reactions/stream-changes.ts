/** A DynamoDB stream's records as changes of rows. */
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda'
import type { Row, RowChange } from '../../store/table.ts'

/**
 * The change that a record describes; undefined if nothing changed, because even a write without a
 * change may produce a record.
 */
export function changeOf({ dynamodb }: DynamoDBRecord): RowChange | undefined {
  const { OldImage, NewImage } = dynamodb ?? {}
  if (OldImage && NewImage && JSON.stringify(sorted(OldImage)) === JSON.stringify(sorted(NewImage)))
    return undefined
  return {
    ...(OldImage && { before: rowOf(OldImage) }),
    ...(NewImage && { after: rowOf(NewImage) }),
  }
}

type Image = Readonly<Record<string, AttributeValue>>

const sorted = (image: Image): readonly unknown[] =>
  Object.entries(image).sort(([a], [b]) => (a < b ? -1 : 1))

/** @throws for an image without the key of its row: the stream's are of whole rows */
function rowOf({ pk, sk, ...image }: Image): Row {
  if (pk?.S === undefined || sk?.S === undefined) throw new Error('an image without its key')
  const fields = Object.entries(image).map(([name, value]) => [name, plain(value)] as const)
  return { ...Object.fromEntries(fields), pk: pk.S, sk: sk.S }
}

/** The types in rows: text, numbers, booleans, lists and maps. */
function plain(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S
  if (value.N !== undefined) return Number(value.N)
  if (value.BOOL !== undefined) return value.BOOL
  if (value.L !== undefined) return value.L.map(plain)
  if (value.M !== undefined)
    return Object.fromEntries(Object.entries(value.M).map(([name, inner]) => [name, plain(inner)]))
  return null
}
