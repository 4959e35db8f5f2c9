/** A table whose rows are written in the form of the store's format, with the version of the form. */
import { storedForm } from './codecs/codec.ts'
import { codecOf, hasFormerForms } from './codecs/row-kind.ts'
import type { Table, Write } from './table.ts'

/**
 * @param format the one that the store is on; read before each write
 * @example const table = inFormOf(makeDynamoDbTable(options), () => format)
 */
export function inFormOf(table: Table, format: () => number): Table {
  // A write costs nothing more where every kind of row has one form.
  if (!hasFormerForms()) return table
  const formed = (writes: readonly Write[]): readonly Write[] =>
    writes.map((write) => formOf(write, format()))
  return {
    ...table,
    format,
    write: (writes) => table.write(formed(writes)),
    writeTogether: (writes) => table.writeTogether(formed(writes)),
  }
}

function formOf(write: Write, format: number): Write {
  if ('remove' in write) return write
  const codec = codecOf('put' in write ? write.put : write.merge)
  if (!codec?.former) return write
  // The other fields of the stored row may be in another form.
  if ('merge' in write) throw new Error(`a ${codec.kind} row has several forms and is put whole`)
  return { ...write, put: storedForm(codec, write.put, format) }
}

/** The format of a process, as it finds it with the settings of the shops that it reads. */
export type SeenFormat = {
  readonly current: () => number
  readonly see: (format: number) => void
}

/** @param first until a shop was read; what every build can read */
export function seenFormat(first: number): SeenFormat {
  let current = first
  return {
    current: () => current,
    see(format) {
      current = Math.max(current, format)
    },
  }
}
