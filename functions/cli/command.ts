/** What every verb of the command declares, and what it is given when it runs. */
import type { Io } from './verb.ts'

export type { Io }

export type Argument = {
  /** As it stands in the help, such as FOLDER. */
  readonly name: string
  readonly about: string
  readonly many?: true
}

export type Option = {
  readonly about?: string
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
  readonly find: (option: string) => string | undefined
  /** Whether it was typed, rather than filled in. */
  readonly isTyped: (option: string) => boolean
}

export const jsonOption = {
  json: {},
} as const satisfies Record<string, Option>
