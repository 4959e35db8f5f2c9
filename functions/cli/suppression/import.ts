/** `rekindle suppression import`: the addresses that another system has learned not to mail. */
import { stat } from 'node:fs/promises'
import { nearestName } from '../../domain/nearest-name.ts'
import { changeAddress } from '../../store/addresses.ts'
import { listShops } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'
import { cannotRead, UsageError } from '../failure.ts'
import { putEach } from '../import/put-each.ts'
import { refusedLines } from '../import/refused-lines.ts'
import { type Store, secretOption, storeOptions, withStore } from '../open-store.ts'
import { type Io, jsonOption, type Options, verb } from '../verb.ts'
import { type Listed, readSuppressionList, type SuppressionList } from './list.ts'
import { LISTED_REASONS, type ListedReason, listedReasonOf, withListing } from './reasons.ts'
import { addressHasher, refuseHashesWhileMoving, scopeOf, scopeOptions } from './scope.ts'

const options = {
  ...scopeOptions,
  reason: { value: 'NAME', known: LISTED_REASONS, default: 'by-hand' },
  ...storeOptions,
  ...secretOption,
  ...jsonOption,
} as const satisfies Options

export const importList = verb('suppression import', {
  arguments: [{ name: 'FILE' }],
  options,
  examples: {
    bounces: 'rekindle suppression import bounces.csv --shop acme --reason bounce',
    all: 'rekindle suppression import suppressed.csv.gz --all-shops',
  },
  run: (given, io) =>
    withStore(given, async (store) => {
      const [file = ''] = given.arguments
      const reason = reasonTyped(given.value('reason'))
      return importAddresses(store, { file, scope: await scopeOf(given, store), reason }, io)
    }),
  text: ({ rows, new: added, known, refused, leftOut }, { words }) =>
    words.suppression.imported(rows, added, known, refused, leftOut),
})

/** While there are two address keys, an address that was read in clear has two hashes. */
const isKnownByHashAlone = ({ hashes }: Listed): boolean => hashes.length === 1

type Importing = {
  readonly file: string
  /** The shop's id, or `ALL_SHOPS`; undefined if the list has a column for it. */
  readonly scope: string | undefined
  /** Of rows without one. */
  readonly reason: ListedReason
}

export type ImportedAddresses = ImportCounts & {
  readonly rows: number
  readonly refused: number
  /** Of contacts who did not opt out. */
  readonly leftOut: number
}

/** Imports a list; safe to repeat. @throws Failure or UsageError if it cannot be read */
export async function importAddresses(
  store: Store,
  importing: Importing,
  io: Io,
): Promise<ImportedAddresses> {
  const { rows, addresses, leftOut, refusedLines: lines } = await readList(store, importing, io)
  if (addresses.some(isKnownByHashAlone)) await refuseHashesWhileMoving(store)
  const counts = await put(addresses, store.table, io)
  const { refusedLine: problem, moreRefused } = io.words.suppression
  const refused = lines.map((line) => ({ line, problem }))
  io.stderr.write(refusedLines(importing.file, refused, moreRefused))
  return { ...counts, rows, refused: lines.length, leftOut }
}

async function readList(store: Store, importing: Importing, io: Io): Promise<SuppressionList> {
  const { file } = importing
  const reading = {
    ...importing,
    hashAddress: await addressHasher(store, io),
    shops: await listShops(store.table),
    now: io.now(),
  }
  try {
    const { mtimeMs } = await stat(file)
    const changedAt = Math.min(Math.floor(mtimeMs), reading.now)
    return await readSuppressionList({ ...reading, changedAt })
  } catch (error) {
    throw cannotRead(file, error)
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

async function put(addresses: readonly Listed[], table: Table, io: Io): Promise<ImportCounts> {
  let [added, known] = [0, 0]
  async function putOne(listed: Listed): Promise<void> {
    if (await isNew(listed, table)) added++
    else known++
  }
  await putEach(addresses, putOne, io.words.suppression.done, io)
  return { new: added, known }
}

async function isNew({ shop, hashes, listings }: Listed, table: Table): Promise<boolean> {
  let changed = false
  for (const hash of hashes)
    await changeAddress(table, shop, hash, (facts) => {
      const after = listings.reduce(withListing, facts)
      changed ||= after !== facts
      return after
    })
  return changed
}
