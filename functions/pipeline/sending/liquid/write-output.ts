/** What `{{ output }}` writes of a value. */
import { toValue } from 'liquidjs'
import { printed } from './decimal.ts'
import { Finished, holdsFinished } from './finished.ts'
import type { FilterHandler } from './library-filters.ts'
import type { Medium } from './medium.ts'
import { textOf } from './text-filters.ts'
import { Unusable } from './unusable.ts'

export type WriteOutput = (
  this: Pick<ThisParameterType<FilterHandler>, 'context'>,
  value: unknown,
) => string

const hasText = (value: unknown): boolean => {
  const plain = toValue(value)
  if (Array.isArray(plain)) return plain.every(hasText)
  return typeof plain !== 'object' || plain === null
}

/**
 * What `{{ output }}` writes: finished words as they are, anything else escaped.
 *
 * @param refuses whether it refuses what has no text of its own, and would show as [object Object]
 */
export const outputOf = (medium: Medium, refuses: boolean): WriteOutput =>
  function output(value): string {
    if (typeof value === 'string') {
      this.context.memoryLimit.use(value.length)
      return medium.escaped(value)
    }
    if (value instanceof Finished) {
      this.context.memoryLimit.use(value.source.length)
      return value.source
    }
    if (Array.isArray(value) && holdsFinished(value))
      return value.map((one: unknown) => output.call(this, one)).join('')
    if (!hasText(value)) {
      if (refuses) throw new Unusable('what it shows has fields but no text of its own')
      return ''
    }
    const text = textOf(printed(value))
    this.context.memoryLimit.use(text.length)
    return medium.escaped(text)
  }
