/** A request to confirm an address is sent once and contains nothing else (double opt-in). */
import { purposeOf } from '../domain/starts/starts.ts'
import type { CampaignFile } from './campaign-file.ts'
import type { Fault } from './fault.ts'
import type { FileFields } from './read-fields.ts'

const ONCE = 'customers are asked to confirm only once'

/**
 * Checks a campaign that starts on unconfirmed consent, and no other campaign. A reminder to a
 * customer who did not confirm would be mail without consent.
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
    refuse(['kind'], 'A confirmation request is service mail', 'Write kind: service')
  if (steps.length > 1)
    refuse(
      ['steps', 1],
      `A confirmation request has one step, not ${steps.length}: ${ONCE}`,
      'Keep one step: a customer who does not confirm has declined',
    )
  for (const [index, { repeat }] of steps.entries())
    if (repeat)
      refuse(
        ['steps', index, 'repeat'],
        `A confirmation request cannot repeat: ${ONCE}`,
        'Remove repeat',
      )
  if (reentryAfter !== 'never')
    refuse(['reentryAfter'], `A customer cannot enter again: ${ONCE}`, 'Write reentryAfter: never')
  if (endsOn?.length)
    refuse(
      ['endsOn'],
      'A purchase would end the request before it is sent',
      'Remove endsOn: at checkout the order follows right after the box is ticked',
    )
  if (backlog)
    refuse(
      ['backlog'],
      'Customers are never asked to confirm consent given before the shop was opened',
      'Remove backlog',
    )
  return faults
}
