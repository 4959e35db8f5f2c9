/** Finds what a filter is given that it can do nothing with, without rendering anything. */
import {
  type Filter,
  type Liquid,
  type Template,
  Token,
  TypeGuards,
  toValueSync,
  Value,
  type ValueToken,
} from 'liquidjs'
import { argumentsOf, type Literal, type ReadExpression } from './filter-arguments.ts'

export type ArgumentFault = {
  readonly line: number
  readonly column: number
  readonly problem: string
}

/**
 * Each argument that is written out, and wrong, at its line; in every branch.
 *
 * @example literalFaults(liquid, liquid.parse('{{ 5 | divided_by: 0 }}'))[0].problem // 'divided by 0'
 */
export function literalFaults(
  liquid: Liquid,
  templates: readonly Template[],
): readonly ArgumentFault[] {
  const read: ReadExpression = (source) => problemIn(liquid, source)
  return filtersOf(templates).flatMap((filter) =>
    problemsOf(filter, read).map((problem) => {
      // Counted from the beginning of the source, so only for a filter that has a fault.
      const [line = 1, column = 1] = positionOf(filter)
      return { line, column, problem }
    }),
  )
}

/** By the token of the filter, which liquidjs keeps to itself. */
function positionOf(filter: Filter): readonly number[] {
  const token: unknown = Reflect.get(filter, 'token')
  return token instanceof Token ? token.getPosition() : []
}

const filtersOf = (templates: readonly Template[]): readonly Filter[] =>
  templates.flatMap((template) => {
    const values = [...(template.arguments?.() ?? [])].filter((one) => one instanceof Value)
    const inside: unknown = template.children && toValueSync(template.children(false, true))
    return [
      ...values.flatMap(({ filters }) => filters),
      ...(Array.isArray(inside) ? filtersOf(inside) : []),
    ]
  })

function problemsOf({ name, args }: Filter, read: ReadExpression): readonly string[] {
  const taken = argumentsOf(name)
  if (!taken) return []
  const { required, kinds, named } = taken
  const positional = args.filter((one) => !Array.isArray(one))
  if (positional.length < required) {
    const values = required === 1 ? 'a value' : `${required} values`
    return [`${name} needs ${values} after its colon`]
  }
  if (positional.length > kinds.length) {
    const most = ['nothing', '1 value'][kinds.length] ?? `${kinds.length} values`
    return [`${name} takes ${most} after its colon, not ${positional.length}`]
  }
  let place = 0
  return args.flatMap((argument) => {
    const [key, token] = Array.isArray(argument) ? argument : [undefined, argument]
    const kind =
      key === undefined ? kinds[place++] : Object.entries(named).find(([n]) => n === key)?.[1]
    if (key !== undefined && !kind) return [`${name} takes nothing by the name ${key}`]
    const literal = token && literalOf(token)
    return (literal !== undefined && kind?.(literal, name, read)) || []
  })
}

/** Undefined if only rendering shows what it is. */
function literalOf(token: ValueToken): Literal | undefined {
  if (TypeGuards.isQuotedToken(token) || TypeGuards.isNumberToken(token)) return token.content
  return TypeGuards.isLiteralToken(token) ? { word: token.getText() } : undefined
}

function problemIn(liquid: Liquid, source: string): string | undefined {
  try {
    const { filters, initial } = new Value(source, liquid)
    if (initial.postfix.length === 0) return 'there is nothing in it'
    const read: ReadExpression = (inner) => problemIn(liquid, inner)
    return filters.flatMap((filter) => problemsOf(filter, read))[0]
  } catch (error) {
    if (error instanceof Error) return error.message.replace(/, line:\d+.*$/s, '')
    throw error
  }
}
