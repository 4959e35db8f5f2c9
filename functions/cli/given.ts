/** Fills in what was typed with defaults and the environment, and refuses what is incomplete. */
import { nearestName } from '../domain/nearest-name.ts'
import { leftColumns } from './columns.ts'
import { UsageError } from './failure.ts'
import { aboutArgument, aboutOption } from './help.ts'
import type { GivenToAny, Io, Verb } from './verb.ts'

/** As the scanner of the library returns them: all values of an option, in the order typed. */
export type TypedOptions = Readonly<Record<string, boolean | readonly string[] | undefined>>

/** @throws UsageError for what is missing, empty or not among the choices */
export function readGiven(
  verb: Verb,
  typed: TypedOptions,
  positionals: readonly string[],
  { env, stderr, words }: Pick<Io, 'env' | 'stderr' | 'words'>,
): GivenToAny {
  const values = new Map<string, string | true>()
  for (const [name, value] of Object.entries(typed)) {
    const last = Array.isArray(value) ? value.at(-1) : value === true ? true : undefined
    if (last === undefined) continue
    const current = verb.renamed[name]
    if (current !== undefined)
      stderr.write(`rekindle: ${words.notes.renamedOption(`--${name}`, `--${current}`)}\n`)
    values.set(current ?? name, last)
  }
  const filled = (name: string): string | undefined => {
    const option = verb.options[name]
    if (!option) return undefined
    const inEnv = option.env === undefined ? undefined : env[option.env]
    const value = values.get(name)
    const text = (typeof value === 'string' ? value : undefined) ?? (inEnv || undefined)
    return chosen(text ?? option.default, option.choices)
  }
  refuseIncomplete(verb, positionals, filled, (name) => values.get(name))
  return {
    arguments: positionals,
    text: filled,
    value: (name) => {
      const value = filled(name)
      if (value === undefined) throw new Error(`--${name} is neither required nor filled in`)
      return value
    },
    flag: (name) => values.get(name) === true,
    isTyped: (name) => values.has(name),
    find: filled,
  }
}

/** The option by which other verbs name a shop; those of `rekindle shop` take it as their argument. */
const SHOP = 'shop'

/** Whether `--shop ID` is understood as the verb's first argument. */
export const takesShopAsOption = ({ name, arguments: [first], options }: Verb): boolean =>
  name.startsWith(`${SHOP} `) && first !== undefined && !Object.hasOwn(options, SHOP)

/**
 * The arguments of a verb, of which the shop may have been typed as an option.
 *
 * @throws UsageError if it was typed in both ways, and they differ
 * @example argumentsOf(verb, { shop: ['acme'] }, ['SES events']) // ['acme', 'SES events']
 */
export function argumentsOf(
  verb: Verb,
  typed: TypedOptions,
  positionals: readonly string[],
): readonly string[] {
  const given = takesShopAsOption(verb) ? typed[SHOP] : undefined
  const shop = Array.isArray(given) ? given.at(-1) : undefined
  if (shop === undefined) return positionals
  if (shop === '')
    throw new UsageError((w) =>
      w.usage.missingArgument('ID', aboutArgument(verb, { name: 'ID' }, w)),
    )
  if (positionals.length < verb.arguments.length) return [shop, ...positionals]
  const [other = ''] = positionals
  if (other !== shop) throw new UsageError((w) => w.usage.extraArgument(other))
  return positionals
}

/** A choice is the same in other letter case. */
const chosen = (text: string | undefined, choices: readonly string[] = []): string | undefined =>
  choices.find((choice) => choice.toLowerCase() === text?.toLowerCase()) ?? text

function refuseIncomplete(
  verb: Verb,
  positionals: readonly string[],
  filled: (name: string) => string | undefined,
  typed: (name: string) => string | true | undefined,
): void {
  const missing = verb.arguments[positionals.length]
  if (missing && !missing.optional)
    throw new UsageError((w) =>
      w.usage.missingArgument(missing.name, aboutArgument(verb, missing, w)),
    )
  for (const [i, { name, choices }] of verb.arguments.entries())
    if (choices) requireOneOf(name, positionals[i] ?? '', choices)
  refuseMissing(verb, filled)
  for (const [name, { choices }] of Object.entries(verb.options)) {
    const text = filled(name)
    if (typed(name) === '')
      throw new UsageError((w) => w.usage.emptyOption(`--${name}`, aboutOption(verb, name, w)))
    if (choices && text !== undefined) requireOneOf(`--${name}`, text, choices)
  }
}

/** @throws UsageError that names all that is missing, so that one more attempt is enough */
function refuseMissing(verb: Verb, filled: (name: string) => string | undefined): void {
  const missing = Object.entries(verb.options)
    .filter(([name, { required }]) => required && filled(name) === undefined)
    .map(([name, { value }]) => ({ name, head: `--${name} ${value}` }))
  const [first, ...others] = missing
  if (!first) return
  throw new UsageError((w) =>
    others.length === 0
      ? w.usage.missingOption(first.head, aboutOption(verb, first.name, w))
      : [
          w.usage.missingOptions(missing.length),
          ...leftColumns(missing.map(({ name, head }) => [head, aboutOption(verb, name, w)])).map(
            (line) => `  ${line}`,
          ),
        ].join('\n'),
  )
}

/** @throws UsageError that names the choices, and the one that may have been meant */
export function requireOneOf<T extends string>(
  place: string,
  text: string,
  choices: readonly T[],
): T {
  const chosen = choices.find((choice) => choice === text)
  if (chosen !== undefined) return chosen
  const meant = nearestName(text, choices)
  throw new UsageError((w) => w.usage.oneOf(place, text, choices.join(', '), meant))
}
