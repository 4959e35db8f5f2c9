/** Shop systems send an empty text, or null, for what they do not know. */
import type * as z from 'zod/mini'

type Record = { readonly [field: string]: unknown }

const isRecord = (value: unknown): value is Record =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/**
 * A body without the optional fields that are empty, at any depth: they mean the same as a field
 * that is left out. What the schema requires stays as it is, to be refused by its name.
 *
 * @example withoutEmpty(PostedRefund, { refundId: '', orderId: '' }) // { refundId: '' }
 */
export function withoutEmpty(schema: z.ZodMiniType, body: unknown): unknown {
  const { def } = schema._zod as { readonly def: Definition }
  if (def.innerType) return withoutEmpty(def.innerType, body)
  if (def.element && Array.isArray(body)) {
    const { element } = def
    return body.map((item) => withoutEmpty(element, item))
  }
  const { shape } = def
  if (!shape || !isRecord(body)) return body
  const kept = Object.entries(body).flatMap(([name, value]) => {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (!field) return [[name, value]]
    const isOptional = field._zod.optin === 'optional'
    return isOptional && (value === '' || value === null)
      ? []
      : [[name, withoutEmpty(field, value)]]
  })
  return Object.fromEntries(kept)
}

/** What of a schema's definition leads further in. */
type Definition = {
  readonly shape?: Readonly<globalThis.Record<string, z.ZodMiniType>>
  readonly element?: z.ZodMiniType
  readonly innerType?: z.ZodMiniType
}
