/**
 * The verbs as one application of the library @stricli/core: it routes nested verbs, scans options,
 * suggests what may have been meant, and proposes completions. Help and errors are in our words.
 */
import {
  AliasNotFoundError,
  type Application,
  type ApplicationContext,
  type ApplicationText,
  buildApplication,
  FlagNotFoundError,
  proposeCompletions,
  run,
  text_en,
  UnexpectedFlagError,
  UnexpectedPositionalError,
  UnsatisfiedFlagError,
} from '@stricli/core'
import manifest from '../../package.json' with { type: 'json' }
import type { VerbName } from '../language/command/command-words.ts'
import { StartError } from '../store/start-fault.ts'
import { Failure, UsageError, unexpectedError } from './failure.ts'
import { takesShopAsOption } from './given.ts'
import { helpOfVerb, helpOfVerbs, isGroup } from './help.ts'
import { problemOf } from './problem-of.ts'
import { type Context, routes } from './routes.ts'
import { progressText, terminalText } from './terminal-text.ts'
import type { Io, Verb } from './verb.ts'
import { isVerb, RENAMED_VERBS, VERB_NAMES, VERBS } from './verbs.ts'

/** Documented in the help and in the README. */
export const EXIT = { done: 0, failed: 1, usage: 2, nothing: 3 } as const

/** @returns the exit code */
export async function runApplication(words: readonly string[], world: Io): Promise<number> {
  const io = withoutControls(world)
  const typed = withCurrentName(words, io)
  const process = { stdout: printing(io), stderr: io.stderr, exitCode: null as number | null }
  const name = nameIn(typed)
  const app = await applicationFor(name, typed, io)
  await run(app, typed, { process } as ApplicationContext)
  return exitCodeOf(process.exitCode ?? EXIT.done)
}

/** Whatever is printed, by whichever verb: nothing of it controls a terminal. */
const withoutControls = (io: Io): Io => ({
  ...io,
  print: (text) => io.print(terminalText(text)),
  stderr: {
    ...(io.stderr.isTTY !== undefined && { isTTY: io.stderr.isTTY }),
    write: (text) => io.stderr.write(progressText(text)),
  },
})

/** What could follow, each with what it is about. */
export async function proposeWords(
  words: readonly string[],
  io: Io,
): Promise<readonly { readonly completion: string; readonly brief: string }[]> {
  const name = nameIn(words)
  const app = await applicationFor(name, words, io)
  const process = { stdout: printing(io), stderr: { write: () => {} } }
  const proposals = await proposeCompletions(app, words, { process } as ApplicationContext)
  // The library hides what is hidden from its help, and not from its completions.
  const verb = name && (await VERBS[name]())
  const isValue = verb?.options[(words.at(-2) ?? '').replace(/^--/, '')]?.value !== undefined
  return proposals.filter(({ completion }) => {
    if (isValue) return !completion.startsWith('-')
    const option = completion.replace(/^--/, '')
    const isSecondWay = option === 'shop' && verb !== undefined && takesShopAsOption(verb)
    return !isSecondWay && !Object.hasOwn(verb?.renamed ?? {}, option)
  })
}

const printing = (io: Io) => ({ write: (text: string) => io.print(text.replace(/\n$/, '')) })

/** The codes of the library for what was typed wrongly are negative, and so are its own faults. */
const WRONG_USAGE = [-5, -4]

const exitCodeOf = (code: number): number =>
  WRONG_USAGE.includes(code) ? EXIT.usage : code < 0 ? EXIT.failed : code

function exitCodeFor(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage
  return error instanceof Failure ? EXIT[error.kind] : EXIT.failed
}

/** An option right after a former name, or nothing: what else follows may be a newer verb. */
function withCurrentName(typed: readonly string[], { stderr, words }: Io): readonly string[] {
  const [first = '', second = '--help'] = typed
  const current = RENAMED_VERBS[first]
  if (current === undefined || !second.startsWith('-') || /^(--help|-h)$/.test(second)) return typed
  const note = words.notes.renamedVerb(`rekindle ${first}`, `rekindle ${current}`)
  stderr.write(`rekindle: ${note}\n`)
  return [...current.split(' '), ...typed.slice(1)]
}

/** The verb that was named; undefined if none was, or one that does not exist. */
function nameIn(typed: readonly string[]): VerbName | undefined {
  return leading(typed).find(isVerb)
}

/** The first words, most of them first. @example leading(['a', 'b']) // ['a b', 'a'] */
const leading = (typed: readonly string[]): readonly string[] =>
  [3, 2, 1].map((count) => typed.slice(0, count).join(' '))

