/** Waiting until a change of a shop's settings has reached every process that decides for it. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Store } from './open-store.ts'

/**
 * @param isOpen while a shop is loading, nothing that the settings decide is mailed: no wait
 * @example await untilSettingsApply(store, settings.shop.openedAt !== undefined)
 */
export async function untilSettingsApply(
  { settingsDelayMs }: Pick<Store, 'settingsDelayMs'>,
  isOpen: boolean,
): Promise<void> {
  if (isOpen && settingsDelayMs > 0) await sleep(settingsDelayMs)
}
