import { awsQueue } from '../runtimes/aws/queue.ts'
import { awsStore } from '../runtimes/aws/store.ts'
import { reactToCustomer } from './react-to-customer.ts'
import { makeSendToRepair } from './repair-queue.ts'
import { makeWakeHandler } from './wake.handler.ts'

const { table, shops, now } = awsStore()

export const handler = makeWakeHandler({
  table,
  now,
  react: (key) => reactToCustomer(key, { table, settings: shops.settings, now }),
  onFailure: makeSendToRepair(awsQueue('repair')),
})
