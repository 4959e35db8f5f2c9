/** A feed fetched over HTTPS from a server of this machine, which stands for one of the internet. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FetchFault } from '../../../functions/intake/feeds/fetch-fault.ts'
import {
  FETCH_LIMITS,
  type FeedNetwork,
  type FeedVersion,
  type FetchLimits,
  fetchFeed,
  PUBLIC_INTERNET,
} from '../../../functions/intake/feeds/fetch-feed.ts'
import { type HttpsEndpoint, startHttpsEndpoint } from '../../support/https-endpoint.ts'
import { selfSigned } from '../../support/self-signed.ts'

const own = selfSigned()
let server: HttpsEndpoint
let requests: IncomingMessage[] = []
beforeAll(async () => {
  server = await startHttpsEndpoint(own)
})
afterAll(() => server.stop())

const answer = (listener: RequestListener): void => {
  requests = []
  server.answer((request, response) => {
    requests.push(request)
    listener(request, response)
  })
}

/** Names lead to this machine, which is allowed here; whatever else a test says is not. */
const network = (changes: Partial<FeedNetwork> = {}): FeedNetwork => ({
  resolve: async () => ['127.0.0.1'],
  isAllowed: (address) => address === '127.0.0.1',
  ca: server.cert,
  ...changes,
})

type Asked = {
  readonly path?: string
  readonly known?: FeedVersion
  readonly limits?: Partial<FetchLimits>
  readonly network?: Partial<FeedNetwork>
}

const addressOf = (path: string): URL =>
  new URL(path.startsWith('http') ? path : `https://localhost:${server.port}${path}`)

async function fetched({ path = '/feed.xml', known, limits, network: changes }: Asked = {}) {
  const all = { ...FETCH_LIMITS, ...limits }
  const feed = await fetchFeed(addressOf(path), known, all, network(changes))
  if (feed.kind === 'unchanged') return { kind: feed.kind }
  const pieces: Uint8Array[] = []
  for await (const bytes of feed.bytes) pieces.push(bytes)
  return { text: Buffer.concat(pieces).toString(), version: feed.version }
}

const faultOf = async (asked: Asked): Promise<string> =>
  fetched(asked).then(
    () => 'none',
    (error) => {
      if (!(error instanceof FetchFault)) throw error
      return error.message
    },
  )

const sending =
  (body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(200, headers).end(body)
  }

const redirecting =
  (location: string): RequestListener =>
  ({ url }, response) => {
    if (url === '/last') response.end('arrived')
    else response.writeHead(302, { location }).end()
  }

describe('a feed that is fetched', () => {
  it('comes as it is, with what the server says of its version', async () => {
    answer(sending('id,title\n', { etag: '"7"', 'last-modified': 'Mon, 02 Mar 2026 10:00:00 GMT' }))
    expect(await fetched({ path: '/feed.csv?key=s3cret' })).toEqual({
      text: 'id,title\n',
      version: { etag: '"7"', lastModified: 'Mon, 02 Mar 2026 10:00:00 GMT' },
    })
    expect(requests[0]?.url).toBe('/feed.csv?key=s3cret')
    expect(requests[0]?.headers).not.toHaveProperty('authorization')
  })

  it.each([
    ['gzip', gzipSync('id,title\n')],
    ['br', brotliCompressSync('id,title\n')],
    ['identity', Buffer.from('id,title\n')],
  ])('is unpacked from %s', async (coding, body) => {
    answer(sending(body, { 'content-encoding': coding }))
    expect((await fetched()).text).toBe('id,title\n')
  })

  it('is unpacked where the file itself is gzipped, once or on top of the transfer', async () => {
    answer(sending(gzipSync('id,title\n')))
    expect((await fetched()).text).toBe('id,title\n')
    answer(sending(gzipSync(gzipSync('id,title\n')), { 'content-encoding': 'gzip' }))
    expect((await fetched()).text).toBe('id,title\n')
  })

  it('may be empty, or a single byte', async () => {
    answer(sending(''))
    expect((await fetched()).text).toBe('')
    answer(sending('i'))
    expect((await fetched()).text).toBe('i')
  })

  it('is unchanged where the server says so of the version that is known', async () => {
    answer((_, response) => {
      response.writeHead(304).end()
    })
    const known = { etag: '"7"', lastModified: 'Mon, 02 Mar 2026 10:00:00 GMT' }
    expect(await fetched({ known })).toEqual({ kind: 'unchanged' })
    expect(requests[0]?.headers).toMatchObject({
      'if-none-match': '"7"',
      'if-modified-since': 'Mon, 02 Mar 2026 10:00:00 GMT',
    })
    expect(await faultOf({})).toBe('refused: HTTP 304')
  })

  it.each([
    [401, 'log-in'],
    [403, 'log-in'],
    [404, 'not-found'],
    [410, 'not-found'],
    [418, 'refused'],
    [204, 'refused'],
    [429, 'server-fault'],
    [500, 'server-fault'],
    [503, 'server-fault'],
  ])('is refused with HTTP %i: %s', async (status, why) => {
    answer((_, response) => {
      response.writeHead(status).end()
    })
    expect(await faultOf({})).toBe(`${why}: HTTP ${status}`)
  })
})

