/** The fields of a mapping, by their place. */

/**
 * The valid names under a field; those of the whole mapping for the empty path.
 *
 * @example fieldsUnder(MAPPING_FIELDS, 'customer') // ['id', 'email', 'name', 'country', 'locale']
 */
export const fieldsUnder = (fields: readonly string[], path: string): readonly string[] =>
  fields
    .filter((field) => path === '' || field.startsWith(`${path}.`))
    .map((field) => (path === '' ? field : field.slice(path.length + 1)))
    .filter((field) => !field.includes('.') && field !== '*')
