/** Reads a list of addresses that must not be mailed, as other systems and our export write it. */
import type { Instant } from '../../domain/time.ts'
import { ImportFault, quotedCell } from '../../intake/import/import-fault.ts'
import { readFileRows } from '../../intake/import/read-rows.ts'
import type { SuppressionWords } from '../../language/command/suppression-words.ts'
import { ALL_SHOPS } from '../../store/keys.ts'
import { Failure } from '../failure.ts'
import { LISTED_REASONS, type ListedReason, type Listing, listedReasonOf } from './reasons.ts'
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
}

export type ReadingList = {
  /** As faults name it. */
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
 * @example await readSuppressionList(createReadStream(file), { file, scope: 'acme', ... })
 */
export async function readSuppressionList(
  source: AsyncIterable<Uint8Array>,
  reading: ReadingList,
): Promise<SuppressionList> {
  const found = new Map<string, Listed>()
  const refusedLines: number[] = []
  let rows = 0
  try {
    await readFileRows(source, ',', (header) => {
      const read = rowReader(header, reading)
      return (cells, line) => {
        rows++
        const row = read(cells, line)
        if (row) addListed(found, row)
        else refusedLines.push(line)
      }
    })
  } catch (error) {
    if (!(error instanceof ImportFault || error instanceof ListFault)) throw error
    throw failureIn(reading.file, error)
  }
  return { rows, addresses: [...found.values()], refusedLines }
}

type Read = Omit<Listed, 'listings'> & { readonly listing: Listing }

function addListed(found: Map<string, Listed>, { shop, hashes, listing }: Read): void {
  const name = `${shop} ${hashes[0]}`
  const known = found.get(name)
  if (known) known.listings.push(listing)
  else found.set(name, { shop, hashes, listings: [listing] })
}

function rowReader(header: readonly string[], reading: ReadingList) {
  const columns = header.map((name) => name.toLowerCase().replace(/[ -]/g, '_'))
  const cellOf = (name: string) => {
    const column = columns.indexOf(name)
    return column < 0 ? undefined : (cells: readonly string[]) => cells[column]?.trim() ?? ''
  }
  const hashesOf = hashReader(cellOf('email'), cellOf('address_hash'), reading)
  const [scope, reason, at] = [cellOf('scope'), cellOf('reason'), cellOf('at')]
  if (reading.scope === undefined && !scope) throw scopeMissing()
  return (cells: readonly string[], line: number): Read | undefined => {
    const listing = {
      reason: readReason(reason?.(cells) ?? '', line, reading),
      at: readInstant(at?.(cells) ?? '', line, reading),
    }
    const shop = reading.scope ?? readScope(scope?.(cells) ?? '', line, reading.shops)
    const hashes = hashesOf(cells, line)
    return hashes === undefined ? undefined : { shop, hashes, listing }
  }
}

type CellOf = ((cells: readonly string[]) => string) | undefined

function hashReader(email: CellOf, hash: CellOf, { hashAddress }: ReadingList) {
  if (email && hash) throw missing((w) => w.bothColumns)
  if (email) {
    if (!hashAddress) throw secretMissing()
    return (cells: readonly string[]) => hashAddress(email(cells))
  }
  if (!hash) throw missing((w) => w.noColumn)
  return (cells: readonly string[], line: number) => {
    const text = hash(cells)
    if (isAddressHash(text)) return [text]
    throw unreadable((w) => w.notAHash(quotedCell(text)), line)
  }
}

/** A fault of the list itself, in the language of the command. */
class ListFault extends Error {
  readonly problem: ListProblem
  readonly line: number
  constructor(problem: ListProblem, line: number) {
    super('a fault in a list')
    this.problem = problem
    this.line = line
  }
}

type ListProblem = (words: SuppressionWords['list']) => string

const missing = (problem: ListProblem): ListFault => new ListFault(problem, 1)

const unreadable = (problem: ListProblem, line: number): ListFault => new ListFault(problem, line)

function readReason(text: string, line: number, { reason }: ReadingList): ListedReason {
  const found = text === '' ? reason : listedReasonOf(text)
  if (found !== undefined) return found
  throw unreadable((w) => w.reason(quotedCell(text), LISTED_REASONS.join(', ')), line)
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
  throw unreadable((w) => w.scope(quotedCell(text), shops.join(', ')), line)
}

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|UTC|[+-]\d{2}:\d{2})?)?$/

/** Without an offset it is in UTC. */
function readInstant(text: string, line: number, { changedAt, now }: ReadingList): Instant {
  if (text === '') return changedAt
  const [, day, time = '00:00', offset = 'Z'] = INSTANT.exec(text) ?? []
  const at = Date.parse(`${day}T${time}${offset === 'UTC' ? 'Z' : offset}`)
  const isRealDay = new Date(`${day}T00:00Z`).toJSON()?.startsWith(`${day}`)
  if (!Number.isNaN(at) && isRealDay) return Math.min(at, now)
  throw unreadable((w) => w.instant(quotedCell(text)), line)
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
