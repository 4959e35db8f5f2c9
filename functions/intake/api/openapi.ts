/** The API's description (OpenAPI 3.1), made from the schemas and the manifest. */
import * as z from 'zod/mini'
import { json, PROBLEM_TITLES, type ProblemStatus } from '../../http/problem.ts'
import type { HttpHandler } from '../../http/requests.ts'
import { type FunctionSpec, manifest } from '../../manifest.ts'
import { SCOPES, type Scope } from '../../store/codecs/shop-rows.ts'
import { described } from '../wire-parts.ts'
import { PROBLEM_STATUSES, ProblemAnswer } from './answers.ts'
import { oneMachineOperations } from './one-machine-operations.ts'
import type { ApiOperation, ApiRoute } from './operation.ts'
import { apiOperations } from './operations.ts'

type Json = Readonly<Record<string, unknown>>

const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  ingest:
    'post purchases, refunds and events, put customers and holds, put, read and remove products',
  read: 'look customers and products up',
  consent: 'post consents, in addition to what an ingest key may do',
  feedback: 'post delivery events, as Amazon SES does',
  admin: 'everything, erasing customers included',
}

/** What the title of a status does not say. */
const PROBLEM_WORDS: Readonly<Record<ProblemStatus, string>> = {
  400: 'It is not JSON, or has faults; each is listed with its path.',
  401: 'No key, or one that is unknown, out of date or of another shop.',
  403: 'The key lacks the scope.',
  404: 'Nothing is known under this id.',
  405: 'The header Allow lists the methods of the path.',
  409: 'What is stored is newer or different, or the customer has been erased since.',
  413: 'Send smaller batches.',
  415: 'Send the header Content-Type: application/json, and no Content-Encoding.',
  429: 'Come back after the seconds in Retry-After.',
  503: 'The store cannot serve at this moment, for the reason in `cause`. Come back after the seconds in Retry-After; the request is safe to repeat.',
}

const PARAMETERS: Readonly<Record<string, Json>> = {
  shop: { description: "The shop's id.", schema: { type: 'string', minLength: 1 } },
  customer: {
    description:
      "The shop's id of the customer, percent-encoded; for a guest, the id that an earlier response returned.",
    schema: { type: 'string', minLength: 1, maxLength: 128 },
    example: 'c-17',
  },
  hold: {
    description: "The shop's own id of the hold, such as that of a support case, percent-encoded.",
    schema: { type: 'string', minLength: 1, maxLength: 128 },
    example: 'case-42',
  },
  sku: {
    description: "The product's id, as in the lines of purchases, percent-encoded.",
    schema: { type: 'string', minLength: 1, maxLength: 128 },
    example: 'tea-7',
  },
  token: {
    description: 'From the link in a mail: signed, valid for 400 days.',
    schema: { type: 'string', minLength: 1 },
  },
}

const refTo = (id: string) => ({ $ref: `#/components/schemas/${id}` })

/** The component that a schema became. */
function refOf(schema: z.ZodMiniType): Json {
  const id = described.get(schema)?.id
  if (id === undefined) throw new Error('a schema of the API has an id in the registry')
  return refTo(id)
}

/**
 * The whole document: pure, and the same at every call.
 *
 * https://spec.openapis.org/oas/v3.1.1.html
 * @example writeFileSync('openapi.json', JSON.stringify(openApiDocument()))
 */
export function openApiDocument(): unknown {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Rekindle',
      version: '1',
      description:
        "Shops post purchases, refunds and customers. Rekindle keeps each customer's history and sends the campaigns that marketers wrote. Every request is safe to repeat.",
    },
    servers: [{ url: '/' }],
    tags: [...new Set(operations().map(([, { tag }]) => tag))].map((name) => ({
      name,
    })),
    paths: paths(),
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: `A key of the shop. Its scopes determine what it may do: ${SCOPES.map(
            (scope) => `"${scope}" (${SCOPE_WORDS[scope]})`,
          ).join(', ')}.`,
        },
      },
      responses: Object.fromEntries(
        PROBLEM_STATUSES.filter(isDeclared).map((status) => [name(status), problem(status)]),
      ),
      schemas: schemas(),
    },
  }
}

