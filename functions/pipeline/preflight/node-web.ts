/** Posts over TLS by Node's own client. */
import { request as httpsRequest } from 'node:https'
import { isIPv6, type LookupFunction } from 'node:net'
import { SECOND_MS } from '../../domain/time.ts'
import { noAnswer } from './resolver.ts'
import type { Web, WebAnswer } from './web.ts'

export type WebSettings = {
  /** For the whole exchange. */
  readonly timeoutMs?: number
  /** Certificates to trust in place of the usual ones. */
  readonly ca?: readonly string[]
}

/** An answer that is longer is not the one that is expected. */
const MOST_BYTES = 1_024

/** About this machine or the path, rather than about the host. */
const UNREACHED: ReadonlySet<unknown> = new Set([
  'ETIMEDOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EADDRNOTAVAIL',
])

type Phase = 'connecting' | 'securing' | 'asking'

/** @example await makeNodeWeb().post(new URL('https://mail.shop.example/x'), 'a=b', ['192.0.2.1']) */
export function makeNodeWeb({ timeoutMs = 10 * SECOND_MS, ca }: WebSettings = {}): Web {
  return {
    post: (url, form, addresses) =>
      new Promise((resolve, reject) => {
        let phase: Phase = 'connecting'
        const request = httpsRequest(url, {
          method: 'POST',
          agent: false,
          lookup: lookupOf(addresses),
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': Buffer.byteLength(form),
          },
          signal: AbortSignal.timeout(timeoutMs),
          ...(ca && { ca: [...ca] }),
        })
        request.on('socket', (socket) => {
          socket.once('connect', () => {
            phase = 'securing'
          })
          socket.once('secureConnect', () => {
            phase = 'asking'
          })
        })
        request.on('error', (error) => {
          const answer = failureOf(error, phase)
          if (answer) resolve(answer)
          else reject(noAnswer(url.host, codeOf(error)))
        })
        request.on('response', (response) => {
          const { statusCode: status = 0 } = response
          let text = ''
          const done = (): void => {
            resolve({ kind: 'answered', status, text })
            request.destroy()
          }
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => {
            text += chunk
            if (text.length > MOST_BYTES) done()
          })
          response.on('end', done)
          response.on('error', (error) => reject(noAnswer(url.host, codeOf(error))))
        })
        request.end(form)
      }),
  }
}

/** The addresses that the checked resolver gave, whatever this machine's own says. */
const lookupOf =
  (addresses: readonly string[]): LookupFunction =>
  (_host, { all }, callback) => {
    const list = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
    const [first = { address: '', family: 4 }] = list
    if (all) callback(null, list)
    else callback(null, first.address, first.family)
  }

/** Undefined if it says nothing about the host. */
function failureOf(error: Error, phase: Phase): WebAnswer | undefined {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return undefined
  const reason = codeOf(error)
  if (phase === 'securing') return { kind: 'not-secure', reason }
  return UNREACHED.has(reason) ? undefined : { kind: 'not-connected', reason }
}

/** Of several addresses, the one whose host answered. */
function codeOf(error: Error): string {
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error]
  const codes = errors.map((one) => String(one instanceof Error && Reflect.get(one, 'code')))
  const [code = error.name] = codes
  return error.name === 'AbortError' || error.name === 'TimeoutError'
    ? 'ETIMEDOUT'
    : (codes.find((one) => !UNREACHED.has(one)) ?? code)
}
