/** Faults that MJML does not report. */
import { isSafeLink } from '../domain/safe-link.ts'
import { type Fault, lineAt, sentences } from './fault.ts'
import { type Hidden, startsWithLiquid } from './liquid-tokens.ts'

/** Checks a mail's source with its Liquid hidden and its comments blanked. */
export const checkMjml = (file: string, hidden: Hidden): readonly Fault[] => [
  ...foreignMarkupFaults(file, hidden.text),
  ...linkFaults(file, hidden),
]

const FOREIGN_MARKUP = /<!\[CDATA\[|<\?[\w-]*/g
/** Elements whose content is not markup of the mail. */
const COMMENT_OR_VALUE = /<!--[\s\S]*?-->|=\s*(?:"[^"]*"|'[^']*')/g

/** XML and PHP markup, which email clients treat as comments. */
function foreignMarkupFaults(file: string, hidden: string): readonly Fault[] {
  const plain = hidden.replace(COMMENT_OR_VALUE, (text) => ' '.repeat(text.length))
  return [...plain.matchAll(FOREIGN_MARKUP)].flatMap(({ 0: mark, index }) => {
    const where = { file, line: lineAt(hidden, index) }
    if (mark.startsWith('<!'))
      return [{ ...where, field: 'CDATA', ...sentences((w) => w.mjml.cdata) }]
    // The XML declaration of a file, which MJML ignores.
    if (/^<\?xml$/.test(mark) && plain.slice(0, index).trim() === '') return []
    return [{ ...where, field: '<?', ...sentences((w) => w.mjml.code(mark)) }]
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
      ...(name === 'href' && { about: { kind: 'link' as const } }),
      ...sentences((w) => w.mjml.link(name, restore(address))),
    }
  })
}
