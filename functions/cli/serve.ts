/** `rekindle serve`: the whole of Rekindle on this machine. */

import type { Log } from '../runtimes/log.ts'
import type { OneMachine, ServeOptions } from '../runtimes/one-machine/serve.ts'
import type { Command, Given, Io } from './command.ts'
import { UsageError } from './failure.ts'
import { storeOptions } from './open-store.ts'
import { wholeOf } from './read-values.ts'

const MAILERS = ['inbox', 'ses'] as const

export const command: Command = {
  name: 'serve',
  summary: 'Runs HTTP, decisions, sending and the pages on this machine, over one file.',
  about:
    'Mail goes to an inbox that the browser shows, unless SES is chosen. Stopped or killed at any instant, it loses no accepted purchase and sends no message twice.',
  arguments: [],
  options: {
    db: storeOptions.db,
    port: {
      value: 'N',
      about: 'the port it listens on; 0 takes one that is free',
      default: '7070',
    },
    host: { value: 'ADDRESS', about: 'the address it listens on', default: '127.0.0.1' },
    'public-url': {
      value: 'URL',
      about: 'where customers reach it, for the links in mails; if left out, this machine',
    },
    'console-port': {
      value: 'N',
      about:
        'with --public-url, or a --host that others reach: the port of the pages, which ask for no log-in and so are for this machine alone; 0 takes one that is free; if left out, 7071',
    },
    mailer: { value: 'NAME', about: MAILERS.join(' or '), default: 'inbox' },
    'configuration-set': {
      value: 'NAME',
      about: 'with --mailer ses: under which SES tells what became of each mail',
    },
    'tracked-configuration-set': {
      value: 'NAME',
      about: 'with --mailer ses: for customers who agreed to have opens and clicks counted',
    },
    demo: { about: 'with a simulated shop, and purchases that arrive now and then' },
  },
  examples: [
    'rekindle serve --demo',
    'rekindle serve --db shop.sqlite --mailer ses --public-url https://mail.shop.example',
  ],
  async run(given, io) {
    const options = optionsOf(given)
    const { serve } = await import('../runtimes/one-machine/serve.ts')
    const { sqliteEngine } = await import('../runtimes/one-machine/sqlite/sqlite-engine.ts')
    const { logToStderr: log } = await import('../runtimes/log.ts')
    const machine = await serve({ ...options, engine: sqliteEngine, now: io.now, log })
    try {
      io.print(`Rekindle runs at ${machine.url} over ${options.file}. Stop it with Ctrl-C.`)
      if (machine.consoleUrl !== machine.url)
        io.print(`Its pages are for this machine alone: ${machine.consoleUrl}`)
      const stopDemo = given.flag('demo') ? await startDemo(machine, io, log) : undefined
      await untilAskedToStop()
      await stopDemo?.()
    } finally {
      await machine.stop()
    }
  },
}

async function startDemo(machine: OneMachine, io: Io, log: Log) {
  const { runDemo } = await import('../runtimes/one-machine/demo.ts')
  const demo = await runDemo(machine, io.now, log)
  io.print(`The demonstration shop is open: purchases arrive, and mails at ${machine.consoleUrl}`)
  io.print(`To post purchases of your own:  export KEY=${demo.bearer}`)
  return demo.stop
}

function optionsOf(given: Given): Omit<ServeOptions, 'engine' | 'now' | 'log'> {
  const mailer = MAILERS.find((name) => name === given.value('mailer'))
  if (!mailer)
    throw new UsageError(`--mailer cannot be "${given.value('mailer')}": write inbox or ses`)
  const publicUrl = given.text('public-url')
  if (publicUrl !== undefined && !/^https?:$/.test(URL.parse(publicUrl)?.protocol ?? ''))
    throw new UsageError(
      `--public-url cannot be "${publicUrl}": write an address such as https://mail.shop.example`,
    )
  if (mailer === 'ses' && !publicUrl?.startsWith('https://'))
    throw new UsageError(
      '--mailer ses needs --public-url https://..., where links to unsubscribe lead',
    )
  const consolePort = given.text('console-port')
  const configurationSet = given.text('configuration-set')
  const trackedConfigurationSet = given.text('tracked-configuration-set')
  return {
    file: given.value('db'),
    port: wholeOf('port', given.value('port'), 0, 65_535),
    host: given.value('host'),
    mailer,
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
