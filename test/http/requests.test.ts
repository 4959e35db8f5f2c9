import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { Problem, problemAnswer } from '../../functions/http/problem.ts'
import {
  byRoute,
  type HttpEvent,
  jsonBody,
  MOST_BODY_BYTES,
  requestFaultsOf,
} from '../../functions/http/requests.ts'

const event = (body: string | undefined, type = 'application/json'): HttpEvent => ({
  headers: type === '' ? {} : { 'content-type': type },
  ...(body !== undefined && { body }),
})

const problemOf = (read: () => unknown): Problem => {
  try {
    read()
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error('there was no problem')
}

describe('a body', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON ;a=b'])(
    'is read as %s',
    (type) => {
      expect(jsonBody(event('{"name":"茶"}', type))).toEqual({ name: '茶' })
    },
  )

  it.each(['', 'text/plain', 'application/jsonp', 'application/x-www-form-urlencoded', 'json'])(
    'is turned down as "%s" with 415',
    (type) => {
      expect(problemOf(() => jsonBody(event('{}', type))).status).toBe(415)
    },
  )

  it('may be as large as the limit in bytes, and no larger', () => {
    const of = (bytes: number) => `"${'é'.repeat((bytes - 2) / 2)}"`
    expect(jsonBody(event(of(MOST_BODY_BYTES)))).toHaveLength(MOST_BODY_BYTES / 2 - 1)
    const { status, message } = problemOf(() => jsonBody(event(of(MOST_BODY_BYTES + 2))))
    expect([status, message]).toEqual([413, expect.stringContaining('1048576')])
  })

  it.each(['gzip', 'br', 'deflate, gzip'])(
    'that is compressed by %s is turned down with 415',
    (coding) => {
      const sent = event('{}')
      const headers = { ...sent.headers, 'content-encoding': coding }
      expect(problemOf(() => jsonBody({ ...sent, headers }))).toMatchObject({
        status: 415,
        message: `send the body as it is, without Content-Encoding: ${coding}`,
      })
    },
  )

  it('of too many levels is turned down before any of it is read, brackets in texts apart', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
    expect(jsonBody(event(nested(64)))).toHaveLength(1)
    expect(jsonBody(event(JSON.stringify(['[{"\\'.repeat(99)])))).toHaveLength(1)
    for (const levels of [65, 500_000])
      expect(problemOf(() => jsonBody(event(nested(levels))))).toMatchObject({
        status: 400,
        message: 'the body has more than 64 levels; nothing of it was recorded',
      })
  })

  it('may come in base64', () => {
    const body = Buffer.from('{"name":"茶"}').toString('base64')
    expect(jsonBody({ ...event(body), isBase64Encoded: true })).toEqual({ name: '茶' })
  })

  const bytes = (hex: string, type?: string) => ({
    ...event(Buffer.from(hex, 'hex').toString('base64'), type),
    isBase64Encoded: true,
  })

  it.each([
    ['7b226e223a224a f672 67227d', 'windows-1252', 'Jörg'],
    ['7b226e223a22 d0a1c1fa 227d', '"GBK"', '小龙'],
    ['feff007b0022006e0022003a0022 5c0f 0022007d', 'utf-16be', '小'],
    ['efbbbf7b226e223a224a c3b672 67227d', 'utf-8', 'Jörg'],
  ])('is read by the charset of its Content-Type: %s', (hex, charset, n) => {
    const read = jsonBody(bytes(hex.replaceAll(' ', ''), `application/json; charset=${charset}`))
    expect(read).toEqual({ n })
  })

  it('that is not of its charset is turned down with 400 and the place of the byte', () => {
    const wrong = '7b226964223a2263e4227d'
    for (const type of ['application/json', 'application/json;charset=UTF-8']) {
      const { status, message } = problemOf(() => jsonBody(bytes(wrong, type)))
      expect([status, message]).toEqual([
        400,
        expect.stringContaining('not UTF-8: byte 0xE4 at offset 8;'),
      ])
    }
  })

  it('in a charset that no runtime reads, or that a gateway has damaged, is turned down with 415', () => {
    const damaged = event('{"n":"\ufffd"}', 'application/json; charset=gbk')
    const unknown = event('{}', 'application/json; charset=ebcdic')
    for (const asked of [damaged, unknown]) {
      const { status, message } = problemOf(() => jsonBody(asked))
      expect([status, message]).toEqual([415, expect.stringMatching(/send UTF-8$/)])
    }
  })

  it.each([undefined, '', '{', '{"a":1}}', "{'a':1}", 'NaN'])('%j is not JSON: 400', (body) => {
    expect(problemOf(() => jsonBody(event(body))).status).toBe(400)
  })
})

