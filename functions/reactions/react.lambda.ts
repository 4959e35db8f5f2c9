import { awsQueue } from '../runtimes/aws/queue.ts'
import { awsStore } from '../runtimes/aws/store.ts'
import { makeReactHandler } from './react.handler.ts'
import { reactToCustomer } from './react-to-customer.ts'
import { makeSendToRepair } from './repair-queue.ts'

const { table, shops, now } = awsStore()

export const handler = makeReactHandler({
  react: (key) => reactToCustomer(key, { table, settings: shops.settings, now }),
  sendToRepair: makeSendToRepair(awsQueue('repair')),
})
