import { awsQueue, awsStore } from '../runtimes/aws.ts'
import { reactToCustomer } from './react-to-customer.ts'
import { makeSendToRepair } from './repair-queue.ts'
import { makeWakeHandler } from './wake.handler.ts'

const { table, shops, now } = awsStore()

export const handler = makeWakeHandler({
  table,
  now,
  react: (key) => reactToCustomer(key, { table, settings: shops.settings, now }),
  onFailure: makeSendToRepair(awsQueue('repairQueueUrl')),
})
