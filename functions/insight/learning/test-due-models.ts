/** Tests the models of the shops whose last test is older than their model. */
import { HOUR_MS } from '../../domain/time.ts'
import { loadModelTest } from '../../store/model-tests.ts'
import { listShops, loadShop } from '../../store/shops.ts'
import type { DuePorts } from './due-shops.ts'

export type TestDuePorts = Pick<DuePorts, 'table' | 'now' | 'onFailure'> & {
  readonly test: (shop: string) => Promise<unknown>
}

/** A history that is too short leaves no test; it is not read again after each check. */
const TRIED_FOR_MS = 2 * HOUR_MS

/**
 * What is due depends on what is stored, so a test that was interrupted is made up for by the next
 * run. One shop after another; those that fail do not stop the others.
 *
 * @example await testDueModels({ table, now, onFailure, test: (shop) => testModel(shop, all(shop), ports) })
 */
export async function testDueModels({ table, now, onFailure, test }: TestDuePorts): Promise<void> {
  for (const shop of await listShops(table)) {
    try {
      const settings = (await loadShop(table, shop))?.settings
      const fittedAt = settings?.models.at(-1)?.fittedAt
      if (fittedAt === undefined || settings?.shop.openedAt === undefined) continue
      const last = await loadModelTest(table, shop)
      if (last ? last.to < fittedAt : now() - fittedAt < TRIED_FOR_MS) await test(shop)
    } catch (error) {
      onFailure(shop, error)
    }
  }
}
