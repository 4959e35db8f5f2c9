/** Stream reader one: decides for every customer of whom a fact arrived. */
import middy from '@middy/core'
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import type { CustomerKey } from '../../store/keys.ts'
import { changeOf, failedFrom } from './stream-changes.ts'

export type ReactHandlerPorts = {
  readonly react: (key: CustomerKey) => Promise<unknown>
  /** Keeps a customer whose decision failed for another time, so that the shard goes on. */
  readonly sendToRepair: (key: CustomerKey, error: unknown) => Promise<void>
}

const CUSTOMERS_AT_A_TIME = 20

export const makeReactHandler = ({ react, sendToRepair }: ReactHandlerPorts) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }) => {
    const recordsOf = new Map<CustomerKey, DynamoDBRecord[]>()
    for (const record of Records) {
      const key = changeOf(record)?.after?.pk as CustomerKey | undefined
      if (key !== undefined) recordsOf.set(key, [...(recordsOf.get(key) ?? []), record])
    }
    const failed = new Set<DynamoDBRecord>()
    const waiting = [...recordsOf]
    const worker = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const [key, records] = next
        await react(key)
          .catch((error) => sendToRepair(key, error))
          .catch(() => {
            for (const record of records) failed.add(record)
          })
      }
    }
    await Promise.all(Array.from({ length: CUSTOMERS_AT_A_TIME }, worker))
    return failedFrom(Records, failed)
  })
