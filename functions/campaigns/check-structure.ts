/**
 * Liquid and MJML each have a structure, and the two must match: Liquid that MJML would drop or
 * tear apart is refused at its line.
 */

import type { FaultSentence } from '../language/faults/fault-words.ts'
import type {
  MailPlace,
  NoLiquidPlace,
  OnceElement,
  OtherPlace,
} from '../language/faults/mjml-fault-words.ts'
import { commentFaults, rootRawFaults } from './check-raw.ts'
import { textPartFaults } from './check-text-part.ts'
import { wordFaults } from './check-words.ts'
import { type Fault, type FaultSentences, lineAt, sentences } from './fault.ts'
import type { Place, PlacedLiquid, PlacedMail } from './liquid-places.ts'
import {
  isInBody,
  isMjmlElement,
  type MjmlElement,
  type MjmlParts,
  type Stretch,
} from './mjml-elements.ts'
import type { UnsureLines } from './mjml-nesting.ts'
import { keepsState } from './text-liquid.ts'

type Mail = PlacedMail & {
  /** Where wrongly closed elements make the nesting uncertain, so that no fault is certain. */
  readonly unsure: readonly UnsureLines[]
}

/** @example structureFaults({ file, hidden, parts, liquid: placedLiquid(hidden, parts), unsure: [] }) */
export function structureFaults(mail: Mail): readonly Fault[] {
  const faults = [
    ...repeatFaults(mail),
    ...wordFaults(mail),
    ...listFaults(mail),
    ...stateFaults(mail),
    ...mail.parts.stretches.flatMap((stretch) => stretchFaults(mail, stretch)),
    ...rootRawFaults(mail),
    ...commentFaults(mail),
    ...textPartFaults(mail),
  ]
  // In any element that does not contain words.
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

/** A mail has only one of each: MJML reads one and ignores the others. */
const ONCE: readonly OnceElement[] = ['mj-head', 'mj-body', 'mj-title', 'mj-preview']

function repeatFaults({ file, hidden, parts }: PlacedMail): readonly Fault[] {
  return ONCE.flatMap((name) => {
    const [first, ...others] = parts.elements.filter(
      (element) => element.name === name && element.parent?.name !== 'mj-attributes',
    )
    return others.map(({ attributes: { start } }) => {
      const line = lineAt(hidden.text, first?.attributes.start ?? 0)
      const says = sentences((w) => w.mjml.structure.second(name, line))
      return { file, line: lineAt(hidden.text, start), field: name, ...says }
    })
  })
}

/** `<mj-section {% if a %}color="red"{% endif %}>`: reported once for each element. */
function listFaults({ file, hidden, liquid }: PlacedMail): readonly Fault[] {
  const first = new Map<string, PlacedLiquid>()
  for (const token of liquid)
    if (token.place.kind === 'list' && !first.has(token.place.key))
      first.set(token.place.key, token)
  return [...first.values()].map(({ source, start, place }) => ({
    file,
    line: lineAt(hidden.text, start),
    field: place.element?.name ?? 'mjml',
    ...sentences((w) => w.mjml.structure.amongAttributes(source)),
  }))
}

const OPENS = new Set('if unless case for capture raw'.split(' '))
const BRANCHES = new Set('else elsif when'.split(' '))

/**
 * Checks that each block opens, branches and closes in one element; broken Liquid is reported
 * elsewhere.
 */
function crossingFaults(mail: Mail): readonly Fault[] {
  const { file, hidden, liquid } = mail
  const faults: Fault[] = []
  const open: PlacedLiquid[] = []
  const refuse = (opening: PlacedLiquid, token: PlacedLiquid, fix: FaultSentence) => {
    const line = lineAt(hidden.text, opening.start)
    const until = lineAt(hidden.text, token.start)
    const isBetween = [opening, token].every(({ place }) => place.kind === 'between')
    const matters = ({ isInWords }: UnsureLines) => isInWords || isBetween
    if (![line, until].every((one) => isSure(mail, one, matters))) return
    if (faults.some((fault) => fault.line === line && fault.field === opening.name)) return
    const at = describe(opening.place)
    const place = describe(token.place)
    const isSecond = JSON.stringify(place) === JSON.stringify(at)
    const there = { place: isSecond ? describeOther(token.place) : place, isSecond }
    const problem: FaultSentence = (w) =>
      w.mjml.structure.crossing(opening.source, at, token.source, until, there)
    faults.push({ file, line, field: opening.name, problem, fix })
  }
  for (const token of liquid) {
    if (!takesBlocks(token.place)) continue
    // The content of {% raw %} is shown and not executed.
    if (open.at(-1)?.name === 'raw' && token.name !== 'endraw') continue
    if (OPENS.has(token.name)) open.push(token)
    const isEnd = token.name.startsWith('end')
    const opening = isEnd ? open.pop() : open.at(-1)
    if ((isEnd || BRANCHES.has(token.name)) && opening && opening.place.key !== token.place.key)
      refuse(opening, token, samePlace(opening.place, token.place))
    if (token.name !== 'break' && token.name !== 'continue') continue
    const loop = open.findLast(({ name }) => name === 'for')
    if (loop && loop.place.key !== token.place.key)
      refuse(loop, token, ({ mjml: { structure } }) =>
        token.place.tag ? structure.betweenTags(token.name) : structure.betweenRepeated(token.name),
      )
  }
  return faults
}

/**
 * Liquid that sets a value for later must be executed exactly once, in the order of the mail. MJML
 * repeats some values, and head words and comments for Outlook are not in every part of the mail.
 */
function stateFaults({ file, hidden, liquid }: PlacedMail): readonly Fault[] {
  return liquid
    .filter(({ name, place }) => keepsState(name) && !isReadOnce(place))
    .map(({ source, name, start, place }) => ({
      file,
      line: lineAt(hidden.text, start),
      field: name,
      ...sentences((w) => w.mjml.structure.notReadOnce(source, name, describe(place))),
    }))
}

const isReadOnce = ({ kind, element }: Place): boolean =>
  kind === 'between' || (kind === 'words' && element !== undefined && isInBody(element))

/** Where Liquid is not allowed at all, it is refused for that reason. */
const takesBlocks = ({ kind, element }: Place): boolean =>
  kind !== 'list' &&
  !(kind === 'between' && (element?.holds === 'elements' || element?.holds === 'nothing'))

const isInHead = ({ element }: Place): boolean =>
  element !== undefined &&
  (['mjml', 'mj-head'].includes(element.name) || element.parent?.name === 'mj-head')

const samePlace =
  (opening: Place, other: Place): FaultSentence =>
  ({ mjml: { structure } }) => {
    if (opening.tag || other.tag) return structure.sameAttribute
    return isInHead(opening) ? structure.inHeadElement : structure.samePlace
  }

const describe = ({ kind, element, tag }: Place): MailPlace => {
  if (kind === 'comment') return { kind }
  if (!element) return { kind: 'outside' }
  if (tag?.attribute) return { kind: 'attribute', attribute: tag.attribute, of: tag.name }
  if (tag) return { kind: 'tag', of: tag.name }
  if (kind === 'value') return { kind, of: element.name }
  const around = element.name === 'mj-raw' && element.parent?.holds === 'conditions'
  const inside = around ? element.parent : element
  return kind === 'words' && !around
    ? { kind, of: element.name }
    : { kind: 'between', of: inside?.name ?? element.name }
}

/** A second place whose description equals the first. */
const describeOther = (place: Place): OtherPlace => {
  const { kind, element } = place
  if (kind === 'comment') return { kind }
  if (kind === 'between' && element?.holds === 'head') return { kind: 'after-element' }
  return element ? describe(place) : { kind: 'after-mjml' }
}

const PRINTS = new Set(['', 'echo', 'cycle'])

/** Words that MJML drops silently, and Liquid where MJML cannot keep it. */
function stretchFaults(mail: PlacedMail, stretch: Stretch): readonly Fault[] {
  const { file, hidden, parts, liquid } = mail
  const { inside, start } = stretch
  if (inside?.holds === 'words' || hidden.text.slice(start, stretch.end).trim() === '') return []
  // MJML reports unknown elements itself.
  if (inside && !isMjmlElement(inside.name)) return []
  const at = (offset: number, says: FaultSentences): readonly Fault[] => [
    { file, line: lineAt(hidden.text, offset), field: inside?.name ?? 'mjml', ...says },
  ]
  const tokens = liquid.filter((token) => token.place.kind === 'between' && within(stretch, token))
  const where: MailPlace = inside ? { kind: 'between', of: inside.name } : { kind: 'outside' }
  const [first] = tokens
  if (first && !takesLiquid(stretch, parts)) {
    const ofSame = liquid.find(({ place }) => place.kind === 'between' && place.element === inside)
    if (inside?.holds !== 'head' && ofSame !== first) return []
    const says = sentences((w) => w.mjml.structure.noLiquid(first.source, noLiquidPlace(inside)))
    return at(first.start, says)
  }
  const printing = tokens
    .filter((token, index) => PRINTS.has(token.name) && !wasCapturing(tokens, index, liquid))
    .flatMap(({ start: offset, source }) =>
      at(
        offset,
        sentences((w) => w.mjml.structure.notShown(source, where)),
      ),
    )
  const plain = plainText(stretch, hidden.text, liquid)
  // MJML reports unknown elements itself.
  const words = holdsHtml(plain) ? [] : [...plain.matchAll(PARAGRAPH)]
  const loose = words.flatMap(({ 1: named = '', index }) =>
    at(
      start + index,
      sentences((w) => w.mjml.structure.wordsNotShown(named.trim().slice(0, 40), where)),
    ),
  )
  return oncePerLine([...printing, ...loose])
}

/** A run of lines without a blank line between them, and its first line. */
const PARAGRAPH = /(\S[^\n]*)(?:\n[^\S\n]*\S[^\n]*)*/g

const oncePerLine = (faults: readonly Fault[]): readonly Fault[] => [
  ...new Map(faults.toReversed().map((fault) => [fault.line, fault])).values(),
]

const within = (
  range: { readonly start: number; readonly end: number },
  token: { readonly start: number; readonly end: number },
): boolean => range.start <= token.start && token.end <= range.end

/** Whether a {% capture %} was open at a token. */
const wasCapturing = (
  tokens: readonly PlacedLiquid[],
  index: number,
  liquid: readonly PlacedLiquid[],
): boolean => {
  const token = tokens[index]
  const before = token && liquid[liquid.indexOf(token) - 1]
  return before?.captures ?? false
}

/** Liquid in the head applies to everything after it, so it must come before the body. */
export function takesLiquid({ inside, end }: Stretch, { elements }: MjmlParts): boolean {
  if (inside?.holds === 'conditions') return true
  const body = elements.find(({ name, parent }) => name === 'mj-body' && parent?.name === 'mjml')
  const isHead = inside === undefined || inside.holds === 'head'
  return isHead && body !== undefined && end < body.attributes.start
}

const noLiquidPlace = (inside?: MjmlElement): NoLiquidPlace => {
  if (inside === undefined) return { kind: 'after-mjml' }
  const { name, holds } = inside
  if (name === 'mj-carousel') return { kind: 'carousel', of: name }
  if (name === 'mjml') return { kind: 'mjml' }
  return { kind: holds === 'nothing' ? 'nothing' : 'elements', of: name }
}

/** The text without Liquid, captured text and comments; every character keeps its position. */
export function plainText(
  { start, end }: Stretch,
  text: string,
  liquid: readonly PlacedLiquid[],
): string {
  const shown = text.slice(0, end).replace(NO_WORDS, spaces)
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

/** Comments, XML markup, spaces. */
const NO_WORDS =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<[?!][^>]*>|&nbsp;|&#160;|&zwnj;/g

export const holdsHtml = (plain: string): boolean => /<\/?[a-z]/i.test(plain)

const spaces = (text: string): string => text.replace(/[^\n]/g, ' ')
