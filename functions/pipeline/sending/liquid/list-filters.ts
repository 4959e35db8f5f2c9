/**
 * Filters that look into the items of a list. As in Shopify's, a field that an item lacks is empty
 * there; a field that no item has is a mistake in its spelling.
 */
import { AssertionError, type Context, LiquidError, toValue } from 'liquidjs'
import { type FilterHandler, libraryFilter } from './library-filters.ts'
import { textOf } from './text-filters.ts'
import { Unusable } from './unusable.ts'

type Call = ThisParameterType<FilterHandler>

const BY_FIELD = ['find', 'find_index', 'group_by', 'has', 'reject', 'where'] as const
const BY_EXPRESSION = [
  'find_exp',
  'find_index_exp',
  'group_by_exp',
  'has_exp',
  'reject_exp',
  'where_exp',
] as const

const isItem = (value: unknown): value is object => typeof value === 'object' && value !== null

function refuseUnknownField(list: unknown, field: string): void {
  const items = Array.isArray(list) ? list : [list]
  const [name = ''] = field.split(/[.[]/, 1)
  if (items.length > 0 && !items.some((item) => isItem(item) && Object.hasOwn(item, name)))
    throw new Unusable(`undefined variable: ${name}`)
}

/** The same rendering, to which what an item lacks is empty. */
const lenient = (call: Call): Call => ({
  ...call,
  context: Object.create(call.context, { strictVariables: { value: false } }),
})

const byField = (name: (typeof BY_FIELD)[number]): FilterHandler => {
  const filter = libraryFilter(name)
  return function (list, field, ...rest) {
    const plain = toValue(list)
    if (plain === '' || plain === undefined || plain === null) return filter.call(this, [], field)
    refuseUnknownField(plain, textOf(field))
    return filter.call(lenient(this), list, field, ...rest)
  }
}

/** How many scopes there are: each is a set of names that only a part of a template has. */
function scopesIn(context: Context): number {
  const scopes = context.push({}) - 1
  context.pop()
  return scopes
}

/** The expression is Liquid of its own, which may be broken or name what is not there. */
const byExpression = (name: (typeof BY_EXPRESSION)[number]): FilterHandler => {
  const filter = libraryFilter(name)
  return function* (...given): Generator<unknown, unknown, unknown> {
    const { context } = this
    const scopes = scopesIn(context)
    try {
      return yield filter.apply(this, given)
    } catch (error) {
      for (let left = scopesIn(context); left > scopes; left--) context.pop()
      if (!isOfExpression(error)) throw error
      throw new Unusable(error.message.replace(/, line:\d+.*$/s, ''))
    }
  }
}

const isOfExpression = (error: unknown): error is Error =>
  LiquidError.is(error) ||
  (error instanceof AssertionError && !error.message.endsWith('limit exceeded'))

export const LIST_FILTERS = {
  ...(Object.fromEntries(BY_FIELD.map((name) => [name, byField(name)])) as {
    readonly [N in (typeof BY_FIELD)[number]]: FilterHandler
  }),
  ...(Object.fromEntries(BY_EXPRESSION.map((name) => [name, byExpression(name)])) as {
    readonly [N in (typeof BY_EXPRESSION)[number]]: FilterHandler
  }),
} satisfies Readonly<Record<string, FilterHandler>>
