/** How to fix Liquid with an unknown name: lists the names that exist. */
import type { MailVariables } from '../domain/mail-variables.ts'
import { nearestName } from '../domain/nearest-name.ts'
import type { FaultSentence } from '../language/faults/fault-words.ts'
import { replacementOf } from './replaced-names.ts'
import { SAMPLE_PRODUCT } from './sample-file.ts'
import { SAMPLE_ITEM } from './sample-item.ts'

/**
 * @param name up to the part that is unknown, such as value.recencyscore
 * @example fixForVariable('customer.nmae', sample, source)(enFaults) // 'Write customer.name; …'
 */
export function fixForVariable(name: string, sample: MailVariables, source: string): FaultSentence {
  const path = name.split('.')
  const parent = path.slice(0, -1)
  if (path[0] === 'recommendations') return listFix(path.at(-1) ?? '')
  const [root = '', field] = path
  if (root === 'order' && sample.order === undefined) return (w) => w.names.noOrder
  if (root === 'coupon' && sample.coupon === undefined) return (w) => w.names.noCoupon
  if (root === 'event' && sample.event.name === '' && field !== 'name')
    return (w) => w.names.noEvent
  const known = fieldsAt(sample, parent) ?? itemOf(parent, source)
  if (known === undefined) return (w) => w.names.unknownName
  const names = Object.keys(known).map((field) => [...parent, field].join('.'))
  const near = nearestVariable(name, sample, source)
  if (path[0] === 'content') return (w) => w.names.inContent(near)
  return (w) => (names.length > 0 ? w.names.available(near, names) : w.names.noFields)
}

/**
 * The path that was meant, if one is similar.
 *
 * @example nearestVariable('customer.nmae', sample, '') // 'customer.name'
 */
export function nearestVariable(
  name: string,
  sample: MailVariables,
  source: string,
): string | undefined {
  const by = replacementFor(name, sample)
  if (by !== undefined) return by
  const path = name.split('.')
  const parent = path.slice(0, -1)
  const known = fieldsAt(sample, parent) ?? itemOf(parent, source)
  const near = known && nearestName(path.at(-1) ?? '', Object.keys(known))
  return near === undefined ? undefined : [...parent, near].join('.')
}

/**
 * What replaces a variable that mails could use before.
 *
 * @example replacementFor('value.churnRisk', sample) // 'value.chance'
 */
export function replacementFor(name: string, { value }: MailVariables): string | undefined {
  const [part, field, ...deeper] = name.split('.')
  if (part !== 'value' || field === undefined || deeper.length > 0) return undefined
  const by = replacementOf(field, Object.keys(value))
  return by === undefined ? undefined : `value.${by}`
}

function listFix(last: string): FaultSentence {
  const fields = Object.keys(SAMPLE_PRODUCT).map((field) => `item.${field}`)
  const isItem = /^(?:\d+|first|last)$/.test(last)
  return (w) => w.names.listFields(fields, isItem)
}

function fieldsAt(sample: MailVariables, path: readonly string[]): object | undefined {
  let value: unknown = sample
  for (const name of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    value = Object.entries(value).find(([key]) => key === name)?.[1]
  }
  if (typeof value === 'object' && value !== null) return value
  // A text or a number has no fields.
  return value === undefined ? undefined : {}
}

/** A sample of what a loop over a known list gives this name. */
function itemOf([name, ...deeper]: readonly string[], source: string): object | undefined {
  if (deeper.length > 0) return undefined
  for (const [, item, list = ''] of source.matchAll(LOOP))
    if (item === name) return list === 'recommendations' ? SAMPLE_PRODUCT : SAMPLE_ITEM
  return undefined
}

/** Over recommendations, or the products of an order or an event. */
const LOOP = /\{%-?\s*for\s+([\w-]+)\s+in\s+(recommendations|order\.items|event\.\w+)\b/g
