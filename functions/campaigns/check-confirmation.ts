/** A request to confirm an address is sent once and contains nothing else (double opt-in). */
import { purposeOf } from '../domain/starts/starts.ts'
import type { FaultText } from '../language/faults/fault-text.ts'
import type { FaultWords } from '../language/faults/fault-words.ts'
import type { CampaignFile } from './campaign-file.ts'
import { type Fault, sentences } from './fault.ts'
import type { FileFields } from './read-fields.ts'

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
  const refuse = (
    path: readonly (string | number)[],
    says: (words: FaultWords['campaign']['confirmation']) => FaultText,
  ) => {
    const line = lineOf(path)
    const where = { file, ...(line !== undefined && { line }), field: path.join('.') }
    faults.push({ ...where, ...sentences((w) => says(w.campaign.confirmation)) })
  }
  if (kind === 'marketing') refuse(['kind'], (w) => w.kind)
  if (steps.length > 1) refuse(['steps', 1], (w) => w.oneStep(steps.length))
  for (const [index, { repeat }] of steps.entries())
    if (repeat) refuse(['steps', index, 'repeat'], (w) => w.repeat)
  if (reentryAfter !== 'never') refuse(['reentryAfter'], (w) => w.reentryAfter)
  if (endsOn?.length) refuse(['endsOn'], (w) => w.endsOn)
  if (backlog) refuse(['backlog'], (w) => w.backlog)
  return faults
}
