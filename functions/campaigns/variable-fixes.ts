/** How to fix Liquid with an unknown name: lists the names that exist. */
import type { MailVariables } from '../domain/mail-variables.ts'
import { nearestName } from './nearest-name.ts'
import { SAMPLE_PRODUCT } from './sample-file.ts'

const CONTENT = 'add it to content in campaign.yaml for this language'

/**
 * @param name up to the part that is unknown, such as value.churnrisk
 * @example fixForVariable('customer.nmae', sample, source) // 'Write customer.name; …'
 */
export function fixForVariable(name: string, sample: MailVariables, source: string): string {
  const path = name.split('.')
  const parent = path.slice(0, -1)
  if (path[0] === 'recommendations') return listFix(path.at(-1) ?? '')
  const known = fieldsAt(sample, parent) ?? (isItem(parent, source) ? SAMPLE_PRODUCT : undefined)
  if (known === undefined) return 'Fix its spelling, or define it with {% assign %} or {% for %}'
  const names = Object.keys(known).map((field) => [...parent, field].join('.'))
  const near = nearestVariable(name, sample, source)
  const spelling = near === undefined ? 'Fix its spelling' : `Write ${near}`
  if (path[0] === 'content') return `${spelling}, or ${CONTENT}`
  return names.length > 0 ? `${spelling}; available: ${names.join(', ')}` : 'Remove it'
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
  const path = name.split('.')
  const parent = path.slice(0, -1)
  const known = fieldsAt(sample, parent) ?? (isItem(parent, source) ? SAMPLE_PRODUCT : undefined)
  const near = known && nearestName(path.at(-1) ?? '', Object.keys(known))
  return near === undefined ? undefined : [...parent, near].join('.')
}

const listFix = (last: string): string =>
  `Write {% for item in recommendations %}, and in it {{ item.title }}; available: ${Object.keys(
    SAMPLE_PRODUCT,
  )
    .map((field) => `item.${field}`)
    .join(
      ', ',
    )}${/^(?:\d+|first|last)$/.test(last) ? '; many customers have no recommendations' : ''}`

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

/** Whether a loop over recommendations uses this name. */
const isItem = ([name, ...deeper]: readonly string[], source: string): boolean =>
  deeper.length === 0 &&
  [...source.matchAll(/\{%-?\s*for\s+([\w-]+)\s+in\s+recommendations\b/g)].some(
    ([, item]) => item === name,
  )
