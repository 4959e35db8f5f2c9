/** Decides again for customers whose decision failed; what fails again stays in the queue. */
import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { CustomerKey } from '../../store/keys.ts'
import type { RepairOrder } from './repair-queue.ts'

export type RepairHandlerPorts = {
  readonly react: (key: CustomerKey) => Promise<unknown>
  /** Hears of a customer who stays in the queue. */
  readonly onFailure: (key: CustomerKey, error: unknown) => void
}

export const makeRepairHandler = ({ react, onFailure }: RepairHandlerPorts) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const failures: { itemIdentifier: string }[] = []
    for (const { body, messageId } of Records) {
      const { customer } = JSON.parse(body) as RepairOrder
      await react(customer).catch((error) => {
        onFailure(customer, error)
        failures.push({ itemIdentifier: messageId })
      })
    }
    return { batchItemFailures: failures }
  })
