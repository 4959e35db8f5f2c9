/** Shop systems send an empty text, null, or a word such as "NULL" for what they do not know. */
import type * as z from 'zod/mini'
import { nothing } from './wire-parts.ts'

type Record = { readonly [field: string]: unknown }

const isRecord = (value: unknown): value is Record =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/**
 * A body without the optional fields that are empty, at any depth: they mean the same as a field
 * that is left out, as does an object of which nothing is left. What the schema requires stays as it
 * is, to be refused by its name.
 *
 * @example withoutEmpty(PostedRefund, { refundId: '', orderId: 'NULL' }) // { refundId: '' }
 */
export function withoutEmpty(schema: z.ZodMiniType, body: unknown): unknown {
  const { def } = schema._zod as { readonly def: Definition }
  if (def.innerType) return withoutEmpty(def.innerType, body)
  if (def.element && Array.isArray(body)) {
    const { element } = def
    return body.map((item) => withoutEmpty(element, item))
  }
  if (!isRecord(body)) return body
  const { shape, valueType } = def
  if (!shape && !valueType) return body
  const kept = Object.entries(body).flatMap(([name, value]) => {
    const field = shape && Object.hasOwn(shape, name) ? shape[name] : valueType
    if (!field) return [[name, value]]
    const inner = withoutEmpty(field, value)
    const isLeftOut = field._zod.optin === 'optional' && isEmpty(field, inner)
    return isLeftOut ? [] : [[shape ? name : nameInRecord(name), inner]]
  })
  return Object.fromEntries(kept)
}

/** A record of zod passes over this name; under another it is refused, as one that was not declared. */
const nameInRecord = (name: string): string => (name === '__proto__' ? "'__proto__'" : name)

function isEmpty(field: z.ZodMiniType, value: unknown): boolean {
  if (value === null || value === '') return true
  if (typeof value === 'string') return nothing.get(field)?.isNothing(value) ?? false
  return isRecord(value) && Object.keys(value).length === 0 && isOfObjects(field)
}

function isOfObjects(schema: z.ZodMiniType): boolean {
  const { def } = schema._zod as { readonly def: Definition }
  return def.innerType ? isOfObjects(def.innerType) : def.shape !== undefined
}

/** What of a schema's definition leads further in. */
type Definition = {
  readonly shape?: Readonly<globalThis.Record<string, z.ZodMiniType>>
  readonly element?: z.ZodMiniType
  /** Of a record. */
  readonly valueType?: z.ZodMiniType
  readonly innerType?: z.ZodMiniType
}
