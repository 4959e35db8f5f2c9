/** Starts, kills and loads a one-machine server that runs as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { SHOP } from './loaded-shop.ts'

const PROCESS = fileURLToPath(new URL('./one-machine-process.ts', import.meta.url))

export type OneMachineProcess = {
  readonly url: string
  readonly bearer: string
  readonly child: ChildProcess
  /** Ends it as the loss of power would, or as a service manager does. */
  readonly end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<void>
}

/** What one-machine-process.ts is started with. */
export type MachineFlag = 'no-journal' | `journal=${string}` | `days=${number}`

/** @param script another build's, if it is not this one that serves */
export async function startOneMachine(
  file: string,
  script: string = PROCESS,
  flags: readonly MachineFlag[] = [],
): Promise<OneMachineProcess> {
  const child = spawn(process.execPath, [script, file, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const [line] = (await Promise.race([
    once(child.stdout, 'data'),
    ended.then(([code]) => Promise.reject(new Error(`the server ended with ${code}`))),
  ])) as [Buffer]
  const { url, bearer } = JSON.parse(String(line)) as { url: string; bearer: string }
  return {
    url,
    bearer,
    child,
    async end(signal) {
      child.kill(signal)
      await ended
    },
  }
}

/** A first purchase of a customer of its own, with consent, so that a mail follows. */
export function firstPurchase(id: string, at: string): object {
  return {
    orderId: `order-${id}`,
    paidAt: at,
    currency: 'EUR',
    grossMinor: 2_500,
    lines: [{ sku: 'tea-1', title: 'Assam', quantity: 1, unitMinor: 2_500 }],
    customer: {
      id: `customer-${id}`,
      email: `customer-${id}@example.com`,
      name: 'Lin',
      locale: 'en',
      country: 'GB',
      consents: [{ purpose: 'marketing', act: 'granted', at, source: 'checkout' }],
    },
  }
}

/** @returns a function that posts a body and returns the status, or 0 without an answer */
export function poster({ url, bearer }: OneMachineProcess, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const post = (body: string) =>
    new Promise<number>((resolve) => {
      const sent = request(
        `${url}/v1/shops/${SHOP}/purchases`,
        {
          agent,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            authorization: `Bearer ${bearer}`,
          },
        },
        (answer) => {
          answer.resume()
          answer.on('end', () => resolve(answer.statusCode ?? 0))
          answer.on('error', () => resolve(0))
        },
      )
      sent.on('error', () => resolve(0))
      sent.end(body)
    })
  return { post, close: () => agent.destroy() }
}
