import { makeFeedbackHandler } from '../../../pipeline/feedback/record-feedback.handler.ts'
import { failureName } from '../../../store/failure.ts'
import { logToStderr as log } from '../../log.ts'
import { reportIgnoredEvents } from '../../report-ignored-events.ts'
import { awsSecret } from '../secret.ts'
import { awsStore } from '../store.ts'

const { table, shops, now } = awsStore()
const { addressHash, addressKeys, guard } = await awsSecret(table, log)

export const handler = guard(
  makeFeedbackHandler({
    table,
    settings: shops.settings,
    now,
    addressHash,
    addressKeys,
    onPaused: (shop, { provider, reason }) =>
      log('error', 'marketing-paused', { shop, provider, reason }),
    onIgnored: reportIgnoredEvents(log, now),
    onFailure: (queued, error) =>
      log('error', 'feedback-failed', { queued, problem: failureName(error) }),
  }),
)
