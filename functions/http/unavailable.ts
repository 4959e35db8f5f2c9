/**
 * The answer where the store cannot serve at this moment: 503 with Retry-After, which names the
 * cause. Whatever the request asked for may be repeated.
 */
import { failureCauseOf } from '../store/failure.ts'
import { OF_CAUSE } from '../store/failure-cause.ts'
import { type HttpAnswer, Problem, problemAnswer } from './problem.ts'
import type { HttpHandler } from './requests.ts'

/**
 * @returns undefined for any other error: it is a fault of the code, and is not hidden
 * @example unavailableAnswer(error)?.headers['retry-after'] // '30'
 */
export function unavailableAnswer(error: unknown): HttpAnswer | undefined {
  const cause = failureCauseOf(error)
  if (!cause) return undefined
  const { sentence, retryAfterSeconds } = OF_CAUSE[cause]
  return problemAnswer(
    new Problem(503, `${sentence}; the request is safe to repeat`, {
      failureCause: cause,
      retryAfterSeconds,
    }),
  )
}

/**
 * A handler that answers 503 where another would fail.
 *
 * @param onUnavailable for the log, which raises the alarm that the answer no longer raises
 * @example export const handler = answeringUnavailable(byRoute(handlers), reportUnavailable)
 */
export const answeringUnavailable =
  (handler: HttpHandler, onUnavailable: (error: unknown) => void): HttpHandler =>
  async (event) => {
    try {
      return await handler(event)
    } catch (error) {
      const answer = unavailableAnswer(error)
      if (!answer) throw error
      onUnavailable(error)
      return answer
    }
  }
