/** What differs between the declarations of a shop before and after, by path. */
import type { Declarations } from './declarations.ts'

export type DeclarationChanges = {
  /** Such as `events.checkout-started` or `attributes.tier`. */
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

/** @example declarationChanges(NOTHING_DECLARED, declarations).added // ['attributes.birthday'] */
export function declarationChanges(before: Declarations, after: Declarations): DeclarationChanges {
  const [was, is] = [leavesOf(before), leavesOf(after)]
  const added = pathsOnlyIn(is, was)
  const removed = pathsOnlyIn(was, is)
  const changed = [...is].flatMap(([path, value]) =>
    was.has(path) && was.get(path) !== value ? path : [],
  )
  return { added, changed, removed }
}

/** With the value of each as text; of an event itself there is none. */
function leavesOf({ events, attributes }: Declarations): ReadonlyMap<string, string> {
  const ofEvents = Object.entries(events).flatMap(([name, { keepDays, properties }]) => [
    [`events.${name}`, ''] as const,
    [`events.${name}.keepDays`, String(keepDays)] as const,
    ...Object.entries(properties).map(
      ([property, type]) => [`events.${name}.properties.${property}`, textOf(type)] as const,
    ),
  ])
  const ofAttributes = Object.entries(attributes).map(
    ([name, type]) => [`attributes.${name}`, textOf(type)] as const,
  )
  return new Map([...ofEvents, ...ofAttributes])
}

const textOf = (type: string | readonly string[]): string => JSON.stringify(type)

/** What belongs to an event that came or went as a whole goes without saying. */
function pathsOnlyIn(
  own: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): readonly string[] {
  const paths = [...own.keys()].filter((path) => !other.has(path))
  return paths.filter((path) => !paths.some((whole) => path.startsWith(`${whole}.`)))
}
