/** The events that a campaign waits for or ends on: declared by the shop, and kept for long enough. */
import type { Declarations } from '../domain/declarations.ts'
import { nearestName } from '../domain/nearest-name.ts'
import { DAY_MS, parseDuration } from '../domain/time.ts'
import type { FaultText } from '../language/faults/fault-text.ts'
import type { FaultWords } from '../language/faults/fault-words.ts'
import type { CampaignFile } from './campaign-file.ts'
import { type Fault, sentences } from './fault.ts'
import type { FileFields } from './read-fields.ts'

type Path = readonly (string | number)[]

/**
 * @param declared by the shop
 * @example eventFaults(campaign, NOTHING_DECLARED, fields)[0]?.field // 'steps.1.until.event'
 */
export function eventFaults(
  { steps, endsOn = [] }: CampaignFile,
  { events }: Pick<Declarations, 'events'>,
  { file, lineOf }: Pick<FileFields<CampaignFile>, 'file' | 'lineOf'>,
): readonly Fault[] {
  const fault = (path: Path, says: (words: FaultWords) => FaultText): Fault => {
    const line = lineOf(path)
    const where = { file, ...(line !== undefined && { line }), field: path.join('.') }
    return { ...where, ...sentences(says) }
  }
  const undeclared = (name: string, path: Path): readonly Fault[] => {
    if (Object.hasOwn(events, name)) return []
    const known = Object.keys(events)
    return [fault(path, (w) => w.starts.unknownEvent(name, nearestName(name, known), known))]
  }
  return [
    ...endsOn.flatMap((what, index) =>
      what === 'purchase' ? [] : undeclared(what.event, ['endsOn', index, 'event']),
    ),
    ...steps.flatMap(({ until }, index) => {
      if (!until) return []
      const keepDays = events[until.event]?.keepDays ?? Number.POSITIVE_INFINITY
      const waits = parseDuration(until.upTo) ?? 0
      const tooLong = waits > keepDays * DAY_MS
      return [
        ...undeclared(until.event, ['steps', index, 'until', 'event']),
        ...(tooLong
          ? [
              fault(['steps', index, 'until', 'upTo'], (w) =>
                w.campaign.eventNotKept(until.event, keepDays),
              ),
            ]
          : []),
      ]
    }),
  ]
}
