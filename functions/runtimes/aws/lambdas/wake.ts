import { reactToCustomer } from '../../../reactions/react-to-customer.ts'
import { makeSendToRepair } from '../../../reactions/repair-queue.ts'
import { makeWakeHandler } from '../../../reactions/wake.handler.ts'
import { awsQueue } from '../queue.ts'
import { awsStore } from '../store.ts'

const { table, shops, now } = awsStore()

export const handler = makeWakeHandler({
  table,
  now,
  react: (key) => reactToCustomer(key, { table, settings: shops.settings, now }),
  onFailure: makeSendToRepair(awsQueue('repair')),
})
