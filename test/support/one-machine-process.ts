/** The one-machine server as a process of its own, for loads and for being killed. */
import { DAY_MS } from '../../functions/domain/time.ts'
import { logToStderr } from '../../functions/runtimes/log.ts'
import { serve } from '../../functions/runtimes/one-machine/serve.ts'
import { makeSqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { loadedShop } from './loaded-shop.ts'

/**
 * After the file: `no-journal`, to measure what the journal costs, `journal=PATH`, and `days=N`, by
 * which its clock is ahead.
 */
const [file = '', ...flags] = process.argv.slice(2)
const flagOf = (name: string) =>
  flags.find((flag) => flag.startsWith(`${name}=`))?.slice(name.length + 1)
const aheadMs = Number(flagOf('days') ?? 0) * DAY_MS
const journal = flagOf('journal')
const now = () => Date.now() + aheadMs

const machine = await serve({
  engine: makeSqliteEngine({ journals: !flags.includes('no-journal') }),
  file,
  ...(journal !== undefined && { journal }),
  port: 0,
  host: '127.0.0.1',
  mailer: 'inbox',
  now,
  log: logToStderr,
})
const bearer = await loadedShop(machine.pipeline.table, now())
process.stdout.write(`${JSON.stringify({ url: machine.url, bearer })}\n`)
process.once('SIGTERM', () => void machine.stop().then(() => process.exit(0)))
