/** campaign.yaml as a marketer writes it. */
import * as z from 'zod/mini'
import { CAMPAIGN_KINDS } from '../domain/campaign.ts'
import { LIFECYCLE_CLASSES } from '../domain/lifecycle-class.ts'
import { Caps, QuietHours } from '../domain/policy.ts'
import { START_YAML } from '../domain/starts/start-yaml.ts'
import { DAY_MS, parseDuration } from '../domain/time.ts'
import { Conditions } from './conditions-file.ts'
import { message } from './schema-messages.ts'

const longEnough = (text: string, atLeastMs: number): boolean =>
  (parseDuration(text) ?? Number.NEGATIVE_INFINITY) >= atLeastMs

const duration = (atLeastMs = 0) =>
  z.string().check(
    z.refine((text) => longEnough(text, atLeastMs), {
      error: ({ input }) =>
        parseDuration(String(input)) === undefined
          ? message('not-a-duration')
          : message('too-short'),
    }),
  )

/** Whether it is a BCP 47 tag in canonical spelling: zh-CN, not zh-cn. */
export function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text)[0] === text
  } catch {
    return false
  }
}

export const Locale = z.string().check(z.refine(isLocale, { error: message('not-a-language') }))

const TemplateName = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/))

/** A name for marketers in each language. */
const NameByLocale = z
  .record(Locale, z.string().check(z.minLength(1)))
  .check(z.refine((name) => Object.keys(name).length > 0, { error: message('no-language') }))

const StepEntry = z.strictObject({
  /** No '.' or '#': both are separators in message ids. */
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  name: z.exactOptional(NameByLocale),
  template: TemplateName,
  after: z._default(duration(), 'PT0S'),
  repeat: z.exactOptional(
    z.strictObject({ every: duration(DAY_MS), while: z.enum(LIFECYCLE_CLASSES) }),
  ),
  conditions: z.exactOptional(Conditions),
})

const Steps = z.array(StepEntry).check(z.minLength(1), z.maxLength(50), ({ value, issues }) => {
  value.forEach(({ id }, index) => {
    if (value.findIndex((step) => step.id === id) === index) return
    issues.push({
      code: 'custom',
      input: id,
      path: [index, 'id'],
      message: message('same-step'),
    })
  })
})

/** Read in the form in which it is published. */
const Start = z.union(Object.values(START_YAML))

/**
 * Parses the YAML value; fields that are not listed here are refused.
 *
 * @example
 * z.parse(CampaignFile, {
 *   id: 'first-time', name: { en: 'First purchase' }, kind: 'marketing',
 *   start: { entering: 'first-time' }, reentryAfter: 'never',
 *   steps: [{ id: 'introduction', template: 'introduction' }],
 * }).priority // 50
 */
export const CampaignFile = z
  .strictObject({
    id: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/)),
    name: NameByLocale,
    kind: z.enum(CAMPAIGN_KINDS),
    /**
     * For a service campaign: languages in which a person has checked the mails and found no offer.
     */
    reviewedForOffers: z.exactOptional(z.array(Locale).check(z.minLength(1))),
    start: Start,
    reentryAfter: z.union([z.literal('never'), duration()]),
    endsOn: z.exactOptional(z.array(z.literal('purchase'))),
    activeFrom: z.exactOptional(z.iso.datetime({ offset: true })),
    activeUntil: z.exactOptional(z.iso.datetime({ offset: true })),
    backlog: z.exactOptional(z.strictObject({ over: duration() })),
    eligible: z.exactOptional(Conditions),
    priority: z._default(z.int().check(z.gte(0), z.lte(100)), 50),
    /** Overrides the shop's policy. */
    quietHours: z.exactOptional(z.union([z.literal('none'), QuietHours])),
    caps: z.exactOptional(Caps),
    /** Each journey gets a code of its own from a pool. */
    coupon: z.exactOptional(
      z.strictObject({
        pool: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/)),
        validFor: z.exactOptional(duration(DAY_MS)),
      }),
    ),
    steps: Steps,
    content: z.exactOptional(z.record(Locale, z.record(z.string(), z.json()))),
  })
  .check(
    z.refine(
      ({ activeFrom, activeUntil }) =>
        activeFrom === undefined ||
        activeUntil === undefined ||
        Date.parse(activeFrom) < Date.parse(activeUntil),
      { path: ['activeUntil'], error: message('not-after-from') },
    ),
  )
export type CampaignFile = z.infer<typeof CampaignFile>
