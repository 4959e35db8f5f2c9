/**
 * What a path answers to methods that it has no handler for (RFC 9110): HEAD as GET without the body,
 * OPTIONS with the methods that there are, and any other with 405 and the same list.
 */
import { type HttpAnswer, Problem, problemAnswer } from './problem.ts'

/** API Gateway's word for every method that a path has no route of its own for. */
export const ANY_METHOD = 'ANY'

/** @example routeParts('GET /unsubscribe/{token}') // { method: 'GET', path: '/unsubscribe/{token}' } */
export function routeParts(key: string): { readonly method: string; readonly path: string } {
  const [method = 'GET', path = '/'] = key.split(' ')
  return { method, path }
}

/** @example allowed(['GET', 'POST']) // 'GET, HEAD, OPTIONS, POST' */
export function allowed(methods: readonly string[]): string {
  const all = new Set([...methods, 'OPTIONS'])
  if (all.has('GET')) all.add('HEAD')
  return [...all].toSorted().join(', ')
}

/** To a method that a path has no handler for. @param methods those that it has handlers for */
export function methodAnswer(method: string, methods: readonly string[]): HttpAnswer {
  const allow = allowed(methods)
  if (method === 'OPTIONS') return { statusCode: 204, headers: { allow }, body: '' }
  const answer = problemAnswer(
    new Problem(405, `this path answers ${allow}, and not ${method.slice(0, 20)}`),
  )
  return { ...answer, headers: { ...answer.headers, allow } }
}

/** What HEAD gets where GET would be answered so: API Gateway and node:http count its length. */
export const withoutBody = (answer: HttpAnswer): HttpAnswer => ({ ...answer, body: '' })
