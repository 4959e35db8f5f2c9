/** Decides again for customers whose decision failed; what fails again stays in the queue. */
import type { CustomerKey } from '../../store/keys.ts'
import { queueHandler } from '../batches.ts'
import type { RepairOrder } from './repair-queue.ts'

export type RepairHandlerPorts = {
  readonly react: (key: CustomerKey) => Promise<unknown>
  /** A customer stays in the queue. */
  readonly onFailure: (customer: string, error: unknown) => void
}

export const makeRepairHandler = ({ react, onFailure }: RepairHandlerPorts) =>
  queueHandler<RepairOrder>({
    keyOf: ({ customer }) => customer,
    process: ({ customer }) => react(customer),
    onFailure,
  })
