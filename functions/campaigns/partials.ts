/**
 * Parts that the mails of a shop share, such as the footer. `<mj-include path="partials/footer.mjml" />`
 * stands for the content of that file of the template folder, in the mail's language where there is
 * one: `partials/footer.en.mjml`. It is put in when the mail is compiled, so a mail that is published
 * depends on no other file.
 */
import { chooseLocale } from '../domain/locale.ts'
import { type Fault, lineAt, sentences } from './fault.ts'

export const PARTIALS = 'partials'

export type WholeMail = {
  readonly text: string
  /** Names the file of each fault, which was found in the whole mail. */
  readonly placed: (faults: readonly Fault[]) => readonly Fault[]
  /** Includes that lead nowhere. Their place in the text is empty. */
  readonly faults: readonly Fault[]
}

export type PartOfMail = { readonly file: string; readonly source: string; readonly locale: string }

/** A part in a part in a part is as deep as it goes. */
const MOST_NESTED = 3
const INCLUDE = /<mj-include\b((?:"[^"]*"|'[^']*'|[^>"'])*)\/?>(?:\s*<\/mj-include\s*>)?/gi
const COMMENT = /<!--[\s\S]*?-->/g
const PATH = /^partials\/([a-z][a-z0-9-]*)\.mjml$/

/**
 * A mail with its parts put in.
 *
 * @param partials by their names, such as `footer.en.mjml`
 * @example withPartials({ file, source, locale: 'en' }, partials).text
 */
export function withPartials(mail: PartOfMail, partials: ReadonlyMap<string, string>): WholeMail {
  const faults: Fault[] = []
  const stretches: Stretch[] = []
  let text = ''
  const add = (piece: string, file: string, source: string, at: number) => {
    stretches.push({ from: text.length, file, source, at })
    text += piece
  }
  const put = ({ file, source, locale }: PartOfMail, nested: readonly string[]) => {
    const visible = source.replace(COMMENT, (comment) => comment.replace(/[^\n]/g, ' '))
    let from = 0
    for (const { 0: tag, 1: attributes = '', index } of visible.matchAll(INCLUDE)) {
      add(source.slice(from, index), file, source, from)
      from = index + tag.length
      const found = partOf(attributes, locale, partials, nested)
      if ('says' in found) {
        const where = { file, line: lineAt(source, index), field: 'mj-include' }
        faults.push({ ...where, ...found.says })
      } else {
        const inner = { file: `../${PARTIALS}/${found.name}`, source: found.source, locale }
        put(inner, [...nested, found.path])
      }
    }
    add(source.slice(from), file, source, from)
  }
  put(mail, [])
  return { text, placed: (found) => found.map((fault) => placedIn(text, stretches, fault)), faults }
}

/** Text of a whole mail that stands in a file as it is. */
type Stretch = {
  readonly from: number
  readonly file: string
  readonly source: string
  /** Where it begins in the file. */
  readonly at: number
}

/** A line that several files share is of the one that begins to say something on it. */
function placedIn(text: string, stretches: readonly Stretch[], fault: Fault): Fault {
  if (fault.line === undefined) return fault
  const begin = text.split('\n', fault.line - 1).reduce((sum, line) => sum + line.length + 1, 0)
  const offset = begin + (/^[^\S\n]*/.exec(text.slice(begin))?.[0].length ?? 0)
  const stretch = stretches.findLast(({ from }) => from <= offset)
  if (!stretch) return fault
  const { file, source, at, from } = stretch
  return { ...fault, file, line: lineAt(source, at + offset - from) }
}

function partOf(
  attributes: string,
  locale: string,
  partials: ReadonlyMap<string, string>,
  nested: readonly string[],
) {
  const [, double, single] = /\spath\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(` ${attributes}`) ?? []
  const path = (double ?? single ?? '').trim()
  const name = PATH.exec(path)?.[1]
  const names = namesIn(partials)
  if (name === undefined) return { says: sentences((w) => w.mail.partials.path(path, names)) }
  if (nested.includes(path)) return { says: sentences((w) => w.mail.partials.ofItself(path)) }
  if (nested.length >= MOST_NESTED)
    return { says: sentences((w) => w.mail.partials.tooDeep(MOST_NESTED)) }
  const file = fileOf(name, locale, partials)
  const source = file === undefined ? undefined : partials.get(file)
  if (file === undefined || source === undefined)
    return names.includes(name)
      ? { says: sentences((w) => w.mail.partials.noLanguage(name, locale)) }
      : { says: sentences((w) => w.mail.partials.unknown(path, names)) }
  return { path, name: file, source }
}

/** In the language, else the one for all languages. */
function fileOf(
  name: string,
  locale: string,
  partials: ReadonlyMap<string, string>,
): string | undefined {
  const languages = [...partials.keys()].flatMap((file) => {
    const [own, language, ending] = file.split('.')
    return own === name && ending === 'mjml' && language !== undefined ? [language] : []
  })
  const language = chooseLocale(locale, languages, [])
  const file = language === undefined ? `${name}.mjml` : `${name}.${language}.mjml`
  return partials.has(file) ? file : undefined
}

const namesIn = (partials: ReadonlyMap<string, string>): readonly string[] =>
  [...new Set([...partials.keys()].map((file) => file.split('.')[0] ?? ''))].sort()
