import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { MOST_BODY_BYTES } from '../../../functions/http/requests.ts'
import { ProblemAnswer } from '../../../functions/intake/api/answers.ts'
import { CustomerAnswer } from '../../../functions/intake/api/customer-answer.ts'
import { oneMachineOperations } from '../../../functions/intake/api/one-machine-operations.ts'
import {
  makeGetOpenApi,
  openApiDocument,
  openApiText,
} from '../../../functions/intake/api/openapi.ts'
import type { ApiRoute } from '../../../functions/intake/api/operation.ts'
import { apiOperations } from '../../../functions/intake/api/operations.ts'
import { type FunctionSpec, manifest } from '../../../functions/manifest.ts'
import { SCOPES } from '../../../functions/store/codecs/shop-rows.ts'
import { accepts, type JsonSchema } from '../../support/json-schema.ts'

type Operation = {
  readonly operationId: string
  readonly description: string
  readonly parameters: readonly {
    readonly name: string
    readonly in: 'path' | 'query'
    readonly schema: JsonSchema
  }[]
  readonly requestBody?: { readonly content: Record<string, Content> }
  readonly responses: Record<
    string,
    { readonly $ref?: string; readonly content?: Record<string, Content> }
  >
  readonly security: readonly { readonly key: readonly string[] }[]
}
type Content = {
  readonly schema: JsonSchema
  readonly example?: unknown
  readonly examples?: Record<string, { readonly value: unknown }>
}
type Document = {
  readonly openapi: string
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: {
    readonly schemas: Record<string, JsonSchema>
    readonly responses: Record<string, unknown>
    readonly securitySchemes: {
      readonly key: { readonly scheme: string; readonly description: string }
    }
  }
}

const document = openApiDocument() as Document
const { schemas } = document.components
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
  ),
)
const operationOf = (route: ApiRoute): Operation =>
  (operations.find(([name]) => name === route) as readonly [string, Operation])[1]

