/**
 * Single writes concurrent with transactions: DynamoDB rejects a write while a transaction holds
 * its row.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { TransactionConflictException } from '@aws-sdk/client-dynamodb'

/** With the pauses before them at most 20, 40, 80 and 160 ms: a transaction takes some 10 ms. */
const MOST_TRIES = 5
const FIRST_PAUSE_MS = 20

/**
 * Retries a single write while a transaction holds its row; the SDK does not. Safe, since a
 * rejected write was not carried out. The pauses have random length, so that writers rejected
 * together do not return together.
 *
 * @throws the last error; any other error at once
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 * @example await retryConflicts(() => documents.send(new PutCommand(input)))
 */
export async function retryConflicts<T>(send: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof TransactionConflictException) || tried === MOST_TRIES) throw error
    }
    await sleep(Math.random() * FIRST_PAUSE_MS * 2 ** (tried - 1))
  }
}
