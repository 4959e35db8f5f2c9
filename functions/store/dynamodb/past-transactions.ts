/** Single writes beside transactions: DynamoDB turns a write down while a transaction is at its row. */
import { setTimeout as sleep } from 'node:timers/promises'
import { TransactionConflictException } from '@aws-sdk/client-dynamodb'

/** With the pauses before them at most 20, 40, 80 and 160 ms: a transaction takes some 10 ms. */
const MOST_TRIES = 5
const FIRST_PAUSE_MS = 20

/**
 * Tries a single write again while a transaction is at its row; the SDK does not. Safe, since a
 * write that was turned down was not carried out. Pauses are of random length, so that writers
 * turned down together do not come back together.
 *
 * @throws what the last try threw; at once where it is anything else
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 * @example await pastTransactions(() => documents.send(new PutCommand(input)))
 */
export async function pastTransactions<T>(send: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof TransactionConflictException) || tried === MOST_TRIES) throw error
    }
    await sleep(Math.random() * FIRST_PAUSE_MS * 2 ** (tried - 1))
  }
}
