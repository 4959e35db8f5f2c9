/** The `@example` lines of docstrings: an expression, and after `//` what it comes to. */
import { readFileSync } from 'node:fs'

export type Example = { readonly expression: string; readonly expected: string }

const EXAMPLE = /@example (.+?) \/\/ (.+?)(?: \*\/)?$/gm

/** Every example of a source file; a docstring has as many as it likes, each on one line. */
export const examplesIn = (file: string): readonly Example[] =>
  [...readFileSync(file, 'utf8').matchAll(EXAMPLE)].map(([, expression = '', expected = '']) => ({
    expression,
    expected: expected.trim(),
  }))

/** What an expression comes to where these names are known. */
export const evaluate = (expression: string, names: Readonly<Record<string, unknown>>): unknown =>
  new Function(...Object.keys(names), `return (${expression})`)(...Object.values(names))

/** Rounds every number of `actual` to as many decimals as the one in its place is written with. */
export function asWritten(actual: unknown, written: string): unknown {
  const decimals = [...written.matchAll(/-?\d[\d_]*(?:\.(\d+))?/g)].map(
    ([, after = '']) => after.length,
  )
  let next = 0
  const round = (value: unknown): unknown => {
    if (typeof value === 'number') return Number(value.toFixed(decimals[next++] ?? 0))
    if (Array.isArray(value)) return value.map(round)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, round(inner)]))
  }
  return round(actual)
}
