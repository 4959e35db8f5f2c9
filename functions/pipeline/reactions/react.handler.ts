/** Stream reader one: decides for every customer with a changed fact. */
import type { CustomerKey } from '../../store/keys.ts'
import { streamHandler } from '../batches.ts'
import { isOfPurchase } from './purchases-that-wait.ts'
import { changeOf } from './stream-changes.ts'

export type ReactHandlerPorts = {
  /** @param isPurchase nothing else of the customer changed in this batch */
  readonly react: (key: CustomerKey, isPurchase: boolean) => Promise<unknown>
  /** Queues a customer whose decision failed for another attempt, so that the shard goes on. */
  readonly sendToRepair: (key: CustomerKey, error: unknown) => Promise<void>
  /** Not even that worked, and the shard is read again from the customer's first record on. */
  readonly onFailure: (customer: string, error: unknown) => void
}

type Changed = { readonly key: CustomerKey; readonly isPurchase: boolean }

export const makeReactHandler = ({ react, sendToRepair, onFailure }: ReactHandlerPorts) =>
  streamHandler<Changed>(
    (record) => {
      const row = changeOf(record)?.after
      return row && { key: row.pk as CustomerKey, isPurchase: isOfPurchase(row) }
    },
    {
      keyOf: ({ key }) => key,
      process({ key }, all) {
        const isPurchase = all.every((one) => one.isPurchase)
        return react(key, isPurchase).catch((error) => sendToRepair(key, error))
      },
      onFailure,
    },
  )
