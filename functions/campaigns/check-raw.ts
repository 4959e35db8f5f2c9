/**
 * Markup that is passed on as written: <mj-raw> and comments for Outlook, each where MJML keeps it.
 */
import { type Fault, lineAt } from './fault.ts'
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
      problem: '<mj-raw> is outside <mj-head> and <mj-body>, where it is not shown',
      fix: 'Put it in <mj-head> or <mj-body>, or give it position="file-start"',
    }))

/** Comments for Outlook: where they would be lost, and what they cannot contain. */
export function commentFaults({ file, hidden: { text }, parts }: PlacedMail): readonly Fault[] {
  return [...text.matchAll(/<!--[\s\S]*?-->/g)].flatMap(({ 0: comment, index }) => {
    const line = lineAt(text, index)
    if (/<mj-/.test(comment)) {
      const problem = 'A comment for Outlook contains MJML elements, which are not compiled there'
      const fix = 'Write the HTML that Outlook should show'
      return [{ file, line, field: 'mj-raw', problem, fix }]
    }
    const stretch = parts.stretches.find(({ start, end }) => start <= index && index < end)
    const { inside } = stretch ?? {}
    const stays = inside?.holds === 'conditions' || inside?.holds === 'words'
    if (stays || inside?.name === 'mj-head') return []
    const problem = `A comment for Outlook is ${inside ? `in <${inside.name}>` : 'outside <mjml>'}, where MJML cannot keep it`
    const fix = 'Put it in <mj-head>, or between the elements of <mj-body>'
    return [{ file, line, field: inside?.name ?? 'mjml', problem, fix }]
  })
}
