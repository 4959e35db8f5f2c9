/**
 * What stands under `start` in campaign.yaml, read as what is published. Apart from the rules, because
 * only publishing reads it and every function that decides carries them.
 */
import * as z from 'zod/mini'
import { parseDate } from '../calendar.ts'
import { LIFECYCLE_CLASSES } from '../lifecycle-class.ts'
import { PropertyTest } from '../property-tests.ts'
import { DAY_MS, parseDuration } from '../time.ts'
import { LAST_PURCHASE, type StartKind, type StartOf } from './start.ts'

const Listed = z
  .array(z.string().check(z.minLength(1), z.maxLength(200)))
  .check(z.minLength(1), z.maxLength(500))

const Where = z
  .strictObject({
    nth: z.exactOptional(z.int().check(z.gte(1), z.lte(1000))),
    minAmountMinor: z.exactOptional(z.int().check(z.gte(1))),
    skus: z.exactOptional(Listed),
    categories: z.exactOptional(Listed),
  })
  .check(z.refine((where) => Object.keys(where).length > 0))

const TimeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const lengthIn = (text: string): number => parseDuration(text) ?? Number.NaN
const daysOf = (text: string): number => lengthIn(text) / DAY_MS
const MOST_DAYS = 3650
const WholeDays = z
  .string()
  .check(z.refine((text) => Number.isInteger(daysOf(text)) && daysOf(text) <= MOST_DAYS))
const Over = z.string().check(z.refine((text) => lengthIn(text) <= 7 * DAY_MS))
const OneInstant = z.pipe(z.iso.datetime({ offset: true }), z.transform(Date.parse))
const LocalTime = z
  .string()
  .check(z.regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/))
  .check(z.refine((text) => parseDate(text.slice(0, 10)) !== undefined))

export const START_YAML: { readonly [K in StartKind]: z.ZodMiniType<StartOf<K>> } = {
  'class-entered': z.pipe(
    z.strictObject({ entering: z.enum(LIFECYCLE_CLASSES) }),
    z.transform(
      ({ entering }): StartOf<'class-entered'> => ({ kind: 'class-entered', class: entering }),
    ),
  ),
  'at-risk': z.pipe(
    z.strictObject({ atRisk: z.literal(true) }),
    z.transform((): StartOf<'at-risk'> => ({ kind: 'at-risk' })),
  ),
  'segment-entered': z.pipe(
    z.strictObject({ segment: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/)) }),
    z.transform(
      ({ segment }): StartOf<'segment-entered'> => ({ kind: 'segment-entered', segment }),
    ),
  ),
  purchase: z.pipe(
    z.strictObject({ purchase: z.union([z.literal(true), z.strictObject({ where: Where })]) }),
    z.transform(
      ({ purchase }): StartOf<'purchase'> => ({
        kind: 'purchase',
        ...(purchase !== true && { where: purchase.where }),
      }),
    ),
  ),
  event: z.pipe(
    z.strictObject({
      event: z.strictObject({
        name: z.string().check(z.minLength(1)),
        where: z.exactOptional(
          z
            .record(z.string(), PropertyTest)
            .check(z.refine((where) => Object.keys(where).length > 0)),
        ),
      }),
    }),
    z.transform(({ event }): StartOf<'event'> => ({ kind: 'event', ...event })),
  ),
  date: z.pipe(
    z.strictObject({
      date: z
        .strictObject({
          of: z.string().check(z.minLength(1)),
          repeats: z.enum(['yearly', 'once']),
          before: z.exactOptional(WholeDays),
          after: z.exactOptional(WholeDays),
          at: TimeOfDay,
        })
        .check(z.refine(({ before, after }) => before === undefined || after === undefined))
        .check(z.refine(({ of, before }) => of !== LAST_PURCHASE || before === undefined)),
    }),
    z.transform(
      ({ date: { of, repeats, before = 'P0D', after = 'P0D', at } }): StartOf<'date'> => ({
        ...({ kind: 'date', of, repeats } as const),
        offsetDays: daysOf(after) - daysOf(before),
        time: at,
      }),
    ),
  ),
  broadcast: z.pipe(
    z.strictObject({
      at: z
        .strictObject({
          ...{ instant: z.exactOptional(OneInstant), local: z.exactOptional(LocalTime) },
          ifPast: z._default(z.enum(['send', 'skip']), 'skip'),
          sendBy: z.exactOptional(
            z.union([
              z.strictObject({ instant: OneInstant }),
              z.strictObject({ local: LocalTime }),
            ]),
          ),
          over: z.exactOptional(Over),
        })
        .check(z.refine(({ instant, local }) => (instant === undefined) !== (local === undefined))),
    }),
    z.transform(
      ({ at: { instant, local = '', ifPast, sendBy, over } }): StartOf<'broadcast'> => ({
        ...({ kind: 'broadcast' } as const),
        at: instant === undefined ? { local } : { instant },
        ...(ifPast === 'send' && { ifPast }),
        ...(sendBy && { sendBy }),
        ...(over !== undefined && { overMs: parseDuration(over) ?? 0 }),
      }),
    ),
  ),
  'consent-unconfirmed': z.pipe(
    z.strictObject({ consent: z.literal('unconfirmed') }),
    z.transform((): StartOf<'consent-unconfirmed'> => ({ kind: 'consent-unconfirmed' })),
  ),
}
