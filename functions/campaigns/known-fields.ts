/** The fields that a schema allows at a path, to list them when another was written. */
import type * as z from 'zod/mini'

/** @example knownFields(CampaignFile, ['steps', 0, 'repeat']) // ['every', 'while'] */
export function knownFields(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
): readonly string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  const [key, ...rest] = path
  switch (def.type) {
    case 'object': {
      if (key === undefined) return Object.keys(def.shape)
      const inner = def.shape[String(key)]
      return inner ? knownFields(inner, rest) : []
    }
    case 'array':
      return knownFields(def.element, rest)
    case 'record':
      return key === undefined ? [] : knownFields(def.valueType, rest)
    case 'union':
      return [...new Set(def.options.flatMap((option) => knownFields(option, path)))]
    case 'pipe':
      return knownFields(def.in, path)
    case 'default':
    case 'nullable':
    case 'optional':
      return knownFields(def.innerType, path)
  }
  // Other kinds of schema have no fields.
  return []
}