describe('faults', () => {
  const Schema = z.strictObject({
    list: z.array(z.strictObject({ 'odd name': z.string() })),
    count: z.int(),
  })

  it('are reported all at once, each with its path', () => {
    const { error } = Schema.safeParse({
      list: [{ 'odd name': 'fine' }, { 'odd name': 1, extra: 1 }],
      count: 1.5,
      more: 1,
    })
    expect(
      error &&
        requestFaultsOf(error)
          .map(({ path }) => path)
          .toSorted(),
    ).toEqual(['$', '$.count', '$.list[1]', "$.list[1]['odd name']"])
    expect(error && requestFaultsOf(error, '$.batch[3]')[0]?.path).toMatch(/^\$\.batch\[3\]/)
  })

  it('name unknown fields', () => {
    const { error } = z.strictObject({}).safeParse(JSON.parse('{"__proto__":{},"b":1}'))
    expect(error && requestFaultsOf(error)).toEqual([
      { path: '$', detail: 'unknown field: __proto__, b' },
    ])
  })
})

describe('many faults', () => {
  it('are counted where there are more than a client reads, and each is short', () => {
    const key = `\u0000${'k'.repeat(9_000)}`
    const body = Array.from({ length: 5_000 }, () => ({ [key]: 1 }))
    const { error } = z.array(z.strictObject({})).safeParse(body)
    const faults = error ? requestFaultsOf(error, '$.purchases[3]') : []
    expect(faults.length).toBe(1_001)
    expect(faults.at(-1)).toEqual({ path: '$.purchases[3]', detail: 'and 4000 more faults' })
    expect(JSON.stringify(faults).length).toBeLessThan(1_000_000)
    expect(error && requestFaultsOf(error, '$', 2)).toHaveLength(3)
  })
})

describe('a problem', () => {
  it('is answered as RFC 9457 has it', () => {
    const answer = problemAnswer(new Problem(404, 'nothing here'))
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(JSON.parse(answer.body)).toEqual({
      type: 'about:blank',
      title: 'Not found',
      status: 404,
      detail: 'nothing here',
    })
  })

  it('says which key it asks for, and when to come back', () => {
    expect(problemAnswer(new Problem(401, '')).headers['www-authenticate']).toBe('Bearer')
    const busy = problemAnswer(new Problem(429, '', { retryAfterSeconds: 2 }))
    expect(busy.headers['retry-after']).toBe('2')
  })
})

describe('a function of several routes', () => {
  const handler = byRoute({ 'GET /a': async () => ({ statusCode: 204, headers: {}, body: '' }) })

  it('calls the one that was asked for, and answers 404 to all others', async () => {
    const ask = (routeKey: string) => handler({ routeKey, headers: {} })
    expect(await ask('GET /a')).toMatchObject({ statusCode: 204 })
    expect(await ask('POST /a')).toMatchObject({ statusCode: 404 })
    expect(await ask('$default')).toMatchObject({ statusCode: 404 })
    expect(await ask('ANY /b')).toMatchObject({ statusCode: 404 })
  })

  it.each([
    ['/unsubscribe/tok/', 'tok/'],
    ['/unsubscribe//tok', '/tok'],
    ['//unsubscribe/tok', 'tok'],
    ['/unsubscribe/tok//', 'tok//'],
    ['/unsubscribe/tok%zz/%41', 'tok%zz/A'],
    ['/unsubscribe/tok/extra', 'tok/extra'],
    ['/unsubscribe/', ''],
    ['/unsubscribe', ''],
  ])(
    'answers %s, which API Gateway has no route for, as the page of its link',
    async (path, token) => {
      const pages = byRoute({
        'GET /unsubscribe/{token}': async ({ pathParameters }) => ({
          statusCode: 200,
          headers: {},
          body: `page of ${pathParameters?.token}`,
        }),
      })
      const by = (method: string, rawPath: string) =>
        pages({
          ...{ routeKey: '$default', rawPath, headers: {} },
          requestContext: { http: { method } },
        })
      expect(await by('GET', path)).toMatchObject({ statusCode: 200, body: `page of ${token}` })
      expect(await by('HEAD', path)).toMatchObject({ statusCode: 200, body: '' })
      expect(await by('PUT', path)).toMatchObject({ statusCode: 405 })
      expect(await by('GET', `/v1${path}`)).toMatchObject({ statusCode: 404 })
    },
  )

  it('answers HEAD as GET without the body, OPTIONS with its methods, and others with 405', async () => {
    const page = { statusCode: 200, headers: { 'content-type': 'text/html' }, body: 'a page' }
    const done = { statusCode: 200, headers: {}, body: 'done' }
    const both = byRoute({ 'GET /a': async () => page, 'POST /a': async () => done })
    const by = (method: string) =>
      both({ routeKey: 'ANY /a', headers: {}, requestContext: { http: { method } } })
    const allow = 'GET, HEAD, OPTIONS, POST'
    expect(await by('HEAD')).toEqual({ ...page, body: '' })
    expect(await by('OPTIONS')).toEqual({ statusCode: 204, headers: { allow }, body: '' })
    for (const method of ['PUT', 'DELETE', 'BREW'])
      expect(await by(method)).toMatchObject({ statusCode: 405, headers: { allow } })
    const only = byRoute({ 'POST /a': async () => done })
    const head = { routeKey: 'ANY /a', headers: {}, requestContext: { http: { method: 'HEAD' } } }
    expect(await only(head)).toMatchObject({ statusCode: 405, headers: { allow: 'OPTIONS, POST' } })
  })
})
