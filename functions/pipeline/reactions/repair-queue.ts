/** The queue of customers whose decision failed, by id. */
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { failureName } from '../../store/failure.ts'
import type { CustomerKey } from '../../store/keys.ts'

export type RepairOrder = { readonly customer: CustomerKey; readonly problem: string }

export type Queue = { readonly client: SQSClient; readonly url: string }

export const makeSendToRepair =
  ({ client, url }: Queue) =>
  async (customer: CustomerKey, error: unknown): Promise<void> => {
    const order: RepairOrder = { customer, problem: failureName(error) }
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(order) }))
  }
