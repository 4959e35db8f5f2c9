import { awsStore } from '../runtimes/aws/store.ts'
import { logToStderr as log } from '../runtimes/log.ts'
import { failureName } from '../store/failure.ts'
import { makeDueShopsHandler } from './due-shops.handler.ts'
import { fitDueModels, fitFacts } from './fit-due-models.ts'

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
