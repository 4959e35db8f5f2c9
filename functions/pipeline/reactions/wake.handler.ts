/** The timer: wakes the customers who are due, for as long as this run may take. */
import type { Context } from 'aws-lambda'
import { type WakePorts, wakeDueCustomers } from './wake-due-customers.ts'

/** Stops taking on more this long before the function would be stopped. */
const SPARE_MS = 10_000

export function makeWakeHandler(ports: Omit<WakePorts, 'mayGoOn' | 'leftAlone'>) {
  const leftAlone: WakePorts['leftAlone'] = new Map()
  return async (_event: unknown, context: Context): Promise<{ readonly woken: number }> => ({
    woken: await wakeDueCustomers({
      ...ports,
      leftAlone,
      mayGoOn: () => context.getRemainingTimeInMillis() > SPARE_MS,
    }),
  })
}
