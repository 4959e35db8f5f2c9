/** The fields that a schema allows at a path, to list them when another was written. */
import type * as z from 'zod/mini'

/** Of a field that is known only to refuse it in words of its own. */
const isRefused = (field: z.core.$ZodType | undefined): boolean => {
  const { def } = (field as z.core.$ZodTypes)._zod
  return def.type === 'never' || (def.type === 'optional' && isRefused(def.innerType))
}

/** @example knownFields(CampaignFile, ['steps', 0, 'repeat']) // ['every', 'while'] */
export function knownFields(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
): readonly string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  const [key, ...rest] = path
  switch (def.type) {
    case 'object': {
      if (key === undefined)
        return Object.keys(def.shape).filter((name) => !isRefused(def.shape[name]))
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
    case 'lazy':
      return knownFields(def.getter(), path)
    case 'default':
    case 'nullable':
    case 'optional':
      return knownFields(def.innerType, path)
  }
  // Other kinds of schema have no fields.
  return []
}