function paths(): Json {
  const found: Record<string, Record<string, unknown>> = {}
  for (const [route, declared] of operations()) {
    const [method = '', path = ''] = route.split(' ')
    found[path] = { ...found[path], [method.toLowerCase()]: operation(path, declared) }
  }
  return found
}

/** 405 is of no operation: it answers where there is none. */
const isDeclared = (status: ProblemStatus): boolean =>
  operations().some(([, { problems }]) => problems.includes(status))

/** Those of the manifest in its order, and what only one machine answers. */
const operations = (): readonly (readonly [string, ApiOperation])[] => [
  ...(Object.values(manifest) as FunctionSpec[]).flatMap(({ trigger }) =>
    trigger.kind === 'http'
      ? (trigger.routes as ApiRoute[]).map((route) => [route, apiOperations[route]] as const)
      : [],
  ),
  ...Object.entries(oneMachineOperations),
]

const operation = (path: string, declared: ApiOperation): Json => ({
  operationId: declared.id,
  tags: [declared.tag],
  summary: declared.summary,
  description: declared.description,
  parameters: [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => ({
      name: parameter,
      in: 'path',
      required: true,
      ...PARAMETERS[parameter],
      ...(declared.path?.[parameter] && { schema: refOf(declared.path[parameter]) }),
    })),
    ...Object.entries(declared.query ?? {}).map(([parameter, said]) => ({
      ...{ name: parameter, in: 'query', required: false },
      ...said,
    })),
  ],
  ...(declared.body && {
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: oneOfSchema(declared.body.oneOf),
          examples: declared.body.examples,
        },
      },
    },
  }),
  responses: {
    ...Object.fromEntries(
      Object.entries(declared.answers).map(([status, answer]) => [
        status,
        Number(status) === NO_CONTENT ? { description: answer.description } : answered(answer),
      ]),
    ),
    ...Object.fromEntries(
      declared.problems.map((status) => [
        status,
        { $ref: `#/components/responses/${name(status)}` },
      ]),
    ),
  },
  security: [declared.scope ?? []].flat().map((scope) => ({ key: [scope] })),
})

const NO_CONTENT = 204

function oneOfSchema(all: readonly z.ZodMiniType[]): Json {
  const [first, ...others] = all.map(refOf)
  return first && others.length === 0 ? first : { oneOf: [first, ...others] }
}

const answered = ({ description, schema, example }: ApiOperation['answers'][number]): Json => ({
  description,
  content: schema
    ? { 'application/json': { schema: refOf(schema), example } }
    : { 'text/html': { schema: { type: 'string' } } },
})

const name = (status: ProblemStatus): string => `Problem${status}`

const problem = (status: ProblemStatus): Json => ({
  description: `${PROBLEM_TITLES[status]}. ${PROBLEM_WORDS[status]}`,
  ...(status === 401 && { headers: { 'WWW-Authenticate': header('string', 'Bearer.') } }),
  ...((status === 429 || status === 503) && {
    headers: { 'Retry-After': header('integer', 'Seconds to wait.') },
  }),
  content: {
    'application/problem+json': {
      schema: refOf(ProblemAnswer),
      example: {
        type: 'about:blank',
        title: PROBLEM_TITLES[status],
        status,
        detail: PROBLEM_WORDS[status],
      },
    },
  },
})

const header = (type: string, description: string): Json => ({ description, schema: { type } })

/** Every schema with an id, as shops send it. */
function schemas(): Json {
  const made = z.toJSONSchema(described, {
    io: 'input',
    metadata: described,
    uri: (id) => refTo(id).$ref,
  })
  return Object.fromEntries(
    Object.entries(made.schemas)
      .map(([id, { $schema: _dialect, $id: _id, ...schema }]) => [id, schema] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** The document as the committed file has it. */
export const openApiText = (): string => `${JSON.stringify(openApiDocument(), null, 2)}\n`

/** @example handlers: { 'GET /openapi.json': makeGetOpenApi() } */
export function makeGetOpenApi(): HttpHandler {
  const answer = json(200, openApiDocument())
  return async () => answer
}
