/** HTML that no email client runs and that makes a mail look like an attack. */
import { REFUSED_ELEMENTS, type RefusedByAttribute } from '../language/faults/mail-fault-words.ts'
import { type Fault, lineAt, sentences } from './fault.ts'
import { type Hidden, type LiquidToken, liquidTokens } from './liquid-tokens.ts'

/** Elements that are refused for what one of their attributes says, or may say for a customer. */
const BY_ATTRIBUTE: readonly { readonly shown: RefusedByAttribute; readonly pattern: RegExp }[] = [
  {
    shown: '<meta http-equiv="refresh">',
    pattern: /^<meta\b[\s\S]*\bhttp-equiv\s*=\s*["']?\s*(?:refresh|[\uE000\uE001])/i,
  },
  {
    shown: '<link rel="stylesheet">',
    pattern: /^<link\b[\s\S]*\brel\s*=\s*(?:"[^"]*|'[^']*|)(?:\bstylesheet\b|[\uE000\uE001])/i,
  },
]

const ELEMENT = new RegExp(`<(${REFUSED_ELEMENTS.join('|')})(?=[\\s/>])`, 'gi')
/** Not the elements of MJML, whose attributes MJML checks itself. */
const TAG = /<(?!mj)[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi
const HANDLER = /[\s"'/](on[a-z]+)\s*=/i
const LIQUID = /[\uE000\uE001]\d+\uE002/g
const RUNS = /=\s*["']?\s*((?:javascript|vbscript):[^"'\s>]*)/i

/** @example unsafeFaults('a.en.mjml', hideLiquid('<mj-text><form></form></mj-text>'))[0]?.field // 'form' */
export const unsafeFaults = (file: string, hidden: Hidden): readonly Fault[] => [
  ...runningFaults(file, hidden),
  ...namingFaults(file, hidden),
  ...bareOutputFaults(file, hidden),
  ...openCaptureFaults(file, hidden),
]

function runningFaults(file: string, { text: hidden, restore }: Hidden): readonly Fault[] {
  const elements = [...hidden.matchAll(ELEMENT)].flatMap(({ 1: found = '', index }): Fault[] => {
    const name = REFUSED_ELEMENTS.find((one) => one === found.toLowerCase())
    if (name === undefined) return []
    const line = lineAt(hidden, index)
    return [{ file, line, field: name, ...sentences((w) => w.mail.unsafe.element(name)) }]
  })
  const attributes = [...hidden.matchAll(TAG)].flatMap(({ 0: tag, index }): readonly Fault[] => {
    const line = lineAt(hidden, index)
    const named = BY_ATTRIBUTE.find(({ pattern }) => pattern.test(tag))
    if (named) {
      const field = tag.slice(1, 5).toLowerCase()
      return [{ file, line, field, ...sentences((w) => w.mail.unsafe.byAttribute(named.shown)) }]
    }
    // What stands in the quotes of another attribute is none.
    const names = withoutValues(tag, restore)
    // A condition can come before a name or in the middle of it.
    const [, handler] =
      HANDLER.exec(names.replace(LIQUID, ' ')) ?? HANDLER.exec(names.replace(LIQUID, '')) ?? []
    const [, address] = RUNS.exec(tag) ?? []
    if (handler)
      return [{ file, line, field: handler, ...sentences((w) => w.mail.unsafe.handler(handler)) }]
    // Links are checked elsewhere.
    if (
      !address ||
      /\b(?:href|src|background-url)\s*=\s*["']?\s*(?:javascript|vbscript):/i.test(tag)
    )
      return []
    return [{ file, line, ...sentences((w) => w.mail.unsafe.address(address)) }]
  })
  return [...elements, ...attributes]
}

/** Directly after a bracket whatever follows is the name of a tag: a customer could give one. */
function namingFaults(file: string, hidden: Hidden): readonly Fault[] {
  const faults = new Map<string, Fault>()
  for (const { 1: bracket = '', 2: mark = '', index } of hidden.text.matchAll(NAMING)) {
    const source = hidden.restore(mark)
    const line = lineAt(hidden.text, index + bracket.length)
    const says = sentences((w) => w.mail.unsafe.becomesTag(source, bracket))
    faults.set(`${line} ${source} ${bracket}`, { file, line, ...says })
  }
  return [...faults.values()]
}

/** A tag that is captured in part is completed by whatever stands where it is shown. */
function openCaptureFaults(file: string, hidden: Hidden): readonly Fault[] {
  const captures = liquidTokens(hidden).filter(({ name }) => /^(?:end)?capture$/.test(name))
  if (captures.length === 0) return []
  return [...hidden.text.matchAll(TAG)].flatMap(({ 0: tag, index }): readonly Fault[] => {
    const bare = withoutValues(tag, hidden.restore)
    const inside = captures.filter(({ start, end }) =>
      LIQUID_ONLY.test(bare.slice(Math.max(0, start - index), Math.max(0, end - index))),
    )
    const [first] = inside
    if (!first || holdsWholeBlocks(inside)) return []
    const says = sentences((w) => w.mail.unsafe.partOfTag(first.source, nameIn(tag)))
    return [{ file, line: lineAt(hidden.text, first.start), ...says }]
  })
}

const nameIn = (tag: string): string => `<${/^<\/?([a-z][\w:-]*)/i.exec(tag)?.[1] ?? ''}>`

/** In quotes a value stays one: what would end it is escaped. Outside, a space begins an attribute. */
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
    const says = sentences((w) => w.mail.unsafe.addsAttributes(found.source, name))
    return [{ file, line, field: name, ...says }]
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

/** What stands after the name of a closing tag is no attribute, but may go on with the name. */
const NAMING = /(<(?:\/[a-z][\w:-]*|[/!?])?)([\uE000\uE001]\d+\uE002)/gi
const LIQUID_ONLY = /^[\uE000\uE001]\d+\uE002$/
/** Tags that print a value; a cycle of quoted words alone prints only what its author wrote. */
const PRINTS = /^\{%-?\s*(?:echo\b|cycle\b(?:[^"']|"[^"]*"|'[^']*')*?[\s,:](?!-?%)[a-z])/i
