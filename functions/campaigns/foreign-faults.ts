/** Finds the placeholders of other tools, which Rekindle would send as is. */
import type { ForeignFix } from '../language/faults/foreign-fault-words.ts'
import { type Fault, lineAt } from './fault.ts'
import {
  FOREIGN_SYNTAX,
  type Foreign,
  type Translation,
  translated,
  translationFault,
} from './foreign-syntax.ts'
import { type LiquidPiece, liquidPieces } from './liquid-pieces.ts'
import { numbered, STAND_IN } from './stand-in.ts'

export type Repaired = {
  readonly faults: readonly Fault[]
  /** The source with each fault corrected; line numbers do not change. */
  readonly text: string
}

/** With what was replaced, so that a fault of another check can name it as the author wrote it. */
export type Corrected = Repaired & { readonly replaced: readonly Replaced[] }

/** What a wrong piece of the source was replaced by. */
export type Replaced = { readonly line: number; readonly source: string; readonly repair: string }

/** Elements that contain their own braces and percent signs. */
const STYLES =
  /<(mj-style|style|script)\b[\s\S]*?<\/\1>|(?<![\w-])style\s*=\s*(?:"[^"]*"|'[^']*')/gi
const QUOTED = /"[^"]*"|'[^']*'/g
const blanked = (text: string): string => text.replace(/[^\n]/g, ' ')

const SYNTAX_OF = (within: Foreign['within']): readonly Foreign[] =>
  FOREIGN_SYNTAX.filter((one) => one.within === within)
const IN_SOURCE = SYNTAX_OF('source')
const IN_WORDS = SYNTAX_OF('words')
const IN_LIQUID = SYNTAX_OF('liquid')

/** Before the value of an attribute, which must not be empty. */
export const OPENS_VALUE = /=\s*["']$/

/**
 * @param source with its comments blanked
 * @example foreignFaults('greet.en.mjml', 'Hi *|FNAME|*').text // 'Hi {{ customer.firstName }}'
 */
export function foreignFaults(file: string, source: string): Corrected {
  const found: { readonly fault: Fault; readonly translation: Translation }[] = []
  const corrected: Replaced[] = []
  const note: Note = (line, translation, source, put) => {
    found.push({ fault: { file, line, ...translationFault(translation) }, translation })
    const repair = numbered(put, `foreign ${corrected.length}`)
    corrected.push({ line, source, repair })
    return repair
  }
  const whole = replaced(source, blankStyles(source), IN_SOURCE, (found, offset, translation) =>
    note(
      lineAt(source, offset),
      translation,
      found,
      inPlace(found, translation, isInTag(source, offset)),
    ),
  )
  const text = inPieces(whole, note)
  return { faults: withoutClosings(found), text, replaced: corrected }
}

/** @return `repair` as it is put in */
type Note = (line: number, translation: Translation, source: string, repair: string) => string

/** The first fault of words that are inserted as is. */
export function foreignWords(text: string): Translation | undefined {
  for (const one of [...IN_SOURCE, ...IN_WORDS]) {
    const found = new RegExp(one.pattern).exec(text)
    if (found) return translated(one, found[0])
  }
  return undefined
}

function inPieces(source: string, note: Note): string {
  // Styles can contain Liquid, so they are blanked before the source is split.
  const searched = blankStyles(source)
  let at = 0
  let before: LiquidPiece | undefined
  return liquidPieces(source)
    .map((piece) => {
      const from = at
      at += piece.source.length
      const unseen = before?.name === 'comment' || before?.name === 'raw'
      before = piece
      if (piece.kind !== 'text') return piece.unclosed ? piece.source : inLiquid(piece, note)
      if (unseen) return piece.text
      const words = searched.slice(from, at)
      return replaced(piece.text, words, IN_WORDS, (found, offset, translation) =>
        note(
          piece.line + lineAt(piece.text, offset) - 1,
          translation,
          found,
          inPlace(found, translation, false),
        ),
      )
    })
    .join('')
}

function inLiquid(piece: LiquidPiece, note: Note): string {
  let { text } = piece
  for (const one of IN_LIQUID) {
    if (text.replace(QUOTED, blanked).search(one.pattern) < 0) continue
    const translation = translated(one, piece.text)
    const repair = one.rewrite?.(text) ?? neutral(piece, text, translation)
    text = note(piece.line, translation, text, repair)
    if (!one.rewrite) break
  }
  return text
}

const neutral = ({ kind }: LiquidPiece, text: string, translation: Translation): string =>
  kind === 'output'
    ? inPlace(text, translation, false)
    : text.replace(/^(\{%-?\s*\w+)[\s\S]*/, (tag, opening: string) => neutralTag(opening, tag))

/** Keeps a readable condition or loop, so that its closing tag has something to close. */
const neutralTag = (opening: string, tag: string): string => {
  const item = /^\{%-?\s*for\s+(\w+)\s+in\b/.exec(tag)?.[1]
  if (item !== undefined) return `${opening} ${item} in recommendations${lines(tag)} %}`
  const condition = /(?:if|elsif|unless)$/.test(opening) ? ' true' : ''
  return condition === '' ? lines(tag) : `${opening}${condition}${lines(tag)} %}`
}

function replaced(
  source: string,
  searched: string,
  syntax: readonly Foreign[],
  replace: (found: string, offset: number, translation: Translation) => string,
): string {
  const found = syntax.flatMap((one) =>
    [...searched.matchAll(one.pattern)].map(({ index, 0: { length } }) => ({ one, index, length })),
  )
  let text = ''
  let at = 0
  for (const { one, index, length } of found.sort((a, b) => a.index - b.index)) {
    // A match inside another match is not a separate fault.
    if (index < at) continue
    const what = source.slice(index, index + length)
    text += source.slice(at, index)
    const put = replace(what, index, translated(one, what))
    text += put.trim() === '' && OPENS_VALUE.test(text) ? STAND_IN + put : put
    at = index + length
  }
  return text + source.slice(at)
}

const lines = (text: string): string => text.replace(/[^\n]/g, '')

function inPlace(found: string, { repair, fix }: Translation, inTag: boolean): string {
  const liquid = repair === '' ? (isValue(fix) ? STAND_IN : '') : repair
  const inner = inTag ? liquid.replace(/^\{\{|\}\}$/g, '').split('|', 1)[0] : liquid
  return `${inner}${lines(found)}`
}

/** Whether a value is written there, although which one is not known. */
const isValue = (fix: ForeignFix): boolean =>
  fix.kind === 'write'
    ? fix.liquid.startsWith('{{')
    : fix.kind === 'advice' && (fix.about === 'coupon' || fix.about === 'any-variable')

const isInTag = (source: string, offset: number): boolean => {
  const before = source.slice(0, offset)
  return before.lastIndexOf('{%') > before.lastIndexOf('%}')
}

const blankStyles = (source: string): string => source.replace(STYLES, blanked)

const CLOSES = /^(?:\{\{-?\s*(?:\/|else)|\*\|(?:END|ELSE))/

/** The end of a block is the same fault as its beginning. */
const withoutClosings = (
  found: readonly { readonly fault: Fault; readonly translation: Translation }[],
): readonly Fault[] => {
  const opened = new Set<string>()
  return found.flatMap(({ fault, translation: { shown, fix } }) => {
    const key = JSON.stringify(fix)
    if (CLOSES.test(shown) && opened.has(key)) return []
    opened.add(key)
    return [fault]
  })
}
