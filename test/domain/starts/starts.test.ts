import { describe, expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod/mini'
import { CampaignFile } from '../../../functions/campaigns/campaign-file.ts'
import { fixForCampaign } from '../../../functions/campaigns/field-fixes.ts'
import { assess } from '../../../functions/domain/lifecycle.ts'
import { LIFECYCLE_CLASSES } from '../../../functions/domain/lifecycle-class.ts'
import { startsOf } from '../../../functions/domain/start-journeys.ts'
import type {
  CampaignStart,
  JourneyStart,
  JourneyStartOf,
  StartKind,
  StartOf,
  WhyNot,
} from '../../../functions/domain/starts/start.ts'
import type { StartRule, Starts } from '../../../functions/domain/starts/start-rule.ts'
import { START_YAML } from '../../../functions/domain/starts/start-yaml.ts'
import {
  isCausedByAbsence,
  isSameCause,
  purposeOf,
  STARTS,
} from '../../../functions/domain/starts/starts.ts'
import type { Truth } from '../../../functions/domain/truth.ts'
import { enFaults } from '../../../functions/language/en/faults/words.ts'
import { LANGUAGES } from '../../../functions/language/language-tags.ts'
import {
  briefStart,
  plannedStart,
  startSentence,
} from '../../../functions/language/start-sentences.ts'
import type { StartWords } from '../../../functions/language/start-words.ts'
import { voiceFor } from '../../../functions/language/voice.ts'
import { campaign, customer, days, NOON, order, settings } from '../../support/given.ts'

/** Everything that each start accepts in campaign.yaml. */
const YAML: { readonly [K in StartKind]: readonly unknown[] } = {
  'class-entered': LIFECYCLE_CLASSES.map((entering) => ({ entering })),
  'at-risk': [{ atRisk: true }],
  'segment-entered': [{ segment: 'vip' }],
  purchase: [
    { purchase: true },
    { purchase: { where: { nth: 5 } } },
    { purchase: { where: { minAmountMinor: 10_000 } } },
    { purchase: { where: { nth: 2, minAmountMinor: 1 } } },
    { purchase: { where: { skus: ['tea-01'], categories: ['Tea'] } } },
  ],
  event: [
    { event: { name: 'delivered' } },
    { event: { name: 'review', where: { rating: { min: 4 }, channel: ['web', 'app'], ok: true } } },
  ],
  date: [
    { date: { of: 'birthday', repeats: 'yearly', at: '09:00' } },
    { date: { of: 'birthday', repeats: 'once', before: 'P7D', at: '23:30' } },
    { date: { of: 'last-purchase', repeats: 'once', after: 'P30D', at: '09:00' } },
  ],
  broadcast: [
    { at: { instant: '2026-11-11T10:00:00+08:00' } },
    { at: { local: '2026-11-11T10:00', ifPast: 'send', over: 'PT2H' } },
    { at: { local: '2026-11-11T10:00', sendBy: { local: '2026-11-11T22:00' } } },
  ],
  'consent-unconfirmed': [{ consent: 'unconfirmed' }],
}

const STORED: { readonly [K in StartKind]: JourneyStartOf<K> } = {
  'class-entered': { kind: 'class-entered', class: 'dormant', since: NOON },
  'at-risk': { kind: 'at-risk', since: NOON, lastPurchaseAt: NOON - days(60) },
  'segment-entered': { kind: 'segment-entered', segment: 'vip', since: NOON },
  purchase: { kind: 'purchase', orderId: 'o-1' },
  event: { kind: 'event', name: 'delivered', eventId: 'e-1', orderId: 'o-1', at: NOON },
  date: { kind: 'date', of: 'birthday', occurrence: '2026' },
  broadcast: { kind: 'broadcast', at: NOON, until: NOON + days(1) },
  'consent-unconfirmed': { kind: 'consent-unconfirmed', since: NOON },
}

/** Another start of the kind, whether what is stored above is the same as itself, and as that one. */
const OTHER_CAUSE: { readonly [K in StartKind]: readonly [JourneyStartOf<K>, Truth, Truth] } = {
  'class-entered': [{ ...STORED['class-entered'], since: 0 }, undefined, undefined],
  'at-risk': [{ ...STORED['at-risk'], since: 0 }, undefined, undefined],
  'segment-entered': [{ ...STORED['segment-entered'], since: 0 }, undefined, undefined],
  purchase: [{ ...STORED.purchase, orderId: 'o-2' }, true, undefined],
  event: [{ ...STORED.event, eventId: 'e-2' }, true, undefined],
  date: [{ ...STORED.date, occurrence: '2027' }, true, undefined],
  broadcast: [{ ...STORED.broadcast, at: 0 }, true, true],
  'consent-unconfirmed': [{ ...STORED['consent-unconfirmed'], since: 0 }, true, false],
}

const KINDS = Object.keys(STARTS) as StartKind[]
const written = KINDS.flatMap((kind) => YAML[kind].map((yaml) => [kind, yaml] as const))

const fileWith = (start: unknown) => ({
  id: 'one',
  name: { en: 'One' },
  kind: 'service',
  start,
  reentryAfter: 'never',
  steps: [{ id: 'hello', template: 'hello' }],
})

describe('Every start of a campaign', () => {
  it.each(written)('is published as "%s" from %j', (kind, yaml) => {
    expect(z.parse(CampaignFile, fileWith(yaml)).start.kind).toBe(kind)
  })

  it.each(written)('"%s" is the only one that accepts %j', (kind, yaml) => {
    expect(KINDS.filter((other) => START_YAML[other].safeParse(yaml).success)).toEqual([kind])
  })

  it('is rejected if its YAML has more, or something different', () => {
    for (const start of [
      {},
      'purchase',
      { purchase: true, atRisk: true },
      { fullMoon: true },
      { purchase: { where: {} } },
      { purchase: { where: { nth: 0 } } },
      { purchase: { where: { skus: [] } } },
      { event: { name: 'delivered', where: {} } },
      { event: { name: 'delivered', where: { rating: { least: 4 } } } },
      { date: { of: 'birthday', repeats: 'yearly' } },
      { date: { of: 'birthday', repeats: 'yearly', at: '9:00' } },
      { date: { of: 'birthday', repeats: 'yearly', before: 'PT12H', at: '09:00' } },
      { date: { of: 'birthday', repeats: 'yearly', before: 'P1D', after: 'P1D', at: '09:00' } },
      { date: { of: 'last-purchase', repeats: 'once', before: 'P1D', at: '09:00' } },
      { at: {} },
      { at: { local: '2026-11-31T10:00' } },
      { at: { local: '2026-11-11T10:00', instant: '2026-11-11T10:00:00Z' } },
      { at: { instant: '2026-11-11T10:00:00' } },
    ])
      expect(z.safeParse(CampaignFile, fileWith(start)).success).toBe(false)
  })

  it('has a hint for marketers, in one sentence with the others', () => {
    expect(fixForCampaign('start')(enFaults)).toBe(
      'Use {entering: <class>}, where the class is prospect, first-time, active, frequent or dormant, or {atRisk: true}, or {segment: <id>}, where the segment is one of segments.yaml, or {purchase: true}, {purchase: {where: {nth: 5}}}, {purchase: {where: {minAmountMinor: 10000}}}, {purchase: {where: {skus: [tea-01], categories: [Tea]}}}, or {event: {name: delivered}}, or {date: {of: birthday, repeats: yearly, before: P7D, at: "09:00"}}, or {at: {local: "2026-11-11T10:00"}}, or {consent: unconfirmed}',
    )
  })

  it.each(KINDS)('%s keeps what its journey stores, fields of a newer version included', (kind) => {
    const stored = { ...STORED[kind], 'newer-field': 1 }
    expect(STARTS[kind].journey.parse(stored)).toEqual(stored)
    expect(STARTS[kind].journey.safeParse({ kind }).success).toBe(false)
  })

  it.each(KINDS)('%s is known again, and only as far as its cause shows it', (kind) => {
    const [other, again, changed] = OTHER_CAUSE[kind]
    expect(isSameCause(STORED[kind], { ...STORED[kind] })).toBe(again)
    expect(isSameCause(STORED[kind], other)).toBe(changed)
    for (const name of KINDS.filter((one) => one !== kind))
      expect(isSameCause(STORED[kind], STORED[name])).toBeUndefined()
  })

  it.each(KINDS)('%s gives a reason if it begins nothing', (kind) => {
    const start = written.find(([other]) => other === kind)?.[1]
    const asked = campaign({ start: START_YAML[kind].parse(start) })
    const unknown = customer({ consents: [] })
    const shop = settings({ campaigns: [asked] })
    // A customer who never bought is a prospect since no instant that could start anything.
    const starts = startsOf(asked, [], unknown, assess(unknown, NOON, shop.policy), shop, NOON)
    expect(starts).toMatchObject({ journeys: [], whyNot: { reason: expect.any(String) } })
  })

  it.each(LANGUAGES.flatMap((language) => KINDS.map((kind) => [language, kind] as const)))(
    'has words in %s: %s',
    (language, kind) => {
      const voice = voiceFor(language, 'UTC', NOON)
      const start = START_YAML[kind].parse(YAML[kind][0])
      const said = [
        plannedStart(start, { currency: 'GBP' }, voice),
        startSentence(STORED[kind], NOON, voice),
        briefStart(STORED[kind], voice),
      ]
      for (const sentence of said) expect(sentence).toMatch(/^(?!.*undefined).+$/)
    },
  )
})

describe('A start that this version does not know', () => {
  const fullMoon = { kind: 'full-moon' } as unknown as CampaignStart
  const voice = voiceFor('en', 'UTC', NOON)

  it('is taken to be caused by absence, and for the purpose of its campaign', () => {
    expect(isCausedByAbsence({ start: fullMoon })).toBe(true)
    expect(purposeOf({ kind: 'marketing', start: fullMoon })).toBe('marketing')
    expect(purposeOf({ kind: 'service', start: { kind: 'consent-unconfirmed' } })).toBe(
      'confirmation',
    )
  })

  it('begins nothing, and says that it is not understood', () => {
    const asked = campaign({ start: fullMoon })
    const buyer = customer({ orders: [order('o-1', NOON)] })
    const shop = settings({ campaigns: [asked] })
    const starts = startsOf(asked, [], buyer, assess(buyer, NOON, shop.policy), shop, NOON)
    expect(starts).toEqual({ journeys: [], whyNot: { reason: 'not-understood' } })
  })

  it('is shown as such, and not as another start', () => {
    expect(plannedStart(fullMoon, { currency: 'GBP' }, voice)).toMatch(
      /does not (?:support|know|recogni[sz]e)/,
    )
    expect(startSentence(fullMoon as unknown as JourneyStart, NOON, voice)).toContain(
      'does not support',
    )
    expect(briefStart({ kind: 'toString' }, voice)).toMatch(
      /does not (?:support|know|recogni[sz]e)/,
    )
  })
})

describe('The types of starts', () => {
  type FullMoon = { readonly kind: 'full-moon' }

  it('demand a rule for every kind, and a stored start for every start', () => {
    expectTypeOf<keyof typeof STARTS>().toEqualTypeOf<CampaignStart['kind']>()
    expectTypeOf<JourneyStart['kind']>().toEqualTypeOf<CampaignStart['kind']>()
    const { 'at-risk': _missing, ...others } = STARTS
    // @ts-expect-error a kind without its rule
    const table: { readonly [K in StartKind]: StartRule<K> } = others
    expect(Object.keys(table)).toHaveLength(KINDS.length - 1)
  })

  it('demand every part of a rule', () => {
    type Whole = StartRule<'purchase'>
    type Without<Part extends keyof Whole> = Omit<Whole, Part> extends Whole ? Part : never
    expectTypeOf<{ [P in keyof Whole]: Without<P> }[keyof Whole]>().toBeNever()
    expectTypeOf<keyof Whole>().toEqualTypeOf<
      | 'fields'
      | 'purpose'
      | 'isCausedByAbsence'
      | 'happensAs'
      | 'journey'
      | 'isSameCause'
      | 'begin'
      | 'lapsesAt'
      | 'endChangesAt'
      | 'end'
    >()
  })

  it('refuse a schema that makes another kind of start', () => {
    expectTypeOf<z.ZodMiniType<FullMoon>>().not.toExtend<(typeof START_YAML)['purchase']>()
    expectTypeOf<z.ZodMiniType<StartOf<'at-risk'>>>().not.toExtend<
      (typeof START_YAML)['purchase']
    >()
    expectTypeOf<z.ZodMiniType<StartOf<'purchase'>>>().not.toExtend<
      StartRule<'purchase'>['journey']
    >()
  })

  it('demand a reason if nothing begins', () => {
    expectTypeOf<{ readonly journeys: readonly [] }>().not.toExtend<Starts>()
    expectTypeOf<{ readonly journeys: readonly []; readonly whyNot: WhyNot }>().toExtend<Starts>()
  })

  it('demand words for every start and every reason', () => {
    expectTypeOf<keyof StartWords['whyNot']>().toEqualTypeOf<WhyNot['reason']>()
    for (const part of ['planned', 'started', 'brief'] as const)
      expectTypeOf<keyof StartWords['starts'][typeof part]>().toEqualTypeOf<StartKind | 'unknown'>()
  })
})
