/**
 * A mapping describes, in a form that a shop can write, how its export becomes purchases and
 * refunds: which column holds what, how instants and refunds are written, what to leave out.
 */
import * as z from 'zod/mini'
import { isZone } from '../../domain/hours.ts'
import { ENCODINGS, encodingOf } from '../../domain/text-encoding.ts'
import type { FaultSentence } from '../../language/faults/fault-words.ts'
import { CURRENCY_CODE } from './currency.ts'
import { formatFault } from './instant-format.ts'
import { ORDER_STATUSES } from './status-words.ts'

/** What a check reports: the sentence goes with the issue, which `readMapping` turns into a fault. */
export const refused = (sentence: FaultSentence) => ({ params: { sentence } })

/** The sentence of a check above; undefined for what the schema library refuses. */
export function sentenceIn(issue: z.core.$ZodIssue): FaultSentence | undefined {
  const sentence: unknown = issue.code === 'custom' ? issue.params?.sentence : undefined
  return isSentence(sentence) ? sentence : undefined
}

const isSentence = (value: unknown): value is FaultSentence => typeof value === 'function'

const Name = z.string().check(z.minLength(1))
/** YAML reads 0 as a number and true as a truth; the file has only text. */
const CellValue = z.pipe(
  z.union([z.string(), z.number(), z.boolean()]),
  z.transform((value) => String(value)),
)
export const CellValues = z.array(CellValue).check(z.minLength(1))

/** A column, or several; the first that is not empty counts. */
export const Columns = z.union([Name, z.array(Name).check(z.minLength(1))])

/** Columns, or a text put together from several: the customer and the day, say. */
export const Cell = z.union([
  Columns,
  z.strictObject({
    join: z.array(Columns).check(z.minLength(2)),
    with: z._default(z.string(), '-'),
  }),
])
export type Cell = z.infer<typeof Cell>

const Status = z.enum(ORDER_STATUSES)

/** Cells are compared without regard to capitals; the status of an order in any language. */
export const RowCondition = z.union([
  z.strictObject({ column: Columns, is: CellValues, reason: z.string() }),
  z.strictObject({ column: Columns, isNot: CellValues, reason: z.string() }),
  z.strictObject({
    column: Columns,
    statusIsNot: z.array(Status).check(z.minLength(1)),
    reason: z.string(),
  }),
])
export type RowCondition = z.infer<typeof RowCondition>

/** Capitals aside. @example isOneOf(['yes'], 'Yes') // true */
export const isOneOf = (values: readonly string[], text: string): boolean => {
  const lower = text.toLowerCase()
  return values.some((value) => value.toLowerCase() === lower)
}

const Reason = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const RowConditions = z.array(RowCondition).check((ctx) => {
  ctx.value.forEach(({ reason }, i) => {
    if (!Reason.test(reason))
      ctx.issues.push({
        code: 'custom',
        input: reason,
        path: [i, 'reason'],
        ...refused((w) => w.mapping.reason),
      })
  })
})

const CustomerMapping = z
  .strictObject({
    id: z.optional(Cell),
    email: z.optional(Cell),
    name: z.optional(Cell),
    country: z.optional(Cell),
    locale: z.optional(Cell),
    /** By the names that the shop has declared. */
    attributes: z.optional(z.record(z.string(), Cell)),
  })
  .check(
    z.refine(
      (customer) => customer.id !== undefined || customer.email !== undefined,
      refused((w) => w.mapping.noCustomer),
    ),
  )

/** By any of its names. */
export const EncodingLabel = z.pipe(
  z.string(),
  z.transform((label, ctx) => {
    const encoding = encodingOf(label)
    if (encoding !== undefined) return encoding
    ctx.issues.push({
      code: 'custom',
      input: label,
      ...refused((w) => w.mapping.encoding(ENCODINGS)),
    })
    return z.NEVER
  }),
)

export type When = z.infer<typeof When>
const When = z.strictObject({
  column: Cell,
  format: z.string().check((ctx) => {
    const fault = formatFault(ctx.value)
    if (fault)
      ctx.issues.push({
        code: 'custom',
        input: ctx.value,
        ...refused((w) => w.mapping.format.howTo(fault(w))),
      })
  }),
  zone: z.string().check(
    z.refine(
      isZone,
      refused((w) => w.mapping.zone),
    ),
  ),
})