/** The group that the first words name, where the next names none of its verbs. */
const groupIn = (typed: readonly string[]): string | undefined => leading(typed).find(isGroup)

async function applicationFor(
  name: VerbName | undefined,
  typed: readonly string[],
  io: Io,
): Promise<Application<Context>> {
  const verb = name === undefined ? undefined : await VERBS[name]()
  const { words } = io
  const isAsked = typed.some((word) => word === '--help' || word === '-h')
  return buildApplication(
    routes(verb, io),
    {
      name: 'rekindle',
      scanner: {
        caseStyle: 'original',
        allowArgumentEscapeSequence: true,
        distanceOptions: {
          threshold: 3,
          weights: { insertion: 1, deletion: 1, substitution: 1, transposition: 1 },
        },
      },
      documentation: { disableAnsiColor: true },
      localization: { text: textOf(name, groupIn(typed), io) },
      determineExitCode: exitCodeFor,
    },
    {
      help: {
        flag: {
          brief: words.help.help,
          aliases: ['h'],
          global: true,
          defaultForRouteMap: true,
          complete: true,
          run(_app, { result }) {
            const text = helpAt(result.prefix.slice(1), verb, io)
            if (isAsked) return io.print(text)
            // A group without a verb does nothing.
            io.stderr.write(text)
            ;(this.process as { exitCode?: number }).exitCode = EXIT.usage
          },
        },
      },
      version: {
        flag: {
          brief: words.help.version,
          aliases: ['v'],
          global: false,
          complete: true,
          run: () => io.print(manifest.version),
        },
      },
    },
  )
}

function helpAt(path: readonly string[], verb: Verb | undefined, { words }: Io): string {
  const name = path.join(' ')
  if (verb && isVerb(name)) return helpOfVerb(verb, words)
  return helpOfVerbs(
    VERB_NAMES.filter((each) => name === '' || each.startsWith(`${name} `)),
    words,
    isGroup(name) ? name : undefined,
  )
}

/** What the library says, in our words. */
function textOf(name: VerbName | undefined, group: string | undefined, io: Io): ApplicationText {
  const { words } = io
  const command = name === undefined ? 'rekindle' : `rekindle ${name}`
  const within = group === undefined ? '' : `${group} `
  const wrong = (problem: string) =>
    `${command}: ${problem}\n${words.usage.seeHelp(`${command} --help`)}`
  const unexpected = (error: unknown) =>
    `rekindle: ${unexpectedError(error, words, Boolean(io.env.REKINDLE_DEBUG))}`
  const failed = (error: unknown) => {
    if (error instanceof UsageError) return wrong(error.sentence(words))
    if (error instanceof Failure) return error.sentence(words)
    return error instanceof StartError ? whole(problemOf(error, words)) : unexpected(error)
  }
  return {
    ...text_en,
    briefs: { ...text_en.briefs, argumentEscapeSequence: words.help.escape },
    noCommandRegisteredForInput: ({ input, corrections }) => {
      const meant = corrections.map((text) => within + text.replaceAll('`', ''))
      return wrong(words.usage.unknownVerb(within + input, [...meant, ...verbsEndingIn(input)]))
    },
    exceptionWhileParsingArguments: (error) => wrong(scanProblem(error, io)),
    exceptionWhileLoadingCommandFunction: unexpected,
    exceptionWhileLoadingCommandContext: unexpected,
    exceptionWhileRunningCommand: failed,
    commandErrorResult: failed,
  }
}

/** @example verbsEndingIn('resume') // ['shop resume', 'campaign resume'] */
const verbsEndingIn = (word: string): readonly string[] =>
  VERB_NAMES.filter((name) => name === word || name.endsWith(` ${word}`))

function scanProblem(error: unknown, { words: { usage } }: Io): string {
  if (error instanceof FlagNotFoundError)
    return usage.unknownOption(
      `--${error.input}`,
      error.corrections.map((name) => `--${name}`),
    )
  if (error instanceof AliasNotFoundError) return usage.unknownOption(`-${error.input}`, [])
  if (error instanceof UnexpectedPositionalError) return usage.extraArgument(error.input)
  if (error instanceof UnsatisfiedFlagError) return usage.needsValue(`--${error.externalFlagName}`)
  if (error instanceof UnexpectedFlagError) return usage.repeated(`--${error.externalFlagName}`)
  return error instanceof Error ? error.message : String(error)
}

/** A problem that stands alone, and not after a colon; the name of a file keeps its letters. */
const whole = (problem: string): string =>
  problem.replace(
    /^(?:the|another|line|port) /,
    (word) => word.charAt(0).toUpperCase() + word.slice(1),
  )
