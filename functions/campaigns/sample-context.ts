/**
 * Samples of what started a journey, made from the campaign's start and the shop's declarations: with
 * everything, with one product and with many, with each option, with long texts, and with nothing
 * that may be left out.
 */

import { NO_ORDER, type ShownItem } from '../domain/context-variables.ts'
import type { AttributeType, Declarations, PropertyType } from '../domain/declarations.ts'
import type { CampaignStart } from '../domain/starts/start.ts'
import type { CampaignFile } from './campaign-file.ts'
import type { Variant } from './sample-customers.ts'
import type { ContextSample } from './sample-file.ts'
import { SAMPLE_ITEM } from './sample-item.ts'

const OTHER_ITEM: ShownItem = { ...SAMPLE_ITEM, title: 'Sample <tea>', quantity: 1, unitMinor: 900 }
const BARE_ITEM: ShownItem = { ...SAMPLE_ITEM, url: '', imageUrl: '', unitMinor: '' }

const LONG = 'A rather long text, as customers & shops write them. '.repeat(5).trim()
const MANY = 12
/** Options of a closed list that are tried; a longer list is hardly compared with in full. */
const MOST_OPTIONS = 10
const IS_LINK = /url|link|href/i

/** What a sample has where the sample customer has another value. */
type Way = {
  readonly items?: readonly ShownItem[]
  /** Which of the options. */
  readonly option?: number
  readonly isLong?: true
  /** Nothing was posted that may be left out. */
  readonly isEmpty?: true
}

/** What of a campaign decides which variables its mails have. */
export type ContextOf = Pick<CampaignFile, 'start' | 'coupon'>

/** @example contextSample({ start: { kind: 'purchase' } }, NOTHING_DECLARED).order?.items.length // 2 */
export function contextSample(
  { start, coupon }: ContextOf,
  declarations: Declarations,
  way: Way = {},
): ContextSample {
  const { items = [SAMPLE_ITEM, OTHER_ITEM], isEmpty } = way
  const name = start.kind === 'event' ? start.name : ''
  const { properties = {} } = declarations.events[name] ?? {}
  const order = { number: '1001', date: '2026-01-01T00:00:00Z', totalMinor: 3_400 }
  return {
    ...((start.kind === 'event' || start.kind === 'purchase') && {
      order: isEmpty ? NO_ORDER : { ...order, currency: 'EUR', items },
    }),
    ...(coupon && {
      coupon: {
        code: 'SAMPLE-7KQ4',
        expiresAt: isEmpty && coupon.validFor === undefined ? '' : '2026-03-15T00:00:00Z',
      },
    }),
    event: {
      ...mapped(properties, (type, property) =>
        type === 'lines' ? (isEmpty ? [] : items) : sampleOf(property, type, way),
      ),
      name,
    },
    attributes: mapped(declarations.attributes, (type, attribute) =>
      sampleOf(attribute, type, way),
    ),
  }
}

function sampleOf(
  name: string,
  type: AttributeType,
  { option = 0, isLong, isEmpty }: Way,
): string | number | boolean {
  if (isEmpty) return ''
  if (typeof type !== 'string') return type[option % type.length] ?? ''
  switch (type) {
    case 'text':
      if (IS_LINK.test(name)) return 'https://shop.example/sample'
      return isLong ? LONG : 'Sample & text'
    case 'number':
      return option === 0 ? 3_400 : 0
    case 'date':
      return '2026-03-01'
    case 'yes-no':
      return option === 0
  }
}

/** Customers whose start differs from the sample's; the last has nothing that may be left out. */
export function contextVariants(
  campaign: ContextOf,
  declarations: Declarations,
): readonly Variant[] {
  const contextOf = (way: Way) => contextSample(campaign, declarations, way)
  const options = Array.from(
    { length: optionsIn(campaign.start, declarations) - 1 },
    (_, index) => index + 1,
  )
  return [
    [(w) => w.oneItem, contextOf({ items: [SAMPLE_ITEM] })],
    [
      (w) => w.manyItems(MANY),
      contextOf({ items: Array.from({ length: MANY }, () => SAMPLE_ITEM) }),
    ],
    [(w) => w.bareItems, contextOf({ items: [BARE_ITEM] })],
    ...options.map((option): Variant => [(w) => w.otherValues(option + 1), contextOf({ option })]),
    [(w) => w.longTexts, contextOf({ isLong: true })],
    [(w) => w.noContext, contextOf({ isEmpty: true })],
  ]
}

/** At least two: a number may be 0, and what is asked with yes or no may be no. */
function optionsIn(start: CampaignStart, { events, attributes }: Declarations): number {
  const { properties = {} } = (start.kind === 'event' ? events[start.name] : undefined) ?? {}
  const types: readonly PropertyType[] = [
    ...Object.values(properties),
    ...Object.values(attributes),
  ]
  const lengths = types.map((type) => (typeof type === 'string' ? 2 : type.length))
  return Math.min(MOST_OPTIONS, Math.max(1, ...lengths))
}

const mapped = <Type, Value>(
  declared: Readonly<Record<string, Type>>,
  made: (type: Type, name: string) => Value,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(declared).map(([name, type]) => [name, made(type, name)]))
