import { makeFollowUpgradeHandler } from '../../../pipeline/reactions/follow-upgrade.handler.ts'
import { reactToCustomer } from '../../../pipeline/reactions/react-to-customer.ts'
import { failureName } from '../../../store/failure.ts'
import { logToStderr as log } from '../../log.ts'
import { reportNotUnderstood } from '../../report-not-understood.ts'
import { awsStore } from '../store.ts'

const { table, shops, now } = awsStore()
const ports = {
  table,
  settings: shops.settings,
  now,
  onNotUnderstood: reportNotUnderstood(log, now),
}

export const handler = makeFollowUpgradeHandler({
  table,
  now,
  react: (key) => reactToCustomer(key, ports),
  onRulesChanged: (shop, rulesVersion) => log('info', 'rules-changed', { shop, rulesVersion }),
  onReevaluated: (shop, { status, decided, changedClass }) =>
    log('info', 'customers-reevaluated', { shop, status, decided, changedClass }),
  onNotDeployed: (shop, rulesVersion) => log('error', 'rules-not-in-force', { shop, rulesVersion }),
  onFailure: (subject, error) =>
    log('error', 'reevaluation-failed', { subject, problem: failureName(error) }),
})