describe('a user and a password in the address', () => {
  it('are sent to the host that they are for', async () => {
    answer(sending('x'))
    await fetched({ path: `https://sh%40p:p%3Aw@localhost:${server.port}/feed` })
    const basic = `Basic ${Buffer.from('sh@p:p:w').toString('base64')}`
    expect(requests[0]?.headers.authorization).toBe(basic)
  })

  it('are not sent on to another', async () => {
    const other = await startHttpsEndpoint(own)
    const asked: IncomingMessage[] = []
    other.answer((request, response) => {
      asked.push(request)
      response.end('x')
    })
    answer(redirecting(`https://localhost:${other.port}/feed`))
    const path = `https://shop:pw@localhost:${server.port}/feed`
    await fetched({ path })
    await other.stop()
    expect(requests[0]?.headers).toHaveProperty('authorization')
    expect(asked[0]?.headers).not.toHaveProperty('authorization')
  })
})

describe('a redirect', () => {
  it('is followed, also where it names only a path', async () => {
    answer(redirecting('/last'))
    expect((await fetched()).text).toBe('arrived')
  })

  it('is followed five times at most', async () => {
    answer(redirecting('/again'))
    expect(await faultOf({})).toBe('redirects')
    expect(requests).toHaveLength(6)
  })

  it.each([
    ['http://localhost/feed', 'not-https'],
    ['https://169.254.169.254/latest/meta-data', 'not-public'],
    ['https://[::ffff:127.0.0.1]/x', 'not-public'],
    ['https://[fd00:ec2::254]/x', 'not-public'],
    ['https://2130706434/x', 'not-public'],
    ['https://inside.test/x', 'not-public'],
    ['file:///etc/passwd', 'not-https'],
    ['https://', 'redirects'],
  ])('is not followed to %s', async (location, why) => {
    answer(redirecting(location))
    const resolve = async (host: string) => [host === 'localhost' ? '127.0.0.1' : '10.0.0.7']
    expect(await faultOf({ network: { resolve } })).toBe(why)
  })
})

describe('a host', () => {
  it('is not spoken to where one of its addresses is not public', async () => {
    answer(sending('x'))
    const resolve = async () => ['127.0.0.1', '192.168.0.1']
    expect(await faultOf({ network: { resolve } })).toBe('not-public')
    expect(requests).toEqual([])
  })

  it('is spoken to at the address that was checked, whatever its name leads to a moment later', async () => {
    answer(sending('x'))
    let asked = 0
    const resolve = async () => (asked++ === 0 ? ['127.0.0.1'] : ['10.0.0.7'])
    expect((await fetched({ network: { resolve } })).text).toBe('x')
    expect(asked).toBe(1)
  })

  it.each([
    'https://localhost/feed',
    'https://127.0.0.1/feed',
    'https://0x7f.1/',
    'https://[::1]/',
  ])('is none of this machine, with the checks as they are: %s', async (path) =>
    expect(await faultOf({ path, network: PUBLIC_INTERNET })).toBe('not-public'),
  )

  it('has a name that leads somewhere', async () => {
    const resolve = () => Promise.reject(new Error('ENOTFOUND'))
    expect(await faultOf({ network: { resolve } })).toBe('no-such-host')
    expect(await faultOf({ network: { resolve: async () => [] } })).toBe('no-such-host')
  })

  it('proves who it is', async () => {
    const { ca: _, ...untrusting } = network()
    const asked = fetchFeed(addressOf('/'), undefined, FETCH_LIMITS, untrusting)
    await expect(asked).rejects.toThrow(/^certificate: DEPTH_ZERO_SELF_SIGNED_CERT$/)
  })

  it('answers at all', async () => {
    const other = await startHttpsEndpoint()
    await other.stop()
    const path = `https://localhost:${other.port}/s3cret`
    expect(await faultOf({ path })).toBe('unreachable: ECONNREFUSED')
  })
})

