/** A customer's attributes and latest events as lines of text. */
import { onOneLine } from '../../domain/looks-like-name.ts'
import { declaredText } from '../../language/declared-text.ts'
import { shortInstant } from '../words.ts'
import type { TextContext } from './value-text.ts'
import type { CustomerView } from './view.ts'

const MOST_EVENTS = 10

/** With an empty line after each part that there is. */
export function declaredLines(
  { attributes = {}, events = [] }: CustomerView,
  { voice, words: { declared: words }, command }: TextContext,
): readonly string[] {
  const known = Object.entries(attributes).map(([name, { value, since }]) =>
    words.attribute(name, onOneLine(declaredText(value, voice)), shortInstant(since)),
  )
  const latest = events
    .slice(0, MOST_EVENTS)
    .map(({ name, at, orderId }) =>
      words.event(shortInstant(at), name, orderId === undefined ? undefined : onOneLine(orderId)),
    )
  const left = events.length - latest.length
  return [
    ...section(command.titled(words.attributes), known),
    ...section(command.titled(words.events), [
      ...latest,
      ...(left > 0 ? [words.moreEvents(left)] : []),
    ]),
  ]
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), '']
