import {
  buildDueRecommendations,
  builtFacts,
} from '../../../insight/learning/build-due-recommendations.ts'
import { makeDueShopsHandler } from '../../../insight/learning/due-shops.handler.ts'
import { failureName } from '../../../store/failure.ts'
import { logToStderr as log } from '../../log.ts'
import { awsStore } from '../store.ts'

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
