import { describe, expect, it } from 'vitest'
import { FAILURE_CAUSES } from '../../functions/domain/failure-cause.ts'
import type { HttpEvent } from '../../functions/http/requests.ts'
import { answeringUnavailable, unavailableAnswer } from '../../functions/http/unavailable.ts'
import { ProblemAnswer } from '../../functions/intake/api/answers.ts'
import { OF_CAUSE, StoreUnavailable } from '../../functions/store/failure-cause.ts'

const event: HttpEvent = { headers: {} }

describe('where the store cannot serve', () => {
  it.each(FAILURE_CAUSES)(
    'a request is answered 503 with its cause (%s) and when to come back',
    (cause) => {
      const answer = unavailableAnswer(new StoreUnavailable(cause))
      expect(answer).toMatchObject({
        statusCode: 503,
        headers: {
          'content-type': 'application/problem+json; charset=utf-8',
          'retry-after': String(OF_CAUSE[cause].retryAfterSeconds),
        },
      })
      const body: unknown = JSON.parse(answer?.body ?? '')
      expect(ProblemAnswer.parse(body)).toMatchObject({ status: 503, cause })
    },
  )

  it('a function answers and reports it, because its errors no longer count', async () => {
    const reported: unknown[] = []
    const throttled = Object.assign(new Error(), { name: 'ThrottlingException' })
    const handler = answeringUnavailable(
      () => Promise.reject(throttled),
      (error) => reported.push(error),
    )
    expect((await handler(event)).statusCode).toBe(503)
    expect(reported).toEqual([throttled])
  })

  it('a fault of the code is not hidden behind a 503', async () => {
    const fault = new TypeError('x is not a function')
    const handler = answeringUnavailable(
      () => Promise.reject(fault),
      () => {},
    )
    await expect(handler(event)).rejects.toBe(fault)
  })
})
