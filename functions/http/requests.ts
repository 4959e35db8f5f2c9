/** What every HTTP handler shares, as middy middleware: problems, keys, bodies. */
import middy from '@middy/core'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type * as z from 'zod/mini'
import type { Instant } from '../domain/time.ts'
import type { Scope } from '../store/codecs/shop-rows.ts'
import type { LoadedShop } from '../store/shops.ts'
import { bodyText } from './body-text.ts'
import { isTooDeep, MOST_LEVELS } from './json-depth.ts'
import { keyFor } from './keys.ts'
import { ANY_OTHER, linkRouteOf } from './link-path.ts'
import { ANY_METHOD, methodAnswer, routeParts, withoutBody } from './methods.ts'
import type { NoteKeyUse } from './note-key-use.ts'
import { type HttpAnswer, Problem, problemAnswer, type RequestFault } from './problem.ts'

/** What handlers read of a request, as API Gateway hands it over (payload format 2.0). */
export type HttpEvent = Pick<APIGatewayProxyEventV2, 'headers' | 'pathParameters' | 'body'> &
  Partial<
    Pick<
      APIGatewayProxyEventV2,
      'routeKey' | 'rawPath' | 'isBase64Encoded' | 'queryStringParameters'
    >
  > & {
    readonly requestContext?: { readonly http: { readonly method: string } }
  }

export type HttpHandler = (event: HttpEvent) => Promise<HttpAnswer>

/** What requests are checked against. */
export type RequestPorts = {
  readonly shop: (id: string) => Promise<LoadedShop | undefined>
  readonly now: () => Instant
  /** Omitted where no one asks when a key was last used. */
  readonly noteKeyUse?: NoteKeyUse
}

/** A request of a shop whose key was accepted. */
export type ShopRequest = {
  readonly event: HttpEvent
  readonly shop: LoadedShop
  readonly scopes: readonly Scope[]
}

export const MOST_BODY_BYTES = 1024 * 1024

/**
 * A handler for `/v1/shops/{shop}/...`: checks the key and its scope, and turns problems into
 * answers. Other errors are thrown, for the runtime to log and count.
 *
 * @param scope which the key needs; of several, one is enough
 * @example export const handler = shopHandler(ports, 'ingest', async ({ event, shop }) => ...)
 */
export function shopHandler(
  ports: RequestPorts,
  scope: Scope | readonly Scope[],
  handle: (request: ShopRequest) => Promise<HttpAnswer>,
): HttpHandler {
  const handler = middy<HttpEvent, HttpAnswer>()
    .use(problemsAsAnswers())
    .handler(async (event) => {
      const { keyId, ...request } = await authorise(event, [scope].flat(), ports)
      const noted = ports.noteKeyUse?.(request.shop.settings.shop.id, keyId)
      const answer = await handle(request)
      // A function is frozen once it has answered.
      await noted
      return answer
    })
  return (event) => handler(event, {} as never)
}

const problemsAsAnswers = (): middy.MiddlewareObj<HttpEvent, HttpAnswer> => ({
  onError: (request) => {
    if (request.error instanceof Problem) request.response = problemAnswer(request.error)
  },
})

async function authorise(
  event: HttpEvent,
  enough: readonly Scope[],
  { shop, now }: RequestPorts,
): Promise<ShopRequest & { readonly keyId: string }> {
  const bearer = /^Bearer (\S+)$/i.exec(event.headers.authorization ?? '')?.[1]
  if (!bearer) throw new Problem(401, 'send the header "Authorization: Bearer <key>"')
  const loaded = await shop(event.pathParameters?.shop ?? '')
  // A shop that does not exist answers like a key that opens nothing: neither can be probed for.
  const key = loaded && keyFor(bearer, loaded.keys, now())
  if (!loaded || !key) throw new Problem(401, 'the key is not valid for this shop')
  if (![...enough, 'admin' as const].some((scope) => key.scopes.includes(scope)))
    throw new Problem(
      403,
      `the key needs the scope "${enough.join('" or "')}"; it has: ${key.scopes.join(', ')}`,
    )
  return { event, shop: loaded, scopes: key.scopes, keyId: key.keyId }
}

/**
 * The body as JSON.
 *
 * @param types under which it may come
 * @throws Problem 400, 413 or 415
 */