describe('the description of the API', () => {
  it('is the committed file, which `npm run openapi` writes', () => {
    const file = new URL('../../../functions/intake/api/openapi.json', import.meta.url)
    expect(readFileSync(file, 'utf8')).toBe(openApiText())
  })

  it('is of OpenAPI 3.1 and the same at every call', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/)
    expect(openApiText()).toBe(openApiText())
    expect(JSON.parse(openApiText())).toEqual(document)
  })

  it('describes every HTTP route of the manifest, and what only one machine answers', () => {
    const routes = (Object.values(manifest) as FunctionSpec[]).flatMap(({ trigger }) =>
      trigger.kind === 'http' ? trigger.routes : [],
    )
    const others = Object.keys(oneMachineOperations)
    expect(operations.map(([route]) => route).toSorted()).toEqual([...routes, ...others].toSorted())
    expect(Object.keys(apiOperations).toSorted()).toEqual(routes.toSorted())
    const ids = operations.map(([, { operationId }]) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('refers only to what exists, and has no unused parts', () => {
    const text = JSON.stringify(document)
    const refs = new Set(
      [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)].map(
        ([, kind, name]) => `${kind}/${name}`,
      ),
    )
    const there = [
      ...Object.keys(schemas).map((name) => `schemas/${name}`),
      ...Object.keys(document.components.responses).map((name) => `responses/${name}`),
    ]
    expect([...refs].toSorted()).toEqual(there.toSorted())
    expect(text.match(/"\$ref"/g)).toHaveLength(
      [...text.matchAll(/"\$ref":"#\/components\/(schemas|responses)\/\w+"/g)].length,
    )
    expect(text).not.toContain('$defs')
  })

  it.each(operations)('names every part of the path of %s', (route, { parameters }) => {
    const named = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const inPath = parameters.filter((one) => one.in === 'path')
    expect(inPath.map(({ name }) => name)).toEqual(named)
  })

  it('asks for a key and its scope everywhere but where a customer follows a link', () => {
    const asked = operations.map(([route, { security }]) => [
      route,
      security.length === 0 ? undefined : security.flatMap(({ key }) => key),
    ])
    expect(Object.fromEntries(asked)).toEqual({
      'POST /v1/shops/{shop}/purchases': ['ingest'],
      'POST /v1/shops/{shop}/refunds': ['ingest'],
      'POST /v1/shops/{shop}/events': ['ingest'],
      'PUT /v1/shops/{shop}/customers/{customer}': ['ingest'],
      'GET /v1/shops/{shop}/customers/{customer}': ['read'],
      'DELETE /v1/shops/{shop}/customers/{customer}': ['admin'],
      'POST /v1/shops/{shop}/customers/lookup': ['read'],
      'POST /v1/shops/{shop}/customers/{customer}/merge': ['admin'],
      'PUT /v1/shops/{shop}/customers/{customer}/holds/{hold}': ['ingest'],
      'DELETE /v1/shops/{shop}/customers/{customer}/holds/{hold}': ['ingest'],
      'PUT /v1/shops/{shop}/products/{sku}': ['ingest'],
      'GET /v1/shops/{shop}/products/{sku}': ['read', 'ingest'],
      'DELETE /v1/shops/{shop}/products/{sku}': ['ingest'],
      'GET /v1/shops/{shop}/products': ['read', 'ingest'],
      'POST /v1/shops/{shop}/codes': ['ingest'],
      'GET /unsubscribe/{token}': undefined,
      'POST /unsubscribe/{token}': undefined,
      'GET /preferences/{token}': undefined,
      'POST /preferences/{token}': undefined,
      'GET /confirm/{token}': undefined,
      'POST /confirm/{token}': undefined,
      'POST /v1/shops/{shop}/events/ses': ['feedback'],
    })
    const { scheme, description } = document.components.securitySchemes.key
    expect(scheme).toBe('bearer')
    for (const scope of SCOPES) expect(description).toContain(`"${scope}"`)
  })

  it('lists every status that a route may answer', () => {
    const statuses = operations.map(([route, { responses }]) => [route, Object.keys(responses)])
    expect(Object.fromEntries(statuses)).toEqual({
      'POST /v1/shops/{shop}/purchases': [
        '200',
        '201',
        '400',
        '401',
        '403',
        '413',
        '415',
        '429',
        '503',
      ],
      'POST /v1/shops/{shop}/refunds': [
        '200',
        '201',
        '400',
        '401',
        '403',
        '413',
        '415',
        '429',
        '503',
      ],
      'POST /v1/shops/{shop}/events': [
        '200',
        '201',
        '400',
        '401',
        '403',
        '413',
        '415',
        '429',
        '503',
      ],
      'PUT /v1/shops/{shop}/customers/{customer}': [
        '200',
        '201',
        '400',
        '401',
        '403',
        '409',
        '413',
        '415',
        '503',
      ],
      'GET /v1/shops/{shop}/customers/{customer}': ['200', '400', '401', '403', '404', '503'],
      'DELETE /v1/shops/{shop}/customers/{customer}': ['200', '400', '401', '403', '404', '503'],
      'POST /v1/shops/{shop}/customers/lookup': ['200', '400', '401', '403', '413', '415', '503'],
      'POST /v1/shops/{shop}/customers/{customer}/merge': [
        '200',
        '400',
        '401',
        '403',
        '404',
        '409',
        '413',
        '415',
        '503',
      ],
      'PUT /v1/shops/{shop}/customers/{customer}/holds/{hold}': [
        '200',
        '201',
        '400',
        '401',
        '403',
        '409',
        '413',
        '415',
        '503',
      ],
      'DELETE /v1/shops/{shop}/customers/{customer}/holds/{hold}': [
        '200',
        '400',
        '401',
        '403',
        '404',
        '503',
      ],
      'PUT /v1/shops/{shop}/products/{sku}': [
        '200',
        '201',
        '400',
        '401',
        '403',
        '409',
        '413',
        '415',
        '503',
      ],
      'GET /v1/shops/{shop}/products/{sku}': ['200', '400', '401', '403', '404', '503'],
      'DELETE /v1/shops/{shop}/products/{sku}': ['204', '400', '401', '403', '404', '503'],
      'GET /v1/shops/{shop}/products': ['200', '400', '401', '403', '503'],
      'POST /v1/shops/{shop}/codes': ['200', '400', '401', '403', '413', '415', '503'],
      'GET /unsubscribe/{token}': ['200', '404', '503'],
      'POST /unsubscribe/{token}': ['200', '404', '503'],
      'GET /preferences/{token}': ['200', '404', '503'],
      'POST /preferences/{token}': ['200', '400', '404', '409', '503'],
      'GET /confirm/{token}': ['200', '404', '409', '503'],
      'POST /confirm/{token}': ['200', '404', '409', '503'],
      'POST /v1/shops/{shop}/events/ses': ['200', '400', '401', '403', '413', '415', '503'],
    })
  })

  it('states every limit: of a body, a batch, a text, a list, a number', () => {
    const post = operationOf('POST /v1/shops/{shop}/purchases')
    expect(post.description).toContain(String(MOST_BODY_BYTES))
    expect(schemas).toMatchObject({
      PurchaseBatch: { properties: { purchases: { minItems: 1, maxItems: 500 } } },
      RefundBatch: { properties: { refunds: { minItems: 1, maxItems: 500 } } },
      Purchase: { additionalProperties: false, properties: { lines: { maxItems: 200 } } },
      Id: { minLength: 1, maxLength: 128, pattern: '^(?!\\.{1,2}$)[^~\\p{Cc}][^\\p{Cc}]*$' },
      Minor: { type: 'integer', minimum: 0, maximum: 1_000_000_000_000 },
      Line: { properties: { quantity: { exclusiveMinimum: 0, maximum: 1_000_000 } } },
      Instant: { format: 'date-time' },
      Currency: { pattern: '^[A-Z]{3}$' },
      Email: { maxLength: 254 },
      ConsentAct: { properties: { act: { enum: ['granted', 'withdrawn'] } } },
      CustomerUpdate: { properties: { consents: { maxItems: 20 }, name: { maxLength: 200 } } },
    })
  })

  it.each(operations)('gives examples for %s that the schemas accept', (route, operation) => {
    const body = operation.requestBody?.content['application/json']
    for (const { value } of Object.values(body?.examples ?? {}))
      expect(accepts(body?.schema ?? {}, value, schemas), JSON.stringify(value)).toBe(true)
    expect(Object.keys(body?.examples ?? {}).length > 0).toBe(!/^GET|^DELETE|\{token\}/.test(route))
    for (const { content } of Object.values(operation.responses)) {
      const answer = content?.['application/json']
      if (answer) expect(accepts(answer.schema, answer.example, schemas)).toBe(true)
    }
  })

  it('gives examples that the handlers would read and answer themselves', () => {
    for (const [route, { body, answers }] of Object.entries(apiOperations)) {
      for (const { value } of Object.values(body?.examples ?? {}))
        expect(
          body?.oneOf.some((schema) => schema.safeParse(value).success),
          route,
        ).toBe(true)
      for (const { schema, example } of Object.values(answers)) schema?.parse(example)
    }
    for (const response of Object.values(document.components.responses) as {
      content: Record<string, Content>
    }[])
      ProblemAnswer.parse(response.content['application/problem+json']?.example)
    expect(CustomerAnswer.safeParse({}).success).toBe(false)
  })

  it('is served as it is, with no key', async () => {
    const answer = await makeGetOpenApi()({} as never)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(JSON.parse(answer.body)).toEqual(document)
  })
})
