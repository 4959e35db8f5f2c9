/** The name of an import: the same file again is the same import. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { cannotRead } from '../failure.ts'

/** Enough of SHA-256 that no two files of a shop share a name. */
const CHARACTERS = 16

/** @throws Failure if the file cannot be read */
export async function fingerprintOf(file: string): Promise<string> {
  const digest = createHash('sha256')
  try {
    for await (const chunk of createReadStream(file)) digest.update(chunk)
  } catch (error) {
    throw cannotRead(file, error)
  }
  return digest.digest('base64url').slice(0, CHARACTERS)
}
