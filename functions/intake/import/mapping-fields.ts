/** The fields of a mapping, by their place. */
import { MAPPING_FIELDS } from '../../language/faults/mapping-fault-words.ts'

/** The valid names under a field; those of the whole mapping for the empty path. */
export const fieldsUnder = (path: string): readonly string[] =>
  MAPPING_FIELDS.filter((field) => path === '' || field.startsWith(`${path}.`))
    .map((field) => (path === '' ? field : field.slice(path.length + 1)))
    .filter((field) => !field.includes('.') && field !== '*')
