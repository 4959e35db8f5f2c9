#!/usr/bin/env node
/** The command: finds the verb that was asked for, and loads nothing else. */
import manifest from '../../package.json' with { type: 'json' }
import type { Command, Io } from './command.ts'
import { section } from './help.ts'
import { EXIT, runCommand } from './run-command.ts'

type Verb = {
  readonly summary: string
  readonly load: () => Promise<{ readonly command: Command }>
}

const VERBS: Readonly<Record<string, Verb>> = {
  serve: {
    summary: 'Run the shop on this machine: HTTP, decisions, sending, pages',
    load: () => import('./serve.ts'),
  },
  'shop add': {
    summary: 'Add a shop, and show its first key once',
    load: () => import('./shop/add.ts'),
  },
  'shop open': {
    summary: 'Open a shop whose history is loaded: from now on campaigns start',
    load: () => import('./shop/open.ts'),
  },
  'shop change': {
    summary: 'Change what a shop says of itself: name, sender, addresses',
    load: () => import('./shop/change.ts'),
  },
  'shop list': { summary: 'List the shops', load: () => import('./shop/list.ts') },
  'shop policy': {
    summary: 'Show or replace the policy: thresholds, hours, caps',
    load: () => import('./shop/policy.ts'),
  },
  'shop rotate-key': {
    summary: 'Issue a new key, and let the old ones expire',
    load: () => import('./shop/rotate-key.ts'),
  },
  'shop resume': {
    summary: 'Let marketing to a mailbox provider go on that paused itself',
    load: () => import('./shop/resume.ts'),
  },
  import: {
    summary: 'Import orders and refunds from a CSV file',
    load: () => import('./import/import.ts'),
  },
  publish: {
    summary: 'Check campaigns and put them in force',
    load: () => import('./campaign/publish.ts'),
  },
  'campaign pause': {
    summary: 'Hold all mail of a campaign',
    load: async () => ({ command: (await import('./campaign/pause.ts')).pause }),
  },
  'campaign resume': {
    summary: 'Let a paused campaign go on',
    load: async () => ({ command: (await import('./campaign/pause.ts')).resume }),
  },
  'domain check': {
    summary: 'Check the DNS of the domain a shop sends from, and say what to put into it',
    load: () => import('./domain/check.ts'),
  },
  unsubscribe: {
    summary: 'Unsubscribe whoever asked for it by mail',
    load: () => import('./unsubscribe.ts'),
  },
  'customer show': {
    summary: 'Tell what is known of a customer, and why they get what they get',
    load: () => import('./customer/show.ts'),
  },
  'customer erase': {
    summary: 'Forget a customer for good',
    load: () => import('./customer/erase.ts'),
  },
  'suppression import': {
    summary: 'Import addresses that must not be mailed, from a CSV file',
    load: () => import('./suppression/import.ts'),
  },
  'suppression export': {
    summary: 'Write who must not be mailed as CSV, by keyed hashes',
    load: () => import('./suppression/export.ts'),
  },
  'suppression add': {
    summary: 'See to it that an address is not mailed any more',
    load: async () => ({ command: (await import('./suppression/change.ts')).add }),
  },
  'suppression remove': {
    summary: 'Let an address be mailed again that was suppressed',
    load: async () => ({ command: (await import('./suppression/change.ts')).remove }),
  },
  'customer why': {
    summary: 'Say why a customer did or did not get the mails of a campaign',
    load: () => import('./customer/why.ts'),
  },
  'message show': {
    summary: 'Tell what became of one message, and what comes next',
    load: () => import('./message/show.ts'),
  },
  'products import': {
    summary: 'Import the articles that mails may recommend, from a product feed',
    load: () => import('./products/import.ts'),
  },
  recommend: {
    summary: 'Tell what goes with an article, or what a mail would show a customer',
    load: () => import('./recommend/recommend.ts'),
  },
  'recommend build': {
    summary: 'Count anew what is bought together',
    load: () => import('./recommend/build.ts'),
  },
  'model fit': {
    summary: 'Fit how customers buy: to a file of orders, or to a shop and put in force',
    load: () => import('./model/fit.ts'),
  },
  'model score': {
    summary: 'Tell of each customer: alive or not, what to expect, when to count them gone',
    load: () => import('./model/score.ts'),
  },
  'model check': {
    summary: 'Test a model on what it has not seen, and rules of dormancy beside each other',
    load: () => import('./model/check.ts'),
  },
  segments: {
    summary: 'Count customers by class, today or at any past instant',
    load: () => import('./segments.ts'),
  },
  backtest: {
    summary: 'Run the campaigns over the past: who would have been mailed what, and when',
    load: () => import('./backtest/backtest.ts'),
  },
}

const help = (verbs: Readonly<Record<string, Verb>>): string =>
  [
    'Usage: rekindle VERB [options]',
    '',
    'Lifecycle e-mail for shops, owned by the shop.',
    ...section(
      'Verbs',
      Object.entries(verbs).map(([name, { summary }]) => [name, summary]),
    ),
    '',
    'Each verb has a help of its own: rekindle VERB --help',
    'Exit codes: 0 done, 1 failed, 2 wrong usage.',
    '',
  ].join('\n')

const startingWith = (word: string): Readonly<Record<string, Verb>> =>
  Object.fromEntries(Object.entries(VERBS).filter(([name]) => name.startsWith(`${word} `)))

/** @returns the exit code */
async function main(typed: readonly string[], io: Io): Promise<number> {
  const [first = '', second = ''] = typed
  const group = startingWith(first)
  const isGroup = Object.keys(group).length > 0
  const both = `${first} ${second}`
  // A verb may stand alone and have others beneath it.
  const name = isGroup && (VERBS[both] || !VERBS[first]) ? both : first
  const verb = VERBS[name]
  if (verb) {
    const { command } = await verb.load()
    return runCommand(command, typed.slice(name === both ? 2 : 1), io)
  }
  const asked = isGroup ? second : first
  const listed = help(isGroup ? group : VERBS)
  if (asked === '--help' || asked === '-h' || asked === 'help') {
    io.print(listed)
    return EXIT.ok
  }
  if (asked === '--version') {
    io.print(manifest.version)
    return EXIT.ok
  }
  const fault = asked === '' ? '' : `rekindle: there is no verb "${name.trim()}"\n\n`
  io.stderr.write(fault + listed)
  return EXIT.usage
}

// Whoever reads our output may have read enough, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok)
  throw error
})

process.exitCode = await main(process.argv.slice(2), {
  print: (text) => process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
  stderr: process.stderr,
  now: () => Date.now(),
  env: process.env,
})
