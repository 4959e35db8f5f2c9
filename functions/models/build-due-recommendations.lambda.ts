import { awsStore } from '../runtimes/aws/store.ts'
import { logToStderr as log } from '../runtimes/log.ts'
import { failureName } from '../store/failure.ts'
import { buildDueRecommendations, builtFacts } from './build-due-recommendations.ts'
import { makeDueShopsHandler } from './due-shops.handler.ts'

const { table, now } = awsStore()

export const handler = makeDueShopsHandler((remainingMs) =>
  buildDueRecommendations({
    table,
    now,
    remainingMs,
    onBuilt: (shop, built) => log('info', 'recommendations-built', builtFacts(shop, built)),
    onFailure: (shop, error) => log('error', 'build-failed', { shop, problem: failureName(error) }),
  }),
)
