/** Prints the phrases that are not to be read and where they stand, and what is left in names. */
import { readNames, readProse, type Use, usesIn, usesInNames } from './read-words.ts'

const print = (title: string, uses: readonly Use[]): void => {
  console.log(`${title}: ${uses.length}`)
  for (const { file, line, word, instead, why } of uses)
    console.log(`  ${file}:${line}  ${word}  ${why ?? (instead && `→ ${instead}`)}`)
}

const prose = usesIn(readProse())
const names = usesInNames(readNames())
print(
  'Phrases to replace',
  prose.filter(({ why }) => why === undefined),
)
print(
  'Names to replace',
  names.filter(({ why }) => why === undefined),
)
print(
  'Kept, with the reason',
  [...prose, ...names].filter(({ why }) => why !== undefined),
)
