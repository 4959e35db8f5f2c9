/**
 * What a shop declares before it posts it: the events of its customers with their properties, and the
 * attributes of their profiles. A name that is not declared is an error where it is posted, in a
 * campaign and in a template, so that a typo is found at once.
 */
import * as z from 'zod/mini'

/** In kebab-case or camelCase, as shops name such things; no sign that a key or a template uses. */
const Name = z
  .string()
  .check(
    z.regex(
      /^[a-z][A-Za-z0-9-]{0,39}$/,
      'a letter, then letters, digits and "-", such as checkout-started',
    ),
  )
/** No "-", which a template would take for an operator. */
const FieldName = z
  .string()
  .check(
    z.regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'a letter, then letters and digits, such as totalMinor'),
  )

const Option = z.string().check(z.minLength(1), z.maxLength(60))
/** One of a closed list of texts. */
const OneOf = z.array(Option).check(z.minLength(1), z.maxLength(50))

/** What an attribute, or a property of an event, may be. */
const AttributeType = z.union([z.enum(['text', 'number', 'date', 'yes-no']), OneOf])
/** `lines`: the products that an event is about, as an order has them. */
const PropertyType = z.union([z.enum(['text', 'number', 'date', 'yes-no', 'lines']), OneOf])
export type AttributeType = z.infer<typeof AttributeType>
export type PropertyType = z.infer<typeof PropertyType>

const EventDeclaration = z.strictObject({
  /** After so many days an event is removed; a campaign must not look further back. */
  keepDays: z._default(z.int().check(z.gte(1), z.lte(3650)), 365),
  properties: z._default(z.record(FieldName, PropertyType), {}),
})
export type EventDeclaration = z.infer<typeof EventDeclaration>

const MOST_EVENTS = 100
const MOST_ATTRIBUTES = 50
const atMost = (most: number) =>
  z.refine<Readonly<Record<string, unknown>>>(
    (declared) => Object.keys(declared).length <= most,
    `at most ${most}`,
  )

/**
 * @example
 * Declarations.parse({
 *   events: { 'checkout-started': { keepDays: 30, properties: { totalMinor: 'number', items: 'lines' } } },
 *   attributes: { birthday: 'date', tier: ['silver', 'gold'] },
 * })
 */
export const Declarations = z.strictObject({
  events: z._default(z.record(Name, EventDeclaration).check(atMost(MOST_EVENTS)), {}),
  attributes: z._default(z.record(FieldName, AttributeType).check(atMost(MOST_ATTRIBUTES)), {}),
})
export type Declarations = z.infer<typeof Declarations>

export const NOTHING_DECLARED: Declarations = { events: {}, attributes: {} }

/**
 * Where a property is kept: `asked` in the small row that decisions read, `texts` and `lines` in the one
 * that only templates read.
 *
 * @example keptAs('number') // 'asked'
 */
export function keptAs(type: PropertyType): 'asked' | 'texts' | 'lines' {
  if (typeof type !== 'string') return 'asked'
  switch (type) {
    case 'text':
      return 'texts'
    case 'lines':
      return 'lines'
    case 'number':
    case 'date':
    case 'yes-no':
      return 'asked'
  }
}

/** Whether rules may ask for a property. @example isAsked('text') // false */
export const isAsked = (type: PropertyType): boolean => keptAs(type) === 'asked'
