/** Arbitrary shops for fast-check: every kind of campaign, and thresholds of a few days. */

import fc from 'fast-check'
import { type Campaign, type Step, WITHOUT_EVENT } from '../../functions/domain/campaign.ts'
import type { Conditions, OfferedCondition, Segment } from '../../functions/domain/conditions.ts'
import { LIFECYCLE_CLASSES } from '../../functions/domain/lifecycle-class.ts'
import type { Policy, Settings } from '../../functions/domain/policy.ts'
import { OPT_OUT_SOURCES, type Restore, SERVICE_CHOICES } from '../../functions/domain/restore.ts'
import type { ShopModel } from '../../functions/domain/shop-model.ts'
import type {
  BroadcastTime,
  CampaignStart,
  StartKind,
  StartOf,
} from '../../functions/domain/starts/start.ts'
import { anyPolicy, EVENT_NAMES } from './any-facts.ts'
import { campaign, days, hours, NOON, settings, shopModel, unusableModel } from './given.ts'

const LOCALES = ['en', 'zh-CN']

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const CONDITIONS_OF_SEGMENTS: Readonly<Record<string, Conditions>> = {
  keen: { orders: { withinDays: 5, min: 2 } },
  spenders: { any: [{ spent: { withinDays: 6, minMinor: 2_000 } }, { minPurchases: 3 }] },
  quiet: {
    class: ['active', 'first-time', 'dormant'],
    not: { orders: { withinDays: 3, min: 1 } },
  },
  agreed: { consent: 'granted', minPurchases: 1, not: { segment: 'keen' } },
  fading: { maxChance: 0.4, countries: ['GB', 'US'] },
  curious: { event: { name: 'viewed', withinDays: 2, where: { totalMinor: { min: 3 } } } },
  gold: { attribute: { name: 'tier', is: 'gold' }, not: { class: ['dormant'] } },
}

const SEGMENTS = Object.entries(CONDITIONS_OF_SEGMENTS).map(
  ([id, conditions]): Segment => ({ id, name: { en: id }, conditions, definedAt: 0 }),
)

const ANY_START: { readonly [K in StartKind]: fc.Arbitrary<StartOf<K>> } = {
  'class-entered': fc
    .constantFrom(...LIFECYCLE_CLASSES, 'dormant' as const, 'first-time' as const)
    .map((entered) => ({ kind: 'class-entered', class: entered })),
  'segment-entered': fc
    .constantFrom(...SEGMENTS.map(({ id }) => id))
    .map((segment) => ({ kind: 'segment-entered', segment })),
  purchase: fc.constantFrom<StartOf<'purchase'>>(
    { kind: 'purchase' },
    { kind: 'purchase', where: { nth: 2 } },
    { kind: 'purchase', where: { minAmountMinor: 1_000 } },
    { kind: 'purchase', where: { skus: ['tea'] } },
    { kind: 'purchase', where: { skus: ['cup'], categories: ['Tea'], nth: 2 } },
  ),
  event: fc.constantFrom<StartOf<'event'>>(
    { kind: 'event', name: 'delivered' },
    { kind: 'event', name: 'review', where: { rating: { min: 4 } } },
    { kind: 'event', name: 'review', where: { rating: { min: 2, max: 4 }, channel: ['web'] } },
  ),
  date: fc
    .record({
      of: fc.constantFrom('birthday', 'renewal', 'last-purchase'),
      repeats: fc.constantFrom('yearly' as const, 'once' as const),
      offsetDays: fc.constantFrom(-3, 0, 0, 2, 5),
      time: fc.constantFrom('00:00', '09:00', '22:30'),
    })
    .map((fields) => ({ kind: 'date', ...fields })),
  broadcast: fc
    .record({
      at: fc.constantFrom<BroadcastTime>(
        { instant: NOON + days(5) },
        { local: '2026-01-08T10:00' },
        { local: '2026-01-04T23:30' },
      ),
      ifPast: maybe(fc.constant('send' as const)),
      sendBy: maybe(
        fc.constantFrom<BroadcastTime>({ instant: NOON + days(7) }, { local: '2026-01-09T08:15' }),
      ),
      overMs: maybe(fc.constantFrom(hours(2), hours(30))),
    })
    .map(({ at, ifPast, sendBy, overMs }) => ({
      ...{ kind: 'broadcast', at },
      ...(ifPast && { ifPast }),
      ...(sendBy && { sendBy }),
      ...(overMs !== undefined && { overMs }),
    })),
  'consent-unconfirmed': fc.constant({ kind: 'consent-unconfirmed' }),
  'at-risk': fc.constant({ kind: 'at-risk' }),
}
const anyStart: fc.Arbitrary<CampaignStart> = fc.oneof(...Object.values(ANY_START))

