/** HTML that no email client runs and that makes a mail look like an attack. */
import { type Fault, lineAt } from './fault.ts'
import { type Hidden, type LiquidToken, liquidTokens } from './liquid-tokens.ts'

const FIXES: Readonly<Record<string, string>> = {
  script: 'Remove it: no email client runs it, and many reject the mail',
  form: 'Link to a page on your site with an <mj-button>: email clients warn about forms or remove them',
  iframe: 'Use an image that links to the page: email clients remove frames',
  object: 'Use an image that links to the page: email clients remove it',
  embed: 'Use an image that links to the page: email clients remove it',
  base: 'Write full addresses that begin with https://',
}

const ELEMENT = new RegExp(`<(${Object.keys(FIXES).join('|')})(?=[\\s/>])`, 'gi')
/** Not the elements of MJML, whose attributes MJML checks itself. */
const TAG = /<(?!mj)[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi
const HANDLER = /[\s"'/](on[a-z]+)\s*=/i
const LIQUID = /[\uE000\uE001]\d+\uE002/g
const RUNS = /=\s*["']?\s*((?:javascript|vbscript):[^"'\s>]*)/i

/** @example unsafeFaults('a.en.mjml', hideLiquid('<mj-text><form></form></mj-text>'))[0]?.field // 'form' */
export const unsafeFaults = (file: string, hidden: Hidden): readonly Fault[] => [
  ...runningFaults(file, hidden),
  ...bareOutputFaults(file, hidden),
]

function runningFaults(file: string, { text: hidden, restore }: Hidden): readonly Fault[] {
  const elements = [...hidden.matchAll(ELEMENT)].map(({ 1: found = '', index }): Fault => {
    const name = found.toLowerCase()
    const line = lineAt(hidden, index)
    const problem = `<${name}> is not allowed in a mail`
    return { file, line, field: name, problem, fix: FIXES[name] ?? '' }
  })
  const attributes = [...hidden.matchAll(TAG)].flatMap(({ 0: tag, index }): readonly Fault[] => {
    const line = lineAt(hidden, index)
    // Text inside the quotes of another attribute is not an attribute.
    const names = withoutValues(tag, restore)
    // A condition can come before a name or in the middle of it.
    const [, handler] =
      HANDLER.exec(names.replace(LIQUID, ' ')) ?? HANDLER.exec(names.replace(LIQUID, '')) ?? []
    const [, address] = RUNS.exec(tag) ?? []
    const fix = 'Remove it: no email client runs it, and many reject the mail'
    if (handler)
      return [{ file, line, field: handler, problem: `${handler} is not allowed in a mail`, fix }]
    // Links are checked elsewhere.
    if (
      !address ||
      /\b(?:href|src|background-url)\s*=\s*["']?\s*(?:javascript|vbscript):/i.test(tag)
    )
      return []
    return [{ file, line, problem: `"${address}" is not allowed in a mail`, fix }]
  })
  return [...elements, ...attributes]
}

/**
 * Inside quotes a value cannot end the attribute, because quotes are escaped. Outside, a space
 * starts a new attribute.
 */
function bareOutputFaults(file: string, hidden: Hidden): readonly Fault[] {
  const printing = liquidTokens(hidden).filter(({ isTag, source }) => !isTag || PRINTS.test(source))
  if (printing.length === 0) return []
  return [...hidden.text.matchAll(TAG)].flatMap(({ 0: tag, index }): readonly Fault[] => {
    const bare = withoutValues(tag, hidden.restore)
    const found = printing.find(({ start, end }) =>
      LIQUID_ONLY.test(bare.slice(Math.max(0, start - index), Math.max(0, end - index))),
    )
    if (!found) return []
    const name = /^<([a-z][\w:-]*)/i.exec(tag)?.[1] ?? 'mj-text'
    const line = lineAt(hidden.text, found.start)
    const problem = `${found.source} is in the tag <${name}> outside quotes, where a value could add attributes`
    const fix = `Put it inside the quotes of an attribute, such as title="${found.source}", or between the tags`
    return [{ file, line, field: name, problem, fix }]
  })
}

/**
 * A tag with the values of its attributes blanked. Quotes can begin after a condition, as in
 * `alt={% if a %}"b"{% endif %}`. Quotes that only one branch opens or closes are not trusted,
 * because they do not enclose the text for every customer: `{% if a %}alt="b{% endif %} onclick=c
 * "`.
 */
const withoutValues = (tag: string, restore: Hidden['restore']): string =>
  tag.replace(/(?<=[=\uE002]\s*)(?:"[^"]*"|'[^']*')/g, (value) =>
    holdsWholeBlocks(liquidTokens({ text: value, restore, lineOf: () => undefined }))
      ? ' '.repeat(value.length)
      : value,
  )

const OPENS = /^(?:if|unless|case|for|capture)$/
const BRANCHES = /^(?:else|elsif|when)$/

function holdsWholeBlocks(tokens: readonly LiquidToken[]): boolean {
  let depth = 0
  for (const { name } of tokens) {
    if (OPENS.test(name)) depth += 1
    if (name.startsWith('end')) depth -= 1
    if (depth < 0 || (depth === 0 && BRANCHES.test(name))) return false
  }
  return depth === 0
}

const LIQUID_ONLY = /^[\uE000\uE001]\d+\uE002$/
/** Tags that print a value; a cycle of quoted words alone prints only what its author wrote. */
const PRINTS = /^\{%-?\s*(?:echo\b|cycle\b(?:[^"']|"[^"]*"|'[^']*')*?[\s,:](?!-?%)[a-z])/i
