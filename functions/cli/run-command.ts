/** Reads what was typed after a verb, runs it, and says on standard error how it failed. */
import { parseArgs } from 'node:util'
import type { Command, Given, Io } from './command.ts'
import { Failure, UsageError } from './failure.ts'
import { helpOf } from './help.ts'

export const EXIT = { ok: 0, failed: 1, usage: 2 } as const
type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/**
 * Runs a verb on what was typed after its name. Wrong usage and failures are reported on
 * standard error; the exit code says which it was.
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
    else await command.run(readArguments(command, typed, io.env), io)
    return EXIT.ok
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr.write(`rekindle ${command.name}: ${error.message}\n`)
      io.stderr.write(`See: rekindle ${command.name} --help\n`)
      return EXIT.usage
    }
    io.stderr.write(`${error instanceof Failure ? error.message : unexpected(error)}\n`)
    return EXIT.failed
  }
}

/** An error without words of its own; its stack helps to fix it. */
const unexpected = (error: unknown): string =>
  error instanceof Error
    ? `rekindle: ${error.message}${process.env.REKINDLE_DEBUG ? `\n${error.stack}` : ''}`
    : `rekindle: ${String(error)}`

/** @throws UsageError for what the verb does not take, or needs and was not given */
export function readArguments(command: Command, typed: readonly string[], env: Io['env']): Given {
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
