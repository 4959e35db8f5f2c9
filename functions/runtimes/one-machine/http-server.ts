/** node:http in front of the same handlers that API Gateway calls. */
import { isUtf8 } from 'node:buffer'
import type { IncomingMessage, RequestListener } from 'node:http'
import { type Body, isInUtf8 } from '../../http/body-text.ts'
import { isLinkRoute, linkPathOf } from '../../http/link-path.ts'
import { methodAnswer, routeParts, withoutBody } from '../../http/methods.ts'
import { type HttpAnswer, Problem, problemAnswer } from '../../http/problem.ts'
import { type HttpHandler, MOST_BODY_BYTES } from '../../http/requests.ts'
import { unavailableAnswer } from '../../http/unavailable.ts'
import { reportedFailure } from '../../store/failure.ts'
import type { Log } from '../log.ts'

type Route = {
  readonly key: string
  readonly method: string
  /** What of a path is in the place of each parameter; undefined for a path of another route. */
  readonly match: (path: string) => Parameters | undefined
  readonly handler: HttpHandler
}

type Parameters = Readonly<Record<string, string>> | 'not-encoded'

/** Answers what no route of the API does: the console's pages. */
export type Fallback = (request: {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  /** Absent where it is larger than any handler accepts. */
  readonly body?: string
}) => Promise<{
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}>

export type Pages = {
  readonly answer: Fallback
  /** Names by which this machine may be called: a page elsewhere must not reach it by another. */
  readonly hosts: ReadonlySet<string>
}

export type RequestListenerOptions = {
  readonly handlers: Readonly<Record<string, HttpHandler>>
  /** Omitted if the clients of this port must not see them. */
  readonly pages?: Pages
  readonly log: Log
}

/** @param options.handlers by API Gateway's key of each route, such as `GET /unsubscribe/{token}` */
export function makeRequestListener(options: RequestListenerOptions): RequestListener {
  const routes = Object.entries(options.handlers).map(([key, handler]) => routeOf(key, handler))
  return (request, response) => {
    answer(request, routes, options)
      .catch((error) => {
        // The client hung up: no one waits for an answer, and nothing failed here.
        if (error === request.errored) throw error
        options.log('error', 'request-failed', { ...reportedFailure(error) })
        const unavailable = unavailableAnswer(error)
        if (unavailable) return toReply(unavailable)
        return { status: 500, headers: {}, body: 'Something failed here; the log says what.' }
      })
      .then(({ status, headers, body }) => {
        if (!request.complete) response.setHeader('connection', 'close')
        response.writeHead(status, headers).end(body)
      })
      .catch(() => response.destroy())
  }
}

async function answer(
  request: IncomingMessage,
  routes: readonly Route[],
  { pages }: RequestListenerOptions,
): ReturnType<Fallback> {
  // Two slashes at the front would begin with the name of a host.
  const url = URL.parse((request.url ?? '/').replace(/^\/+/, '/'), 'http://localhost')
  if (!url) return toReply(problemAnswer(new Problem(400, 'the request target is not a path')))
  const method = request.method ?? 'GET'
  const here = routes.flatMap((route) => {
    const parameters = route.match(url.pathname)
    return parameters ? [{ route, parameters }] : []
  })
  const isHead = method === 'HEAD'
  const found = here.find(({ route }) => route.method === (isHead ? 'GET' : method))
  if (found) {
    const answered = await callRoute(found.route, found.parameters, request, url.searchParams)
    return toReply(isHead ? withoutBody(answered) : answered)
  }
  if (here.length > 0)
    return toReply(
      methodAnswer(
        method,
        here.map(({ route }) => route.method),
      ),
    )
  if (!pages || url.pathname.startsWith('/v1/'))
    return toReply(problemAnswer(new Problem(404, `no such route: ${method} ${url.pathname}`)))
  // Pages without a log-in are for this machine alone, under its own name (DNS rebinding).
  if (!pages.hosts.has(hostOf(request)))
    return { status: 403, headers: {}, body: 'The console answers under this machine’s own name.' }
  const posted = method === 'POST' ? await bodyOf(request) : undefined
  const body = posted?.toString()
  return pages.answer({
    method,
    path: url.pathname,
    query: url.searchParams,
    headers: headersOf(request),
    ...(body !== undefined && { body }),
  })
}

async function callRoute(
  { key, handler }: Route,
  pathParameters: Parameters,
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<HttpAnswer> {
  const bytes = await bodyOf(request)
  if (pathParameters === 'not-encoded')
    return problemAnswer(new Problem(400, 'the path is not percent-encoded'))
  if (bytes === undefined)
    return problemAnswer(new Problem(413, `a body has at most ${MOST_BODY_BYTES} bytes`))
  return handler({
    routeKey: key,
    headers: headersOf(request),
    pathParameters,
    queryStringParameters: Object.fromEntries(query),
    ...handedOver(bytes, request),
  })
}

function routeOf(key: string, handler: HttpHandler): Route {
  const { method, path } = routeParts(key)
  const pattern = new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
  const ofPattern = (text: string) => {
    const match = pattern.exec(text)
    return match ? decodedGroups(match) : undefined
  }
  const ofLink = (text: string) => {
    const link = linkPathOf([path], text)
    return link && { token: link.token }
  }
  return { key, method, match: isLinkRoute(path) ? ofLink : ofPattern, handler }
}

function decodedGroups({ groups }: RegExpExecArray): Parameters {
  try {
    return Object.fromEntries(
      Object.entries(groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    )
  } catch {
    return 'not-encoded'
  }
}

/** As API Gateway does: what is not text in UTF-8 goes on byte by byte. */
function handedOver(bytes: Buffer, { headers }: IncomingMessage): Body {
  const isText = isUtf8(bytes) && isInUtf8(headers['content-type'] ?? '')
  return { body: bytes.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText }
}

/** The whole body; undefined if it is larger than any handler accepts. */
function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= MOST_BODY_BYTES) chunks.push(chunk)
      else resolve(undefined)
    })
    request.on('end', () => resolve(Buffer.concat(chunks, Math.min(size, MOST_BODY_BYTES))))
    request.on('error', reject)
  })
}

const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )

const hostOf = ({ headers }: IncomingMessage): string =>
  URL.parse(`http://${headers.host ?? ''}`)?.hostname ?? ''

const toReply = ({ statusCode, headers, body }: HttpAnswer) => ({
  status: statusCode,
  headers,
  body,
})
