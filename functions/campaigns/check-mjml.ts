/** Faults that MJML does not report; it drops includes silently. */
import { isSafeLink } from '../domain/safe-link.ts'
import type { Fault } from './fault.ts'
import { lineAt } from './fault.ts'
import { type Hidden, startsWithLiquid } from './liquid-tokens.ts'

/** Checks a mail's source with its Liquid hidden and its comments blanked. */
export const checkMjml = (file: string, hidden: Hidden): readonly Fault[] => [
  ...includeFaults(file, hidden.text),
  ...foreignMarkupFaults(file, hidden.text),
  ...linkFaults(file, hidden),
]

const includeFaults = (file: string, hidden: string): readonly Fault[] =>
  [...hidden.matchAll(/<mj-include\b/g)].map(({ index }) => ({
    file,
    line: lineAt(hidden, index),
    field: 'mj-include',
    problem: 'mj-include reads another file, but a mail must be one file',
    fix: 'Copy the content of that file here',
  }))

const FOREIGN_MARKUP = /<!\[CDATA\[|<\?[\w-]*/g
/** Elements whose content is not markup of the mail. */
const COMMENT_OR_VALUE = /<!--[\s\S]*?-->|=\s*(?:"[^"]*"|'[^']*')/g

/** XML and PHP markup, which email clients treat as comments. */
function foreignMarkupFaults(file: string, hidden: string): readonly Fault[] {
  const plain = hidden.replace(COMMENT_OR_VALUE, (text) => ' '.repeat(text.length))
  return [...plain.matchAll(FOREIGN_MARKUP)].flatMap(({ 0: mark, index }) => {
    const where = { file, line: lineAt(hidden, index) }
    if (mark.startsWith('<!')) {
      const problem = '<![CDATA[ begins text that email clients do not show'
      return [{ ...where, field: 'CDATA', problem, fix: 'Remove <![CDATA[ and ]]>' }]
    }
    // The XML declaration of a file, which MJML ignores.
    if (/^<\?xml$/.test(mark) && plain.slice(0, index).trim() === '') return []
    const problem = `${mark} begins code that is neither run nor shown`
    const fix = 'Remove it. Use Liquid for what differs by customer'
    return [{ ...where, field: '<?', problem, fix }]
  })
}

const LINK = /(?<![\w-])(href|src|background-url|base-url)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi
const SAFE_SOURCE = /^https?:\/\//i

/** The base URL that MJML puts before the address of an <mj-navbar-link>. */
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

function linkFaults(file: string, { text: hidden, restore }: Hidden): readonly Fault[] {
  return [...hidden.matchAll(LINK)].flatMap(({ 1: name = '', 2: double, 3: single, index }) => {
    const address = baseAt(hidden, index) + (double ?? single ?? '').trim()
    const isSafe = name.toLowerCase() === 'href' ? isSafeLink(address) : SAFE_SOURCE.test(address)
    if (startsWithLiquid(address) || isSafe) return []
    return {
      file,
      line: lineAt(hidden, index),
      field: name,
      problem: `${name} leads to "${restore(address)}"`,
      fix: 'Write a full address that begins with https:// (or mailto:, tel: or sms: for a link)',
    }
  })
}
