/** Stream reader one: decides for every customer with a changed fact. */
import type { CustomerKey } from '../../store/keys.ts'
import { streamHandler } from '../batches.ts'
import { changeOf } from './stream-changes.ts'

export type ReactHandlerPorts = {
  readonly react: (key: CustomerKey) => Promise<unknown>
  /** Queues a customer whose decision failed for another attempt, so that the shard goes on. */
  readonly sendToRepair: (key: CustomerKey, error: unknown) => Promise<void>
  /** Not even that worked, and the shard is read again from the customer's first record on. */
  readonly onFailure: (customer: string, error: unknown) => void
}

export const makeReactHandler = ({ react, sendToRepair, onFailure }: ReactHandlerPorts) =>
  streamHandler((record) => changeOf(record)?.after?.pk as CustomerKey | undefined, {
    keyOf: (key) => key,
    process: (key) => react(key).catch((error) => sendToRepair(key, error)),
    onFailure,
  })
