/**
 * A mapping describes, in a form that a shop can write, how a table of articles of the shop's own
 * is read: which column holds what, and what its words mean. As that of an import of orders.
 */
import * as z from 'zod/mini'
import { isZone } from '../../domain/hours.ts'
import { formatFault } from '../import/instant-format.ts'
import { Cell, CellValues, Columns, EncodingLabel, isOneOf, refused } from '../import/mapping.ts'
import { Currency } from '../wire-parts.ts'
import { ID_RULE_NAMES, idRuleOf } from './article-id.ts'
import { feedLanguage } from './feed-language.ts'

const Column = z.strictObject({ column: Columns })

/** A column, or a text that every article has. */
const CellOrValue = z.union([z.strictObject({ value: z.string() }), Cell])

const Language = z.union([
  z.string().check(
    z.refine(
      (tag) => feedLanguage(tag) !== undefined,
      refused((w) => w.feed.mapping.language),
    ),
  ),
  Column,
])

const CurrencyOf = z.union([
  z.string().check(
    z.refine(
      (code) => Currency.safeParse(code).success,
      refused((w) => w.feed.mapping.currency),
    ),
  ),
  Column,
])

const IdRules = z.pipe(
  z.string(),
  z.transform((text, ctx) => {
    const rules = idRuleOf(text)
    if (rules) return rules
    ctx.issues.push({
      code: 'custom',
      input: text,
      ...refused((w) => w.feed.mapping.idRule(ID_RULE_NAMES)),
    })
    return z.NEVER
  }),
)

const Availability = z.union([
  z
    .strictObject({
      column: Columns,
      yes: z._default(CellValues, ['yes']),
      no: z._default(CellValues, ['no']),
    })
    .check((ctx) => {
      const { yes, no } = ctx.value
      const both = yes.find((word) => isOneOf(no, word))
      if (both !== undefined)
        ctx.issues.push({
          code: 'custom',
          input: both,
          path: ['no'],
          ...refused((w) => w.feed.mapping.both(both)),
        })
    }),
  /** Above zero is available. */
  z.strictObject({ quantity: Columns }),
  z.strictObject({ value: z.enum(['yes', 'no']) }),
])

const SaleTimes = z.strictObject({
  price: Columns,
  dates: z.optional(Columns),
  from: z.optional(Columns),
  until: z.optional(Columns),
  format: z._default(
    z.string().check((ctx) => {
      const fault = formatFault(ctx.value)
      if (fault)
        ctx.issues.push({
          code: 'custom',
          input: ctx.value,
          ...refused((w) => w.mapping.format.howTo(fault(w))),
        })
    }),
    'iso',
  ),
  zone: z.optional(
    z.string().check(
      z.refine(
        isZone,
        refused((w) => w.mapping.zone),
      ),
    ),
  ),
})

export const FeedMapping = z.strictObject({
  about: z.optional(z.string()),
  encoding: z.optional(EncodingLabel),
  /** Found by the header where it is left out. */
  delimiter: z.optional(z.enum([',', ';', '\t', '|'])),
  /** Where it is left out, a price that could be two numbers is refused. */
  decimal: z.optional(z.enum(['.', ','])),
  language: z.optional(Language),
  /** Where it is left out, each price has its currency with it. */
  currency: z.optional(CurrencyOf),
  id: z.strictObject({ column: Cell, rule: z.optional(IdRules) }),
  title: CellOrValue,
  link: z.optional(CellOrValue),
  image: z.optional(CellOrValue),
  availability: Availability,
  price: z.optional(Columns),
  sale: z.optional(SaleTimes),
})
export type FeedMapping = z.infer<typeof FeedMapping>
