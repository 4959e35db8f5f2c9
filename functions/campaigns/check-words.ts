/** Elements of MJML that it hands on as words, so that no mail program shows them. */
import { type Fault, lineAt, sentences } from './fault.ts'
import type { PlacedMail } from './liquid-places.ts'

/** @example wordFaults(mail)[0]?.field // 'mj-button' in <mj-text>A<mj-button /></mj-text> */
export function wordFaults({ file, hidden, parts }: PlacedMail): readonly Fault[] {
  const text = hidden.text.replace(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length))
  return parts.stretches.flatMap(({ start, end, inside }) =>
    inside?.holds !== 'words' || inside.name === 'mj-style'
      ? []
      : [...text.slice(start, end).matchAll(/<(mj-(?!include\b)[a-z-]+)(?=[\s/>])/g)].map(
          ({ 1: name = '', index }) => ({
            file,
            line: lineAt(text, start + index),
            field: name,
            ...sentences((w) => w.mjml.nesting.inWords(name, inside.name)),
          }),
        ),
  )
}
