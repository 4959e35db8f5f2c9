/** What was published of a campaign, next to its row in the settings: its templates, and its versions. */
import type { Campaign } from '../domain/campaign.ts'
import { readRow, readRows } from './codecs/codec.ts'
import { type CampaignVersion, SHOP_ROWS, type StoredTemplate } from './codecs/shop-rows.ts'
import { shopKey } from './keys.ts'
import type { Row, Table } from './table.ts'

/** Texts are stored under their content, so that two concurrent publishers cannot mix theirs. */
export type PublishedAs = Pick<Campaign, 'id' | 'contentHash'>

/** Templates sort after everything that settings need, so that one query leaves them out. */
const templateSort = (campaign: PublishedAs, template: string, locale: string) =>
  `template#${campaign.id}#${campaign.contentHash}#${template}#${locale}`

/** Versions of one campaign in their order. */
const versionSort = (campaign: string, version: number): string =>
  `version#${campaign}#${String(version).padStart(6, '0')}`

/**
 * What was published, kept after the next version, so that people can see what was in force when.
 */
export const versionRow = (shop: string, published: CampaignVersion): Row => ({
  pk: shopKey(shop),
  sk: versionSort(published.campaign.id, published.campaign.version),
  ...published,
})

/** The versions of a campaign, oldest first; those from before versions were kept are not there. */
export const loadCampaignVersions = async (
  table: Table,
  shop: string,
  campaign: string,
): Promise<readonly CampaignVersion[]> =>
  readRows(SHOP_ROWS.version, await table.query(shopKey(shop), { prefix: `version#${campaign}#` }))

export const templateRow = (
  shop: string,
  campaign: PublishedAs,
  template: string,
  locale: string,
  stored: StoredTemplate,
): Row => ({
  pk: shopKey(shop),
  sk: templateSort(campaign, template, locale),
  ...stored,
})

export async function loadTemplate(
  table: Table,
  shop: string,
  campaign: PublishedAs,
  template: string,
  locale: string,
): Promise<StoredTemplate | undefined> {
  const sk = templateSort(campaign, template, locale)
  return readRow(SHOP_ROWS.template, await table.get({ pk: shopKey(shop), sk }))
}
