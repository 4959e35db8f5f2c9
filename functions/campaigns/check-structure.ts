/**
 * Liquid and MJML each have a structure, and one must keep to the other: what MJML would leave out
 * or tear apart is refused at its line.
 */
import { type Fault, lineAt } from './fault.ts'
import type { Place, PlacedLiquid } from './liquid-places.ts'
import type { Hidden } from './liquid-tokens.ts'
import { isMjmlElement, type MjmlElement, type MjmlParts, type Stretch } from './mjml-elements.ts'
import type { UnsureLines } from './mjml-nesting.ts'

type Mail = {
  readonly file: string
  readonly hidden: Hidden
  readonly parts: MjmlParts
  readonly liquid: readonly PlacedLiquid[]
  /** Where elements that are closed wrongly leave it open what stands in which: no fault is sure. */
  readonly unsure: readonly UnsureLines[]
}

/** @example structureFaults({ file, hidden, parts, liquid: placedLiquid(hidden, parts), unsure: [] }) */
export function structureFaults(mail: Mail): readonly Fault[] {
  const faults = [
    ...listFaults(mail),
    ...stateFaults(mail),
    ...mail.parts.stretches.flatMap((stretch) => stretchFaults(mail, stretch)),
    ...inlineStyleFaults(mail),
    ...rootRawFaults(mail),
    ...commentFaults(mail),
  ]
  // In whichever element it stands, unless that is one of words.
  const areSure = faults.filter(({ line }) => isSure(mail, line, ({ isInWords }) => isInWords))
  return [...areSure, ...crossingFaults(mail)]
}

const isSure = (
  { unsure }: Mail,
  line: number | undefined,
  matters: (lines: UnsureLines) => boolean,
): boolean =>
  line === undefined ||
  !unsure.some((lines) => matters(lines) && lines.from <= line && line <= lines.to)

/** `<mj-section {% if a %}color="red"{% endif %}>`: once for each element. */
function listFaults({ file, hidden, liquid }: Mail): readonly Fault[] {
  const first = new Map<string, PlacedLiquid>()
  for (const token of liquid)
    if (token.place.kind === 'list' && !first.has(token.place.key))
      first.set(token.place.key, token)
  return [...first.values()].map(({ source, start, place }) => ({
    file,
    line: lineAt(hidden.text, start),
    field: place.element?.name ?? 'mjml',
    problem: `${source} stands among the attributes, where MJML cannot keep it`,
    fix: 'Put it inside the quotes of a value, such as color="{% if … %}red{% else %}blue{% endif %}", or write the whole element in each branch',
  }))
}

const OPENS = new Set('if unless case for capture raw'.split(' '))
const BRANCHES = new Set('else elsif when'.split(' '))

/** Whether each block opens, branches and closes in one element; broken Liquid is reported elsewhere. */
function crossingFaults(mail: Mail): readonly Fault[] {
  const { file, hidden, liquid } = mail
  const faults: Fault[] = []
  const open: PlacedLiquid[] = []
  const refuse = (opening: PlacedLiquid, token: PlacedLiquid, fix: string) => {
    const line = lineAt(hidden.text, opening.start)
    const until = lineAt(hidden.text, token.start)
    const isBetween = [opening, token].every(({ place }) => place.kind === 'between')
    const matters = ({ isInWords }: UnsureLines) => isInWords || isBetween
    if (![line, until].every((one) => isSure(mail, one, matters))) return
    if (faults.some((fault) => fault.line === line && fault.field === opening.name)) return
    const there = describe(token.place)
    const where = there === describe(opening.place) ? there.replace(' <', ' another <') : there
    const problem = `${opening.source} stands ${describe(opening.place)} and its ${token.source}, on line ${until}, ${where}`
    faults.push({ file, line, field: opening.name, problem, fix })
  }
  for (const token of liquid) {
    if (!takesBlocks(token.place)) continue
    // What stands in {% raw %} is shown, not done.
    if (open.at(-1)?.name === 'raw' && token.name !== 'endraw') continue
    if (OPENS.has(token.name)) open.push(token)
    const isEnd = token.name.startsWith('end')
    const opening = isEnd ? open.pop() : open.at(-1)
    if ((isEnd || BRANCHES.has(token.name)) && opening && opening.place.key !== token.place.key)
      refuse(opening, token, isInHead(opening.place) ? IN_HEAD : SAME_PLACE)
    if (token.name !== 'break' && token.name !== 'continue') continue
    const loop = open.findLast(({ name }) => name === 'for')
    if (loop && loop.place.key !== token.place.key)
      refuse(loop, token, `Write {% ${token.name} %} between the elements that the loop repeats`)
  }
  return faults
}

const KEEPS_STATE = new Set('assign capture cycle'.split(' '))

/**
 * What one place remembers for another must be read once, in the order of the mail: MJML writes a
 * value several times, and head words and comments for Outlook are not in every part of the mail.
 */
