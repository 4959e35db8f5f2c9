/** A Rekindle that is running elsewhere, spoken to over HTTP. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { CommandWords } from '../language/command/command-words.ts'
import { errorCode } from '../store/error-code.ts'
import { Failure, UsageError } from './failure.ts'
import { problemOf } from './problem-of.ts'
import type { Io } from './verb.ts'

export type Answer = { readonly status: number; readonly body: unknown }

export type Remote = {
  /**
   * Asks again after a busy answer, a fault of the server or a lost connection; everything that is
   * sent here may be sent twice.
   *
   * @throws Failure if it cannot be reached
   */
  readonly call: (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Answer>
  /** The body of a good answer. @throws Failure in the words of any other */
  readonly expectOk: (answer: Answer) => unknown
}

/** A person waits for the answer to a question; an import rather waits than starts over. */
const TRIES = { GET: 3, POST: 8 } as const
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 10_000
const STOP_TRYING_AFTER_MS = 60_000

/** @throws UsageError if the address or the key is missing */
export function remoteOf(url: string, { env }: Pick<Io, 'env'>): Remote {
  const key = env.REKINDLE_KEY
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new UsageError((w) => w.usage.url('url', url, 'https://rekindle.example'))
  if (!key) throw new UsageError((w) => w.usage.noKey)
  const base = url.replace(/(?<!\/)\/+$/, '')
  return {
    call: (method, path, body) =>
      persist(base, TRIES[method], () => once(method, base + path, key, body)),
    expectOk(answer) {
      if (answer.status < 300) return answer.body
      throw new Failure((w) => w.failures.answered(base, answer.status, detailOf(answer.body)))
    },
  }
}

type Attempt = Answer & { readonly retryAfterMs?: number }

async function once(
  method: 'GET' | 'POST',
  address: string,
  key: string,
  body: unknown,
): Promise<Attempt> {
  const response = await fetch(address, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(STOP_TRYING_AFTER_MS),
  })
  const text = await response.text()
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
  return {
    status: response.status,
    body: parsedJson(text),
    ...(!Number.isNaN(retryAfter) && { retryAfterMs: retryAfter * 1_000 }),
  }
}

async function persist(
  base: string,
  tries: number,
  attempt: () => Promise<Attempt>,
): Promise<Answer> {
  for (let tried = 1; ; tried++) {
    const found = await attempt().catch((error: Error) => error)
    const isLast = tried === tries
    if (!(found instanceof Error) && (isLast || !isWorthRepeating(found.status))) return found
    if (found instanceof Error && isLast)
      throw new Failure((w) => w.failures.notReached(base, failureReason(found, w)))
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (tried - 1), LONGEST_PAUSE_MS)
    await sleep(found instanceof Error ? pause : (found.retryAfterMs ?? pause))
  }
}

const isWorthRepeating = (status: number): boolean => status === 429 || status >= 500

/** `fetch failed` alone does not help; the cause says what failed. */
function failureReason(error: Error, words: CommandWords): string {
  const { cause } = error
  if (!(cause instanceof Error)) return problemOf(error, words)
  const code = errorCode(cause)
  return code === undefined ? cause.message : words.failures.system(code, code)
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text.slice(0, 200)
  }
}

const detailOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'detail' in body
    ? String(body.detail)
    : JSON.stringify(body)
