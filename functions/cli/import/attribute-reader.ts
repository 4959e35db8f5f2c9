/** Reads the attributes that a mapping names, by the types that the shop has declared. */
import type { Declarations } from '../../domain/declarations.ts'
import { valueFault, valueOfText } from '../../domain/declared-value.ts'
import { nearestName } from '../../domain/nearest-name.ts'
import type { Mapping } from '../../intake/import/mapping.ts'
import type { PostedAttributes } from '../../intake/wire.ts'
import { Failure } from '../failure.ts'
import type { ReadAttributes } from './imported-bodies.ts'

export type AttributeReader = {
  readonly read: ReadAttributes
  /** How many values of each were left out, since they are not of its type. */
  readonly leftOut: ReadonlyMap<string, number>
}

/**
 * A value that is not of its type is left out, as a purchase is worth more than that.
 *
 * @throws Failure that names each attribute of the mapping which the shop has not declared
 */
export function attributeReader(
  { attributes: declared }: Declarations,
  { customer }: Mapping,
): AttributeReader {
  const undeclared = Object.keys(customer.attributes ?? {}).filter(
    (name) => !Object.hasOwn(declared, name),
  )
  if (undeclared.length > 0)
    throw new Failure((w) =>
      undeclared
        .map((name) => w.contacts.undeclared(name, nearestName(name, Object.keys(declared))))
        .join('\n'),
    )
  const leftOut = new Map<string, number>()
  return {
    leftOut,
    read(texts) {
      const known: Record<string, NonNullable<PostedAttributes[string]>> = {}
      for (const [name, text] of Object.entries(texts)) {
        const type = declared[name] ?? 'text'
        const value = valueOfText(type, text)
        if (value === undefined || valueFault(type, value) !== undefined)
          leftOut.set(name, (leftOut.get(name) ?? 0) + 1)
        else known[name] = value
      }
      return known
    },
  }
}
