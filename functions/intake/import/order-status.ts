/** What the cells of a file say of its orders' status. */
import { ImportFault, quotedCell } from './import-fault.ts'
import { comparable } from './larger-languages.ts'
import { ORDER_STATUSES, type OrderStatus, STATUS_WORDS } from './status-words.ts'

/** @example plainStatus('wc-Partially_Refunded') // 'partially refunded' */
const plainStatus = (text: string): string =>
  // Capitals of Turkish lose the dot that the small letter lacks.
  comparable(text.normalize('NFKD').replace(/\p{M}/gu, ''))
    .replace(/[\s_\p{Pd}]+/gu, ' ')
    .trim()
    .replace(/^wc /, '')

/** Every word that is known, with what it means in its language. */
export function* statusWords(): Generator<readonly [word: string, status: OrderStatus]> {
  for (const status of ORDER_STATUSES)
    for (const line of STATUS_WORDS[status].trim().split('\n'))
      for (const word of line.replace(/^\s*[a-z]{2}: /, '').split('|'))
        yield [plainStatus(word), status]
}

let known: ReadonlyMap<string, OrderStatus> | undefined

export type StatusReader = {
  /** The status, or nothing where the cell is empty or has a word that is not known. */
  readonly read: (text: string, column: string, line: number) => OrderStatus | ''
  /** @throws ImportFault with every word that is not known */
  readonly end: () => void
}

/** As many as a person can look at; a column of something else has millions. */
const MOST_WORDS = 20

/**
 * Reads the status of orders in any of the languages, and refuses the file at its end if it has
 * words that no one explained: left out they would be purchases that never were.
 *
 * @param own words of the shop's, by what they mean
 * @example statusReader({ Versendet: 'completed' }).read('Abgeschlossen', 'Order Status', 2) // 'completed'
 */
export function statusReader(own: Readonly<Record<string, OrderStatus>>): StatusReader {
  known ??= new Map(statusWords())
  const words = new Map(known)
  for (const [word, status] of Object.entries(own)) words.set(plainStatus(word), status)
  const unknown = new Map<string, number>()
  let first: { readonly column: string; readonly line: number } | undefined
  return {
    read(text, column, line) {
      if (text === '') return ''
      const status = words.get(text) ?? words.get(plainStatus(text))
      if (status !== undefined) {
        words.set(text, status)
        return status
      }
      first ??= { column, line }
      if (unknown.has(text) || unknown.size < MOST_WORDS)
        unknown.set(text, (unknown.get(text) ?? 0) + 1)
      return ''
    },
    end() {
      if (!first) return
      const { column, line } = first
      const seen = [...unknown].map(([text, rows]) => [quotedCell(text), rows] as const)
      throw new ImportFault(
        'unknown-status',
        (w) => w.rows.unknownStatus(quotedCell(column), seen, ORDER_STATUSES),
        { line, column },
      )
    },
  }
}
