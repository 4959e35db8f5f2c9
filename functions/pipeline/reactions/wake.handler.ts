/** The timer: wakes whoever is due, for as long as this run may take. */
import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import { type WakePorts, wakeDueCustomers } from './wake-due-customers.ts'

/** Stops taking on more this long before the function would be stopped. */
const SPARE_MS = 10_000

export const makeWakeHandler = (ports: Omit<WakePorts, 'mayGoOn'>) =>
  middy<unknown, { readonly woken: number }>().handler(async (_event, context: Context) => ({
    woken: await wakeDueCustomers({
      ...ports,
      mayGoOn: () => context.getRemainingTimeInMillis() > SPARE_MS,
    }),
  }))
