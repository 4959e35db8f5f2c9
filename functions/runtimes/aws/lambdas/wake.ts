import { reactToCustomer } from '../../../pipeline/reactions/react-to-customer.ts'
import { makeSendToRepair } from '../../../pipeline/reactions/repair-queue.ts'
import { makeWakeHandler } from '../../../pipeline/reactions/wake.handler.ts'
import { awsQueue } from '../queue.ts'
import { awsStore } from '../store.ts'

const { table, shops, now } = awsStore()

export const handler = makeWakeHandler({
  table,
  now,
  react: (key) => reactToCustomer(key, { table, settings: shops.settings, now }),
  onFailure: makeSendToRepair(awsQueue('repair')),
})
