import { once } from 'node:events'
import type { IncomingMessage, RequestListener } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PROBE_ANSWER } from '../../../functions/domain/one-click-probe.ts'
import { type HttpsEndpoint, startHttpsEndpoint } from '../../support/https-endpoint.ts'
import { GOOD_ZONE, SUBJECT } from './good-zone.ts'
import { useJudging } from './judging.ts'

let server: HttpsEndpoint
const trusted = { cert: '' }
const { serve, resultOf } = useJudging(trusted)
beforeAll(async () => {
  server = await startHttpsEndpoint()
  trusted.cert = server.cert
})
afterAll(() => server.stop())

const HOSTS = {
  localhost: { addresses: ['127.0.0.1'] },
  'mail.localhost': { addresses: ['127.0.0.1'] },
  'empty.localhost': {},
}
beforeEach(() => serve({ ...GOOD_ZONE, ...HOSTS }))

const resultAt = (url: string) =>
  resultOf('public-url', { ...SUBJECT, publicLinks: { url, probeToken: 'probe.token' } })
const here = (path = '') => `https://localhost:${server.port}${path}`
const answering = (status: number, text: string, location?: string) => {
  server.answer((_, response) => {
    response.writeHead(status, location === undefined ? {} : { location }).end(text)
  })
}

/** A server of TCP that does this with each connection, on a port of its own. */
async function onPlainPort(
  act: (socket: Socket) => void,
  work: (port: number) => Promise<void>,
): Promise<void> {
  const sockets = new Set<Socket>()
  const plain = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    act(socket)
  }).listen(0, '127.0.0.1')
  await once(plain, 'listening')
  const { port } = plain.address() as AddressInfo
  try {
    await work(port)
  } finally {
    for (const socket of sockets) socket.destroy()
    await new Promise((closed) => plain.close(closed))
  }
}

describe('the public address', () => {
  it('passes if it takes the one-click POST as mailbox providers send it', async () => {
    const asked: unknown[] = []
    const listener: RequestListener = async (request: IncomingMessage, response) => {
      const body = (await request.toArray()).join('')
      asked.push([request.method, request.url, request.headers['content-type'], body])
      response.end(PROBE_ANSWER)
    }
    server.answer(listener)
    expect(await resultAt(here('/mail/'))).toMatchObject({
      outcome: 'passed',
      notes: ['public-url-not-public'],
      advice: [],
    })
    expect(asked).toEqual([
      [
        ...['POST', '/mail/unsubscribe/probe.token', 'application/x-www-form-urlencoded'],
        'List-Unsubscribe=One-Click',
      ],
    ])
  })

  it('is not used where it was not given, which is advised', async () => {
    expect(await resultOf('public-url')).toMatchObject({
      outcome: 'not-used',
      advice: [{ step: 'check-public-url' }],
    })
  })

  it.each([
    { status: 200, text: 'Parked', problem: 'one-click-not-this-shop' },
    { status: 200, text: 'x'.repeat(5_000), problem: 'one-click-not-this-shop' },
    { status: 404, text: PROBE_ANSWER, problem: 'one-click-not-this-shop' },
    { status: 403, text: PROBE_ANSWER, problem: 'one-click-refused' },
    { status: 405, text: '', problem: 'one-click-refused' },
    { status: 302, text: '', location: '/elsewhere', problem: 'one-click-redirected' },
  ])('fails if it answers with $status: $problem', async ({ status, text, location, problem }) => {
    answering(status, text, location)
    expect(await resultAt(here())).toMatchObject({
      outcome: 'failed',
      problems: [problem],
      found: [`localhost:${server.port} HTTP ${status}`],
    })
  })

  it.each([429, 500, 503])('is not known if it answers with %d', async (status) => {
    answering(status, '')
    expect(await resultAt(here())).toMatchObject({
      outcome: 'could-not-ask',
      unanswered: `no answer about localhost:${server.port} (HTTP ${status})`,
    })
  })

  it('is not known if nothing is answered in time', async () => {
    serve({ ...GOOD_ZONE, ...HOSTS, 'other.example': 'unanswered' })
    server.answer(() => {})
    expect(await resultAt(here())).toMatchObject({ outcome: 'could-not-ask' })
  })

  it('fails without TLS in its address, and asks for nothing', async () => {
    expect(await resultAt('http://localhost')).toMatchObject({ problems: ['public-url-not-https'] })
  })

  it('fails if its host has no address', async () => {
    expect(await resultAt('https://empty.localhost')).toMatchObject({
      problems: ['public-url-no-address'],
    })
  })

  it('is not known if DNS does not answer', async () => {
    serve({ ...GOOD_ZONE, localhost: 'servfail' })
    expect(await resultAt(here())).toMatchObject({ outcome: 'could-not-ask' })
  })

  it('fails with a certificate for another name', async () => {
    expect(await resultAt(`https://mail.localhost:${server.port}`)).toMatchObject({
      problems: ['public-url-not-secure'],
      found: [`mail.localhost:${server.port} ERR_TLS_CERT_ALTNAME_INVALID`],
    })
  })

  it('fails with a certificate that no one trusts', async () => {
    const stranger = await startHttpsEndpoint()
    try {
      expect(await resultAt(`https://localhost:${stranger.port}`)).toMatchObject({
        problems: ['public-url-not-secure'],
      })
    } finally {
      await stranger.stop()
    }
  })

  it('fails if its port speaks no TLS', async () => {
    await onPlainPort(
      (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
      async (port) => {
        expect(await resultAt(`https://localhost:${port}`)).toMatchObject({
          problems: ['public-url-not-secure'],
        })
      },
    )
  })

  it('fails if its port is closed', async () => {
    let closed = 0
    await onPlainPort(
      () => {},
      async (port) => {
        closed = port
      },
    )
    expect(await resultAt(`https://localhost:${closed}`)).toMatchObject({
      problems: ['public-url-no-connection'],
      found: [`localhost:${closed} ECONNREFUSED`],
    })
  })

  it('needs no DNS for an address in place of a name', async () => {
    const { problems, notes } = await resultAt(`https://127.0.0.1:${server.port}`)
    // The certificate is for a name.
    expect(problems).toEqual(['public-url-not-secure'])
    expect(notes).toEqual(['public-url-not-public'])
  })
})
