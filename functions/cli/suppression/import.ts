/** `rekindle suppression import`: whom another system has learnt not to mail to. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { changeAddress } from '../../store/addresses.ts'
import { listShops } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'
import { type Command, type Given, type Io, jsonOption } from '../command.ts'
import { Failure, UsageError } from '../failure.ts'
import { type Store, secretOption, storeOptions, withStore } from '../open-store.ts'
import { makeProgress } from '../progress.ts'
import { counted, figure } from '../words.ts'
import { type Listed, readSuppressionList, type SuppressionList } from './list.ts'
import { LISTED_REASONS, type ListedReason, listedReasonOf, withListing } from './reasons.ts'
import { addressHasher, scopeOf, scopeOptions } from './scope.ts'

export const command: Command = {
  name: 'suppression import',
  summary: 'Imports addresses that must not be mailed, from a CSV file with a header.',
  about:
    'It has a column "email", or "address_hash" as an export has it, and may have "reason" and "at" (in UTC where it says no offset; where it is left out, when the file was last changed). The reasons of other systems are known: bounce, hard bounce, complaint, spam, unsubscribe. Who unsubscribed gets no marketing; the others get no mail at all. The whole file is read first; importing it again changes nothing.',
  arguments: [{ name: 'FILE', about: 'the CSV file, plain or gzipped' }],
  options: {
    ...scopeOptions,
    reason: {
      value: 'NAME',
      about: `what holds where a row says nothing: ${LISTED_REASONS.join(', ')}`,
      default: 'by-hand',
    },
    ...storeOptions,
    ...secretOption,
    ...jsonOption,
  },
  examples: [
    'rekindle suppression import bounces.csv --shop acme --reason bounce',
    'rekindle suppression import suppressed.csv.gz --all-shops',
  ],
  run: (given, io) =>
    withStore(given, async (store) => {
      const list = await readList(store, given, io)
      const outcome = { ...(await put(list.addresses, store.table, io)), ...refusalsOf(list) }
      io.stderr.write(tellRefused(list, given))
      if (given.flag('json')) io.print(JSON.stringify(outcome))
      else io.print(tell(outcome))
    }),
}

async function readList(store: Store, given: Given, io: Io): Promise<SuppressionList> {
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
    throw new Failure(`${file} cannot be read: ${(error as Error).message}`)
  }
}

/** @throws UsageError */
export function reasonTyped(text: string): ListedReason {
  const reason = listedReasonOf(text)
  if (reason !== undefined) return reason
  throw new UsageError(`--reason cannot be "${text}": write one of ${LISTED_REASONS.join(', ')}`)
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
      progress.show(`${counted(added + known, 'address', 'addresses')} done`)
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

function tellRefused({ refusedLines }: SuppressionList, given: Given): string {
  const named = refusedLines.slice(0, LINES_NAMED)
  const others = refusedLines.length - named.length
  return [
    ...named.map((line) => `${given.arguments[0]}:${line}: this is no e-mail address\n`),
    ...(others > 0 ? [`and ${counted(others, 'more line')} like these\n`] : []),
  ].join('')
}

function tell(outcome: ImportCounts & ReturnType<typeof refusalsOf>): string {
  const told = [
    `${figure(outcome.new)} new`,
    `${figure(outcome.known)} known already`,
    ...(outcome.refused > 0 ? [`${figure(outcome.refused)} refused`] : []),
  ]
  return `${counted(outcome.rows, 'row')} read: ${told.join(', ')}`
}