/** One for each name, so that waking is tried with a new condition too. */
const BY_NAME: { readonly [N in OfferedCondition]: NonNullable<Conditions[N]> } = {
  countries: ['GB'],
  locales: ['en'],
  class: ['active', 'dormant'],
  consent: 'granted',
  orders: { withinDays: 4, min: 1 },
  spent: { withinDays: 6, minMinor: 1_500 },
  bought: { skus: ['tea'], withinDays: 5 },
  event: { name: 'viewed', withinDays: 3, max: 1 },
  attribute: { name: 'tier', known: true },
  campaign: { id: 'a', neverSent: true },
  minPurchases: 2,
  maxPurchases: 2,
  minMonetaryMinor: 1_000,
  recencyScores: [3, 4, 5],
  frequencyScores: [1, 2],
  monetaryScores: [4, 5],
  minChance: 0.4,
  maxChance: 0.6,
  minExpectedPurchases: 1,
  minLifetimeValueMinor: 2_000,
  maxLifetimeValueMinor: 9_000,
}
const CONDITIONS: readonly Conditions[] = [
  ...Object.entries(BY_NAME).map(([name, asked]): Conditions => ({ [name]: asked })),
  { maxChurnRisk: 0.5 },
  { not: { spent: BY_NAME.spent } },
  { any: [{ class: ['frequent'] }, { segment: 'agreed' }] },
]

/** When a step falls due: mostly some time after the start. */
const ANY_TIME: fc.Arbitrary<Pick<Step, 'afterMs' | 'afterPreviousMs' | 'until'>> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(0, 0, hours(7), days(1), days(2), days(4))
      .map((afterMs) => ({ afterMs })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(hours(1), hours(30), days(3))
      .map((afterPreviousMs) => ({ afterMs: 0, afterPreviousMs })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        event: fc.constantFrom(...EVENT_NAMES),
        upToMs: fc.constantFrom(hours(9), days(3), days(8)),
        else: fc.constantFrom(...WITHOUT_EVENT),
      })
      .map((until) => ({ afterMs: 0, until })),
  },
)

const anyStep = (id: string): fc.Arbitrary<Step> =>
  fc
    .record({
      time: ANY_TIME,
      while: fc.option(fc.constantFrom<Conditions>(...CONDITIONS), { nil: undefined, freq: 4 }),
      repeat: fc.option(
        fc.record({
          everyMs: fc.constantFrom(days(1), days(3)),
          while: fc.constantFrom('frequent' as const, 'dormant' as const),
        }),
        { nil: undefined, freq: 3 },
      ),
      conditions: fc.option(fc.constantFrom<Conditions>(...CONDITIONS), {
        nil: undefined,
        freq: 3,
      }),
    })
    .map(({ time, repeat, conditions, while: goesOnFor }) => ({
      id,
      template: id,
      ...time,
      ...(goesOnFor && { while: goesOnFor }),
      ...(repeat && { repeat }),
      ...(conditions && { conditions }),
    }))

const once = ({ repeat: _, ...step }: Step): Step => step

const anyCampaign = (id: string): fc.Arbitrary<Campaign> =>
  fc
    .record({
      kind: fc.constantFrom('marketing' as const, 'marketing' as const, 'service' as const),
      start: anyStart,
      endsOnPurchase: fc.boolean(),
      endsOnEvents: fc.option(
        fc.constantFrom<readonly string[]>(['delivered'], ['delivered', 'review']),
        { nil: undefined, freq: 3 },
      ),
      restart: fc.option(fc.constant('latest' as const), { nil: undefined, freq: 3 }),
      priority: fc.constantFrom(10, 50, 90),
      activeFrom: fc.constantFrom(0, NOON, NOON + days(6)),
      eligible: maybe(fc.constantFrom<Conditions>(...CONDITIONS)),
      eligibleAtStartFrom: maybe(fc.constantFrom(0, NOON + days(3))),
      activeUntil: maybe(fc.constantFrom(NOON + days(4), NOON + days(9))),
      steps: fc.oneof(
        fc.tuple(anyStep('one')),
        fc.tuple(anyStep('one'), anyStep('two')),
        fc.tuple(anyStep('one'), anyStep('two'), anyStep('three')),
      ),
      reentryAfterMs: maybe(fc.constantFrom(0, days(2), days(8))),
      backlogOverMs: maybe(fc.constantFrom(0, days(5))),
      late: fc.boolean(),
    })
    .map(
      ({
        late,
        reentryAfterMs,
        backlogOverMs,
        activeUntil,
        eligible,
        eligibleAtStartFrom,
        endsOnEvents,
        restart,
        ...fields
      }) =>
        campaign({
          id,
          ...fields,
          // Who asks to confirm asks once: publishing refuses repeats.
          steps:
            fields.start.kind === 'consent-unconfirmed' ? fields.steps.map(once) : fields.steps,
          ...(reentryAfterMs !== undefined && { reentryAfterMs }),
          ...(endsOnEvents && { endsOnEvents }),
          ...(restart && { restart }),
          ...(late && { late }),
          ...(backlogOverMs !== undefined && { backlogOverMs }),
          ...(activeUntil !== undefined && { activeUntil }),
          ...(eligible && { eligible }),
          ...(eligibleAtStartFrom !== undefined &&
            fields.start.kind !== 'consent-unconfirmed' && { eligibleAtStartFrom }),
          locales: Object.fromEntries(fields.steps.map(({ template }) => [template, LOCALES])),
        }),
    )

