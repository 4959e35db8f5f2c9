/** `rekindle serve`: the whole of Rekindle on this machine. */
import { existsSync } from 'node:fs'
import type { Log } from '../runtimes/log.ts'
import { INBOX_DAYS } from '../runtimes/one-machine/keep-inbox-small.ts'
import type { OneMachine, ServeOptions } from '../runtimes/one-machine/serve.ts'
import { Failure, UsageError } from './failure.ts'
import { storeOptions } from './open-store.ts'
import { wholeOf } from './read-values.ts'
import { type Given, type Io, type Options, verb } from './verb.ts'
import { shortInstant } from './words.ts'

/** A hundred years. */
const MOST_INBOX_DAYS = 36_500

const options = {
  db: storeOptions.db,
  journal: { value: 'FILE', env: 'REKINDLE_JOURNAL' },
  'journal-days': { value: 'N', default: '400' },
  port: { value: 'N', default: '7070' },
  host: { value: 'ADDRESS', default: '127.0.0.1' },
  'public-url': { value: 'URL' },
  'console-port': { value: 'N' },
  mailer: { value: 'NAME', choices: ['inbox', 'ses'], default: 'inbox' },
  'configuration-set': { value: 'NAME' },
  'tracked-configuration-set': { value: 'NAME' },
  create: {},
  'inbox-days': { value: 'N', default: String(INBOX_DAYS) },
  demo: {},
} as const satisfies Options

export const serve = verb('serve', {
  arguments: [],
  options,
  examples: {
    demo: 'rekindle serve --demo',
    ses: 'rekindle serve --db shop.sqlite --mailer ses --public-url https://mail.shop.example',
  },
  async run(given, io) {
    const settings = settingsOf(given)
    const words = io.words.machine.serve
    if (!given.flag('create') && !given.flag('demo') && !existsSync(settings.file))
      throw new Failure((w) => w.machine.serve.noDatabase(settings.file))
    const { serve: start } = await import('../runtimes/one-machine/serve.ts')
    const { sqliteEngine } = await import('../runtimes/one-machine/sqlite/sqlite-engine.ts')
    const { logToStderr: log } = await import('../runtimes/log.ts')
    const machine = await start({ ...settings, engine: sqliteEngine, now: io.now, log })
    try {
      io.print(words.runs(machine.url, settings.file))
      if (machine.consoleUrl !== machine.url) io.print(words.console(machine.consoleUrl))
      if (machine.journalGone !== undefined) io.print(words.journalGone(machine.journalGone))
      if (machine.unprovenSince !== undefined)
        io.print(words.held(shortInstant(machine.unprovenSince)))
      const stopDemo = given.flag('demo') ? await startDemo(machine, io, log) : undefined
      await untilAskedToStop()
      await stopDemo?.()
    } finally {
      await machine.stop()
    }
  },
  // Where it runs is printed while it does.
  text: () => undefined,
})

async function startDemo(machine: OneMachine, io: Io, log: Log) {
  const words = io.words.machine.serve
  const { runDemo } = await import('../runtimes/one-machine/demo.ts')
  const demo = await runDemo(machine, io.now, log)
  io.print(words.demo(machine.consoleUrl))
  io.print(words.post(demo.bearer))
  return demo.stop
}

function settingsOf(given: Given<typeof options>): Omit<ServeOptions, 'engine' | 'now' | 'log'> {
  const mailer = given.value('mailer')
  const publicUrl = given.text('public-url')
  if (publicUrl !== undefined && !/^https?:$/.test(URL.parse(publicUrl)?.protocol ?? ''))
    throw new UsageError((w) => w.usage.url('public-url', publicUrl, 'https://mail.shop.example'))
  if (mailer === 'ses' && !publicUrl?.startsWith('https://'))
    throw new UsageError((w) => w.machine.serve.sesNeedsUrl)
  const consolePort = given.text('console-port')
  const journal = given.text('journal')
  const configurationSet = given.text('configuration-set')
  const trackedConfigurationSet = given.text('tracked-configuration-set')
  return {
    file: given.value('db'),
    ...(journal !== undefined && { journal }),
    port: wholeOf('port', given.value('port'), 0, 65_535),
    host: given.value('host'),
    journalDays: wholeOf('journal-days', given.value('journal-days'), 1, 36_500),
    mailer,
    inboxDays: wholeOf('inbox-days', given.value('inbox-days'), 1, MOST_INBOX_DAYS),
    ...(consolePort !== undefined && {
      consolePort: wholeOf('console-port', consolePort, 0, 65_535),
    }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(configurationSet !== undefined && { configurationSet }),
    ...(trackedConfigurationSet !== undefined && { trackedConfigurationSet }),
  }
}

const EXIT_AT_ONCE = 130

/** Resolves at the first signal; the second one ends the process at once. */
function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const stop = () => {
      if (asked) process.exit(EXIT_AT_ONCE)
      asked = true
      resolve()
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
  })
}
