import { reactToCustomer } from '../../../pipeline/reactions/react-to-customer.ts'
import { makeRepairHandler } from '../../../pipeline/reactions/repair.handler.ts'
import { failureName } from '../../../store/failure.ts'
import { logToStderr as log } from '../../log.ts'
import { reportNotUnderstood } from '../../report-not-understood.ts'
import { awsStore } from '../store.ts'

const { table, shops, now } = awsStore()
const onNotUnderstood = reportNotUnderstood(log, now)
const ports = { table, settings: shops.settingsAfterFact, now, onNotUnderstood }

export const handler = makeRepairHandler({
  react: (key) => reactToCustomer(key, ports),
  onFailure: (customer, error) =>
    log('error', 'reaction-failed', { customer, problem: failureName(error) }),
})
