/** `rekindle suppression export`: the suppression list, without a single address. */
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { isoInstant } from '../../domain/time.ts'
import { eachAddress, type KnownAddress } from '../../store/addresses.ts'
import { ALL_SHOPS } from '../../store/keys.ts'
import { cannotWrite } from '../failure.ts'
import { askStore, type Store, storeOptions } from '../open-store.ts'
import { type Given, type Io, type Options, verb } from '../verb.ts'
import { scopeCell } from './list.ts'
import { listingsOf } from './reasons.ts'
import { scopeOf, scopeOptions } from './scope.ts'

const HEADER = 'address_hash,scope,reason,at'

const options = {
  to: { value: 'FILE' },
  ...scopeOptions,
  ...storeOptions,
} as const satisfies Options

export const exportList = verb('suppression export', {
  arguments: [],
  options,
  examples: {
    file: 'rekindle suppression export --to suppressed.csv',
    pipe: 'rekindle suppression export --shop acme | gzip > acme.csv.gz',
  },
  run: (given, io) => askStore(given, (store) => write(store, given, io)),
  text: (written, { words }) =>
    written && words.suppression.rowsWritten(written.rows, written.file),
})

/** Rows on standard output are printed one by one: the list may be larger than the memory. */
async function write(store: Store, given: Given<typeof options>, io: Io) {
  const scope = await scopeOf(given, store)
  const file = given.text('to')
  if (file !== undefined) return { file, rows: await writeRows(rowsFor(scope, store), file) }
  io.print(HEADER)
  for await (const row of rowsFor(scope, store)) io.print(row)
  return undefined
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
    throw cannotWrite(file, error)
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
