/** What MJML itself lets pass: it drops includes and unclosed elements without a word. */
import type { Fault } from './fault.ts'
import { lineAt } from './fault.ts'
import { startsWithLiquid } from './liquid-tokens.ts'

/** The faults of a mail's source, its Liquid hidden and its comments blanked. */
export const checkMjml = (file: string, hidden: string): readonly Fault[] => [
  ...includeFaults(file, hidden),
  ...nestingFaults(file, hidden),
  ...linkFaults(file, hidden),
]

/** Whether every element is closed in its turn, so that the structure can be looked at. */
export const isNested = (hidden: string): boolean => nestingFaults('', hidden).length === 0

const includeFaults = (file: string, hidden: string): readonly Fault[] =>
  [...hidden.matchAll(/<mj-include\b/g)].map(({ index }) => ({
    file,
    line: lineAt(hidden, index),
    field: 'mj-include',
    problem: 'mj-include reads another file, and a mail is one file',
    mend: 'Copy what it would include to here',
  }))

const ELEMENT = /<(\/?)(mj[a-z-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g

function nestingFaults(file: string, hidden: string): readonly Fault[] {
  const open: { readonly name: string; readonly line: number }[] = []
  for (const { 1: closing, 2: name = '', 3: rest = '', index } of hidden.matchAll(ELEMENT)) {
    const line = lineAt(hidden, index)
    if (rest.endsWith('/')) continue
    if (!closing) {
      open.push({ name, line })
      continue
    }
    const last = open.pop()
    if (last?.name === name) continue
    const problem = last
      ? `</${name}> closes <${last.name}> of line ${last.line}`
      : `</${name}> closes what was never opened`
    // What follows would only repeat the first mistake.
    return [{ file, line, field: name, problem, mend: 'Close each element in its turn' }]
  }
  return open.map(({ name, line }) => ({
    file,
    line,
    field: name,
    problem: `<${name}> is never closed`,
    mend: `Add </${name}> where it ends`,
  }))
}

const LINK = /(?<![\w-])(href|src|background-url|base-url)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi
const SAFE = { href: /^(?:https?:\/\/|mailto:|tel:|sms:|#[\w-])/i, other: /^https?:\/\//i }

/** What MJML sets before the address of an <mj-navbar-link>. */
function baseAt(hidden: string, index: number): string {
  const before = hidden.slice(0, index)
  if (!before.startsWith('<mj-navbar-link', before.lastIndexOf('<'))) return ''
  const navbar = before.slice(
    Math.max(0, before.search(/<mj-navbar\b(?!-)(?![\s\S]*<mj-navbar\b(?!-))/)),
  )
  const [, double, single] =
    /\bbase-url\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(
      navbar.slice(0, navbar.indexOf('<mj-navbar-link')),
    ) ?? []
  return (double ?? single ?? '').trim()
}

function linkFaults(file: string, hidden: string): readonly Fault[] {
  return [...hidden.matchAll(LINK)].flatMap(({ 1: name = '', 2: double, 3: single, index }) => {
    const address = baseAt(hidden, index) + (double ?? single ?? '').trim()
    const safe = name.toLowerCase() === 'href' ? SAFE.href : SAFE.other
    if (startsWithLiquid(address) || safe.test(address)) return []
    return {
      file,
      line: lineAt(hidden, index),
      field: name,
      problem: `${name} leads to "${address}"`,
      mend: 'Write a whole address that begins with https:// (or mailto:, tel: or sms: for a link)',
    }
  })
}
