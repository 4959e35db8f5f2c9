/** `rekindle codes make`: codes by a pattern, for a pool and for the shop's own system. */
import { randomInt } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { codeBy, isCode, PLACEHOLDER, placeholdersFor } from '../../domain/code-pattern.ts'
import { fillPool } from '../../store/code-waiters.ts'
import { csvCell } from '../csv-cell.ts'
import { cannotWrite, UsageError } from '../failure.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { jsonOption, type Options, shopOption, verb } from '../verb.ts'
import { poolTyped } from './pool-typed.ts'

const MOST_CODES = 1_000_000

const options = {
  count: { value: 'NUMBER', required: true },
  pattern: { value: 'TEXT', required: true },
  to: { value: 'FILE', required: true },
  ...shopOption,
  ...storeOptions,
  ...jsonOption,
} as const satisfies Options

export const make = verb('codes make', {
  arguments: [{ name: 'POOL' }],
  options,
  examples: {
    make: "rekindle codes make win-back --count 5000 --pattern 'WB-#######' --to codes.csv --shop acme",
  },
  run: (given, io) =>
    withStore(given, async (store) => {
      const { settings } = await shopIn(store, given.value('shop'))
      const shop = settings.shop.id
      const pool = poolTyped(given.arguments[0] ?? '')
      const count = countTyped(given.value('count'))
      const codes = codesBy(given.value('pattern'), count)
      const file = given.value('to')
      // The file first: a code that is mailed and that the shop's system does not know is refused there.
      await writeFile(file, `code\n${codes.map(csvCell).join('\n')}\n`, { flag: 'wx' }).catch(
        (error: Error) => {
          throw cannotWrite(file, error)
        },
      )
      const free = codes.map((code) => ({ code }))
      const { added } = await fillPool(store.table, { shop, pool }, free, io.now())
      return { shop, pool, file, added }
    }),
  text: ({ pool, file, added }, { words }) => words.codes.made(pool, added, file),
})

function countTyped(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1 && count <= MOST_CODES) return count
  throw new UsageError((w) => w.codes.faults.count(text, MOST_CODES))
}

/** @throws UsageError for a pattern whose codes could be guessed */
function codesBy(pattern: string, count: number): readonly string[] {
  const needed = placeholdersFor(count)
  if (pattern.split(PLACEHOLDER).length - 1 < needed)
    throw new UsageError((w) => w.codes.faults.pattern(pattern, needed))
  if (!isCode(pattern)) throw new UsageError((w) => w.codes.faults.notACode(pattern))
  const codes = new Set<string>()
  while (codes.size < count) codes.add(codeBy(pattern, (below) => randomInt(below)))
  return [...codes]
}