function stateFaults({ file, hidden, liquid }: Mail): readonly Fault[] {
  return liquid
    .filter(({ name, place }) => KEEPS_STATE.has(name) && !isReadOnce(place))
    .map(({ source, name, start, place }) => ({
      file,
      line: lineAt(hidden.text, start),
      field: name,
      problem: `${source} stands ${describe(place)}, which not every part of the mail reads once`,
      fix:
        name === 'cycle'
          ? 'Write it before the element, as {% capture turn %}{% cycle … %}{% endcapture %}, and {{ turn }} here'
          : `Write {% ${name} %} before the element, or between the elements of <mj-head>`,
    }))
}

const isReadOnce = (place: Place): boolean =>
  place.kind !== 'value' && place.kind !== 'comment' && !(place.kind === 'words' && isInHead(place))

/** Where no Liquid may stand at all, it is refused for that. */
const takesBlocks = ({ kind, element }: Place): boolean =>
  kind !== 'list' &&
  !(kind === 'between' && (element?.holds === 'elements' || element?.holds === 'nothing'))

const isInHead = ({ element }: Place): boolean =>
  element !== undefined &&
  (['mjml', 'mj-head'].includes(element.name) || element.parent?.name === 'mj-head')
const IN_HEAD =
  'In the head, put the condition inside the words of an element, such as <mj-title> or <mj-style>'
const SAME_PLACE =
  'Open and close it in the same element: around whole elements, or inside the words of one'

const describe = ({ kind, element }: Place): string => {
  if (kind === 'comment') return 'in a comment for Outlook'
  if (!element) return 'outside <mjml>'
  if (kind === 'value') return `in an attribute of <${element.name}>`
  const isRaw = element.name === 'mj-raw' && element.parent
  if (isRaw) return `in another <${element.parent.name}>`
  return kind === 'words' ? `in <${element.name}>` : `between the elements of <${element.name}>`
}

const PRINTS = new Set(['', 'echo', 'cycle'])

/** Words that MJML drops without a word, and Liquid where it can hold none. */
function stretchFaults(mail: Mail, stretch: Stretch): readonly Fault[] {
  const { file, hidden, parts, liquid } = mail
  const { inside, start } = stretch
  // Of an element that there is not MJML says so.
  if (inside && (inside.holds === 'words' || !isMjmlElement(inside.name))) return []
  const at = (offset: number, problem: string, fix: string): readonly Fault[] => [
    { file, line: lineAt(hidden.text, offset), field: inside?.name ?? 'mjml', problem, fix },
  ]
  const tokens = liquid.filter((token) => token.place.kind === 'between' && within(stretch, token))
  const where = inside ? `between the elements of <${inside.name}>` : 'outside <mjml>'
  const [first] = tokens
  if (first && !takesLiquid(stretch, parts)) {
    const ofSame = liquid.find(({ place }) => place.kind === 'between' && place.element === inside)
    if (inside?.holds !== 'head' && ofSame !== first) return []
    return at(
      first.start,
      `${first.source} stands ${inside ? placeName(inside) : 'after </mjml>'}, where MJML cannot keep it`,
      fixFor(inside),
    )
  }
  const printing = tokens
    .filter((token, index) => PRINTS.has(token.name) && !wasCapturing(tokens, index, liquid))
    .flatMap((token) =>
      at(token.start, `${token.source} stands ${where}, where it shows nothing`, IN_TEXT),
    )
  const plain = plainText(stretch, hidden.text, liquid)
  // What is no element is named by MJML.
  const words = holdsHtml(plain) ? [] : [...plain.matchAll(PARAGRAPH)]
  const loose = words.flatMap(({ 1: named = '', index }) =>
    at(
      start + index,
      `"${named.trim().slice(0, 40)}" stands ${where}, where it is not shown`,
      IN_TEXT,
    ),
  )
  return oncePerLine([...printing, ...loose])
}

/** Lines with nothing between them, and the first of them. */
const PARAGRAPH = /(\S[^\n]*)(?:\n[^\S\n]*\S[^\n]*)*/g

const oncePerLine = (faults: readonly Fault[]): readonly Fault[] => [
  ...new Map(faults.toReversed().map((fault) => [fault.line, fault])).values(),
]

const IN_TEXT = 'Put it into the words of an element, such as <mj-text>'

const within = (
  range: { readonly start: number; readonly end: number },
  token: { readonly start: number; readonly end: number },
): boolean => range.start <= token.start && token.end <= range.end

/** Whether a {% capture %} was open where a token stands. */
const wasCapturing = (
  tokens: readonly PlacedLiquid[],
  index: number,
  liquid: readonly PlacedLiquid[],
): boolean => {
  const token = tokens[index]
  const before = token && liquid[liquid.indexOf(token) - 1]
  return before?.captures ?? false
}

