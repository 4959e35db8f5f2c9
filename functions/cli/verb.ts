/** What every verb declares, and what it is given when it runs. */
import type { Instant } from '../domain/time.ts'
import type {
  CommandWords,
  Sentence,
  VerbName,
  VerbTable,
} from '../language/command/command-words.ts'
import type { CommonOption } from '../language/command/common-words.ts'
import type { Language } from '../language/language-tags.ts'
import { Failure } from './failure.ts'

export type Argument = {
  /** As shown in the help, such as FOLDER. */
  readonly name: string
  readonly many?: true
  /** The last one may be left out. */
  readonly optional?: true
  /** The only words that it may be. */
  readonly choices?: readonly string[]
}

export type Option = {
  /** The placeholder for its value in the help; a flag has none. */
  readonly value?: string
  /** The only values that it may have. */
  readonly choices?: readonly string[]
  /** Values that are known, among others that it may have. */
  readonly known?: readonly string[]
  readonly default?: string
  /** Read from the environment if the option is left out. */
  readonly env?: string
  readonly required?: true
}

export type Options = Readonly<Record<string, Option>>

type Named<O extends Options, Having> = {
  [K in keyof O]: O[K] extends Having ? K : never
}[keyof O] &
  string
type ValueOf<Spec> = Spec extends { readonly choices: readonly (infer C extends string)[] }
  ? C
  : string

/** What was typed, with defaults and the environment filled in. */
export type Given<O extends Options> = {
  readonly arguments: readonly string[]
  /** The value of an option; undefined if it was left out and has no default. */
  readonly text: <K extends Named<O, { readonly value: string }>>(
    option: K,
  ) => ValueOf<O[K]> | undefined
  /** The value of an option that is required or has a default. */
  readonly value: <K extends Named<O, { readonly required: true } | { readonly default: string }>>(
    option: K,
  ) => ValueOf<O[K]>
  readonly flag: (
    option: Exclude<keyof O & string, Named<O, { readonly value: string }>>,
  ) => boolean
  /** Whether it was typed, rather than filled in. */
  readonly isTyped: (option: keyof O & string) => boolean
  /** As `text`, for an option that only some verbs take. */
  readonly find: (option: string) => string | undefined
}

/** The world as a verb sees it. */
export type Io = {
  /**
   * Writes to standard output. Only rows that would not fit into one result are printed by a verb.
   */
  readonly print: (text: string) => void
  /** Where progress and notes go; a terminal or a file. */
  readonly stderr: { readonly isTTY?: boolean; readonly write: (text: string) => unknown }
  readonly now: () => Instant
  readonly env: Readonly<Record<string, string | undefined>>
  readonly language: Language
  readonly words: CommandWords
}

/** What puts a result into words. */
export type Speech = Pick<Io, 'language' | 'words'> & { readonly now: Instant }

type OwnOptions<N extends VerbName> = keyof VerbTable[N]['options'] & string

/** Every option of its own that has words has a spec, and none else; common ones may be added. */
type OptionsOf<N extends VerbName> = Readonly<Record<OwnOptions<N>, Option>> &
  Readonly<Partial<Record<CommonOption, Option>>>

type Spec<N extends VerbName, O extends Options, R> = {
  readonly arguments: readonly (Argument & {
    readonly name: keyof VerbTable[N]['arguments'] & string
  })[]
  readonly options: O &
    OptionsOf<N> & {
      readonly [K in keyof O]: K extends OwnOptions<N> | CommonOption ? Option : never
    }
  /** Old names of options, which still work for one release. */
  readonly renamed?: Readonly<Record<string, keyof O & string>>
  /** A line of the shell for each that has a caption. */
  readonly examples: Readonly<Record<keyof VerbTable[N]['examples'] & string, string>>
  /** Does the work and returns everything to report about it. */
  readonly run: (given: Given<O>, io: Io) => Promise<R>
  /** The result for people; undefined where everything was printed on the way. */
  readonly text: (result: R, speech: Speech) => string | undefined
  /** The result for programs, if it is not the result itself. */
  readonly json?: (result: R, speech: Speech) => unknown
  /** Where the result itself means that the command failed: what standard error says. */
  readonly failure?: (result: R) => Sentence | Failure | undefined
}

/** A verb without the types of its own options, as the application runs them all alike. */
export type Verb = {
  readonly name: VerbName
  readonly arguments: readonly Argument[]
  readonly options: Options
  readonly renamed: Readonly<Record<string, string>>
  readonly examples: Readonly<Record<string, string>>
  readonly perform: (given: GivenToAny, io: Io) => Promise<Performed>
}

export type GivenToAny = {
  readonly arguments: readonly string[]
  readonly text: (option: string) => string | undefined
  readonly value: (option: string) => string
  readonly flag: (option: string) => boolean
  readonly isTyped: (option: string) => boolean
  readonly find: (option: string) => string | undefined
}

/** One result, in the two forms in which it can be printed. */
export type Performed = {
  readonly text: () => string | undefined
  readonly json: () => unknown
  readonly failure: Failure | undefined
}

/** @example export const list = verb('shop list', { arguments: [], options: …, run, text }) */
export const verb = <N extends VerbName, const O extends Options, R>(
  name: N,
  spec: Spec<N, O, R>,
): Verb => ({
  name,
  arguments: spec.arguments,
  options: spec.options,
  renamed: spec.renamed ?? {},
  examples: spec.examples,
  async perform(given, io) {
    const result = await spec.run(givenTo<O>(spec.options, given), io)
    const speech = { language: io.language, words: io.words, now: io.now() }
    const failure = spec.failure?.(result)
    return {
      text: () => spec.text(result, speech),
      json: () => (spec.json ? spec.json(result, speech) : result),
      failure: typeof failure === 'function' ? new Failure(failure) : failure,
    }
  },
})

/** What was typed, with the types that the spec of the verb has. */
function givenTo<O extends Options>(options: O, given: GivenToAny): Given<O> {
  const valueAs = <K extends keyof O & string>(name: K, text: string): ValueOf<O[K]> =>
    checked<O[K]>(name, text, options[name])
  return {
    ...given,
    text(name) {
      const text = given.text(name)
      return text === undefined ? undefined : valueAs(name, text)
    },
    value: (name) => valueAs(name, given.value(name)),
  }
}

function checked<S extends Option>(name: string, text: string, option: S | undefined): ValueOf<S> {
  if (option && isValueOf(option, text)) return text
  throw new Error(`"${text}" passed as --${name}, which cannot have it`)
}

const isValueOf = <S extends Option>({ choices }: S, text: string): text is ValueOf<S> =>
  choices === undefined || choices.includes(text)

export const jsonOption = { json: {} } as const satisfies Options
export const shopOption = { shop: { value: 'ID', required: true } } as const satisfies Options
