/** A request to confirm an address is asked once, by itself (double opt-in). */
import { purposeOf } from '../domain/starts/starts.ts'
import type { CampaignFile } from './campaign-file.ts'
import type { Fault } from './fault.ts'
import type { FileFields } from './read-fields.ts'

const ONCE = 'one confirmation, never repeated'

/**
 * What is wrong with a campaign that starts on unconfirmed consent; nothing with any other. To
 * remind whoever did not answer would be mail that nobody agreed to.
 */
export function confirmationFaults(
  { start, kind, steps, reentryAfter, endsOn, backlog }: CampaignFile,
  { file, lineOf }: Pick<FileFields<CampaignFile>, 'file' | 'lineOf'>,
): readonly Fault[] {
  if (purposeOf({ kind, start }) !== 'confirmation') return []
  const faults: Fault[] = []
  const refuse = (path: readonly (string | number)[], problem: string, fix: string) => {
    const line = lineOf(path)
    const field = path.join('.')
    faults.push({ file, ...(line !== undefined && { line }), field, problem, fix })
  }
  if (kind === 'marketing')
    refuse(['kind'], 'A request to confirm is service mail', 'Write kind: service')
  if (steps.length > 1)
    refuse(
      ['steps', 1],
      `A request to confirm has one step and not ${steps.length}: ${ONCE}`,
      'Keep one step: whoever does not answer has answered',
    )
  for (const [index, { repeat }] of steps.entries())
    if (repeat)
      refuse(['steps', index, 'repeat'], `A request to confirm repeats: ${ONCE}`, 'Remove repeat')
  if (reentryAfter !== 'never')
    refuse(['reentryAfter'], `A customer is asked once: ${ONCE}`, 'Write reentryAfter: never')
  if (endsOn?.length)
    refuse(
      ['endsOn'],
      'A purchase would end the request before it is sent',
      'Remove endsOn: at a checkout the order comes right after the tick',
    )
  if (backlog)
    refuse(
      ['backlog'],
      'What a customer agreed to before the shop was opened is never asked about',
      'Remove backlog',
    )
  return faults
}
