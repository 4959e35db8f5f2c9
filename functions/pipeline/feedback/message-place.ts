/** Where the message of a mail is: at the key that its id names, or where its customer has moved. */
import { isSameOrigin } from '../../domain/identity.ts'
import {
  MESSAGE_ROWS,
  type MessageRef,
  messageSort,
  parseMailId,
} from '../../domain/message-ref.ts'
import { decode } from '../../store/codecs/codec.ts'
import { CUSTOMER_ROWS } from '../../store/codecs/customer-rows.ts'
import { readState, withId } from '../../store/identity.ts'
import { type CustomerKey, journeySort, parseCustomerKey } from '../../store/keys.ts'
import type { Row, RowKey, Table } from '../../store/table.ts'

export type Place = {
  readonly shop: string
  readonly row: RowKey & { readonly pk: CustomerKey }
  readonly ref: MessageRef
}

/** The key of a message's row, by its id; undefined if it is not one of our ids. */
export function placeOf(messageId: string): Place | undefined {
  const message = parseMailId(messageId)
  if (!message) return undefined
  try {
    const who = parseCustomerKey(message.customerKey)
    const row = who && { pk: who.key, sk: messageSort(message.ref) }
    return row && isKey(row) ? { shop: who.shop, row, ref: message.ref } : undefined
  } catch {
    // It is not percent-encoded as ours are.
    return undefined
  }
}

/**
 * The message of a mail: where it was mailed from, or where its customer has moved since, by the id
 * that it was mailed under. While rows move, it may still be on its way: it is looked for in the
 * order in which rows move, and where it is being brought from.
 */
export async function findMessage(
  mailed: Place,
  table: Table,
): Promise<{ readonly place: Place; readonly row: Row } | undefined> {
  const keys = new Set([mailed.row.pk])
  // A set yields what is added to it meanwhile.
  for (const pk of keys) {
    const row = await messageAt(pk, mailed, table)
    if (row) return { place: { ...mailed, row: { pk, sk: row.sk } }, row }
    const { movedTo, adopting = [] } = (await readState(table, pk)).state ?? {}
    const back = pk === mailed.row.pk ? await partedSince(mailed, table) : []
    const next = movedTo === undefined ? [...adopting, ...back] : [movedTo]
    for (const id of next) keys.add(withId(pk, id))
  }
  if (keys.size === 1) return undefined
  // It may have come back, by a split, while it was looked for elsewhere.
  const row = await table.get(mailed.row)
  return row && { place: mailed, row }
}

/** Whose journey it was: if they were parted since, the message went along, and the journey stayed. */
async function partedSince({ row: { pk }, ref }: Place, table: Table): Promise<readonly string[]> {
  const row = await table.get({ pk, sk: journeySort(ref.campaign, ref.n) })
  const origin = row && decode(CUSTOMER_ROWS.journey, row).value?.mailedAs
  return origin ? [origin.customer] : []
}

async function messageAt(pk: CustomerKey, mailed: Place, table: Table): Promise<Row | undefined> {
  if (pk === mailed.row.pk) return table.get(mailed.row)
  const { campaign, n, step } = mailed.ref
  const origin = { customer: parseCustomerKey(mailed.row.pk)?.customer ?? '', n }
  return (await table.query(pk, { prefix: MESSAGE_ROWS })).find((one) => {
    const { value } = decode(CUSTOMER_ROWS.message, one)
    return (
      value?.campaign === campaign && value.step === step && isSameOrigin(value.mailedAs, origin)
    )
  })
}

/** DynamoDB's limits of a partition key and a sort key; beyond them it answers with an error. */
const isKey = ({ pk, sk }: RowKey): boolean =>
  Buffer.byteLength(pk) <= 2_048 && Buffer.byteLength(sk) <= 1_024
