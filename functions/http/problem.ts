/** Answers to requests that cannot be met: problem+json (RFC 9457), every fault by its JSON path. */
import type { FailureCause } from '../domain/failure-cause.ts'

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
  405: 'The path does not answer this method',
  409: 'The request conflicts with what is stored',
  413: 'The body is too large',
  415: 'The body must be application/json, not compressed',
  429: 'Too many requests at once',
  503: 'Temporarily unavailable',
} as const

export type ProblemStatus = keyof typeof PROBLEM_TITLES

/** A request that ends here; only the HTTP edge knows about status codes. */
export class Problem extends Error {
  readonly status: ProblemStatus
  readonly faults: readonly RequestFault[]
  readonly retryAfterSeconds: number | undefined
  /** Of a 503. */
  readonly failureCause: FailureCause | undefined
  constructor(
    status: ProblemStatus,
    detail: string,
    {
      faults = [],
      retryAfterSeconds,
      failureCause,
    }: {
      faults?: readonly RequestFault[]
      retryAfterSeconds?: number
      failureCause?: FailureCause
    } = {},
  ) {
    super(detail)
    this.status = status
    this.faults = faults
    this.retryAfterSeconds = retryAfterSeconds
    this.failureCause = failureCause
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
  failureCause,
}: Problem): HttpAnswer =>
  json(
    status,
    {
      type: 'about:blank',
      title: PROBLEM_TITLES[status],
      status,
      detail: message,
      ...(failureCause && { cause: failureCause }),
      ...(faults.length > 0 && { errors: faults }),
    },
    {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    },
  )
