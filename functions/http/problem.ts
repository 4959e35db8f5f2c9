/** Answers to requests that cannot be met: problem+json (RFC 9457), every fault by its JSON path. */

export type RequestFault = {
  /** JSONPath (RFC 9535) into the body, such as $.purchases[3].currency. */
  readonly path: string
  readonly detail: string
}

/** Every status a problem can have, and its title. */
export const PROBLEM_TITLES = {
  400: 'The request is invalid',
  401: 'A valid key is required',
  403: 'The key does not allow this request',
  404: 'Not found',
  409: 'The request conflicts with what is stored',
  413: 'The body is too large',
  415: 'The body must be application/json',
  429: 'Too many requests at once',
} as const

export type ProblemStatus = keyof typeof PROBLEM_TITLES

/** A request that ends here; only the HTTP edge knows about status codes. */
export class Problem extends Error {
  readonly status: ProblemStatus
  readonly faults: readonly RequestFault[]
  readonly retryAfterSeconds: number | undefined
  constructor(
    status: ProblemStatus,
    detail: string,
    {
      faults = [],
      retryAfterSeconds,
    }: { faults?: readonly RequestFault[]; retryAfterSeconds?: number } = {},
  ) {
    super(detail)
    this.status = status
    this.faults = faults
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export type HttpAnswer = {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export const json = (
  statusCode: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
})

/** @example problemAnswer(new Problem(404, 'there is no shop acme')).statusCode // 404 */
export const problemAnswer = ({
  status,
  message,
  faults,
  retryAfterSeconds,
}: Problem): HttpAnswer =>
  json(
    status,
    {
      type: 'about:blank',
      title: PROBLEM_TITLES[status],
      status,
      detail: message,
      ...(faults.length > 0 && { errors: faults }),
    },
    {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    },
  )
