import { reactToCustomer } from '../../../pipeline/reactions/react-to-customer.ts'
import { makeSendToRepair } from '../../../pipeline/reactions/repair-queue.ts'
import { makeWakeHandler } from '../../../pipeline/reactions/wake.handler.ts'
import { logToStderr as log } from '../../log.ts'
import { reportNotUnderstood } from '../../report-not-understood.ts'
import { awsQueue } from '../queue.ts'
import { awsStore } from '../store.ts'

const { table, shops, now } = awsStore()
const onNotUnderstood = reportNotUnderstood(log, now)
const ports = { table, settings: shops.settings, now, onNotUnderstood }

export const handler = makeWakeHandler({
  table,
  now,
  react: (key) => reactToCustomer(key, ports),
  onFailure: makeSendToRepair(awsQueue('repair')),
})
