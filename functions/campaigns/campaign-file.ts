/** campaign.yaml as a marketer writes it. */
import * as z from 'zod/mini'
import { CAMPAIGN_KINDS } from '../domain/campaign.ts'
import { Caps, QuietHours } from '../domain/policy.ts'
import { START_YAML } from '../domain/starts/start-yaml.ts'
import { isOfAnInstant } from '../domain/starts/starts.ts'
import { DAY_MS } from '../domain/time.ts'
import { Conditions } from './conditions-file.ts'
import { duration, Locale, NameByLocale } from './file-values.ts'
import { message } from './schema-messages.ts'
import { Steps } from './step-file.ts'

/** A purchase, and events that the shop declares. */
const EndsOn = z.array(
  z.union([z.literal('purchase'), z.strictObject({ event: z.string().check(z.minLength(1)) })]),
)

/** Read in the form in which it is published. */
const Start = z.union(Object.values(START_YAML))

/** Whether it may start while a journey of the same customer runs. */
const mayStartAgain = (start: z.infer<typeof Start>): boolean =>
  isOfAnInstant(start) && start.kind !== 'broadcast'

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
    /** What differs in shops that post when parcels arrive. */
    withDeliveryEvents: z.exactOptional(
      z.strictObject({
        start: Start,
        eligible: z.exactOptional(Conditions),
        endsOn: z.exactOptional(EndsOn),
      }),
    ),
    reentryAfter: z.union([z.literal('never'), duration()]),
    late: z.exactOptional(z.literal(true)),
    endsOn: z.exactOptional(EndsOn),
    restart: z.exactOptional(z.literal('latest')),
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
    z.refine(({ start, restart }) => restart === undefined || mayStartAgain(start), {
      path: ['restart'],
      error: message('starts-once'),
    }),
  )
export type CampaignFile = z.infer<typeof CampaignFile>

/**
 * The campaign as a shop publishes it that posts when parcels arrive, or does not.
 *
 * @example campaignFor(file, true).start // { kind: 'event', name: 'delivered' }
 */
export const campaignFor = (
  { withDeliveryEvents, ...file }: CampaignFile,
  deliveryEvents: boolean,
): CampaignFile => (deliveryEvents ? { ...file, ...withDeliveryEvents } : file)
