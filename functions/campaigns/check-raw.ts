/**
 * Markup that is passed on as written: <mj-raw> and comments for Outlook, each where MJML keeps it.
 */

import type { MailPlace } from '../language/faults/mjml-fault-words.ts'
import { type Fault, lineAt, sentences } from './fault.ts'
import type { PlacedMail } from './liquid-places.ts'

/** Outside the head and the body MJML keeps only markup meant for the start of the file. */
export const rootRawFaults = ({ file, hidden: { text }, parts }: PlacedMail): readonly Fault[] =>
  parts.elements
    .filter(
      ({ name, parent, attributes: { start, end } }) =>
        name === 'mj-raw' &&
        parent?.name === 'mjml' &&
        !/\bposition\s*=\s*["']file-start/.test(text.slice(start, end)),
    )
    .map(({ attributes: { start } }) => ({
      file,
      line: lineAt(text, start),
      field: 'mj-raw',
      ...sentences((w) => w.mjml.raw.outside),
    }))

/** Comments for Outlook: where they would be lost, and what they cannot contain. */
export function commentFaults({ file, hidden: { text }, parts }: PlacedMail): readonly Fault[] {
  return [...text.matchAll(/<!--[\s\S]*?-->/g)].flatMap(({ 0: comment, index }) => {
    const line = lineAt(text, index)
    if (/<mj-/.test(comment))
      return [{ file, line, field: 'mj-raw', ...sentences((w) => w.mjml.raw.elementsInComment) }]
    const stretch = parts.stretches.find(({ start, end }) => start <= index && index < end)
    const { inside } = stretch ?? {}
    const stays = inside?.holds === 'conditions' || inside?.holds === 'words'
    if (stays || inside?.name === 'mj-head') return []
    const at: MailPlace = inside ? { kind: 'words', of: inside.name } : { kind: 'outside' }
    const says = sentences((w) => w.mjml.raw.commentOutside(at))
    return [{ file, line, field: inside?.name ?? 'mjml', ...says }]
  })
}
