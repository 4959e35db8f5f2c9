/** The mapping that an import names: one that ships, or a file of the shop's own. */
import { existsSync } from 'node:fs'
import { nearestName } from '../../domain/nearest-name.ts'
import type { Mapping } from '../../intake/import/mapping.ts'
import { describeFault, readMapping } from '../../intake/import/read-mapping.ts'
import {
  isShippedMapping,
  SHIPPED_MAPPINGS,
  shippedMapping,
} from '../../intake/import/shipped-mappings.ts'
import { Failure } from '../failure.ts'
import { readText } from '../read-text.ts'

/** @throws Failure with every fault of the mapping and its line */
export async function findMapping(name: string): Promise<Mapping> {
  const text = isShippedMapping(name) ? await shippedMapping(name) : await readOwn(name)
  const reading = readMapping(text, name)
  if (reading.ok) return reading.mapping
  throw new Failure((w) => reading.faults.map((fault) => describeFault(fault, w.faults)).join('\n'))
}

async function readOwn(file: string): Promise<string> {
  if (existsSync(file)) return readText(file)
  const shipped = SHIPPED_MAPPINGS.join(', ')
  const meant = nearestName(file, SHIPPED_MAPPINGS)
  throw new Failure((w) => w.import.noMapping(file, shipped, meant))
}
