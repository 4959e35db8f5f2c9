import { makeDueShopsHandler } from '../../../insight/learning/due-shops.handler.ts'
import { fitDueModels, fitFacts } from '../../../insight/learning/fit-due-models.ts'
import { failureName } from '../../../store/failure.ts'
import { logToStderr as log } from '../../log.ts'
import { awsStore } from '../store.ts'

const { table, now } = awsStore()

export const handler = makeDueShopsHandler((remainingMs) =>
  fitDueModels({
    table,
    now,
    remainingMs,
    onFitted: (shop, fitted) => log('info', 'model-fitted', fitFacts(shop, fitted)),
    onFailure: (shop, error) => log('error', 'fit-failed', { shop, problem: failureName(error) }),
  }),
)
