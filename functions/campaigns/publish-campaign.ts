/** Activates a compiled campaign as the next version; an unchanged campaign keeps its version. */
import { hash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { type Campaign, campaignIn } from '../domain/campaign.ts'
import { isOfAnInstant, isOfAState } from '../domain/starts/starts.ts'
import { type Instant, startOfSecond } from '../domain/time.ts'
import { templateRow, versionRow } from '../store/published-campaigns.ts'
import { campaignRow, changeShop, loadShop } from '../store/shops.ts'
import type { Table } from '../store/table.ts'
import type { CompiledCampaign } from './compile-campaign.ts'

export type Published = {
  readonly campaign: string
  readonly version: number
  readonly outcome: 'published' | 'unchanged'
}

/**
 * Templates are written first, under the hash of everything that is published, where nothing reads
 * them yet. Then one write stores the campaign with that hash and the shop's new settings. If the
 * process is killed in between, or another publication overtakes it, the active version is always
 * one complete publication.
 *
 * @throws if the shop is unknown
 */
export async function publishCampaign(
  table: Table,
  shop: string,
  compiled: CompiledCampaign,
  now: Instant,
): Promise<Published> {
  const { definition, name, stepNames } = compiled
  const { id } = definition
  const contentHash = hash('sha256', JSON.stringify(compiled), 'base64url')
  const before = (await loadShop(table, shop))?.settings
  if (!before) throw new Error(`there is no shop ${shop}`)
  const inForce = campaignIn(before, id)
  if (inForce?.contentHash === contentHash && !asksAtEachStep(inForce))
    return { campaign: id, version: inForce.version, outcome: 'unchanged' }

  await table.write(
    compiled.templates.map(({ template, locale, subject, html, text, context }) => ({
      put: templateRow(shop, { id, contentHash }, template, locale, {
        subject,
        html,
        text,
        content: compiled.content[locale] ?? {},
        ...(compiled.brand[locale] && { brand: compiled.brand[locale] }),
        ...(context && { context }),
      }),
    })),
  )
  const after = await changeShop(table, shop, ({ settings }) => {
    const replaced = campaignIn(settings, id)
    const campaign: Campaign = {
      ...definition,
      version: (replaced?.version ?? 0) + 1,
      contentHash,
      activeFrom: activeFromOf(definition, replaced, now),
      paused: replaced?.paused ?? false,
      ...(asksOfStart(definition) && {
        eligibleAtStartFrom: replaced ? (replaced.eligibleAtStartFrom ?? startOfSecond(now)) : 0,
      }),
    }
    const published = { campaign, name, ...(stepNames && { stepNames }), publishedAt: now }
    return {
      rows: [campaignRow(shop, campaign, name, stepNames), versionRow(shop, published)],
    }
  })
  return { campaign: id, version: campaignIn(after, id)?.version ?? 1, outcome: 'published' }
}

/**
 * What happened before this starts nothing. Where the start or who is eligible for it has changed, that
 * is what happened before the change, which the former campaign has decided about; and a broadcast is
 * for hours that are still to come.
 */
function activeFromOf(
  { start, eligible, activeFrom }: CompiledCampaign['definition'],
  replaced: Campaign | undefined,
  now: Instant,
): Instant {
  const present = startOfSecond(now)
  if (!isOfAnInstant(start)) return activeFrom ?? replaced?.activeFrom ?? present
  const asked = activeFrom ?? Number.NEGATIVE_INFINITY
  if (!replaced && start.kind !== 'broadcast') return activeFrom ?? present
  const isAsBefore =
    replaced && isDeepStrictEqual([replaced.start, replaced.eligible], [start, eligible])
  return Math.max(asked, isAsBefore ? replaced.activeFrom : present)
}

/** Whether who is eligible is asked of the start alone. A state that asks nothing of them starts as ever. */
const asksOfStart = ({ start, eligible }: Pick<Campaign, 'start' | 'eligible'>): boolean =>
  isOfAnInstant(start) || (eligible !== undefined && isOfAState(start))

/** As published by a former version: publishing it again, even unchanged, puts the new rule in force. */
const asksAtEachStep = (campaign: Campaign): boolean =>
  campaign.eligible !== undefined &&
  campaign.eligibleAtStartFrom === undefined &&
  asksOfStart(campaign)
