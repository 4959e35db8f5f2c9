/** Checks the head of a mail: its subject, its preheader and its language. */
import type { HeadPart } from '../language/faults/mail-fault-words.ts'
import { type Fault, lineAt, sentences } from './fault.ts'
import { type Hidden, liquidTokens } from './liquid-tokens.ts'

export const TITLE = /<mj-title>([\s\S]*?)<\/mj-title>/
export const PREVIEW = /<mj-preview>([\s\S]*?)<\/mj-preview>/

type Mail = { readonly file: string; readonly locale: string }

/** @example headFaults({ file: 'a.en.mjml', locale: 'en' }, hideLiquid(source)) */
export const headFaults = (mail: Mail, hidden: Hidden): readonly Fault[] => [
  ...missingFaults(mail, hidden.text),
  ...tagFaults(mail, hidden, TITLE, 'mj-title', 'subject'),
  ...tagFaults(mail, hidden, PREVIEW, 'mj-preview', 'preheader'),
]

function missingFaults({ file, locale }: Mail, hidden: string): readonly Fault[] {
  const faults: Fault[] = []
  const require = (pattern: RegExp, field: string, part: HeadPart) => {
    const found = pattern.exec(hidden)
    if (found?.[1]?.trim()) return
    const line = found ? lineAt(hidden, found.index) : undefined
    const says = sentences((w) => w.mail.head.missing(part, field))
    faults.push({ file, ...(line !== undefined && { line }), field, ...says })
  }
  require(TITLE, 'mj-title', 'subject')
  require(PREVIEW, 'mj-preview', 'preheader')
  const root = /<mjml\b[^>]*>/.exec(hidden)
  const lang = root && /\slang\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(root[0])
  if (root && (lang?.[1] ?? lang?.[2])?.trim() !== locale) {
    const where = { file, line: lineAt(hidden, root.index), field: 'lang' }
    faults.push({ ...where, ...sentences((w) => w.mail.head.language(locale)) })
  }
  return faults
}

const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi

/** Only the words of a head element are sent, so Liquid in an HTML tag there is lost. */
function tagFaults(
  { file }: Mail,
  hidden: Hidden,
  element: RegExp,
  field: string,
  part: HeadPart,
): readonly Fault[] {
  const found = element.exec(hidden.text)
  if (!found) return []
  const from = found.index + found[0].indexOf('>') + 1
  const tokens = liquidTokens(hidden)
  const lost = [...(found[1] ?? '').matchAll(TAG)].flatMap(({ 0: tag, index }) => {
    const start = from + index
    return tokens.find((token) => start <= token.start && token.end <= start + tag.length) ?? []
  })
  return lost.map(({ source, start }) => ({
    file,
    line: lineAt(hidden.text, start),
    field,
    ...sentences((w) => w.mail.head.inTag(source, part)),
  }))
}
