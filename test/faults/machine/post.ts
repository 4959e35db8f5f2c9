/** Posts JSON over a few connections that stay open. */
import { Agent, request } from 'node:http'

export type Answered = { readonly status: number; readonly body: string }

export type Poster = {
  /** @returns undefined without an answer */
  readonly post: (path: string, body: object) => Promise<Answered | undefined>
  readonly close: () => void
}

/** @example await makePoster(url, bearer, 4).post('/v1/shops/tea/purchases', purchase) */
export function makePoster(url: string, bearer: string, connections: number): Poster {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    post: (path, body) =>
      new Promise((resolve) => {
        const bytes = Buffer.from(JSON.stringify(body))
        const headers = {
          'content-type': 'application/json',
          'content-length': bytes.length,
          authorization: `Bearer ${bearer}`,
        }
        const sent = request(`${url}${path}`, { agent, method: 'POST', headers }, (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part) => parts.push(part))
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() }),
          )
          answer.on('error', () => resolve(undefined))
          answer.on('close', () => resolve(undefined))
        })
        sent.on('error', () => resolve(undefined))
        sent.end(bytes)
      }),
    close: () => agent.destroy(),
  }
}
