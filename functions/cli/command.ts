/** What every verb of the command shares: how it is described, read, run, and how it fails. */
import { parseArgs } from 'node:util'
import type { Instant } from '../domain/time.ts'
import { Failure, UsageError } from './failure.ts'
import { helpOf } from './help.ts'

export type Argument = {
  /** As it stands in the help, such as FOLDER. */
  readonly name: string
  readonly about: string
  readonly many?: true
}

export type Option = {
  readonly about: string
  /** What stands for its value in the help; a flag has none. */
  readonly value?: string
  readonly default?: string
  /** Read from the environment where the option is left out. */
  readonly env?: string
  readonly required?: true
}

export type Command = {
  /** As it is typed after `rekindle`, such as `shop add`. */
  readonly name: string
  readonly summary: string
  /** More than the summary, for the verb's own help. */
  readonly about?: string
  readonly arguments: readonly Argument[]
  readonly options: Readonly<Record<string, Option>>
  readonly examples: readonly string[]
  readonly run: (given: Given, io: Io) => Promise<void>
}

/** What was typed, with defaults and the environment filled in. */
export type Given = {
  readonly arguments: readonly string[]
  /** The value of an option; undefined where it was left out and has no default. */
  readonly text: (option: string) => string | undefined
  /** The value of an option that is required or has a default. */
  readonly value: (option: string) => string
  readonly flag: (option: string) => boolean
  /** Whether it was typed, rather than filled in. */
  readonly isTyped: (option: string) => boolean
}

/** The world as a verb sees it. */
export type Io = {
  /** Results: nothing else goes to standard output. */
  readonly print: (text: string) => void
  /** Where the progress line goes; a terminal or a file. */
  readonly stderr: { readonly isTTY?: boolean; readonly write: (text: string) => unknown }
  readonly now: () => Instant
  readonly env: Readonly<Record<string, string | undefined>>
}

export const EXIT = { ok: 0, failed: 1, usage: 2 } as const
type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export const jsonOption = {
  json: { about: 'print JSON instead of text' },
} as const satisfies Record<string, Option>

/**
 * Runs a verb on what was typed after its name. Wrong usage and failures are told on standard
 * error; the exit code says which it was.
 *
 * @example process.exitCode = await runCommand(command, ['templates', '--shop', 'acme'], io)
 */
export async function runCommand(
  command: Command,
  typed: readonly string[],
  io: Io,
): Promise<ExitCode> {
  try {
    if (typed.includes('--help') || typed.includes('-h')) io.print(helpOf(command))
    else await command.run(read(command, typed, io.env), io)
    return EXIT.ok
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr.write(`rekindle ${command.name}: ${error.message}\n`)
      io.stderr.write(`See: rekindle ${command.name} --help\n`)
      return EXIT.usage
    }
    const told = error instanceof Failure ? error.message : unforeseen(error)
    io.stderr.write(`${told}\n`)
    return EXIT.failed
  }
}

/** A fault that nobody wrote words for; its stack helps whoever mends it. */
const unforeseen = (error: unknown): string =>
  error instanceof Error
    ? `rekindle: ${error.message}${process.env.REKINDLE_DEBUG ? `\n${error.stack}` : ''}`
    : `rekindle: ${String(error)}`

/** @throws UsageError for what the verb does not take, or needs and was not given */
export function read(command: Command, typed: readonly string[], env: Io['env']): Given {
  const { values, positionals } = parse(command, typed)
  checkArguments(command, positionals)
  const filled = (name: string): string | undefined => {
    const option = command.options[name]
    if (!option) throw new Error(`the verb ${command.name} has no option ${name}`)
    const inEnv = option.env === undefined ? undefined : env[option.env]
    return (values[name] as string | undefined) ?? (inEnv || undefined) ?? option.default
  }
  for (const [name, option] of Object.entries(command.options)) {
    if (option.required && filled(name) === undefined)
      throw new UsageError(`--${name} ${option.value} is missing: ${option.about}`)
    if (values[name] === '') throw new UsageError(`--${name} is empty: ${option.about}`)
  }
  return {
    arguments: positionals,
    text: filled,
    value: (name) => {
      const value = filled(name)
      if (value === undefined) throw new Error(`--${name} is neither required nor filled in`)
      return value
    },
    flag: (name) => values[name] === true,
    isTyped: (name) => values[name] !== undefined,
  }
}

function parse(command: Command, typed: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  )
  try {
    return parseArgs({ args: [...typed], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function checkArguments({ arguments: wanted }: Command, given: readonly string[]): void {
  const missing = wanted[given.length]
  if (missing) throw new UsageError(`${missing.name} is missing: ${missing.about}`)
  const takesMany = wanted.at(-1)?.many === true
  const extra = takesMany ? undefined : given[wanted.length]
  if (extra !== undefined) throw new UsageError(`"${extra}" is one argument too many`)
}