describe('the bounds', () => {
  it('hold of what arrives', async () => {
    answer(sending('x'.repeat(1_000)))
    expect(await faultOf({ limits: { mostBytes: 999 } })).toBe('too-large')
    expect(await faultOf({ limits: { mostBytes: 1_000 } })).toBe('none')
  })

  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
  it.each([
    ['of the transfer', bomb, 'gzip'],
    ['of the file', bomb, 'identity'],
    ['of the file in the transfer', gzipSync(bomb), 'gzip'],
  ])('hold of what is unpacked %s', async (_, body, coding) => {
    answer(sending(body, { 'content-encoding': coding }))
    const before = process.memoryUsage().rss
    expect(await faultOf({ limits: { mostBytes: 1024 * 1024 } })).toBe('too-large')
    expect(process.memoryUsage().rss - before).toBeLessThan(48 * 1024 * 1024)
  })

  it('hold of the time without a byte', async () => {
    answer(() => {})
    expect(await faultOf({ limits: { idleMs: 50 } })).toBe('slow')
    answer((_, response) => {
      response.writeHead(200).write('id,')
    })
    expect(await faultOf({ limits: { idleMs: 50 } })).toBe('slow')
  })

  it('hold of the whole time, however steadily the bytes come', async () => {
    const timers: NodeJS.Timeout[] = []
    answer((_, response: ServerResponse) => {
      timers.push(setInterval(() => response.write('x'), 10))
    })
    expect(await faultOf({ limits: { wholeMs: 120, idleMs: 60 } })).toBe('too-long')
    for (const timer of timers) clearInterval(timer)
  })

  it('hold of a file that is gzipped twice, whose inside would be unpacked without them', async () => {
    const small = gzipSync(gzipSync('id,title\n'))
    answer(sending(small))
    expect(await faultOf({})).toBe('compression')
    answer(sending(gzipSync(small), { 'content-encoding': 'gzip' }))
    expect(await faultOf({})).toBe('compression')
  })

  it('do not count the time that the reader takes', async () => {
    answer(sending('x'.repeat(300_000)))
    const limits = { ...FETCH_LIMITS, idleMs: 100 }
    const feed = await fetchFeed(addressOf('/'), undefined, limits, network())
    if (feed.kind !== 'feed') throw new Error('it is a feed')
    let length = 0
    for await (const bytes of feed.bytes) {
      if (length === 0) await new Promise((done) => setTimeout(done, 150))
      length += bytes.length
    }
    expect(length).toBe(300_000)
  })
})

describe('an answer that is damaged', () => {
  it('is not taken for a whole one', async () => {
    answer((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('id,title\n')
      setImmediate(() => response.destroy())
    })
    expect(await faultOf({})).toBe('cut-off')
    const packed = gzipSync('id,title\n'.repeat(10_000))
    answer(sending(packed.subarray(0, packed.length / 2), { 'content-encoding': 'gzip' }))
    expect(await faultOf({})).toBe('cut-off')
  })

  it('is let go of where it is packed in a way that is not known', async () => {
    const closed = new Promise((done) =>
      answer((_, response) => {
        response.on('close', done)
        response.writeHead(200, { 'content-encoding': 'zstd' }).write('id,title\n')
      }),
    )
    expect(await faultOf({})).toBe('compression')
    await closed
  })

  it.each(['gzip', 'br', 'zstd'])('is refused where it is no %s', async (coding) => {
    answer(sending('id,title\n', { 'content-encoding': coding }))
    expect(await faultOf({})).toBe('compression')
  })
})