export function jsonBody(
  event: HttpEvent,
  types: readonly string[] = ['application/json'],
): unknown {
  const type = event.headers['content-type'] ?? ''
  if (!types.includes(type.split(';', 1)[0]?.trim().toLowerCase() ?? ''))
    throw new Problem(415, `send application/json, not "${type || 'nothing'}"`)
  const coding = event.headers['content-encoding'] ?? 'identity'
  if (coding.trim().toLowerCase() !== 'identity')
    throw new Problem(415, `send the body as it is, without Content-Encoding: ${coding}`)
  const text = bodyText(event, type)
  if (Buffer.byteLength(text) > MOST_BODY_BYTES)
    throw new Problem(413, `a body has at most ${MOST_BODY_BYTES} bytes; send smaller batches`)
  if (isTooDeep(text))
    throw new Problem(
      400,
      `the body has more than ${MOST_LEVELS} levels; nothing of it was recorded`,
    )
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Problem(400, `the body is not JSON: ${(error as Error).message}`)
  }
}

/** @throws Problem 400 with every fault of the body */
export function parsed<S extends z.ZodMiniType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  throw new Problem(400, 'the body is invalid; see "errors"', {
    faults: requestFaultsOf(result.error),
  })
}

/**
 * The faults of a body, at most `most` of them and one that counts the others: an answer of a function
 * has at most 6 MB, beyond which its caller would learn nothing.
 *
 * @param most of a batch, what remains for one of it
 * @example requestFaultsOf(error) // [{ path: '$.purchases[3].currency', detail: '...' }]
 */
export function requestFaultsOf(
  { issues }: z.core.$ZodError,
  root = '$',
  most = MOST_FAULTS,
): readonly RequestFault[] {
  const listed = issues.slice(0, most).map((issue) => ({
    path: shortened(root + issue.path.map(pathStep).join(''), LONGEST_PATH),
    detail: shortened(detailOf(issue), LONGEST_DETAIL),
  }))
  const others = issues.length - listed.length
  return others > 0 ? [...listed, { path: root, detail: `and ${others} more faults` }] : listed
}

/** In one answer. */
export const MOST_FAULTS = 1_000
const LONGEST_PATH = 300
const LONGEST_DETAIL = 500

/** Without control characters, each of which would be six in JSON. */
function shortened(text: string, longest: number): string {
  const cut = text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text
  return cut.replace(/\p{Cc}+/gu, ' ')
}

function detailOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `unknown field: ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return `required; must be of type ${issue.expected}`
  return issue.message
}

const pathStep = (step: PropertyKey): string =>
  typeof step === 'number'
    ? `[${step}]`
    : /^[A-Za-z_]\w*$/.test(String(step))
      ? `.${String(step)}`
      : `['${String(step)}']`

/**
 * One function that answers several routes, by API Gateway's own key of each, and for the paths of
 * these whatever comes by other methods (`ANY /path`). Of what no route is for (`$default`) it answers
 * links that came with something more.
 *
 * @example export const handler = byRoute({ 'GET /unsubscribe/{token}': ask })
 */
export const byRoute =
  (handlers: Readonly<Record<string, HttpHandler>>): HttpHandler =>
  async (event) =>
    handlers[event.routeKey ?? '']?.(event) ?? answerOfOtherRoute(handlers, event)

async function answerOfOtherRoute(
  handlers: Readonly<Record<string, HttpHandler>>,
  event: HttpEvent,
): Promise<HttpAnswer> {
  if (event.routeKey !== ANY_OTHER) return answerOfOtherMethod(handlers, event)
  const link = linkRouteOf(Object.keys(handlers), event.rawPath ?? '')
  if (!link) return problemAnswer(new Problem(404, 'no such route'))
  const asked = { ...event, pathParameters: { token: link.token } }
  const own = handlers[`${event.requestContext?.http.method} ${link.path}`]
  return own
    ? own(asked)
    : answerOfOtherMethod(handlers, { ...asked, routeKey: `${ANY_METHOD} ${link.path}` })
}

async function answerOfOtherMethod(
  handlers: Readonly<Record<string, HttpHandler>>,
  event: HttpEvent,
): Promise<HttpAnswer> {
  const { method: any, path } = routeParts(event.routeKey ?? '')
  const here = Object.keys(handlers)
    .map(routeParts)
    .filter((route) => route.path === path)
  if (any !== ANY_METHOD || here.length === 0)
    return problemAnswer(new Problem(404, 'no such route'))
  const method = event.requestContext?.http.method ?? ''
  const get = handlers[`GET ${path}`]
  if (method === 'HEAD' && get) return withoutBody(await get(event))
  return methodAnswer(
    method,
    here.map((route) => route.method),
  )
}
