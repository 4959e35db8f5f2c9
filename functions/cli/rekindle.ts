#!/usr/bin/env node
/** The command. It keeps what was compiled, so that later runs start in half the time. */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Next to the code and not in a folder that all users of the machine share; where it cannot be
// written, nothing is kept.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/rekindle-compiled'))
const { EXIT } = await import('./application.ts')
const { main } = await import('./main.ts')

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
