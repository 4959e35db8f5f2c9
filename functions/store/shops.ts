/** A shop's own partition: its settings, its keys, and the campaigns in force. */
import type { Campaign, CampaignNames } from '../domain/campaign.ts'
import type { Segment } from '../domain/conditions.ts'
import { type Declarations, NOTHING_DECLARED } from '../domain/declarations.ts'
import { Policy, type ProviderPause, type Settings, type Shop } from '../domain/policy.ts'
import { FIRST_RULES, RULES_VERSION } from '../domain/rules-version.ts'
import type { ShopModel } from '../domain/shop-model.ts'
import type { Instant } from '../domain/time.ts'
import {
  decode,
  fieldsOf,
  isOfKind,
  type RowCodec,
  readRow,
  UnreadableRowError,
} from './codecs/codec.ts'
import { type ApiKey, SEGMENT, SHOP_ROWS, type ShopRows, storedModel } from './codecs/shop-rows.ts'
import { FIRST_FORMAT, loadFormat } from './format.ts'
import { SHOPS_KEY, shopKey } from './keys.ts'
import { asOfShop, loadRestore, shopRestoreRow } from './restore-rows.ts'
import type { Row, RowKey, Table, Write } from './table.ts'

/** All of a shop that requests and decisions need, read in one query. */
export type LoadedShop = {
  readonly settings: Settings
  readonly keys: readonly ApiKey[]
  /** The store's (format.ts); absent for the first. */
  readonly format?: number
}

/**
 * A shop's settings, which may be a few seconds old, but never older than version `atLeast`: a
 * customer decided for under newer settings must not be decided for under older ones.
 */
export type SettingsOf = (shop: string, atLeast?: number) => Promise<Settings | undefined>

const SHOP = 'shop'
const INTAKE = 'intake'
const CLASSES = 'classes'
const DECLARATIONS = 'declarations'
const MODELS = 'models'
const campaignSort = (id: string): string => `campaign#${id}`
const keySort = (keyId: string): string => `key#${keyId}`
const pauseSort = (provider: string): string => `pause#${provider}`
/** A shop, and what of its rows is not understood: then nothing may be decided by its settings. */
export type FoundShop = LoadedShop & { readonly faults: readonly string[] }

/**
 * A shop as far as it can be read; undefined if it does not exist. Facts are recorded for it by its
 * id and its keys, even if some of its settings are not understood.
 */
export async function findShop(table: Table, shop: string): Promise<FoundShop | undefined> {
  const rows = await table.query(shopKey(shop), { below: 'template#' })
  const faults: string[] = []
  const read = <K extends string, V extends object>(codec: RowCodec<K, V>): readonly V[] =>
    rows
      .filter((row) => isOfKind(codec, row))
      .flatMap((row) => {
        const { value, fault } = decode(codec, row)
        if (fault !== undefined) faults.push(fault)
        return value ?? []
      })
  const row = rows.find((one) => isOfKind(SHOP_ROWS.shop, one))
  if (!row) return undefined
  const found = read(SHOP_ROWS.shop).at(0) ?? fieldsOf<ShopRows['shop']>(row)
  const imports = read(SHOP_ROWS.import)
  const restore = read(SHOP_ROWS.restore).at(0)
  const segments = read(SHOP_ROWS.segment)
  const classes = read(SHOP_ROWS.classes).at(0)
  return {
    settings: {
      version: found.settingsVersion,
      ...rulesOf(found),
      shop: found.shop,
      policy: found.policy,
      campaigns: read(SHOP_ROWS.campaign).map(({ campaign }) => campaign),
      declarations: read(SHOP_ROWS.declarations).at(0) ?? NOTHING_DECLARED,
      ...(segments.length > 0 && { segments }),
      ...(classes && { classesSince: classes.since }),
      openImports: imports.flatMap(({ importId, status }) =>
        status === 'running' ? [importId] : [],
      ),
      intakeDays: read(SHOP_ROWS.intake).at(0)?.days ?? [],
      pauses: read(SHOP_ROWS.pause).flatMap(pauseInForce),
      models: read(SHOP_ROWS.models).at(0)?.models ?? [],
      ...(restore && { restore }),
      needsDomainCheck: false,
    },
    keys: read(SHOP_ROWS.key),
    faults,
    ...formatIn(found),
  }
}

