/** One machine, put together: the pipeline, the inbox or SES, the console, one port. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeConsole } from '../../console/console.ts'
import type { Instant } from '../../domain/time.ts'
import { makeSesClient, makeSesMailer } from '../../sending/ses/ses-mailer.ts'
import { openDatabase } from '../../store/sqlite/database.ts'
import type { Log } from '../log.ts'
import { makeRequestListener } from './http-server.ts'
import { startMailThread } from './mail-thread.ts'
import { lockOwner } from './owner-lock.ts'
import { makePipeline, type Pipeline } from './pipeline.ts'
import { readsInWorker } from './reads-in-worker.ts'
import { secretBeside } from './secret-file.ts'

export type ServeOptions = {
  readonly file: string
  readonly port: number
  readonly host: string
  /** Where customers reach this machine, for the links in mails; by default it is itself. */
  readonly publicUrl?: string
  readonly mailer: 'inbox' | 'ses'
  readonly now: () => Instant
  readonly log: Log
}

export type OneMachine = {
  readonly url: string
  readonly pipeline: Pipeline
  /** Finishes what is in hand and closes the file. */
  readonly stop: () => Promise<void>
}

/** @throws if the port or the file is taken, or SES is asked for without an https address */
export async function serve(options: ServeOptions): Promise<OneMachine> {
  const { file, now, log } = options
  if (options.mailer === 'ses' && !options.publicUrl?.startsWith('https://'))
    throw new Error(
      'sending through SES needs --public-url https://..., where unsubscribe links lead',
    )
  const unlock = lockOwner(file)
  const database = openDatabase(file)
  const reads = readsInWorker(file)
  const server = createServer()
  const url = await listen(server, options)
  const secret = secretBeside(file)
  const publicUrl = (options.publicUrl ?? url).replace(/\/$/, '')
  const mail = startMailThread({ file, publicUrl })
  const pipeline = makePipeline({
    database,
    mailer:
      options.mailer === 'ses'
        ? makeSesMailer({ client: makeSesClient({}), clock: now })
        : mail.inbox,
    writeMail: mail.writeMail,
    secret,
    now,
    log,
  })
  const hosts = new Set(['localhost', '127.0.0.1', '[::1]', options.host])
  const fallback = makeConsole({ reads, now, settings: pipeline.shops.settings })
  server.on('request', makeRequestListener({ handlers: pipeline.handlers, fallback, hosts, log }))
  await pipeline.start()
  return {
    url,
    pipeline,
    async stop() {
      await new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeIdleConnections()
      })
      await pipeline.stop()
      await mail.close()
      await reads.close()
      database.close()
      unlock()
    },
  }
}

function listen(server: Server, { port, host }: ServeOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`port ${port} is taken; name another with --port`)
          : error,
      ),
    )
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo
      resolve(`http://${host === '127.0.0.1' ? 'localhost' : host}:${taken}`)
    })
  })
}
