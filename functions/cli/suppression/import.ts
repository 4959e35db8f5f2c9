/** `rekindle suppression import`: the addresses that another system has learned not to mail. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { nearestName } from '../../campaigns/nearest-name.ts'
import { changeAddress } from '../../store/addresses.ts'
import { listShops } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'
import { Failure, UsageError } from '../failure.ts'
import { type Store, secretOption, storeOptions, withStore } from '../open-store.ts'
import { makeProgress } from '../progress.ts'
import { type Given, type Io, jsonOption, type Options, verb } from '../verb.ts'
import { type Listed, readSuppressionList, type SuppressionList } from './list.ts'
import { LISTED_REASONS, type ListedReason, listedReasonOf, withListing } from './reasons.ts'
import { addressHasher, scopeOf, scopeOptions } from './scope.ts'

const options = {
  ...scopeOptions,
  reason: { value: 'NAME', known: LISTED_REASONS, default: 'by-hand' },
  ...storeOptions,
  ...secretOption,
  ...jsonOption,
} as const satisfies Options
type ListGiven = Given<typeof options>

export const importList = verb('suppression import', {
  arguments: [{ name: 'FILE' }],
  options,
  examples: {
    bounces: 'rekindle suppression import bounces.csv --shop acme --reason bounce',
    all: 'rekindle suppression import suppressed.csv.gz --all-shops',
  },
  run: (given, io) =>
    withStore(given, async (store) => {
      const list = await readList(store, given, io)
      const outcome = { ...(await put(list.addresses, store.table, io)), ...refusalsOf(list) }
      io.stderr.write(refusedLines(list, given, io))
      return outcome
    }),
  text: ({ rows, new: added, known, refused }, { words }) =>
    words.suppression.imported(rows, added, known, refused),
})

async function readList(store: Store, given: ListGiven, io: Io): Promise<SuppressionList> {
  const [file = ''] = given.arguments
  const reading = {
    file,
    hashAddress: await addressHasher(store),
    shops: await listShops(store.table),
    scope: await scopeOf(given, store),
    reason: reasonTyped(given.value('reason')),
    now: io.now(),
  }
  try {
    const { mtimeMs } = await stat(file)
    const changedAt = Math.min(Math.floor(mtimeMs), reading.now)
    return await readSuppressionList(createReadStream(file), { ...reading, changedAt })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
    throw new Failure((w) => w.failures.cannotRead(file, (error as Error).message))
  }
}

/** @throws UsageError */
export function reasonTyped(text: string): ListedReason {
  const reason = listedReasonOf(text)
  if (reason !== undefined) return reason
  const meant = nearestName(text, LISTED_REASONS)
  throw new UsageError((w) => w.usage.oneOf('--reason', text, LISTED_REASONS.join(', '), meant))
}

type ImportCounts = { readonly new: number; readonly known: number }

/** Enough to keep a table busy, and few enough to leave it to the shop's own work. */
const AT_A_TIME = 32

async function put(addresses: readonly Listed[], table: Table, io: Io): Promise<ImportCounts> {
  const progress = makeProgress(io)
  const queue = addresses.values()
  let [added, known] = [0, 0]
  async function work(): Promise<void> {
    for (const listed of queue) {
      if (await isNew(listed, table)) added++
      else known++
      progress.show(io.words.suppression.done(added + known))
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, work))
  } finally {
    progress.done()
  }
  return { new: added, known }
}

async function isNew({ shop, hash, listings }: Listed, table: Table): Promise<boolean> {
  let changed = false
  await changeAddress(table, shop, hash, (facts) => {
    const after = listings.reduce(withListing, facts)
    changed = after !== facts
    return after
  })
  return changed
}

const refusalsOf = ({ rows, refusedLines }: SuppressionList) => ({
  rows,
  refused: refusedLines.length,
})

const LINES_NAMED = 10

function refusedLines(
  { refusedLines: lines }: SuppressionList,
  given: ListGiven,
  { words: { suppression: words } }: Io,
): string {
  const named = lines.slice(0, LINES_NAMED)
  const others = lines.length - named.length
  return [
    ...named.map((line) => `${given.arguments[0]}:${line}: ${words.refusedLine}\n`),
    ...(others > 0 ? [`${words.moreRefused(others)}\n`] : []),
  ].join('')
}
