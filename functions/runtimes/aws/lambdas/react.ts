import {
  leaveOrReact,
  makePurchasesThatWait,
} from '../../../pipeline/reactions/purchases-that-wait.ts'
import { makeReactHandler } from '../../../pipeline/reactions/react.handler.ts'
import { reactToCustomer } from '../../../pipeline/reactions/react-to-customer.ts'
import { makeSendToRepair } from '../../../pipeline/reactions/repair-queue.ts'
import { failureName } from '../../../store/failure.ts'
import { logToStderr as log } from '../../log.ts'
import { reportNotUnderstood } from '../../report-not-understood.ts'
import { awsQueue } from '../queue.ts'
import { awsStore } from '../store.ts'

const { table, shops, now } = awsStore()
const onNotUnderstood = reportNotUnderstood(log, now)
const ports = { table, settings: shops.settingsAfterFact, now, onNotUnderstood }
const waits = makePurchasesThatWait({ table, now })

export const handler = makeReactHandler({
  react: (key, isPurchase) =>
    leaveOrReact(waits, key, isPurchase, () => reactToCustomer(key, ports)),
  sendToRepair: makeSendToRepair(awsQueue('repair')),
  onFailure: (customer, error) =>
    log('error', 'reaction-failed', { customer, problem: failureName(error) }),
})
