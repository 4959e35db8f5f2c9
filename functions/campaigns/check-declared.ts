/** What a start names against what the shop declares: events, their properties, and dates. */
import { parseDate } from '../domain/calendar.ts'
import type { AskedValue } from '../domain/customer-event.ts'
import {
  type Declarations,
  type EventDeclaration,
  isAsked,
  type PropertyType,
} from '../domain/declarations.ts'
import { valueFault } from '../domain/declared-value.ts'
import { nearestName } from '../domain/nearest-name.ts'
import { type PropertyTest, valuesOf } from '../domain/property-tests.ts'
import { LAST_PURCHASE, type StartOf } from '../domain/starts/start.ts'
import type { FaultText } from '../language/faults/fault-text.ts'
import type { FaultWords } from '../language/faults/fault-words.ts'
import type { CampaignFile } from './campaign-file.ts'
import { type Fault, sentences } from './fault.ts'
import type { FileFields } from './read-fields.ts'

/** A fault of a field of the start. */
export type StartFault = {
  readonly path: readonly (string | number)[]
  readonly says: (words: FaultWords['starts']) => FaultText
}

/** @example startFaultsAt(fields, declaredFaults(campaign, declarations))[0]?.field // 'start.event.name' */
export const startFaultsAt = (
  { file, lineOf }: Pick<FileFields<CampaignFile>, 'file' | 'lineOf'>,
  faults: readonly StartFault[],
): readonly Fault[] =>
  faults.map(({ path, says }) => {
    const line = lineOf(path)
    const where = { file, ...(line !== undefined && { line }), field: path.join('.') }
    return { ...where, ...sentences((w) => says(w.starts)) }
  })

export function declaredFaults(
  { start }: Pick<CampaignFile, 'start'>,
  declarations: Declarations,
): readonly StartFault[] {
  switch (start.kind) {
    case 'event':
      return eventFaults(start, declarations)
    case 'date':
      return dateFaults(start, declarations)
    default:
      return []
  }
}

function eventFaults(
  { name, where = {} }: StartOf<'event'>,
  { events }: Declarations,
): readonly StartFault[] {
  const declared = Object.hasOwn(events, name) ? events[name] : undefined
  if (declared)
    return Object.entries(where).flatMap(([property, test]) =>
      propertyFaults(property, test, declared),
    )
  const names = Object.keys(events)
  const near = nearestName(name, names)
  return [{ path: ['start', 'event', 'name'], says: (w) => w.unknownEvent(name, near, names) }]
}

function propertyFaults(
  name: string,
  test: PropertyTest,
  { properties }: EventDeclaration,
): readonly StartFault[] {
  const path = ['start', 'event', 'where', name]
  const type = Object.hasOwn(properties, name) ? properties[name] : undefined
  if (type === undefined) {
    const names = Object.keys(properties).filter((one) => isAsked(properties[one] ?? 'text'))
    return [{ path, says: (w) => w.unknownProperty(name, nearestName(name, names), names) }]
  }
  if (type === 'lines' || !isAsked(type)) return [{ path, says: (w) => w.onlyInTemplates(name) }]
  const isRange = typeof test === 'object' && !('length' in test)
  if (isRange && type !== 'number' && type !== 'date')
    return [{ path, says: (w) => w.noRange(name) }]
  const wrong = valuesOf(test).find((value) => !isOfType(value, type))
  if (wrong !== undefined) return [{ path, says: (w) => w.wrongValue(name, String(wrong), type) }]
  const isEmpty = isRange && test.min !== undefined && test.max !== undefined && test.min > test.max
  return isEmpty ? [{ path, says: (w) => w.emptyRange(name) }] : []
}

/** A date is compared with its year. */
const isOfType = (value: AskedValue, type: Exclude<PropertyType, 'lines'>): boolean =>
  valueFault(type, value) === undefined &&
  (type !== 'date' || parseDate(String(value))?.year !== undefined)

function dateFaults({ of }: StartOf<'date'>, { attributes }: Declarations): readonly StartFault[] {
  if (of === LAST_PURCHASE) return []
  const path = ['start', 'date', 'of']
  const dates = Object.keys(attributes).filter((name) => attributes[name] === 'date')
  if (dates.includes(of)) return []
  const isOther = Object.hasOwn(attributes, of)
  const near = nearestName(of, dates)
  return [{ path, says: (w) => (isOther ? w.notADate(of, dates) : w.unknownDate(of, near, dates)) }]
}
