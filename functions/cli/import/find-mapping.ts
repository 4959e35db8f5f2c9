/** The mapping that an import names: one that ships, or a file of the shop's own. */
import { readFile } from 'node:fs/promises'
import { nearestName } from '../../campaigns/nearest-name.ts'
import { firstWrongByte, strictText } from '../../domain/text-encoding.ts'
import { lineEndsIn } from '../../intake/import/decode-text.ts'
import type { Mapping } from '../../intake/import/mapping.ts'
import { describeFault, readMapping } from '../../intake/import/read-mapping.ts'
import {
  isShippedMapping,
  SHIPPED_MAPPINGS,
  shippedMapping,
} from '../../intake/import/shipped-mappings.ts'
import { cannotRead, Failure } from '../failure.ts'

/** @throws Failure with every fault of the mapping and its line */
export async function findMapping(name: string): Promise<Mapping> {
  const text = isShippedMapping(name) ? await shippedMapping(name) : await readOwn(name)
  const reading = readMapping(text, name)
  if (reading.ok) return reading.mapping
  throw new Failure((w) => reading.faults.map((fault) => describeFault(fault, w.faults)).join('\n'))
}

async function readOwn(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw cannotRead(file, error)
    const shipped = SHIPPED_MAPPINGS.join(', ')
    const meant = nearestName(file, SHIPPED_MAPPINGS)
    throw new Failure((w) => w.import.noMapping(file, shipped, meant))
  })
  const text = strictText(bytes, 'utf-8')
  if (text !== undefined) return text
  // Column names that lost signs would be in no file.
  const line = lineEndsIn(bytes.subarray(0, firstWrongByte(bytes, 'utf-8')).toString()) + 1
  throw new Failure((w) => w.failures.cannotRead(`${file}:${line}`, w.import.notUtf8))
}
