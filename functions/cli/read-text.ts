/** Reads a text file that a person wrote, none of it damaged. */
import { readFile } from 'node:fs/promises'
import { firstWrongByte, strictText } from '../domain/text-encoding.ts'
import { lineEndsIn } from '../intake/import/decode-text.ts'
import { cannotRead, Failure } from './failure.ts'

/**
 * The text of a file in UTF-8, without a byte order mark.
 *
 * @throws Failure that names the line of a byte that is not UTF-8, or why there is no such file
 * @example await readText('policy.yaml')
 */
export async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw cannotRead(file, error)
  })
  const text = strictText(bytes, 'utf-8')
  if (text !== undefined) return text
  const before = bytes.subarray(0, firstWrongByte(bytes, 'utf-8')).toString()
  const place = `${file}:${lineEndsIn(before) + 1}`
  throw new Failure((w) => w.failures.cannotRead(place, w.failures.notUtf8))
}
