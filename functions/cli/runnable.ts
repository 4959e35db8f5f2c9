/** A verb as the application runs it, whichever way it is declared. */
import type { CommandWords } from '../language/command/command-words.ts'
import type { Command } from './command.ts'
import { readGiven, type TypedOptions } from './given.ts'
import { aboutOption, helpOfVerb } from './help.ts'
import { helpOf as helpOfCommand } from './legacy-help.ts'
import { readTyped } from './run-command.ts'
import type { Argument, Io, Options, Verb } from './verb.ts'

export type Runnable = {
  readonly arguments: readonly Argument[]
  readonly options: Options
  readonly renamed: Readonly<Record<string, string>>
  readonly about: (option: string, words: CommandWords) => string
  readonly help: (words: CommandWords) => string
  readonly run: (typed: TypedOptions, positionals: readonly string[], io: Io) => Promise<void>
}

export const fromVerb = (verb: Verb): Runnable => ({
  ...verb,
  about: (option, words) => aboutOption(verb, option, words),
  help: (words) => helpOfVerb(verb, words),
  async run(typed, positionals, io) {
    const given = readGiven(verb, typed, positionals, io)
    const { text, json, failure } = await verb.perform(given, io)
    const printed = typed.json === true ? JSON.stringify(json()) : text()
    if (printed !== undefined) io.print(printed)
    if (failure) throw failure
  },
})

export const fromCommand = (command: Command): Runnable => ({
  ...command,
  renamed: {},
  about: (option) => command.options[option]?.about ?? '',
  help: () => helpOfCommand(command),
  run: (typed, positionals, io) => command.run(readTyped(command, typed, positionals, io.env), io),
})
