/** What a mail may say of what started its journey, and of the attributes of its customer. */
import type { AskedValue, Attribute, CustomerEvent, EventBody } from './customer-event.ts'
import type { PropertyType } from './declarations.ts'
import { chooseLocale } from './locale.ts'
import { onOneLine } from './looks-like-name.ts'
import type { Order, OrderLine } from './order.ts'
import type { Product, ProductWords } from './recommend/product.ts'
import { isoInstant } from './time.ts'

/** A product of an order, or of an event, as a mail shows it; empty texts where nothing is known. */
export type ShownItem = {
  readonly title: string
  readonly url: string
  readonly imageUrl: string
  readonly quantity: number
  /** In the minor unit of the order's currency; for one piece. */
  readonly unitMinor: number | ''
}

/** The order that started a journey, or that the event which did is about. */
export type OrderVariables = {
  /** The shop's own id of it; empty if there is none. */
  readonly number: string
  /** When it was paid, in ISO 8601. */
  readonly date: string
  readonly totalMinor: number | ''
  /** ISO 4217. */
  readonly currency: string
  readonly items: readonly ShownItem[]
}

export type ContextValue = AskedValue | readonly ShownItem[]
/** Its name, and its declared properties by their names; empty texts where none was given. */
export type EventVariables = { readonly name: string } & Readonly<Record<string, ContextValue>>
/** By name; an empty text where the shop knows none. */
export type AttributeVariables = Readonly<Record<string, AskedValue>>

/** The parts of a mail's variables that this is about. */
export const CONTEXT_PARTS = ['order', 'event', 'attributes'] as const

/** Paths of variables whose first name is one of these, such as `order.items`. */
export const contextPaths = (uses: readonly string[]): readonly string[] =>
  uses.filter((path) => CONTEXT_PARTS.some((part) => part === path.split('.', 1)[0])).sort()

/** The names that a mail uses of a part. @example namesOf('event', ['event.total']) // ['total'] */
const namesIn = (
  part: (typeof CONTEXT_PARTS)[number],
  paths: readonly string[],
): readonly string[] =>
  paths.flatMap((path) => {
    const [first, name] = path.split('.', 2)
    return first === part && name !== undefined ? [name] : []
  })

export const NO_ORDER: OrderVariables = {
  ...{ number: '', date: '', totalMinor: '', currency: '', items: [] },
}
export const NO_EVENT: EventVariables = { name: '' }

/** @param items of its lines */
export const orderVariables = (
  orderId: string,
  order: Order | undefined,
  items: readonly ShownItem[],
): OrderVariables => ({
  number: orderId,
  date: order ? isoInstant(order.paidAt) : '',
  totalMinor: order?.grossMinor ?? '',
  currency: order?.currency ?? '',
  items,
})

/**
 * The properties that are declared, and those that a mail asks for all the same, since a declaration
 * may have changed since it was published.
 *
 * @param itemsOf the lines of a property as a mail shows them
 */
export function eventVariables(
  event: Pick<CustomerEvent, 'name' | 'asked'>,
  body: Pick<EventBody, 'texts' | 'lines'> | undefined,
  properties: Readonly<Record<string, PropertyType>>,
  paths: readonly string[],
  itemsOf: (lines: readonly OrderLine[]) => readonly ShownItem[],
): EventVariables {
  const { texts = {}, lines = {} } = body ?? {}
  const names = new Set([...Object.keys(properties), ...namesIn('event', paths)])
  const values = [...names].map((name): readonly [string, ContextValue] => {
    const listed = lines[name]
    if (properties[name] === 'lines' || listed) return [name, itemsOf(listed ?? [])]
    return [name, event.asked[name] ?? texts[name] ?? '']
  })
  return { ...Object.fromEntries(values), name: event.name }
}

/** @example attributeVariables(facts.attributes, ['tier'], []).tier // 'gold' */
export function attributeVariables(
  attributes: readonly Attribute[],
  declared: readonly string[],
  paths: readonly string[],
): AttributeVariables {
  const known = new Map(attributes.map(({ name, value }) => [name, value]))
  const names = new Set([...declared, ...namesIn('attributes', paths)])
  return Object.fromEntries([...names].map((name) => [name, known.get(name) ?? '']))
}

/**
 * A line as a mail shows it: its words and its picture are the product's in the mail's language, its
 * price what was charged, and each falls back to the other.
 *
 * @param currency of the order; undefined if it is not known
 */
export function shownItem(
  { title = '', quantity, unitMinor }: OrderLine,
  product: Product | undefined,
  locale: string,
  currency: string | undefined,
): ShownItem {
  const words = wordsIn(product, locale)
  const isSameCurrency = currency === undefined || words.currency === currency
  return {
    title: onOneLine(words.title ?? '') || onOneLine(title),
    url: words.url ?? '',
    imageUrl: words.imageUrl ?? '',
    quantity,
    unitMinor: unitMinor ?? (isSameCurrency ? (words.priceMinor ?? '') : ''),
  }
}

/** Whether it can still be bought plays no part: the customer has it, or had chosen it. */
function wordsIn(product: Product | undefined, locale: string): ProductWords {
  if (!product) return {}
  const usable = Object.keys(product.locales).filter((tag) => !product.locales[tag]?.unread)
  const chosen = chooseLocale(locale, usable, [])
  return (chosen === undefined ? undefined : product.locales[chosen]) ?? {}
}