/** Of customers who buy about once in three days; a refit later thinks them slower. */
const MODELS: readonly ShopModel[] = [
  shopModel({ params: { r: 0.6, alpha: 2, a: 0.9, b: 1.6 } }),
  shopModel({
    version: 2,
    from: NOON + days(5),
    verdict: 'doubtful',
    params: { r: 0.6, alpha: 5, a: 0.5, b: 2 },
    chance: { withinDays: 6, auto: 0.4, boughtOnce: 'fixed' },
  }),
  unusableModel({ version: 3, from: NOON + days(11) }),
]

const anySendingPolicy: fc.Arbitrary<Policy> = fc
  .record({
    base: anyPolicy,
    quietHours: fc.constantFrom(
      null,
      { from: '21:00', to: '08:00' },
      { from: '23:15', to: '06:30' },
      { from: '12:00', to: '14:00' },
    ),
    caps: fc.constantFrom<Policy['caps']>(
      [],
      [{ messages: 1, withinDays: 1 }],
      [
        { messages: 1, withinDays: 1 },
        { messages: 2, withinDays: 4 },
      ],
      [{ messages: 1, withinDays: 6 }],
    ),
    staleAfterDays: fc.integer({ min: 1, max: 3 }),
    deferForDays: fc.integer({ min: 1, max: 5 }),
    acceptableLocales: fc.constantFrom<string[]>([], ['en']),
    sunset: fc.record({
      afterUnanswered: fc.constantFrom(1, 2, 10),
      silentForDays: fc.constantFrom(2, 9, 730),
    }),
    countryWhereUnknown: fc.constantFrom(null, 'GB'),
  })
  .map(({ base, ...sending }) => ({ ...base, ...sending }))

export const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    policy: anySendingPolicy,
    campaigns: fc.tuple(anyCampaign('a'), anyCampaign('b'), anyCampaign('c')),
    openedAt: fc.constantFrom(0, 0, NOON + days(3)),
    zone: fc.constantFrom('Europe/London', 'Asia/Shanghai'),
    models: fc.constantFrom<readonly ShopModel[]>([], MODELS.slice(0, 1), MODELS),
    definedAt: fc.constantFrom(0, NOON + days(5)),
    classesSince: fc.constantFrom(undefined, NOON + days(4)),
  })
  .map(({ openedAt, zone, definedAt, classesSince, ...fields }) => {
    const segments = SEGMENTS.map((segment) => ({ ...segment, definedAt }))
    const usual = settings({ ...fields, segments, ...(classesSince && { classesSince }) })
    return { ...usual, shop: { ...usual.shop, zone, openedAt } }
  })

/** One that is proven, and ones that wait, were confirmed, or left service mail to a person. */
const anyRestore: fc.Arbitrary<Restore> = fc
  .record({
    restoredAt: fc.constantFrom(NOON - days(1), NOON + days(2) + hours(1), NOON + days(7)),
    lostMs: fc.constantFrom(hours(5), days(3)),
    optOuts: fc.constantFrom(...OPT_OUT_SOURCES),
    confirmedAfterMs: maybe(fc.constantFrom(0, hours(9), days(4))),
    service: maybe(fc.constantFrom(...SERVICE_CHOICES)),
  })
  .map(({ restoredAt, lostMs, optOuts, confirmedAfterMs, service }) => ({
    ...{ epoch: 1, lostFrom: restoredAt - lostMs, restoredAt, optOuts },
    ...(confirmedAfterMs !== undefined && { confirmedAt: restoredAt + confirmedAfterMs }),
    ...(service !== undefined && { service }),
  }))

/** Shops whose rows were restored from an older copy. */
export const anyRestoredSettings: fc.Arbitrary<Settings> = fc
  .tuple(anySettings, anyRestore)
  .map(([usual, restore]) => ({ ...usual, restore }))
