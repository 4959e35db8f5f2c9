/** A message for the senders, and what they pace it by before they read it. */
import type { Message } from '../domain/message.ts'
import type { Provider } from '../domain/provider.ts'
import type { Row, RowKey } from './table.ts'

export type DueMessage = RowKey & { readonly marketing: boolean; readonly provider: Provider }

/** @param row of a message that is due */
export function dueMessageOf(row: Row): DueMessage {
  const { pk, sk } = row
  const { marketing, provider = 'other' } = row as unknown as Message
  return { pk, sk, marketing, provider }
}
