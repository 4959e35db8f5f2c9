/** Chooses the language to speak, and runs what was asked for. */
import { loadCommandWords } from '../language/command/load-command-words.ts'
import {
  LANGUAGES,
  type Language,
  languageOf,
  languageOfLocale,
} from '../language/language-tags.ts'
import { EXIT, proposeWords, runApplication } from './application.ts'
import { takeOption } from './take-option.ts'
import type { Io } from './verb.ts'

type World = Omit<Io, 'language' | 'words'>

/** What the scripts of `rekindle completion` call, with the words typed so far. */
const COMPLETE = '__complete'

/** @returns the exit code */
export async function main(typed: readonly string[], world: World): Promise<number> {
  if (typed[0] === COMPLETE) return complete(typed.slice(1), world)
  const { value: tag, rest } = takeOption('lang', typed)
  const chosen = tag === undefined ? undefined : languageOf(tag)
  const io = await speaking(chosen ?? languageOfLocale(world.env), world)
  if (tag === undefined || chosen !== undefined) return runApplication(rest, io)
  io.stderr.write(`rekindle: ${io.words.usage.oneOf('--lang', tag, LANGUAGES.join(', '))}\n`)
  return EXIT.usage
}

const speaking = async (language: Language, world: World): Promise<Io> => ({
  ...world,
  language,
  words: await loadCommandWords(language),
})

/** Prints what the last word could become, one proposal a line, with what it is about. */
async function complete(typed: readonly string[], world: World): Promise<number> {
  const io = await speaking(languageOfLocale(world.env), world)
  const { before, partial, prefix } = wordsTyped(typed)
  const about = io.words.help.lang(LANGUAGES.join(', '))
  const proposals =
    before.at(-1) === '--lang'
      ? LANGUAGES.map((completion) => ({ completion, brief: about }))
      : [
          ...(await proposeWords([...takeOption('lang', before).rest, partial], io)),
          ...(partial.startsWith('-') ? [{ completion: '--lang', brief: about }] : []),
        ]
  for (const { completion, brief } of proposals)
    if (completion.startsWith(partial)) io.print(`${prefix}${completion}\t${brief}`)
  return EXIT.done
}

type WordsTyped = {
  readonly before: readonly string[]
  /** The beginning of what is completed. */
  readonly partial: string
  /** Belongs to the word that the shell replaces, and is no part of the proposal. */
  readonly prefix: string
}

/** The value in `--option=value` is a word of its own; bash takes the sign for one too. */
function wordsTyped(typed: readonly string[]): WordsTyped {
  const before = typed.slice(0, -1).filter((word) => word !== '=')
  const last = typed.at(-1) ?? ''
  const [, option, value = ''] = /^(--[^=]+)=(.*)$/.exec(last) ?? []
  if (option !== undefined)
    return { before: [...before, option], partial: value, prefix: `${option}=` }
  return { before, partial: last === '=' ? '' : last, prefix: '' }
}
