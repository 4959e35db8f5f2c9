/** What a restore leaves unknown, in a few lines. */
import type { Speech } from '../verb.ts'
import { shortInstant } from '../words.ts'
import type { ShopRestore } from './lost-span.ts'

/** More ids than these are in --json. */
const MOST_IDS = 50

/** @example lostSpanLines(restore, speech)[0] // 'acme: restored at 2026-12-01 09:00 …' */
export function lostSpanLines(restore: ShopRestore, { words }: Speech): readonly string[] {
  const own = words.restore
  const { shop, optOuts, lostFrom, restoredAt, confirmedAt, evidence, notSent, serviceWaiting } =
    restore
  const span = own.span(shop, shortInstant(lostFrom), shortInstant(restoredAt))
  if (optOuts === 'journal') return [span, own.proven]
  const campaigns = Object.entries(notSent)
  return [
    span,
    ...(confirmedAt === undefined ? [own.waits] : [own.confirmed(shortInstant(confirmedAt))]),
    own.optOuts[optOuts],
    ...(evidence === undefined ? [] : [own.evidence(evidence)]),
    own.postAgain,
    ...campaigns.map(([campaign, count]) => own.notSent(campaign, count)),
    ...(serviceWaiting.length > 0 && restore.service === undefined
      ? [
          own.service(serviceWaiting.length),
          ...serviceWaiting.slice(0, MOST_IDS).map((id) => `  ${id}`),
        ]
      : []),
  ]
}
