/**
 * The columns of a list that have its people's addresses. Someone who left has left at every address
 * that a row has of them, so that no opt-out is lost with a second column.
 */
import { isPlaceholderText } from '../../domain/placeholder.ts'
import { quotedCell } from '../../intake/import/import-fault.ts'
import { ListFault } from './list-fault.ts'
import { lettersOf } from './reasons.ts'

/** A column is the person's by what is left of its name without these words. */
const QUALIFIERS =
  /primary|secondary|second|third|other|additional|alternate|alternative|main|default|work|business|home|personal|private|billing|shipping|contact|customer|client|subscriber|member|user|recipient|profile|login|account|backup|former|previous|hs/g
const ADDRESS: ReadonlySet<string> = new Set([
  ...['email', 'emails', 'emailaddress', 'emailaddresses', 'emailid', 'mail', 'mailaddress'],
])

/** Of the shop, or of someone else about the person: Postmark's "From", Salesforce's "Owner Email". */
const SOMEONE_ELSE =
  /from|sender|replyto|owner|salesrep|agent|manager|assignee|referr|invite|by(?:email|mail)|support/

const LIKE_A_COLUMN_OF_ADDRESSES = /mail|correo|courriel|邮|郵|メール|메일|почт/i
const LIKE_AN_ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/

const isOwn = (name: string): boolean => {
  const letters = lettersOf(name)
  return letters === 'recipient' || ADDRESS.has(letters.replace(QUALIFIERS, ''))
}

/** The texts of a row that should be addresses, of every column and of every part of a cell. */
type ReadAddresses = (cells: readonly string[], line: number) => readonly string[]

/**
 * @returns undefined if no column is one of addresses
 * @throws ListFault from the reader where another column has an address, and it is not known whose
 * @example addressColumns(['Email', 'Secondary Email'])?.(['a@x.example', 'b@x.example'], 2)
 */
export function addressColumns(header: readonly string[]): ReadAddresses | undefined {
  const own = header.flatMap((name, i) => (isOwn(name) ? [i] : []))
  const [first] = own
  if (first === undefined) return undefined
  const unclear = header.flatMap((name, i) =>
    LIKE_A_COLUMN_OF_ADDRESSES.test(name) && !own.includes(i) && !SOMEONE_ELSE.test(lettersOf(name))
      ? [i]
      : [],
  )
  return (cells, line) => {
    const addresses = own.flatMap((i) => partsOf(cells[i] ?? ''))
    const other = unclear.find((i) =>
      partsOf(cells[i] ?? '').some(
        (part) => LIKE_AN_ADDRESS.test(part) && !addresses.includes(part),
      ),
    )
    if (other !== undefined) {
      const [known, unknown] = [first, other].map((i) => quotedCell(header[i] ?? ''))
      throw new ListFault((w) => w.otherColumn(unknown ?? '', known ?? ''), line)
    }
    return [...new Set(addresses)]
  }
}

/** HubSpot has further addresses in one cell, with a semicolon between them. */
const partsOf = (cell: string): readonly string[] =>
  cell.split(/[\s;,|]+/).filter((part) => part !== '' && !isPlaceholderText(part))
