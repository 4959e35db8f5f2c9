/** `rekindle suppression export`: whom not to mail to, without a single address. */
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { isoInstant } from '../../domain/time.ts'
import { eachAddress, type KnownAddress } from '../../store/addresses.ts'
import { ALL_SHOPS } from '../../store/keys.ts'
import type { Command, Given, Io } from '../command.ts'
import { Failure } from '../failure.ts'
import { type Store, storeOptions, withStore } from '../open-store.ts'
import { counted } from '../words.ts'
import { scopeCell } from './list.ts'
import { listingsOf } from './reasons.ts'
import { scopeOf, scopeOptions } from './scope.ts'

const HEADER = 'address_hash,scope,reason,at'

export const command: Command = {
  name: 'suppression export',
  summary: 'Writes who must not be mailed as CSV: keyed hashes, since no addresses are kept.',
  about:
    'A row says for which shop it holds, or that it holds for all. Another installation knows the hashes only if it has the same secret. Without --shop and --all-shops everything is written; with --shop, what holds for that shop. It can be imported again as it is.',
  arguments: [],
  options: {
    to: { value: 'FILE', about: 'the file to write; if left out, standard output' },
    ...scopeOptions,
    ...storeOptions,
  },
  examples: [
    'rekindle suppression export --to suppressed.csv',
    'rekindle suppression export --shop acme | gzip > acme.csv.gz',
  ],
  run: (given, io) => withStore(given, (store) => run(store, given, io)),
}

async function run(store: Store, given: Given, io: Io): Promise<void> {
  const scope = await scopeOf(given, store)
  const file = given.text('to')
  if (file === undefined) {
    io.print(HEADER)
    for await (const row of rowsFor(scope, store)) io.print(row)
    return
  }
  const rows = await writeRows(rowsFor(scope, store), file)
  io.print(`${counted(rows, 'row')} written to ${file}`)
}

async function* rowsFor(scope: string | undefined, { table }: Store): AsyncIterable<string> {
  for await (const known of eachAddress(table))
    if (scope === undefined || known.shop === scope || known.shop === ALL_SHOPS)
      yield* rowsOf(known)
}

/** Neither a hash nor a shop's id has a character that CSV would quote. */
const rowsOf = ({ hash, shop, facts }: KnownAddress): readonly string[] =>
  listingsOf(facts).map(({ reason, at }) =>
    [hash, scopeCell(shop), reason, isoInstant(at)].join(','),
  )

async function writeRows(rows: AsyncIterable<string>, file: string): Promise<number> {
  const stream = createWriteStream(file, { mode: 0o600 })
  try {
    await once(stream, 'open')
    const written = await pour(rows, stream)
    stream.end()
    await once(stream, 'close')
    return written
  } catch (error) {
    stream.destroy()
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
    throw new Failure(`${file} cannot be written: ${(error as Error).message}`)
  }
}

async function pour(rows: AsyncIterable<string>, stream: WriteStream): Promise<number> {
  let written = 0
  stream.write(`${HEADER}\n`)
  for await (const row of rows) {
    written++
    if (!stream.write(`${row}\n`)) await once(stream, 'drain')
  }
  return written
}
