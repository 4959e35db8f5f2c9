/** Counts, once a week, what is bought together in each open shop and which products sell best. */
import { loadPopular } from '../../store/counted-items.ts'
import { type BuiltRecommendations, buildRecommendations } from './build-recommendations.ts'
import { type DuePorts, type DueRun, workOffDueShops } from './due-shops.ts'

export type BuildDuePorts = DuePorts & {
  readonly onBuilt: (shop: string, built: BuiltRecommendations) => void
}

/** @example await buildDueRecommendations({ table, now, remainingMs, onBuilt, onFailure }) */
export function buildDueRecommendations(ports: BuildDuePorts): Promise<DueRun> {
  const { table, now, onBuilt } = ports
  return workOffDueShops(
    {
      lastDoneAt: async ({ shop }) => (await loadPopular(table, shop.id))?.builtAt,
      async learn({ shop: { id }, policy: { recommend, mostOrdersOfAPerson } }, enough) {
        const shops = { policy: recommend, mostOrdersOfAPerson }
        onBuilt(id, await buildRecommendations(id, { table, now, ...shops, enough }))
      },
    },
    ports,
  )
}

/** What a log may say of a counting. */
export const builtFacts = (shop: string, built: BuiltRecommendations) => ({
  shop,
  complete: String(built.complete),
  baskets: built.baskets,
  items: built.items,
  pairs: built.pairs,
  withNeighbours: built.withNeighbours,
  mostMissed: built.mostMissed,
})
