#!/usr/bin/env node
/** The command: reads in which language to speak, and runs what was asked for. */
import { loadCommandWords } from '../language/command/load-command-words.ts'
import { LANGUAGES, languageOf, languageOfLocale } from '../language/language-tags.ts'
import { EXIT, proposeWords, runApplication } from './application.ts'
import { takeOption } from './take-option.ts'
import type { Io } from './verb.ts'

/** What the scripts of `rekindle completion` call, with the words typed so far. */
const COMPLETE = '__complete'

/** @returns the exit code */
async function main(typed: readonly string[], world: Omit<Io, 'language' | 'words'>) {
  const isCompleting = typed[0] === COMPLETE
  const { value: tag, rest } = isCompleting
    ? { value: undefined, rest: typed }
    : takeOption('lang', typed)
  const language = (tag === undefined ? undefined : languageOf(tag)) ?? languageOfLocale(world.env)
  const words = await loadCommandWords(language)
  const io = { ...world, language, words }
  if (tag !== undefined && languageOf(tag) === undefined) {
    io.stderr.write(`rekindle: ${words.usage.oneOf('--lang', tag, LANGUAGES.join(', '))}\n`)
    return EXIT.usage
  }
  if (!isCompleting) return runApplication(rest, io)
  for (const { completion, brief } of await proposeWords(rest.slice(1), io))
    io.print(`${completion}\t${brief}`)
  return EXIT.done
}

// A reader of our output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done)
  throw error
})

process.exitCode = await main(process.argv.slice(2), {
  print: (text) => process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
  stderr: process.stderr,
  now: () => Date.now(),
  env: process.env,
})
