/** The kinds of rows in a shop's own partition. */
import type { BrandVariables } from '../../domain/brand.ts'
import type { Campaign, CampaignName, CampaignNames } from '../../domain/campaign.ts'
import type { Segment } from '../../domain/conditions.ts'
import { Declarations } from '../../domain/declarations.ts'
import { spoilsAlive } from '../../domain/models/fit-verdict.ts'
import { Policy, type ProviderPause, type Shop } from '../../domain/policy.ts'
import { PROVIDERS } from '../../domain/provider.ts'
import { OPT_OUT_SOURCES, type Restore, SERVICE_CHOICES } from '../../domain/restore.ts'
import type { ShopModel } from '../../domain/shop-model.ts'
import type { Instant } from '../../domain/time.ts'
import { fieldsOf, idAfter, type RowCodec } from './codec.ts'
import { faultIn, having, instant, listOf, maybe, number, oneOf, text, truth } from './fields.ts'

export const SCOPES = ['ingest', 'read', 'consent', 'feedback', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

/** A bearer key as it is stored: never the secret itself. */
export type ApiKey = {
  readonly keyId: string
  /** SHA-256 of the secret, base64url. */
  readonly secretHash: string
  readonly scopes: readonly Scope[]
  readonly createdAt: Instant
  readonly expiresAt?: Instant
  /** What it is for, in a person's words; unique among the keys of a shop. */
  readonly name?: string
}

/** One template of one version of a campaign in one language: Liquid sources, and data for them. */
export type StoredTemplate = {
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly content: Readonly<Record<string, unknown>>
  /** Absent in what was published before there was one, and uses none. */
  readonly brand?: BrandVariables
  /** The variables of what started the journey, and of attributes, that it uses (`contextPaths`). */
  readonly context?: readonly string[]
}

/** One publication of a campaign. */
export type CampaignVersion = {
  readonly campaign: Campaign
  readonly name: CampaignName
  readonly stepNames?: CampaignNames['steps']
  readonly publishedAt: Instant
}

/** Three customers of the demonstration whose pages show what Rekindle does, by their ids. */
export type DemoCast = {
  readonly mailed: string
  readonly waiting: string
  readonly withoutConsent: string
}

/** The re-evaluation of a shop's customers after the rules changed; it can be continued. */
export type Reevaluation = {
  readonly rulesVersion: number
  readonly status: 'running' | 'done'
  /** Since when it runs. */
  readonly startedAt: Instant
  /** When it last noted how far it is. */
  readonly updatedAt: Instant
  readonly decided: number
  /** Of them, those whose class is another. */
  readonly changedClass: number
  /** It joins customers whom earlier builds recorded with their guests, instead of other rules. */
  readonly joins?: boolean
}

/** What a row of each kind is read as. */
export type ShopRows = {
  readonly campaign: {
    readonly campaign: Campaign
    readonly name: CampaignName
    /** Absent if no step has a name. */
    readonly stepNames?: CampaignNames['steps']
  }
  readonly declarations: Declarations
  /** How far the simulated shop is, and its cast by the language of a page. */
  readonly demo: {
    readonly until: Instant
    readonly sequence: number
    readonly cast?: Readonly<Record<string, DemoCast>>
  }
  /** `begunAt` is missing if it was complete once, or was begun by a build that did not keep it. */
  readonly import: {
    readonly importId: string
    readonly status: 'running' | 'complete'
    readonly begunAt?: Instant
    /** When it first began: what it brings arrived then, however often it is run again. */
    readonly firstRunAt?: Instant
  }
  readonly intake: { readonly days: readonly number[] }
  readonly key: ApiKey
  /** How far the re-evaluation is that follows a change of the rules. */
  readonly reevaluation: Reevaluation
  readonly models: { readonly models: readonly ShopModel[] }
  /** `resumedAt` is when a person resumed marketing to the provider. */
  readonly pause: ProviderPause & { readonly resumedAt?: Instant }
  readonly restore: Restore
  /** Its id is in the key. */
  readonly segment: Segment
  /** Since when the policy sees customers as it does: see `Settings`. */
  readonly classes: { readonly since: Instant }
  readonly shop: {
    readonly shop: Shop
    readonly policy: Policy
    readonly settingsVersion: number
    /** As in `Settings`. */
    readonly rulesVersion?: number
    readonly rulesSince?: Instant
    /** The store's (format.ts), so that every process finds it with the settings. */
    readonly format?: number
  }
  readonly template: StoredTemplate
  readonly version: CampaignVersion
}

/**
 * A model that does not show who has left is stored as unusable, next to what it really is: builds
 * that know P(alive) alone, as after a rollback, then decide by fixed days.
 */
type StoredModel = ShopModel & { readonly byChance?: 'doubtful' }
type StoredModels = { readonly models: readonly StoredModel[] }

/** @example storedModel({ ...model, verdict: 'doubtful', reasons: ['nobody-leaves'] }).verdict // 'unusable' */
export const storedModel = (model: ShopModel): object =>
  model.verdict === 'doubtful' && spoilsAlive(model.reasons)
    ? { ...model, verdict: 'unusable', byChance: model.verdict }
    : model

const modelOf = ({ byChance, ...model }: StoredModel): ShopModel =>
  byChance && 'params' in model ? { ...model, verdict: byChance } : model

type StoredKey = Omit<ApiKey, 'scopes'> & { readonly scopes: readonly string[] }

type ShopCodecs = { readonly [K in keyof ShopRows]: RowCodec<K, ShopRows[K]> }

const IMPORT = 'import#'
/** Sorts before templates, so that the query of the settings brings it. */
export const SEGMENT = 'segment#'
/** Sorts before templates, so that the query of the settings brings it. */
export const RESTORE = 'restore'

/** Deep checks are left to publishing: every decision reads the campaigns and the models. */
const shopFault = faultIn<ShopRows['shop']>({
  shop: having<Shop>({ id: text, name: text, zone: text }),
  policy: having<Policy>({ currency: text }),
  settingsVersion: number,
  rulesVersion: maybe(number),
  rulesSince: maybe(instant),
  format: maybe(number),
})

const codecs = {
  campaign: {
    kind: 'campaign',
    sort: { prefix: 'campaign#' },
    version: 1,
    faultOf: faultIn<ShopRows['campaign']>({
      campaign: having<Campaign>({ id: text }),
      name: having<CampaignName>({}),
      stepNames: maybe(having<CampaignNames['steps']>({})),
    }),
    read: fieldsOf<ShopRows['campaign']>,
  },
  declarations: {
    kind: 'declarations',
    sort: { exact: 'declarations' },
    version: 1,
    faultOf: faultIn<Declarations>({
      events: having<Declarations['events']>({}),
      attributes: having<Declarations['attributes']>({}),
    }),
    read: (row) => Declarations.parse(fieldsOf<Declarations>(row)),
  },
  demo: {
    kind: 'demo',
    sort: { exact: 'demo' },
    version: 1,
    faultOf: faultIn<ShopRows['demo']>({ until: instant, sequence: number }),
    read: fieldsOf<ShopRows['demo']>,
  },
  import: {
    kind: 'import',
    sort: { prefix: IMPORT },
    version: 1,
    faultOf: faultIn<Omit<ShopRows['import'], 'importId'>>({
      status: oneOf(['running', 'complete']),
      begunAt: maybe(instant),
      firstRunAt: maybe(instant),
    }),
    read: (row) => ({
      importId: idAfter(IMPORT, row),
      ...fieldsOf<Omit<ShopRows['import'], 'importId'>>(row),
    }),
  },
  intake: {
    kind: 'intake',
    sort: { exact: 'intake' },
    version: 1,
    faultOf: faultIn<ShopRows['intake']>({ days: listOf(number) }),
    read: fieldsOf<ShopRows['intake']>,
  },
  key: {
    kind: 'key',
    sort: { prefix: 'key#' },
    version: 1,
    faultOf: faultIn<StoredKey>({
      keyId: text,
      secretHash: text,
      scopes: listOf(text),
      createdAt: instant,
      expiresAt: maybe(instant),
      name: maybe(text),
    }),
    // A scope that this build does not know allows nothing here.
    read: (row) => {
      const key = fieldsOf<StoredKey>(row)
      return { ...key, scopes: SCOPES.filter((scope) => key.scopes.includes(scope)) }
    },
  },
  models: {
    kind: 'models',
    sort: { exact: 'models' },
    version: 1,
    faultOf: faultIn<ShopRows['models']>({
      models: listOf(
        having<ShopModel>({
          version: number,
          from: instant,
          verdict: oneOf(['fitted', 'doubtful', 'unusable']),
        }),
      ),
    }),
    read: (row) => ({ models: fieldsOf<StoredModels>(row).models.map(modelOf) }),
  },
  reevaluation: {
    kind: 'reevaluation',
    sort: { exact: 'reevaluation' },
    version: 1,
    faultOf: faultIn<Reevaluation>({
      rulesVersion: number,
      status: oneOf(['running', 'done']),
      startedAt: instant,
      updatedAt: instant,
      decided: number,
      changedClass: number,
      joins: maybe(truth),
    }),
    read: fieldsOf<Reevaluation>,
  },
  pause: {
    kind: 'pause',
    sort: { prefix: 'pause#' },
    version: 1,
    faultOf: faultIn<ShopRows['pause']>({
      provider: oneOf(PROVIDERS),
      reason: oneOf(['bounces', 'complaints']),
      at: instant,
      resumedAt: maybe(instant),
    }),
    read: fieldsOf<ShopRows['pause']>,
  },
  restore: {
    kind: 'restore',
    sort: { exact: RESTORE },
    version: 1,
    faultOf: faultIn<Restore>({
      epoch: number,
      lostFrom: instant,
      restoredAt: instant,
      optOuts: oneOf(OPT_OUT_SOURCES),
      confirmedAt: maybe(instant),
      service: maybe(oneOf(SERVICE_CHOICES)),
      evidence: maybe(text),
    }),
    read: fieldsOf<Restore>,
  },
  segment: {
    kind: 'segment',
    sort: { prefix: SEGMENT },
    version: 1,
    faultOf: faultIn<Omit<Segment, 'id'>>({
      name: having<Segment['name']>({}),
      conditions: having<Segment['conditions']>({}),
      definedAt: instant,
    }),
    read: (row) => ({ id: idAfter(SEGMENT, row), ...fieldsOf<Omit<Segment, 'id'>>(row) }),
  },
  classes: {
    kind: 'classes',
    sort: { exact: 'classes' },
    version: 1,
    faultOf: faultIn<ShopRows['classes']>({ since: instant }),
    read: fieldsOf<ShopRows['classes']>,
  },
  shop: {
    kind: 'shop',
    sort: { exact: 'shop' },
    version: 1,
    faultOf: (row) =>
      shopFault(row) ?? (Policy.safeParse(row.policy).success ? undefined : 'policy'),
    // A setting that is newer than the row has its default.
    read: (row) => {
      const { policy, ...fields } = fieldsOf<ShopRows['shop']>(row)
      return { ...fields, policy: Policy.parse(policy) }
    },
  },
  template: {
    kind: 'template',
    // Sorts after everything that settings need, so that one query leaves it out.
    sort: { prefix: 'template#' },
    version: 1,
    faultOf: faultIn<StoredTemplate>({
      subject: text,
      html: text,
      text,
      content: having<StoredTemplate['content']>({}),
      brand: maybe(having<BrandVariables>({})),
      context: maybe(listOf(text)),
    }),
    read: fieldsOf<StoredTemplate>,
  },
  version: {
    kind: 'version',
    // Sorts after everything that settings need, as templates do.
    sort: { prefix: 'version#' },
    version: 1,
    faultOf: faultIn<CampaignVersion>({
      campaign: having<Campaign>({ id: text }),
      name: having<CampaignName>({}),
      stepNames: maybe(having<CampaignNames['steps']>({})),
      publishedAt: instant,
    }),
    read: fieldsOf<CampaignVersion>,
  },
} satisfies ShopCodecs

/** Everything about each kind of row in a shop's partition. */
export const SHOP_ROWS: ShopCodecs = codecs
