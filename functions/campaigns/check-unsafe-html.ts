/** HTML that no mail program runs, and that makes a mail look like an attack. */
import { type Fault, lineAt } from './fault.ts'

const MENDS: Readonly<Record<string, string>> = {
  script: 'Remove it: no mail program runs it, and many refuse the mail',
  form: 'Lead to a page of yours with an <mj-button>: mail programs warn of forms, or remove them',
  iframe: 'Show an image that links to the page: mail programs remove frames',
  object: 'Show an image that links to the page: mail programs remove it',
  embed: 'Show an image that links to the page: mail programs remove it',
  base: 'Write whole addresses that begin with https://',
}

const ELEMENT = new RegExp(`<(${Object.keys(MENDS).join('|')})(?=[\\s/>])`, 'gi')
/** Of MJML's own elements MJML knows every attribute. */
const TAG = /<(?!mj)[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi
const HANDLER = /[\s"'/](on[a-z]+)\s*=/i
const RUNS = /=\s*["']?\s*((?:javascript|vbscript):[^"'\s>]*)/i

/** @example unsafeFaults('a.en.mjml', '<mj-text><form></form></mj-text>')[0]?.field // 'form' */
export function unsafeFaults(file: string, hidden: string): readonly Fault[] {
  const elements = [...hidden.matchAll(ELEMENT)].map(({ 1: found = '', index }): Fault => {
    const name = found.toLowerCase()
    const line = lineAt(hidden, index)
    const problem = `<${name}> must not stand in a mail`
    return { file, line, field: name, problem, mend: MENDS[name] ?? '' }
  })
  const attributes = [...hidden.matchAll(TAG)].flatMap(({ 0: tag, index }): readonly Fault[] => {
    const line = lineAt(hidden, index)
    // What stands in the quotes of another attribute is none.
    const [, handler] = HANDLER.exec(tag.replace(/=\s*(?:"[^"]*"|'[^']*')/g, '=""')) ?? []
    const [, address] = RUNS.exec(tag) ?? []
    const mend = 'Remove it: no mail program runs it, and many refuse the mail'
    if (handler)
      return [{ file, line, field: handler, problem: `${handler} must not stand in a mail`, mend }]
    // A link is looked at as one.
    if (
      !address ||
      /\b(?:href|src|background-url)\s*=\s*["']?\s*(?:javascript|vbscript):/i.test(tag)
    )
      return []
    return [{ file, line, problem: `"${address}" must not stand in a mail`, mend }]
  })
  return [...elements, ...attributes]
}