type Rules = Pick<Settings, 'rulesVersion' | 'rulesSince'>

/** As they are stored: the first version is not written. */
const rulesOf = ({ rulesVersion = FIRST_RULES, rulesSince }: Rules): Rules => ({
  ...(rulesVersion !== FIRST_RULES && { rulesVersion }),
  ...(rulesSince !== undefined && { rulesSince }),
})

/**
 * A shop's settings and keys; undefined if it does not exist.
 *
 * @throws UnreadableRowError: without one of its rows too much would be allowed
 */
export async function loadShop(table: Table, shop: string): Promise<LoadedShop | undefined> {
  const found = await findShop(table, shop)
  if (found?.faults[0] !== undefined) throw new UnreadableRowError(found.faults[0])
  return found && { settings: found.settings, keys: found.keys, ...formatIn(found) }
}

type InFormat = { readonly format?: number }
const formatIn = ({ format }: InFormat): InFormat => (format === undefined ? {} : { format })

const pauseInForce = ({
  provider,
  reason,
  at,
  resumedAt: resumed,
}: ShopRows['pause']): readonly ProviderPause[] =>
  resumed === undefined ? [{ provider, reason, at }] : []

/** Pauses marketing to one mailbox provider, or resumes it from `resumedAt`. */
export const pauseRow = (shop: string, pause: ProviderPause, resumedAt?: Instant): Row => ({
  pk: shopKey(shop),
  sk: pauseSort(pause.provider),
  ...pause,
  ...(resumedAt !== undefined && { resumedAt }),
})

/** When a person last resumed marketing to this provider: earlier failures do not count. */
export async function resumedAt(
  table: Table,
  shop: string,
  provider: ProviderPause['provider'],
): Promise<Instant | undefined> {
  const row = await table.get({ pk: shopKey(shop), sk: pauseSort(provider) })
  return readRow(SHOP_ROWS.pause, row)?.resumedAt
}

export async function listShops(table: Table): Promise<readonly string[]> {
  return (await table.query(SHOPS_KEY)).map((row) => row.sk)
}

/** The usual is left out: a build from before `buyAgain` reads no policy that has it. */
function asStored(policy: Policy): Record<string, unknown> {
  const { buyAgain, ...recommend } = policy.recommend
  return buyAgain === 'auto' ? { ...policy, recommend } : policy
}

/** @returns whether the shop is new; an existing one is not changed */
export async function addShop(table: Table, shop: Shop, policy: Policy): Promise<boolean> {
  const { version: format } = await loadFormat(table)
  // It may be added again because the restored copy is from before it was added.
  const restore = await loadRestore(table)
  const outcome = await table.writeTogether([
    {
      put: {
        ...{ pk: shopKey(shop.id), sk: SHOP, shop, policy: asStored(policy), settingsVersion: 1 },
        ...rulesOf({ rulesVersion: RULES_VERSION }),
        ...(format !== FIRST_FORMAT && { format }),
      },
      on: { absent: true },
    },
    { put: { pk: SHOPS_KEY, sk: shop.id }, on: { absent: true } },
    ...(restore ? [{ put: shopRestoreRow(shop.id, asOfShop(restore)) }] : []),
  ])
  return outcome === 'committed'
}

export const putKey = (shop: string, key: ApiKey): Write => ({
  put: { pk: shopKey(shop), sk: keySort(key.keyId), ...key },
})

export const removeKey = (shop: string, keyId: string): Write => ({
  remove: { pk: shopKey(shop), sk: keySort(keyId) },
})

