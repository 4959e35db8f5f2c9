/** Which pieces of Liquid define a name, and which use it. */
import type { LiquidPiece } from './liquid-pieces.ts'
import { givenName } from './liquid-tags.ts'

/**
 * liquidjs reports an item of a list as a field with a number, however it was written.
 *
 * @example asWritten('list.2', '{{ list[n] }}') // 'list[n]'
 */
export function asWritten(name: string, text: string): string {
  const shown = name.replace(/\.(-?\d+)(?=\.|$)/g, '[$1]')
  const list = /^[\w.]+(?=\[[^[]*$)/.exec(shown)?.[0]
  if (list === undefined || text.includes(shown)) return shown
  return new RegExp(`${usesName(list).source}\\[[^\\]]+\\]`).exec(text)?.[0] ?? shown
}

/** @example rootOf('customer.name') // 'customer' */
export const rootOf = (name: string): string => name.split(/[.[]/, 1)[0] ?? name

export const usesName = (name: string): RegExp =>
  new RegExp(`(?<![\\w.'"])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w])`)

/** The whole name if only its first part is missing: person.first_name, not person. */
export function writtenPath(
  name: string,
  at: readonly number[],
  pieces: readonly LiquidPiece[],
): string {
  if (name.includes('.')) return name
  const path = new RegExp(`${usesName(name).source}(?:\\.[A-Za-z_]\\w*)*`)
  const found = at.map((index) => path.exec(pieces[index]?.text ?? '')?.[0])
  return found.find((one) => one !== undefined) ?? name
}

/** The indexes in `pieces` of those on a line that use a name. */
export function piecesUsing(
  pieces: readonly LiquidPiece[],
  line: number,
  name: string,
): readonly number[] {
  const here = pieces.flatMap(({ kind, text, line: first }, index) =>
    kind !== 'text' && first <= line && line < first + text.split('\n').length ? [index] : [],
  )
  for (const wanted of [name, rootOf(name)]) {
    const using = here.filter((index) => usesName(wanted).test(pieces[index]?.text ?? ''))
    if (using.length > 0) return using
  }
  return here
}

/** The index in `pieces` of the piece at a line and column of the source. */
export function pieceAt(pieces: readonly LiquidPiece[], line: number, column: number): number {
  const lines = pieces
    .map(({ text }) => text)
    .join('')
    .split('\n')
  const offset = lines.slice(0, line - 1).join('\n').length + (line > 1 ? column : column - 1)
  return pieceOf(pieces, offset)
}

/** The index in `pieces` of the piece at an offset of the source. */
export function pieceOf(pieces: readonly LiquidPiece[], offset: number): number {
  let end = 0
  return pieces.findIndex(({ text }) => {
    end += text.length
    return offset < end
  })
}

export type Giver = {
  readonly index: number
  /** For a loop, its end, after which its name is no longer defined. */
  readonly until?: number
}

/** The pieces that define the name. */
export const giversOf = (name: string, pieces: readonly LiquidPiece[]): readonly Giver[] =>
  pieces.flatMap(({ text, name: tag }, index) => {
    if (givenName(text) !== name) return []
    return tag === 'for' ? { index, until: endOfLoop(pieces, index) } : { index }
  })

/** The pieces that can define a name for the piece that uses it. */
export const giversFor = (
  name: string,
  use: number,
  pieces: readonly LiquidPiece[],
): readonly Giver[] =>
  giversOf(name, pieces).filter(({ index, until = pieces.length }) => index < use && use < until)

/** Whether the value of the name depends on what one of the given pieces defines. */
export function isMadeBy(
  name: string,
  givers: ReadonlySet<number>,
  pieces: readonly LiquidPiece[],
  seen = new Set<string>(),
): boolean {
  if (seen.has(name)) return false
  seen.add(name)
  return giversOf(name, pieces).some(
    ({ index }) =>
      givers.has(index) ||
      (pieces[index]?.text.match(/[A-Za-z_]\w*/g) ?? []).some((used) =>
        isMadeBy(used, givers, pieces, seen),
      ),
  )
}

/** The indexes of the loops around a piece, or of the piece itself if it is one. */
export function loopsAround(use: number, pieces: readonly LiquidPiece[]): readonly number[] {
  const open: number[] = []
  for (const [index, { name }] of pieces.slice(0, use + 1).entries()) {
    if (name === 'for') open.push(index)
    if (name === 'endfor') open.pop()
  }
  return open
}

function endOfLoop(pieces: readonly LiquidPiece[], start: number): number {
  let depth = 0
  const end = pieces.findIndex(({ name }, index) => {
    if (index < start) return false
    if (name === 'for') depth += 1
    if (name === 'endfor') depth -= 1
    return depth === 0
  })
  return end < 0 ? pieces.length : end
}
