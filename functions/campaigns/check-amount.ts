/** Refuses a mail with more Liquid than anyone writes, which would take minutes to check. */
import { type Fault, lineAt, sentences } from './fault.ts'

/** A mail has some dozens. */
const MOST_PIECES = 1_000
const MOST_NESTED = 50
const BLOCK = /\{\{|\{%-?\s*(end)?(if|unless|for|case|capture)?\b/g

/** @example amountFaults('a.en.mjml', source).length // 0 */
export function amountFaults(file: string, source: string): readonly Fault[] {
  let pieces = 0
  let depth = 0
  for (const { 1: end, 2: block, index } of source.matchAll(BLOCK)) {
    pieces += 1
    if (block !== undefined) depth = Math.max(0, depth + (end === undefined ? 1 : -1))
    const line = () => lineAt(source, index)
    if (depth > MOST_NESTED)
      return [{ file, line: line(), ...sentences((w) => w.campaign.amount.nested(MOST_NESTED)) }]
    if (pieces > MOST_PIECES)
      return [{ file, line: line(), ...sentences((w) => w.campaign.amount.pieces(MOST_PIECES)) }]
  }
  return []
}