/**
 * Changes settings together with whatever rows belong to the change, under the next version.
 *
 * @returns the settings in force afterwards
 * @throws if the shop is unknown, or if ten others changed it in the meantime
 */
export async function changeShop(
  table: Table,
  shop: string,
  change: (now: LoadedShop) => {
    readonly shop?: Shop
    readonly policy?: Policy
    readonly rules?: Rules
    readonly rows?: readonly Row[]
    readonly removed?: readonly RowKey[]
  },
): Promise<Settings> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const loaded = await loadShop(table, shop)
    if (!loaded) throw new Error(`there is no shop ${shop}`)
    const { settings } = loaded
    const changed = change(loaded)
    const outcome = await table.writeTogether([
      {
        put: {
          pk: shopKey(shop),
          sk: SHOP,
          shop: changed.shop ?? settings.shop,
          policy: asStored(Policy.parse(changed.policy ?? settings.policy)),
          settingsVersion: settings.version + 1,
          ...rulesOf(changed.rules ?? settings),
          ...formatIn(loaded),
        },
        on: { equals: { settingsVersion: settings.version } },
      },
      ...(changed.rows ?? []).map((put) => ({ put })),
      ...(changed.removed ?? []).map((remove) => ({ remove })),
    ])
    const after = outcome === 'committed' ? await loadShop(table, shop) : undefined
    if (after) return after.settings
  }
  throw new Error(`shop ${shop} is being changed by others; try again`)
}

export const campaignRow = (
  shop: string,
  campaign: Campaign,
  name: CampaignNames['name'],
  stepNames: CampaignNames['steps'] = {},
): Row => ({
  pk: shopKey(shop),
  sk: campaignSort(campaign.id),
  campaign,
  name,
  ...(Object.keys(stepNames).length > 0 && { stepNames }),
})

export async function loadCampaignNames(
  table: Table,
  shop: string,
  id: string,
): Promise<CampaignNames | undefined> {
  const row = readRow(
    SHOP_ROWS.campaign,
    await table.get({ pk: shopKey(shop), sk: campaignSort(id) }),
  )
  return row && namesIn(row)
}

/** @example namesIn({ campaign, name: { en: 'Welcome' } }).steps // {} */
export const namesIn = ({ name, stepNames = {} }: ShopRows['campaign']): CampaignNames => ({
  name,
  steps: stepNames,
})

/** The events and attributes that a shop posts. */
export const declarationsRow = (shop: string, declarations: Declarations): Row => ({
  pk: shopKey(shop),
  sk: DECLARATIONS,
  ...declarations,
})

const segmentKey = (shop: string, id: string): RowKey => ({
  pk: shopKey(shop),
  sk: `${SEGMENT}${id}`,
})

/** A segment that campaigns may name. */
export const segmentRow = (shop: string, { id, ...segment }: Segment): Row => ({
  ...segmentKey(shop, id),
  ...segment,
})

/** The keys of segments that no campaign names any more. */
export const segmentKeys = (shop: string, ids: readonly string[]): readonly RowKey[] =>
  ids.map((id) => segmentKey(shop, id))

/** Since when the policy sees customers as it does. */
export const classesRow = (shop: string, since: Instant): Row => ({
  pk: shopKey(shop),
  sk: CLASSES,
  since,
})

export const intakeRow = (shop: string, days: readonly number[]): Row => ({
  pk: shopKey(shop),
  sk: INTAKE,
  days,
})

/** The models in force, as decisions need them; a fit's other results are stored separately. */
export const modelsRow = (shop: string, models: readonly ShopModel[]): Row => ({
  pk: shopKey(shop),
  sk: MODELS,
  models: models.map(storedModel),
})

/** What a fit says of itself, for people; in a partition that decisions never read. */
export const modelDetailsRow = (shop: string, { version, from }: ShopModel, fit: object): Row => ({
  pk: `~models/${shopKey(shop)}`,
  sk: `model#${String(version).padStart(6, '0')}`,
  from,
  fit,
})
