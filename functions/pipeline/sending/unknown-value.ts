/** What a mail has in place of a figure, or an instant, that is not known. */
import { type Comparable, Drop } from 'liquidjs'
import type { MailVariables } from '../../domain/mail-variables.ts'

/**
 * Prints as nothing and counts as false, as an empty text does; but where that would be less than
 * 0.2, this is neither less nor more than anything. It differs from every number: `!=` is true.
 */
class UnknownValue extends Drop implements Comparable {
  override valueOf = (): string => ''
  /** Like an empty text, so that `== blank` works as expected. */
  equals = (other: unknown): boolean =>
    other === '' || (other instanceof Drop && other.valueOf() === '')
  toJSON = (): null => null
  gt = (): boolean => false
  geq = (): boolean => false
  lt = (): boolean => false
  leq = (): boolean => false
}

export const UNKNOWN = new UnknownValue()

/** @example isUnknown(withUnknown(variables).value.chance) // true, if it is not known */
export const isUnknown = (value: unknown): boolean => value instanceof UnknownValue

/**
 * The variables as Liquid is given them.
 *
 * @example withUnknown(variables).value.chance // UNKNOWN, where that is an empty text
 */
export const withUnknown = (variables: MailVariables): object => ({
  ...variables,
  lifecycle: allKnown(variables.lifecycle),
  value: allKnown(variables.value),
  ...(variables.order && {
    order: {
      ...allKnown(variables.order),
      items: variables.order.items.map(allKnown),
    },
  }),
  event: allKnown(variables.event),
  attributes: allKnown(variables.attributes),
})

const allKnown = (values: object): object =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, known(value)]))

const known = <T>(value: T): T | UnknownValue => (value === '' ? UNKNOWN : value)
