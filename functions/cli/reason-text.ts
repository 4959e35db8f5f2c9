/** Codes of reasons in words; of those that a newer version writes, the code with spaces. */
import type { ReasonWords } from '../language/reason-words.ts'
import { spoken } from './words.ts'

type Table = Readonly<Record<string, string>>

/**
 * @param isHeld a code may be one of a message that waits as well as of one that was skipped
 * @example reasonText('no-address', WORDS.en) // 'there is no e-mail address to write to'
 */
export function reasonText(
  code: string,
  { skips, holds, deferrals, journeyEnds, mailers }: ReasonWords,
  isHeld = false,
): string {
  const firsts: readonly Table[] = isHeld ? [holds, skips] : [skips, holds]
  const tables: readonly Table[] = [...firsts, deferrals, journeyEnds, mailers]
  return tables.find((table) => code in table)?.[code] ?? spoken(code)
}
