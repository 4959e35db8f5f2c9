/** An HTTP server on a free port of 127.0.0.1, for the stand-ins of AWS endpoints. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Loopback = {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string
  /** How many requests began to arrive and were broken off by the client. */
  readonly brokenOff: () => number
  /** Ends open connections too. */
  readonly stop: () => Promise<void>
}

export type Answer = {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

/** `reset` drops the connection; `hang` never answers, and ends with `stop`. */
export type Reply = Answer | 'reset' | 'hang'

export type Request = {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function give(response: ServerResponse, reply: Reply): void {
  if (reply === 'hang') return
  if (reply === 'reset') {
    response.socket?.resetAndDestroy()
    return
  }
  response.writeHead(reply.status, { 'content-type': reply.type, ...reply.headers })
  response.end(reply.body)
}

/** @example const { endpoint, stop } = await listen((request) => ({ status: 200, ... })) */
export async function listen(
  answer: (request: Request) => Reply | Promise<Reply>,
): Promise<Loopback> {
  let brokenOff = 0
  const server = createServer(async (request, response) => {
    try {
      const body = await bodyOf(request)
      give(response, await answer({ path: request.url ?? '/', headers: request.headers, body }))
    } catch (error) {
      if (!request.complete) brokenOff++
      give(response, { status: 500, type: 'text/plain', body: String(error) })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    brokenOff: () => brokenOff,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped())
        server.closeAllConnections()
      }),
  }
}

/** The client settings for every stand-in; signatures are not checked. */
export const anyCredentials = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
} as const