const Amount = z.discriminatedUnion('from', [
  /** Quantity times unit price, summed over the order's rows. */
  z.strictObject({ from: z.literal('lines') }),
  /** A column with each row's own amount, summed over the order's rows. */
  z.strictObject({ from: z.literal('rows'), column: Columns }),
  /** A column with the whole order's amount, on one of its rows or repeated on each. */
  z.strictObject({ from: z.literal('order'), column: Columns }),
])

const Refunds = z.discriminatedUnion('by', [
  /** The order id begins with a sign of its own. */
  z.strictObject({ by: z.literal('prefix'), prefix: CellValue, order: z.optional(Cell) }),
  /** The order's amount is below zero. */
  z.strictObject({ by: z.literal('sign'), order: z.optional(Cell) }),
  /** A column distinguishes refunds from purchases. */
  z.strictObject({
    by: z.literal('column'),
    column: Columns,
    is: CellValues,
    id: z.optional(Cell),
    order: z.optional(Cell),
  }),
  /** A column of the order itself holds the refunded amount. */
  z.strictObject({ by: z.literal('amount'), column: Columns, at: z.optional(Cell) }),
])

export const Mapping = z
  .strictObject({
    about: z.optional(z.string()),
    /** Of the file; UTF-8 where it is left out. */
    encoding: z.optional(EncodingLabel),
    delimiter: z._default(z.enum([',', ';', '\t', '|']), ','),
    decimal: z._default(z.enum(['.', ',']), '.'),
    /** Between thousands, where the file itself does not show it. */
    grouping: z.optional(z.enum(['.', ',', ' ', "'"])),
    customer: CustomerMapping,
    countries: z.optional(
      z.record(
        z.string(),
        z.string().check(
          z.refine(
            (code) => /^[A-Z]{2}$/.test(code),
            refused((w) => w.mapping.countryCode),
          ),
        ),
      ),
    ),
    /** Words of the shop's own for the status of an order. */
    statuses: z.optional(z.record(z.string(), Status)),
    order: z.strictObject({
      id: Cell,
      /** What the rows of one order share, where that is not its id. */
      groupBy: z.optional(Cell),
    }),
    instant: When,
    /** Of the order or refund in the shop's system, such as when it last changed there. */
    version: z.optional(When),
    amount: Amount,
    currency: z.union([
      z.string().check(z.regex(CURRENCY_CODE)),
      z.strictObject({ column: Columns }),
    ]),
    lines: z.optional(
      z.strictObject({
        sku: z.optional(Columns),
        title: z.optional(Columns),
        quantity: z.optional(Columns),
        unitPrice: z.optional(Columns),
      }),
    ),
    refunds: z.optional(Refunds),
    /** A value in neither list is no act of the customer: an unticked box is no withdrawal. */
    consent: z.optional(
      z.strictObject({
        column: Columns,
        granted: CellValues,
        withdrawn: z._default(z.array(CellValue), []),
      }),
    ),
    leaveOut: z.optional(
      z.strictObject({ rows: z.optional(RowConditions), orders: z.optional(RowConditions) }),
    ),
  })
  .check((ctx) => {
    const { amount, lines, decimal, grouping } = ctx.value
    if (grouping === decimal)
      ctx.issues.push({
        code: 'custom',
        input: grouping,
        path: ['grouping'],
        ...refused((w) => w.mapping.groupingIsDecimal),
      })
    if (amount.from === 'lines' && !(lines?.quantity && lines.unitPrice))
      ctx.issues.push({
        code: 'custom',
        input: amount,
        path: ['amount', 'from'],
        ...refused((w) => w.mapping.linesWithoutPrice),
      })
    const { granted, withdrawn } = ctx.value.consent ?? { granted: [], withdrawn: [] }
    const both = withdrawn.find((value) => isOneOf(granted, value))
    if (both !== undefined)
      ctx.issues.push({
        code: 'custom',
        input: both,
        path: ['consent', 'withdrawn'],
        ...refused((w) => w.mapping.consentBoth(both)),
      })
  })
export type Mapping = z.infer<typeof Mapping>
