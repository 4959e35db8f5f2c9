/** Reads a list of codes: one a line, or a table with the column "code", and perhaps "expires". */
import { createReadStream } from 'node:fs'
import { isCode } from '../../domain/code-pattern.ts'
import type { FreeCode } from '../../domain/coupon.ts'
import { ImportFault, quotedCell } from '../../intake/import/import-fault.ts'
import { readFileRows } from '../../intake/import/read-rows.ts'
import { anyInstantText } from '../../intake/wire-parts.ts'
import type { CodeWords } from '../../language/command/code-words.ts'
import { cannotRead, Failure } from '../failure.ts'

const CODE_COLUMNS: readonly string[] = ['code', 'codes', 'coupon', 'coupon code', 'discount code']
const EXPIRY_COLUMNS: readonly string[] = ['expires', 'expires at', 'expiresat']

const Expiry = anyInstantText()

/**
 * All codes of a file, so that nothing is added of one with a fault.
 *
 * @throws Failure that names the file and the line
 * @example await readCodes('codes.csv') // [{ code: 'WB-7' }]
 */
export async function readCodes(file: string): Promise<readonly FreeCode[]> {
  const codes = new Map<string, FreeCode>()
  const take = (read: FreeCode): void => {
    codes.set(read.code, read)
  }
  try {
    await readFileRows(createReadStream(file), ',', (header) => {
      const columns = columnsOf(header)
      // A list without a header: its first line is a code.
      if (columns === undefined) {
        if (header.length > 1) throw fault(file, 1, (w) => w.noColumn)
        take({ code: codeIn(header[0] ?? '', file, 1) })
        return (cells, line) => take({ code: codeIn(cells[0] ?? '', file, line) })
      }
      return (cells, line) => {
        const expires = cells[columns.expires]?.trim() ?? ''
        take({
          code: codeIn(cells[columns.code] ?? '', file, line),
          ...(expires !== '' && { expiresAt: expiryIn(expires, file, line) }),
        })
      }
    })
  } catch (error) {
    if (error instanceof ImportFault || error instanceof Failure) throw error
    throw cannotRead(file, error)
  }
  return [...codes.values()]
}

function columnsOf(
  header: readonly string[],
): { readonly code: number; readonly expires: number } | undefined {
  const names = header.map((cell) => cell.trim().toLowerCase())
  const code = names.findIndex((name) => CODE_COLUMNS.includes(name))
  if (code < 0) return undefined
  return { code, expires: names.findIndex((name) => EXPIRY_COLUMNS.includes(name)) }
}

function codeIn(cell: string, file: string, line: number): string {
  const code = cell.trim()
  if (!isCode(code)) throw fault(file, line, (w) => w.notACode(quotedCell(code)))
  return code
}

function expiryIn(cell: string, file: string, line: number): number {
  const read = Expiry.safeParse(cell)
  if (!read.success) throw fault(file, line, (w) => w.notAnInstant(quotedCell(cell)))
  return read.data
}

const fault = (file: string, line: number, problem: (words: CodeWords['faults']) => string) =>
  new Failure((w) => w.codes.faults.inFile(`${file}:${line}`, problem(w.codes.faults)))
