/** The timer: wakes the customers who are due, for as long as this run may take. */
import type { Context } from 'aws-lambda'
import { type WakePorts, wakeDueCustomers } from './wake-due-customers.ts'

/** Stops taking on more this long before the function would be stopped. */
const SPARE_MS = 10_000

export const makeWakeHandler =
  (ports: Omit<WakePorts, 'mayGoOn'>) =>
  async (_event: unknown, context: Context): Promise<{ readonly woken: number }> => ({
    woken: await wakeDueCustomers({
      ...ports,
      mayGoOn: () => context.getRemainingTimeInMillis() > SPARE_MS,
    }),
  })
