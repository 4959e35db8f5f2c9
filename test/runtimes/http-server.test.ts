import { once } from 'node:events'
import { createServer, type OutgoingHttpHeaders, request, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { json } from '../../functions/http/problem.ts'
import { type HttpEvent, jsonBody, MOST_BODY_BYTES } from '../../functions/http/requests.ts'
import { makeGetOpenApi } from '../../functions/intake/api/openapi.ts'
import { makeRequestListener } from '../../functions/runtimes/one-machine/http-server.ts'
import { StoreUnavailable } from '../../functions/store/failure-cause.ts'

const events: HttpEvent[] = []
const logged: string[] = []
let server: Server
let port: number

beforeAll(async () => {
  const listener = makeRequestListener({
    handlers: {
      'POST /v1/shops/{shop}/purchases': async (event) => {
        events.push(event)
        return json(200, jsonBody(event))
      },
      'GET /v1/shops/{shop}/customers/{customer}': async (event) => {
        events.push(event)
        return json(200, event.pathParameters)
      },
      'GET /preferences/{token}': async ({ pathParameters }) => ({
        statusCode: 200,
        headers: { 'content-type': 'text/plain' },
        body: `the page of ${pathParameters?.token}`,
      }),
      'GET /v1/broken': () => Promise.reject(new TypeError('no address for lin@example.com')),
      'GET /v1/full': () => Promise.reject(new StoreUnavailable('disk-full')),
      'GET /openapi.json': makeGetOpenApi(),
    },
    pages: {
      answer: async ({ method, path, query }) => ({
        status: 200,
        headers: { 'content-type': 'text/plain' },
        body: `${method} ${path} ${query}`,
      }),
      hosts: new Set(['localhost', '127.0.0.1']),
    },
    log: (level, event, facts) => logged.push(JSON.stringify([level, event, facts])),
  })
  server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

type Answer = {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
  readonly body: string
}

function ask(
  method: string,
  path: string,
  { headers = {}, body }: { headers?: OutgoingHttpHeaders; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers }, async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk as Buffer)
      const { statusCode = 0, headers } = response
      resolve({ status: statusCode, headers, body: Buffer.concat(chunks).toString() })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

const JSON_TYPE = { 'content-type': 'application/json' }

describe('a link of a mail', () => {
  it.each([
    ['/preferences/tok', 'tok'],
    ['/preferences/tok/', 'tok/'],
    ['/preferences/tok//', 'tok//'],
    ['/preferences//tok', '/tok'],
    ['//preferences/tok', 'tok'],
    ['///preferences/tok/', 'tok/'],
    ['/preferences/tok%', 'tok%'],
    ['/preferences/tok%zz', 'tok%zz'],
    ['/preferences/tok%E0%A4%A', 'tok%E0%A4%A'],
    ['/preferences/t%6fk%2F', 'tok%2F'],
    ['/preferences/tok/?a=1&amp;b=2', 'tok/'],
    ['/preferences/', ''],
    ['/preferences', ''],
  ])('%s gets its page and no problem of the API', async (path, token) => {
    expect(await ask('GET', path)).toMatchObject({ status: 200, body: `the page of ${token}` })
    expect(await ask('HEAD', path)).toMatchObject({ status: 200 })
  })
})

describe('a request to one machine', () => {
  it('keeps a body that is not in UTF-8 byte by byte, so that it is read by its charset or refused', async () => {
    const body = Buffer.from('{"id":"c\u00e4"}', 'latin1')
    const posted = (type: string) =>
      ask('POST', '/v1/shops/tea/purchases', { headers: { 'content-type': type }, body })
    expect((await posted('application/json; charset=iso-8859-1')).body).toBe('{"id":"cä"}')
    await posted('application/json')
    expect(logged.pop()).toContain('request-failed')
    expect(events.pop()).toMatchObject({ isBase64Encoded: true, body: body.toString('base64') })
  })

  it('reaches the handler of its route as API Gateway would hand it over', async () => {
    const answer = await ask('POST', '/v1/shops/tea%20house/purchases?a=b', {
      headers: { ...JSON_TYPE, Authorization: 'Bearer x' },
      body: '{"name":"茶"}',
    })
    expect(answer).toMatchObject({ status: 200, body: '{"name":"茶"}' })
    expect(events.at(-1)).toMatchObject({
      routeKey: 'POST /v1/shops/{shop}/purchases',
      pathParameters: { shop: 'tea house' },
      headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
      isBase64Encoded: false,
    })
  })

  it('keeps a slash in an id that is encoded, and takes apart none that is not', async () => {
    const { body } = await ask('GET', '/v1/shops/tea/customers/c%2F17')
    expect(JSON.parse(body)).toEqual({ shop: 'tea', customer: 'c/17' })
    expect(await ask('GET', '/v1/shops/tea/customers/c/17')).toMatchObject({ status: 404 })
  })

  it.each([
    ['GET', '/v1/'],
    ['POST', '/v1/shops/tea/purchases/'],
  ])('that nothing answers is a problem: %s %s', async (method, path) => {
    const answer = await ask(method, path)
    expect(answer.status).toBe(404)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(JSON.parse(answer.body)).toMatchObject({ detail: `no such route: ${method} ${path}` })
  })

  it.each([
    ['GET', '/v1/shops/tea/purchases', 'OPTIONS, POST'],
    ['DELETE', '/v1/shops/tea/customers/c', 'GET, HEAD, OPTIONS'],
  ])(
    'by a method that its path does not know names those that it does: %s %s',
    async (method, path, allow) => {
      const answer = await ask(method, path)
      expect([answer.status, answer.headers.allow]).toEqual([405, allow])
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
      const options = await ask('OPTIONS', path)
      expect([options.status, options.headers.allow, options.body]).toEqual([204, allow, ''])
    },
  )

  it('by HEAD is answered as by GET, without the body', async () => {
    const path = '/v1/shops/tea/customers/c'
    const [get, head] = [await ask('GET', path), await ask('HEAD', path)]
    expect([head.status, head.headers['content-type'], head.body]).toEqual([
      get.status,
      get.headers['content-type'],
      '',
    ])
  })

  it('with a path that is not percent-encoded is answered 400', async () => {
    expect(await ask('GET', '/v1/shops/tea/customers/%E0%A4')).toMatchObject({ status: 400 })
  })

  it('whose handler fails is answered without details of the failure', async () => {
    expect(await ask('GET', '/v1/broken')).toMatchObject({
      status: 500,
      body: 'Something failed here; the log says what.',
    })
    expect(logged.join()).toContain('TypeError')
    expect(logged.join()).not.toContain('lin@')
  })

  it('is asked to come back where the store cannot serve, and the log names the cause', async () => {
    const { status, headers, body } = await ask('GET', '/v1/full')
    expect([status, headers['retry-after'], JSON.parse(body).cause]).toEqual([
      503,
      '30',
      'disk-full',
    ])
    expect(logged.at(-1)).toContain('"cause":"disk-full"')
  })

  it('gets the description of the API', async () => {
    const { status, body } = await ask('GET', '/openapi.json')
    expect([status, JSON.parse(body).info.title]).toEqual([200, 'Rekindle'])
  })
})

describe('the pages', () => {
  it("answer under this machine's own names", async () => {
    for (const host of ['localhost', 'localhost:8080', `127.0.0.1:${port}`])
      expect(await ask('GET', '/customers?page=2', { headers: { host } })).toMatchObject({
        status: 200,
        body: 'GET /customers page=2',
      })
  })

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io'])(
    'do not answer under "%s", to which a page elsewhere could point',
    async (host) => {
      expect(await ask('GET', '/customers', { headers: { host } })).toMatchObject({ status: 403 })
    },
  )

  it('leave the API alone, which has keys: it answers under any name', async () => {
    const headers = { host: 'rekindle.example' }
    expect(await ask('GET', '/v1/shops/tea/customers/c', { headers })).toMatchObject({
      status: 200,
    })
  })
})

describe('a body', () => {
  it('may be as large as the limit', async () => {
    const body = `"${'x'.repeat(MOST_BODY_BYTES - 2)}"`
    const answer = await ask('POST', '/v1/shops/tea/purchases', { headers: JSON_TYPE, body })
    expect(answer.status).toBe(200)
  })

  it('of one byte more is answered 413', async () => {
    const body = Buffer.alloc(MOST_BODY_BYTES + 1, 'x')
    const answer = await ask('POST', '/v1/shops/tea/purchases', { headers: JSON_TYPE, body })
    expect(answer.status).toBe(413)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  })

  it('that is too large is answered 413 while the client is still sending', async () => {
    const before = events.length
    const socket = connect(port, '127.0.0.1')
    const said: Buffer[] = []
    socket.on('data', (chunk) => said.push(chunk))
    socket.on('error', () => {})
    const closed = once(socket, 'close')
    socket.write(
      'POST /v1/shops/tea/purchases HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 1000000000\r\n\r\n',
    )
    socket.write(Buffer.alloc(MOST_BODY_BYTES + 1, 'x'))
    await closed
    const answer = Buffer.concat(said).toString()
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toMatch(/connection: close/i)
    expect(answer).toContain('"status":413')
    expect(events.length).toBe(before)
  })

  it('of many times the limit is answered so that any client gets the answer', async () => {
    const body = Buffer.alloc(20 * MOST_BODY_BYTES, 'x')
    const answer = await fetch(`http://127.0.0.1:${port}/v1/shops/tea/purchases`, {
      method: 'POST',
      headers: JSON_TYPE,
      body,
    })
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ status: 413 })
  })

  it('of a client who goes away leaves the server answering others, and is no error', async () => {
    const before = logged.length
    const socket = connect(port, '127.0.0.1')
    socket.write(
      'POST /v1/shops/tea/purchases HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{"half"',
    )
    await new Promise((sent) => setTimeout(sent, 20))
    socket.destroy()
    expect(await ask('GET', '/v1/shops/tea/customers/c')).toMatchObject({ status: 200 })
    expect(logged.slice(before)).toEqual([])
  })
})
