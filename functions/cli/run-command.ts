/** Reads what was typed after a verb of the former kind. */
import type { Command, Given, Io } from './command.ts'
import { UsageError } from './failure.ts'
import type { TypedOptions } from './given.ts'

export function readTyped(
  command: Command,
  typed: TypedOptions,
  positionals: readonly string[],
  env: Io['env'],
): Given {
  checkArguments(command, positionals)
  const typedText = (name: string) => {
    const value = typed[name]
    return Array.isArray(value) ? (value.at(-1) as string) : undefined
  }
  const filled = (name: string): string | undefined => {
    const option = command.options[name]
    if (!option) return undefined
    const inEnv = option.env === undefined ? undefined : env[option.env]
    return typedText(name) ?? (inEnv || undefined) ?? option.default
  }
  for (const [name, option] of Object.entries(command.options)) {
    if (option.required && filled(name) === undefined)
      throw new UsageError(`--${name} ${option.value} is required: ${option.about}`)
    if (typedText(name) === '') throw new UsageError(`--${name} is empty: ${option.about}`)
  }
  return {
    arguments: positionals,
    text: filled,
    find: filled,
    value: (name) => {
      const value = filled(name)
      if (value === undefined) throw new Error(`--${name} is neither required nor filled in`)
      return value
    },
    flag: (name) => typed[name] === true,
    isTyped: (name) => typed[name] !== undefined,
  }
}

function checkArguments({ arguments: wanted }: Command, given: readonly string[]): void {
  const missing = wanted[given.length]
  if (missing) throw new UsageError(`${missing.name} is required: ${missing.about}`)
}
