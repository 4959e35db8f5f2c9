/** The one-machine server as a process of its own, for loads and for being killed. */
import { logToStderr } from '../../functions/runtimes/log.ts'
import { serve } from '../../functions/runtimes/one-machine/serve.ts'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { loadedShop } from './loaded-shop.ts'

const [file = ''] = process.argv.slice(2)
const now = () => Date.now()

const machine = await serve({
  engine: sqliteEngine,
  file,
  port: 0,
  host: '127.0.0.1',
  mailer: 'inbox',
  now,
  log: logToStderr,
})
const bearer = await loadedShop(machine.pipeline.table, now())
process.stdout.write(`${JSON.stringify({ url: machine.url, bearer })}\n`)
process.once('SIGTERM', () => void machine.stop().then(() => process.exit(0)))
