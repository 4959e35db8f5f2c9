/** How conditions compare: as in Liquid, but that what is unknown is in no order with anything. */
import { defaultOperators, type Operators, toValue } from 'liquidjs'

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === ''

const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && !Number.isNaN(Number(value)))

/** JavaScript takes an empty text, nil and false for 0, so that they would be less than 0.2. */
function inOrder(left: unknown, right: unknown): boolean {
  const pair = [toValue(left), toValue(right)]
  if (pair.some(isBlank)) return false
  return pair.every(isNumeric) || !pair.some((one) => typeof one === 'number')
}

const ordering = (name: '<' | '<=' | '>' | '>='): NonNullable<Operators[string]> =>
  function* (left: unknown, right: unknown, context: never): Generator<unknown, boolean, boolean> {
    return inOrder(left, right) && (yield defaultOperators[name]?.(left, right, context))
  } as NonNullable<Operators[string]>

/** In Shopify's also written <>, which liquidjs without it reads as < and a value that is missing. */
const unequal = defaultOperators['!=']

export const OPERATORS: Operators = {
  ...defaultOperators,
  ...(unequal && { '<>': unequal }),
  '<': ordering('<'),
  '<=': ordering('<='),
  '>': ordering('>'),
  '>=': ordering('>='),
}
