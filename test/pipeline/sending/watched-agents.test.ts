import { once } from 'node:events'
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { SendOutcome } from '../../../functions/domain/message.ts'
import { MINUTE_MS } from '../../../functions/domain/time.ts'
import type { Mailer, OutgoingMail } from '../../../functions/pipeline/sending/mailer.ts'
import { makeSesClient, makeSesMailer } from '../../../functions/pipeline/sending/ses/ses-mailer.ts'
import { anyCredentials } from '../../support/loopback.ts'
import { selfSigned } from '../../support/self-signed.ts'

const NOW = Date.UTC(2026, 6, 28)
const trusted = selfSigned()
const strange = selfSigned()

const mail: OutgoingMail = {
  messageId: 'tea/17/care#1#tips',
  customer: 'tea/17',
  subject: 'Hello',
  tracked: false,
  shop: 'tea',
  campaign: 'care',
  step: 'tips',
  to: 'li@example.org',
  from: 'hello@tea.example',
  // More than a socket takes at once, so that a reset may fall in the middle of the body.
  bytes: Buffer.alloc(3_000_000, 'tea '),
}

const DUE_AGAIN = { outcome: 'parked', reason: 'ses-not-reached', until: NOW + 15 * MINUTE_MS }
const IN_DOUBT = { outcome: 'unknown' }
const ACCEPTED = { outcome: 'accepted', mailerMessageId: 'ses-1' }
const BODY =
  '<SendRawEmailResponse><SendRawEmailResult><MessageId>ses-1</MessageId></SendRawEmailResult></SendRawEmailResponse>'

const closing: (() => unknown)[] = []
const trustedBefore = getCACertificates('default')
beforeAll(() => setDefaultCACertificates([...trustedBefore, trusted.cert]))
afterAll(() => setDefaultCACertificates(trustedBefore))
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

type Scheme = 'http' | 'https'

/** @returns its port */
async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  server.listen(0, 'localhost')
  await once(server, 'listening')
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const endpoint = (scheme: Scheme, answer: Answer, keys = trusted): Server =>
  scheme === 'http' ? createHttpServer(answer) : createHttpsServer(keys, answer)

const accept: Answer = (request, response) => {
  request.resume().on('end', () => response.end(BODY))
}

/** So long that a loaded machine keeps to it, unless a test waits for its end. */
function mailerAt(scheme: Scheme, port: number, connectionTimeoutMs = 1_000): Mailer {
  const client = makeSesClient({
    ...anyCredentials,
    endpoint: `${scheme}://localhost:${port}`,
    connectionTimeoutMs,
    requestTimeoutMs: 600,
  })
  closing.push(() => client.destroy())
  return makeSesMailer({ client, clock: () => NOW })
}

/** What came of a mail, and how often it was said to leave. */
async function sent(mailer: Mailer, onLeaving = () => {}) {
  const ready = await mailer.prepare(mail)
  if (ready.outcome !== 'ready') throw new Error(ready.outcome)
  let left = 0
  const outcome: SendOutcome = await ready.send(() => {
    left += 1
    onLeaving()
  })
  return { outcome, left }
}

describe.each<Scheme>(['https', 'http'])('a mail over %s', (scheme) => {
  const at = async (server: Server) => sent(mailerAt(scheme, await listening(server)))

  it('is said to leave once, and is accepted', async () => {
    expect(await at(endpoint(scheme, accept))).toEqual({ outcome: ACCEPTED, left: 1 })
  })

  it('has not left, and is due again, where the connection is refused', async () => {
    const server = endpoint(scheme, accept)
    const port = await listening(server)
    server.close()
    expect(await sent(mailerAt(scheme, port))).toEqual({ outcome: DUE_AGAIN, left: 0 })
  })

  it('is in doubt where the connection is reset before its body was read', async () => {
    const server = endpoint(scheme, ({ socket }) => (socket as Socket).destroy())
    expect(await at(server)).toEqual({ outcome: IN_DOUBT, left: 1 })
  })

  it('is in doubt where the connection is reset after its body was read', async () => {
    const server = endpoint(scheme, (request) => {
      request.resume().on('end', () => (request.socket as Socket).destroy())
    })
    expect(await at(server)).toEqual({ outcome: IN_DOUBT, left: 1 })
  })

  it('is in doubt where no answer comes in time', async () => {
    const server = endpoint(scheme, (request) => void request.resume())
    expect(await at(server)).toEqual({ outcome: IN_DOUBT, left: 1 })
  })

  it('is in doubt where a connection that was used before turns out to be reset', async () => {
    let requests = 0
    const server = endpoint(scheme, (request, response) => {
      requests += 1
      if (requests === 1) accept(request, response)
      else (request.socket as Socket).destroy()
    })
    const mailer = mailerAt(scheme, await listening(server))
    expect(await sent(mailer)).toEqual({ outcome: ACCEPTED, left: 1 })
    expect(await sent(mailer)).toEqual({ outcome: IN_DOUBT, left: 1 })
  })

  it.each([0, 1])('stays here if that cannot be noted, after %i others', async (others) => {
    let requests = 0
    const server = endpoint(scheme, (request, response) => {
      requests += 1
      accept(request, response)
    })
    const mailer = mailerAt(scheme, await listening(server))
    for (let i = 0; i < others; i++) await sent(mailer)
    const full = new Error('no space left')
    const refused = sent(mailer, () => {
      throw full
    })
    await expect(refused).rejects.toBe(full)
    expect(requests).toBe(others)
    expect(await sent(mailer)).toEqual({ outcome: ACCEPTED, left: 1 })
  })
})

describe('a mail has not left, and is due again, where the TLS handshake', () => {
  it('shows a certificate that is not trusted', async () => {
    const port = await listening(endpoint('https', accept, strange))
    expect(await sent(mailerAt('https', port))).toEqual({ outcome: DUE_AGAIN, left: 0 })
  })

  it.each<[what: string, onConnection: (socket: Socket) => void]>([
    ['is reset at once', (socket) => socket.resetAndDestroy()],
    ['is reset in its middle', (socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['is answered by something else', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['is closed without an answer', (socket) => socket.once('data', () => socket.end())],
    ['never ends', () => {}],
  ])('%s', async (_, onConnection) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {})
      onConnection(socket)
    })
    const port = await listening(server)
    expect(await sent(mailerAt('https', port))).toEqual({ outcome: DUE_AGAIN, left: 0 })
  })

  it('ends only after the mail was given up, which is then not said to leave', async () => {
    let requests = 0
    const inner = endpoint('https', () => {
      requests += 1
    })
    const slow = createTcpServer((socket) => {
      setTimeout(() => inner.emit('connection', socket), 200)
    })
    const secured = once(inner, 'secureConnection')
    let left = 0
    const mailer = mailerAt('https', await listening(slow), 150)
    const ready = await mailer.prepare(mail)
    if (ready.outcome !== 'ready') throw new Error(ready.outcome)
    const outcome = await ready.send(() => {
      left += 1
    })
    await secured
    await new Promise((resolve) => setImmediate(resolve))
    expect({ outcome, left, requests }).toEqual({ outcome: DUE_AGAIN, left: 0, requests: 0 })
  })
})
