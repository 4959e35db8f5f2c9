/**
 * A line of the journal: a JSON array, a space and its checksum (CRC-32), which only has to recognise
 * a line that was cut short.
 *
 *     ["journal",1,{"id":"…","from":1,"upTo":0,"lines":0,"epoch":0}] 5d41402a
 *     [17,1767225600000,"acme/c-17","message#care#1#tips",{"status":"claimed",…}] 7d793037
 *
 * 1. A line whose checksum differs was cut short when the machine stopped; it was never
 *    acknowledged, and the database appends it again. Each batch begins with an empty line, so that
 *    a torn one spoils nothing after it.
 * 2. The first line says from which number on everything is there (`from`), and up to which (`upTo`)
 *    the journal was compacted, into how many lines, which come right after it: one that is damaged
 *    is missed at its place. After them each number is there, in any order and perhaps twice.
 */
import { crc32 } from 'node:zlib'
import type { Instant } from '../../domain/time.ts'
import { TAKEN_BACKUP } from '../codecs/store-rows.ts'
import { STORE_KEY } from '../keys.ts'
import type { KeptFields, KeptRow } from './kept-rows.ts'

/** One change, under a number of its own. */
export type JournalEntry = KeptRow & { readonly seq: number; readonly at: Instant }

export type JournalHeader = {
  /** The same in the database that the journal belongs to. */
  readonly id: string
  readonly from: number
  readonly upTo: number
  readonly lines: number
  /** The latest restore that the journal knows of. */
  readonly epoch: number
}

const FORMAT = 1
const CHECKSUM_LENGTH = 8

const checksumOf = (text: string): string => crc32(text).toString(16).padStart(CHECKSUM_LENGTH, '0')
const signed = (value: unknown): string => {
  const text = JSON.stringify(value)
  return `${text} ${checksumOf(text)}`
}

/** @example headerLine({ id: 'k3', from: 1, upTo: 0, lines: 0, epoch: 0 }) */
export const headerLine = (header: JournalHeader): string => signed(['journal', FORMAT, header])

/** Room for a header whose figures are known only at the end. */
export const HEADER_BYTES = 256

/** @example paddedHeader(header).length // HEADER_BYTES - 2, before the end of the line */
export const paddedHeader = (header: JournalHeader): string =>
  headerLine(header).padEnd(HEADER_BYTES - 2)

/** @example entryLine({ seq: 1, at: 0, pk: 'acme/17', sk: 'state', fields: { erasedAt: 0 } }) */
export const entryLine = ({ seq, at, pk, sk, fields }: JournalEntry): string =>
  signed([seq, at, pk, sk, fields])

/** The id of a backup, if that is what the entry notes. */
export function backupIn({ pk, sk, fields }: JournalEntry): string | undefined {
  const id = pk === STORE_KEY && sk === TAKEN_BACKUP ? fields?.id : undefined
  return typeof id === 'string' ? id : undefined
}

/** Of several entries of one name only the latest counts. Each backup has a name of its own. */
export const nameOf = (entry: JournalEntry): string =>
  [entry.pk, entry.sk, backupIn(entry) ?? ''].join('\n')

export type ReadLine =
  | { readonly kind: 'entry'; readonly entry: JournalEntry }
  | { readonly kind: 'header'; readonly header: JournalHeader }
  /** A later Rekindle wrote it. */
  | { readonly kind: 'newer' }
  /** Cut short or damaged. */
  | { readonly kind: 'torn' }

/** @returns undefined for an empty line */
export function readLine(text: string): ReadLine | undefined {
  const line = text.trimEnd()
  if (line === '') return undefined
  const cut = line.length - CHECKSUM_LENGTH - 1
  const json = line.slice(0, Math.max(cut, 0))
  if (cut < 2 || line[cut] !== ' ' || checksumOf(json) !== line.slice(cut + 1))
    return { kind: 'torn' }
  const value: unknown = JSON.parse(json)
  if (isEntry(value)) {
    const [seq, at, pk, sk, fields] = value
    return { kind: 'entry', entry: { seq, at, pk, sk, fields } }
  }
  return isHeader(value) ? { kind: 'header', header: value[2] } : { kind: 'newer' }
}

type StoredEntry = readonly [number, Instant, string, string, KeptFields | null]
type StoredHeader = readonly ['journal', typeof FORMAT, JournalHeader]

const isEntry = (value: unknown): value is StoredEntry =>
  Array.isArray(value) && value.length === 5 && typeof value[0] === 'number'

const isHeader = (value: unknown): value is StoredHeader =>
  Array.isArray(value) && value[0] === 'journal' && value[1] === FORMAT
