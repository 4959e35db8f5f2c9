/** What MJML itself lets pass: it drops includes without a word. */
import type { Fault } from './fault.ts'
import { lineAt } from './fault.ts'
import { startsWithLiquid } from './liquid-tokens.ts'

/** Blanks comments out, keeping every line where it is: they are never sent. */
export const withoutComments = (mjml: string): string =>
  mjml.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '))

/** The faults of a mail's source, its Liquid hidden and its comments blanked. */
export const checkMjml = (file: string, hidden: string): readonly Fault[] => [
  ...includeFaults(file, hidden),
  ...linkFaults(file, hidden),
]

const includeFaults = (file: string, hidden: string): readonly Fault[] =>
  [...hidden.matchAll(/<mj-include\b/g)].map(({ index }) => ({
    file,
    line: lineAt(hidden, index),
    field: 'mj-include',
    problem: 'mj-include reads another file, and a mail is one file',
    mend: 'Copy what it would include to here',
  }))

const LINK = /(?<![\w-])(href|src|background-url)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi
const SAFE = { href: /^(?:https?:\/\/|mailto:)/i, other: /^https?:\/\//i }

function linkFaults(file: string, hidden: string): readonly Fault[] {
  return [...hidden.matchAll(LINK)].flatMap(({ 1: name = '', 2: double, 3: single, index }) => {
    const address = (double ?? single ?? '').trim()
    const safe = name.toLowerCase() === 'href' ? SAFE.href : SAFE.other
    if (startsWithLiquid(address) || safe.test(address)) return []
    return {
      file,
      line: lineAt(hidden, index),
      field: name,
      problem: `${name} leads to "${address}"`,
      mend: 'Write a whole address that begins with https:// (or mailto: for a link)',
    }
  })
}
