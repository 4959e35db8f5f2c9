/** As much of JSON Schema (2020-12) as the API's description uses, to hold bodies against it. */
import { isDeepStrictEqual } from 'node:util'

export type JsonSchema = { readonly [keyword: string]: unknown }

type Check = (said: never, value: unknown, schema: JsonSchema, components: Components) => boolean
type Components = Readonly<Record<string, JsonSchema>>

const isText = (value: unknown): value is string => typeof value === 'string'
const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: isText,
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isRecord,
}

const NO_CHECK: Check = () => true

const KEYWORDS: Readonly<Record<string, Check>> = {
  description: NO_CHECK,
  examples: NO_CHECK,
  format: NO_CHECK,
  $ref: (ref: string, value, _, components) => accepts(resolve(ref, components), value, components),
  type: (types: string | readonly string[], value) =>
    [types].flat().some((type) => TYPES[type]?.(value) ?? false),
  const: (one: unknown, value) => isDeepStrictEqual(one, value),
  enum: (all: readonly unknown[], value) => all.some((one) => isDeepStrictEqual(one, value)),
  minimum: (least: number, value) => typeof value !== 'number' || value >= least,
  exclusiveMinimum: (below: number, value) => typeof value !== 'number' || value > below,
  maximum: (most: number, value) => typeof value !== 'number' || value <= most,
  minLength: (least: number, value) => !isText(value) || [...value].length >= least,
  maxLength: (most: number, value) => !isText(value) || [...value].length <= most,
  pattern: (pattern: string, value) => !isText(value) || new RegExp(pattern, 'u').test(value),
  minItems: (least: number, value) => !Array.isArray(value) || value.length >= least,
  maxItems: (most: number, value) => !Array.isArray(value) || value.length <= most,
  items: (item: JsonSchema, value, _, components) =>
    !Array.isArray(value) || value.every((one) => accepts(item, one, components)),
  required: (names: readonly string[], value) =>
    !isRecord(value) || names.every((name) => Object.hasOwn(value, name)),
  properties: (properties: Components, value, _, components) =>
    !isRecord(value) ||
    Object.entries(properties).every(
      ([name, schema]) => !Object.hasOwn(value, name) || accepts(schema, value[name], components),
    ),
  propertyNames: (schema: JsonSchema, value, _, components) =>
    !isRecord(value) || Object.keys(value).every((name) => accepts(schema, name, components)),
  additionalProperties: (others: boolean | JsonSchema, value, { properties = {} }, components) =>
    !isRecord(value) ||
    Object.entries(value).every(
      ([name, one]) =>
        Object.hasOwn(properties as object, name) ||
        (typeof others === 'boolean' ? others : accepts(others, one, components)),
    ),
  anyOf: (all: readonly JsonSchema[], value, _, components) =>
    all.some((schema) => accepts(schema, value, components)),
  oneOf: (all: readonly JsonSchema[], value, _, components) =>
    all.filter((schema) => accepts(schema, value, components)).length === 1,
}

/**
 * Whether the schema accepts the value.
 *
 * @throws where the schema uses a keyword that this does not know
 */
export const accepts = (schema: JsonSchema, value: unknown, components: Components): boolean =>
  Object.entries(schema).every(([keyword, said]) => {
    const check = KEYWORDS[keyword]
    if (!check) throw new Error(`an unknown keyword of JSON Schema: ${keyword}`)
    return check(said as never, value, schema, components)
  })

function resolve(ref: string, components: Components): JsonSchema {
  const found = components[ref.replace('#/components/schemas/', '')]
  if (!found) throw new Error(`${ref} leads nowhere`)
  return found
}
