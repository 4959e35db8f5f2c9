/** The routes of the command, for the library @stricli/core: verbs in their groups, and the options of one. */
import {
  buildCommand,
  buildRouteMap,
  type Command,
  type CommandContext,
  type RouteMap,
} from '@stricli/core'
import type { CommandWords } from '../language/command/command-words.ts'
import type { VerbGroup } from '../language/command/common-words.ts'
import { argumentsOf, readGiven, type TypedOptions, takesShopAsOption } from './given.ts'
import { aboutArgument, aboutOption, isGroup } from './help.ts'
import { printedJson } from './terminal-text.ts'
import type { Io, Verb } from './verb.ts'
import { isVerb, VERB_NAMES } from './verbs.ts'

export type Context = CommandContext

type Routes = Record<string, Command<Context> | RouteMap<Context>>

/** The verb that was named, and of all others no more than the summary. */
export function routes(verb: Verb | undefined, io: Io): RouteMap<Context> {
  const { words } = io
  const top: Routes = {}
  const groups: Record<string, Routes> = {}
  for (const name of VERB_NAMES) {
    const [first = '', second, third] = name.split(' ')
    const { summary } = words.verbs[name]
    const command = commandFor(summary, verb?.name === name ? verb : undefined, io)
    const inner = `${first} ${second}`
    if (isGroup(inner) && third !== undefined) {
      groups[inner] = { ...groups[inner], [third]: command }
      groups[first] = { ...groups[first], [second ?? '']: groupOf(inner, groups[inner], words) }
    } else if (isGroup(first))
      // A group may be a verb itself, which any other word is given to.
      groups[first] = { ...groups[first], [second ?? first]: command }
    else if (second === undefined) top[first] = command
    else if (verb?.name === name)
      // The first word is a verb of its own, such as `import`.
      top[first] = buildRouteMap({ routes: { [second]: command }, docs: { brief: summary } })
    if (isGroup(first)) top[first] = groupOf(first, groups[first] ?? {}, words)
  }
  return buildRouteMap({ routes: top, docs: { brief: words.help.tagline } })
}

const groupOf = (name: VerbGroup, routes: Routes, words: CommandWords): RouteMap<Context> =>
  buildRouteMap({
    routes,
    docs: { brief: words.groups[name] },
    ...(isVerb(name) && { defaultCommand: name }),
  })

/** The library infers the types of options from a literal; ours are known only as it runs. */
type AnyCommand = Parameters<typeof buildCommand<TypedOptions, string[], Context>>[0]

const commandFor = (brief: string, verb: Verb | undefined, io: Io): Command<Context> =>
  buildCommand<TypedOptions, string[], Context>({
    loader:
      async () =>
      async (typed: TypedOptions, ...positionals: string[]) => {
        if (verb) await runVerb(verb, typed, positionals, io)
      },
    parameters: verb ? parametersOf(verb, io) : {},
    docs: { brief },
  } as AnyCommand)

/** The only place that prints a result: its text, or the same as JSON. */
async function runVerb(
  verb: Verb,
  typed: TypedOptions,
  positionals: readonly (string | undefined)[],
  io: Io,
): Promise<void> {
  const words = argumentsOf(
    verb,
    typed,
    positionals.filter((text) => text !== undefined),
  )
  const given = readGiven(verb, typed, words, io)
  const { text, json, failure } = await verb.perform(given, io)
  const printed = given.flag('json') ? printedJson(json()) : text()
  if (printed !== undefined) io.print(printed)
  if (failure) throw failure
}

function parametersOf(verb: Verb, io: Io): object {
  const positionals = verb.arguments.map((argument) => ({
    brief: aboutArgument(verb, argument, io.words),
    placeholder: argument.name,
    parse: String,
    optional: true,
    proposeCompletions: () => argument.choices ?? [],
  }))
  return {
    flags: flagsOf(verb, io),
    positional: verb.arguments.at(-1)?.many
      ? { kind: 'array', parameter: { ...positionals.at(-1), optional: false } }
      : { kind: 'tuple', parameters: positionals },
  }
}

/** All are optional to the library: defaults, the environment and what is required are ours. */
function flagsOf(verb: Verb, { words }: Io): object {
  const text = { kind: 'parsed', parse: String, variadic: true }
  const shop = { ...text, brief: words.options.shop, optional: true, hidden: true }
  const current = Object.keys(verb.options).map((name) => [name, name] as const)
  const flags = Object.fromEntries(
    [...current, ...Object.entries(verb.renamed)].map(([typed, name]) => {
      const { value, choices, known } = verb.options[name] ?? {}
      const brief = aboutOption(verb, name, words)
      const common = { brief, optional: true, hidden: typed !== name }
      return [
        typed,
        value === undefined
          ? { ...common, kind: 'boolean', withNegated: false }
          : {
              ...common,
              // The last of several applies, as in a script that adds to what it was given.
              ...text,
              placeholder: value,
              proposeCompletions: () => choices ?? known ?? [],
            },
      ]
    }),
  )
  return takesShopAsOption(verb) ? { ...flags, shop } : flags
}