/** In the head it applies to all that follows, so that it must come before the body. */
export function takesLiquid({ inside, end }: Stretch, { elements }: MjmlParts): boolean {
  if (inside?.holds === 'conditions') return true
  const body = elements.find(({ name }) => name === 'mj-body')
  const isHead = inside === undefined || inside.holds === 'head'
  return isHead && body !== undefined && end < body.attributes.start
}

const placeName = ({ name, holds }: MjmlElement): string =>
  holds === 'nothing' ? `in <${name}>` : `between the elements of <${name}>`

const fixFor = (inside?: MjmlElement): string => {
  if (inside?.name === 'mj-carousel')
    return 'MJML numbers the images of a carousel: put the condition around the whole <mj-carousel>, with one carousel for each case'
  if (inside?.name === 'mjml' || inside === undefined)
    return 'Write it before <mj-body>, for every part of the mail, or inside it'
  if (inside.holds === 'nothing') return 'Put it into an attribute, or around the element'
  return 'Put it inside the quotes of an attribute'
}

/** What is neither Liquid nor captured nor a comment, every character in its place. */
export function plainText(
  { start, end }: Stretch,
  text: string,
  liquid: readonly PlacedLiquid[],
): string {
  const shown = text
    .slice(0, end)
    .replace(/<!--[\s\S]*?-->|<[?!][^>]*>|&nbsp;|&#160;|&zwnj;/g, spaces)
  const pieces: string[] = []
  let from = start
  let captures = liquid.findLast((token) => token.end <= start)?.captures ?? false
  for (const token of liquid) {
    if (token.place.kind !== 'between' || token.start < start || token.end > end) continue
    const before = shown.slice(from, token.start)
    pieces.push(captures ? spaces(before) : before, spaces(text.slice(token.start, token.end)))
    from = token.end
    captures = token.captures
  }
  const rest = shown.slice(from)
  return [...pieces, captures ? spaces(rest) : rest].join('')
}

export const holdsHtml = (plain: string): boolean => /<\/?[a-z]/i.test(plain)

const spaces = (text: string): string => text.replace(/[^\n]/g, ' ')

/** What MJML copies into elements cannot take a condition along. */
function inlineStyleFaults({ file, hidden, liquid }: Mail): readonly Fault[] {
  const { text } = hidden
  const isInline = ({ name, attributes: { start, end } }: MjmlElement) =>
    name === 'mj-style' && /\binline\s*=\s*["']inline/.test(text.slice(start, end))
  const tag = liquid.find(
    ({ isTag, place: { kind, element } }) =>
      isTag && kind === 'words' && element && isInline(element),
  )
  if (!tag) return []
  const problem = `${tag.source} stands in a style that MJML copies into the elements`
  const fix = 'Take inline="inline" away, or put the condition into an attribute of the element'
  return [{ file, line: lineAt(text, tag.start), field: 'mj-style', problem, fix }]
}

/** MJML keeps only what is to stand before the whole mail. */
const rootRawFaults = ({ file, hidden: { text }, parts }: Mail): readonly Fault[] =>
  parts.elements
    .filter(
      ({ name, parent, attributes: { start, end } }) =>
        name === 'mj-raw' &&
        parent?.name === 'mjml' &&
        !/\bposition\s*=\s*["']file-start/.test(text.slice(start, end)),
    )
    .map(({ attributes: { start } }) => ({
      file,
      line: lineAt(text, start),
      field: 'mj-raw',
      problem: '<mj-raw> stands outside <mj-head> and <mj-body>, where it is not shown',
      fix: 'Put it into <mj-head> or <mj-body>, or give it position="file-start"',
    }))

/** Comments for Outlook: where they would be lost, and what they cannot hold. */
function commentFaults({ file, hidden: { text }, parts }: Mail): readonly Fault[] {
  return [...text.matchAll(/<!--[\s\S]*?-->/g)].flatMap(({ 0: comment, index }) => {
    const line = lineAt(text, index)
    if (/<mj-/.test(comment)) {
      const problem = 'Elements of MJML stand in a comment for Outlook, where they stay as they are'
      const fix = 'Write the HTML that Outlook shall show'
      return [{ file, line, field: 'mj-raw', problem, fix }]
    }
    const stretch = parts.stretches.find(({ start, end }) => start <= index && index < end)
    const { inside } = stretch ?? {}
    const stays = inside?.holds === 'conditions' || inside?.holds === 'words'
    if (stays || inside?.name === 'mj-head') return []
    const problem = `A comment for Outlook stands ${inside ? `in <${inside.name}>` : 'outside <mjml>'}, where MJML cannot keep it`
    const fix = 'Put it into <mj-head>, or between the elements of <mj-body>'
    return [{ file, line, field: inside?.name ?? 'mjml', problem, fix }]
  })
}
