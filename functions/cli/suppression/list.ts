/** Reads a list of addresses that must not be mailed, as other systems and our export write it. */
import { createReadStream } from 'node:fs'
import type { Instant } from '../../domain/time.ts'
import { ImportFault, quotedCell } from '../../intake/import/import-fault.ts'
import { readFileRows } from '../../intake/import/read-rows.ts'
import type { OnHeader } from '../../intake/import/row-width.ts'
import { ALL_SHOPS } from '../../store/keys.ts'
import { Failure } from '../failure.ts'
import { addressColumns } from './address-columns.ts'
import { type Columns, columnsOf, isOfSubscribers, type Reading, readingOf } from './columns.ts'
import { ListFault } from './list-fault.ts'
import { formOf, readJsonList } from './list-form.ts'
import { LISTED_REASONS, type ListedReason, type Listing } from './reasons.ts'
import { type HashAddress, isAddressHash, scopeMissing, secretMissing } from './scope.ts'

/** All that a list says of one address in one shop, or in all. */
export type Listed = {
  /** The shop's id, or `ALL_SHOPS`. */
  readonly shop: string
  /** Under every key of the store, the current one first. */
  readonly hashes: readonly string[]
  readonly listings: Listing[]
}

export type SuppressionList = {
  readonly rows: number
  readonly addresses: readonly Listed[]
  /** Lines without a valid address, which could not be mailed anyway. */
  readonly refusedLines: readonly number[]
  /** Of contacts who did not opt out. */
  readonly leftOut: number
}

export type ReadingList = {
  /** Plain or packed by gzip: CSV, or JSON as the APIs of SES and Postmark answer. */
  readonly file: string
  /** Absent if there is no secret: then the list must contain hashes. */
  readonly hashAddress: HashAddress | undefined
  readonly shops: readonly string[]
  /** The scope of every row; if left out, the list has a column for it. */
  readonly scope: string | undefined
  /** Used for rows without one. */
  readonly reason: ListedReason
  /**
   * Used for rows without an instant: the same each time for a file, so that repeating changes
   * nothing.
   */
  readonly changedAt: Instant
  /** Nothing is dated later: an opt-out of the future would not hold yet. */
  readonly now: Instant
}

/**
 * Reads the whole list, so that nothing is changed by one with a fault.
 *
 * @throws Failure that names the file and the line; UsageError if no scope is given
 * @example await readSuppressionList({ file, scope: 'acme', ... })
 */
export async function readSuppressionList(reading: ReadingList): Promise<SuppressionList> {
  const found = new Map<string, Listed>()
  const refusedLines: number[] = []
  let [rows, leftOut] = [0, 0]
  const onHeader: OnHeader = (header) => {
    const read = rowReader(header, reading)
    return (cells, line) => {
      rows++
      const row = read(cells, line)
      if (row === 'left-out') {
        leftOut++
        return
      }
      for (const one of row.listed) addListed(found, one)
      if (row.isRefused) refusedLines.push(line)
    }
  }
  try {
    await readRows(reading.file, onHeader)
  } catch (error) {
    if (!(error instanceof ImportFault || error instanceof ListFault)) throw error
    throw failureIn(reading.file, error)
  }
  return { rows, addresses: [...found.values()], refusedLines, leftOut }
}

async function readRows(file: string, onHeader: OnHeader): Promise<void> {
  const form = await formOf(file)
  if (form !== 'json') return readFileRows(createReadStream(file), form.delimiter, onHeader)
  const { header, rows } = await readJsonList(file)
  const onRow = onHeader(header, header)
  for (const { cells, line } of rows) onRow(cells, line)
}

type Read = Omit<Listed, 'listings'> & { readonly listing: Listing }

/** Each address of a row, and whether it has none, or an invalid one. */
type ReadRow = { readonly listed: readonly Read[]; readonly isRefused: boolean }

function addListed(found: Map<string, Listed>, { shop, hashes, listing }: Read): void {
  const name = `${shop} ${hashes[0]}`
  const known = found.get(name)
  if (known) known.listings.push(listing)
  else found.set(name, { shop, hashes, listings: [listing] })
}

