/** Which pieces of Liquid give a name to a value, and which use it. */
import { givenName } from './check-liquid.ts'
import type { LiquidPiece } from './liquid-pieces.ts'

/**
 * liquidjs names an item of a list as a field, and by its number whatever that was written as.
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

/** Whole, where only its beginning is missing: person.first_name and not person. */
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

/** By their places in `pieces`: those on a line that use a name. */
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

/** The place in `pieces` of what stands at a line and column of them all. */
export function pieceAt(pieces: readonly LiquidPiece[], line: number, column: number): number {
  const lines = pieces
    .map(({ text }) => text)
    .join('')
    .split('\n')
  const offset = lines.slice(0, line - 1).join('\n').length + (line > 1 ? column : column - 1)
  return pieceOf(pieces, offset)
}

/** The place in `pieces` of what stands at an offset of them all. */
export function pieceOf(pieces: readonly LiquidPiece[], offset: number): number {
  let end = 0
  return pieces.findIndex(({ text }) => {
    end += text.length
    return offset < end
  })
}

export type Giver = {
  readonly index: number
  /** Of a loop, where it ends: its name holds no longer. */
  readonly until?: number
}

/** The pieces that give a value the name. */
export const giversOf = (name: string, pieces: readonly LiquidPiece[]): readonly Giver[] =>
  pieces.flatMap(({ text, name: tag }, index) => {
    if (givenName(text) !== name) return []
    return tag === 'for' ? { index, until: endOfLoop(pieces, index) } : { index }
  })

/** The pieces by which a name may have its value where another uses it. */
export const giversFor = (
  name: string,
  use: number,
  pieces: readonly LiquidPiece[],
): readonly Giver[] =>
  giversOf(name, pieces).filter(({ index, until = pieces.length }) => index < use && use < until)

/** Whether what has the name is made of what one of some pieces gives. */
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
