/** What a shop declares, from a YAML file. */
import { longestFit } from '../../campaigns/field-fixes.ts'
import { readFields } from '../../campaigns/read-fields.ts'
import { Declarations } from '../../domain/declarations.ts'
import type { FaultSentence } from '../../language/faults/fault-words.ts'
import { faultLine } from '../campaign/fault-line.ts'
import { Failure } from '../failure.ts'
import { readText } from '../read-text.ts'

/** @throws Failure that names every fault with its line */
export async function readDeclarations(file: string): Promise<Declarations> {
  const { value, faults } = readFields(file, await readText(file), Declarations, fixForDeclaration)
  if (!value) throw new Failure((w) => faults.map((fault) => faultLine(fault, w.faults)).join('\n'))
  return value
}

/** The names in between are the shop's own. */
const fixForDeclaration = (field: string): FaultSentence => {
  const [kind = '', name, part, property] = field.split('.')
  const place = [kind, name && 'NAME', part, property && 'NAME'].filter(Boolean).join('.')
  return ({ declarations: words }) => longestFit(words.fields, place) ?? words.file
}