function rowReader(header: readonly string[], reading: ReadingList) {
  const columns = columnsOf(header)
  const hashesOf = hashReader(header, columns, reading)
  if (isOfSubscribers(columns)) throw new ListFault((w) => w.ofSubscribers, 1)
  if (reading.scope === undefined && !columns.scope) throw scopeMissing()
  return (cells: readonly string[], line: number): ReadRow | 'left-out' => {
    const reason = reasonOf(readingOf(columns, cells), line, reading)
    const at = readInstant(columns.at?.(cells) ?? '', line, reading)
    const shop = reading.scope ?? readScope(columns.scope?.(cells) ?? '', line, reading.shops)
    const addresses = hashesOf(cells, line)
    const known = addresses.filter((hashes) => hashes !== undefined)
    if (reason === 'left-out' && known.length > 0) return reason
    return {
      listed:
        reason === 'left-out'
          ? []
          : known.map((hashes) => ({ shop, hashes, listing: { reason, at } })),
      isRefused: known.length === 0 || known.length < addresses.length,
    }
  }
}

/** Reads the hashes of each address of a row; undefined for an invalid one. */
function hashReader(
  header: readonly string[],
  { hash }: Columns,
  { hashAddress }: ReadingList,
): (cells: readonly string[], line: number) => readonly (readonly string[] | undefined)[] {
  const addresses = addressColumns(header)
  if (addresses && hash) throw new ListFault((w) => w.bothColumns, 1)
  if (addresses) {
    if (!hashAddress) throw secretMissing()
    return (cells, line) => addresses(cells, line).map(hashAddress)
  }
  if (!hash) throw new ListFault((w) => w.noColumn, 1)
  return (cells, line) => {
    const text = hash(cells)
    if (isAddressHash(text)) return [[text]]
    throw new ListFault((w) => w.notAHash(quotedCell(text)), line)
  }
}

function reasonOf(said: Reading, line: number, { reason }: ReadingList): ListedReason | 'left-out' {
  if (said === 'unstated') return reason
  if (said === 'not-listed') return 'left-out'
  if ('reason' in said) return said.reason
  const known = LISTED_REASONS.join(', ')
  throw new ListFault((w) => w[said.unknown](quotedCell(said.text), known), line)
}

const FOR_ALL = 'all'
const FOR_SHOP = 'shop:'

/** As the export writes it. @example scopeCell('acme') // 'shop:acme' */
export const scopeCell = (shop: string): string =>
  shop === ALL_SHOPS ? FOR_ALL : `${FOR_SHOP}${shop}`

function readScope(text: string, line: number, shops: readonly string[]): string {
  if (text === FOR_ALL) return ALL_SHOPS
  const shop = text.startsWith(FOR_SHOP) ? text.slice(FOR_SHOP.length) : undefined
  if (shop !== undefined && shops.includes(shop)) return shop
  throw new ListFault((w) => w.scope(quotedCell(text), shops.join(', ')), line)
}

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|UTC|[+-]\d{2}:?\d{2})?)?$/
/** Seconds since 1970, as SES answers, or milliseconds. */
const SINCE_1970 = /^(\d{9,10}(?:\.\d{1,9})?|\d{12,13})$/

/** Without an offset it is in UTC. */
function readInstant(text: string, line: number, { changedAt, now }: ReadingList): Instant {
  if (text === '') return changedAt
  const at = SINCE_1970.test(text) ? millisecondsOf(text) : writtenInstant(text)
  if (at !== undefined) return Math.min(at, now)
  throw new ListFault((w) => w.instant(quotedCell(text)), line)
}

const millisecondsOf = (text: string): Instant =>
  Math.floor(Number(text) * (/^\d{12,13}$/.test(text) ? 1 : 1_000))

function writtenInstant(text: string): Instant | undefined {
  const [, day, time = '00:00', offset = 'Z'] = INSTANT.exec(text) ?? []
  const zone = offset === 'UTC' ? 'Z' : offset.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const at = Date.parse(`${day}T${time}${zone}`)
  const isRealDay = new Date(`${day}T00:00Z`).toJSON()?.startsWith(`${day}`)
  return Number.isNaN(at) || !isRealDay ? undefined : at
}

function failureIn(file: string, fault: ImportFault | ListFault): Failure {
  const place = fault.line === undefined ? file : `${file}:${fault.line}`
  return new Failure((w) =>
    w.suppression.list.nothingChanged(
      place,
      fault instanceof ListFault ? fault.problem(w.suppression.list) : fault.sentence(w.faults),
    ),
  )
}
