/**
 * The one-machine server with SES as a separate process, which exists to be killed. Its clock runs
 * ahead of the real one by `offsetMs`, and by what it is sent later.
 */
import { logToStderr } from '../../../functions/runtimes/log.ts'
import { serve } from '../../../functions/runtimes/one-machine/serve.ts'
import { sqliteEngine } from '../../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'

const [file = '', first = '0'] = process.argv.slice(2)
let offsetMs = Number(first)
process.on('message', (message: { readonly offsetMs: number }) => {
  offsetMs = message.offsetMs
})
// It ends with the suite, however that ends.
process.on('disconnect', () => process.exit(1))

const machine = await serve({
  engine: sqliteEngine,
  file,
  port: 0,
  host: '127.0.0.1',
  consolePort: 0,
  publicUrl: 'https://mail.example.com',
  mailer: 'ses',
  now: () => Date.now() + offsetMs,
  log: logToStderr,
})
process.once('SIGTERM', () => void machine.stop().then(() => process.exit(0)))
process.send?.({ url: machine.url })
