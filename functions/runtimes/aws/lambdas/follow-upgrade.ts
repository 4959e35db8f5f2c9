import { RULES_VERSION } from '../../../domain/rules-version.ts'
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
  onRulesChanged: (shop) => log('info', 'rules-changed', { shop, rulesVersion: RULES_VERSION }),
  onReevaluated: (shop, { status, decided, changedClass }) =>
    log('info', 'customers-reevaluated', { shop, status, decided, changedClass }),
  onNotDeployed: (shop) =>
    log('error', 'rules-not-in-force', { shop, rulesVersion: RULES_VERSION }),
  onFailure: (subject, error) =>
    log('error', 'reevaluation-failed', { subject, problem: failureName(error) }),
})
