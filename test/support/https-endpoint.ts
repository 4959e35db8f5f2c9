/** An HTTPS server on a free port of 127.0.0.1, with a certificate of its own for `localhost`. */
import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type SelfSigned, selfSigned } from './self-signed.ts'

export type HttpsEndpoint = {
  readonly port: number
  readonly cert: string
  readonly answer: (listener: RequestListener) => void
  readonly stop: () => Promise<void>
}

/** @example const server = await startHttpsEndpoint(); server.answer((_, res) => res.end('hello')) */
export async function startHttpsEndpoint(
  { key, cert }: SelfSigned = selfSigned(),
): Promise<HttpsEndpoint> {
  let listener: RequestListener = (_, response) => response.end()
  const server = createServer({ key, cert }, (request, response) => listener(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    cert,
    answer: (next) => {
      listener = next
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped())
        server.closeAllConnections()
      }),
  }
}
