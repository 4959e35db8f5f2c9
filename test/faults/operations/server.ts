/** A server with an inbox as a process of its own, what is posted to it, and the result. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { inboxFileOf } from '../../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { openForReading } from '../../../functions/store/sqlite/database.ts'
import { SHOP } from '../../support/loaded-shop.ts'
import { firstPurchase } from '../../support/one-machine.ts'
import { storeFindings } from '../../support/store-findings.ts'
import type { Counted } from './scenario.ts'

const PROCESS = fileURLToPath(new URL('../../support/one-machine-process.ts', import.meta.url))

export type LogLine = { readonly event: string; readonly problem?: string; readonly cause?: string }

export type Server = {
  readonly url: string
  readonly child: ChildProcess
  readonly logged: readonly LogLine[]
  /** Posts the first purchase of a customer. @returns the status and the cause; 0 for no answer */
  readonly post: (id: string) => Promise<{ readonly status: number; readonly cause?: string }>
  readonly health: () => Promise<{ readonly ready: boolean; readonly cause?: string }>
  readonly end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<void>
}

/** @example const server = await startServer(join(folder, 'shop.sqlite')) */
export async function startServer(file: string): Promise<Server> {
  const child = spawn(process.execPath, [PROCESS, file], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit')
  const logged: LogLine[] = []
  createInterface(child.stderr).on('line', (line) => {
    // The last words of a server that cannot start may be of its damaged rows.
    if (line.startsWith('{"at":')) logged.push(JSON.parse(line))
  })
  const [line] = await Promise.race([
    once(child.stdout, 'data'),
    ended.then(([code]) => Promise.reject(new Error(`the server ended with ${code}`))),
  ])
  const { url, bearer } = JSON.parse(String(line)) as { url: string; bearer: string }
  return {
    url,
    child,
    logged,
    post: (id) =>
      fetch(`${url}/v1/shops/${SHOP}/purchases`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
        body: JSON.stringify(firstPurchase(id, new Date().toISOString())),
      }).then(
        async (answer) => ({ status: answer.status, ...((await answer.json()) as object) }),
        () => ({ status: 0 }),
      ),
    health: async () => (await (await fetch(`${url}/health`)).json()) as { ready: boolean },
    async end(signal) {
      child.kill(signal)
      await ended
    },
  }
}

/** What was posted, and how it was answered. */
export type Posts = {
  readonly accepted: Set<string>
  readonly refused: Map<string, { readonly status: number; readonly cause?: string }>
}

/** Posts these, several at a time. A request that was refused is noted, to be sent again. */
export async function postEach(server: Server, ids: readonly string[]): Promise<Posts> {
  const posts: Posts = { accepted: new Set(), refused: new Map() }
  await Promise.all(
    ids.map(async (id) => {
      const { status, cause } = await server.post(id)
      if (status === 200 || status === 201) posts.accepted.add(id)
      else posts.refused.set(id, { status, ...(cause !== undefined && { cause }) })
    }),
  )
  return posts
}

const MAILED_WITHIN_MS = 30_000

/** Waits until each of these has its mail, or no longer. */
export async function untilMailed(file: string, ids: ReadonlySet<string>): Promise<void> {
  const until = Date.now() + MAILED_WITHIN_MS
  while (Date.now() < until && mailedIn(file).length < ids.size) await sleep(100)
}

/**
 * What a store that is at rest says of everything that was accepted: each is stored, and mailed
 * once; and the rows agree with each other.
 */
export async function judged(
  file: string,
  accepted: ReadonlySet<string>,
  wronglyExplained: readonly string[],
): Promise<Counted> {
  const [stored, mailed] = [storedIn(file), mailedIn(file)]
  const found = await storeFindings(file)
  return {
    messages: accepted.size,
    duplicates: mailed.filter((id, i) => mailed.indexOf(id) !== i),
    lost: [...accepted].flatMap((id) => [
      ...(stored.has(id) ? [] : [`the purchase of ${id} is gone`]),
      ...(mailed.includes(id) ? [] : [`${id} got no mail`]),
    ]),
    wronglyExplained: [...wronglyExplained, ...found.map((finding) => JSON.stringify(finding))],
  }
}

function read(file: string, sql: string): readonly string[] {
  const database = openForReading(file, inboxFileOf(file))
  try {
    return database
      .prepare(sql)
      .all()
      .map(({ id }) => String(id))
  } finally {
    database.close()
  }
}

const storedIn = (file: string): ReadonlySet<string> =>
  new Set(read(file, `SELECT substr(sk, 13) AS id FROM rows WHERE sk LIKE 'order#order-%'`))

const mailedIn = (file: string): readonly string[] =>
  read(
    file,
    `SELECT replace(replace(recipient, 'customer-', ''), '@example.com', '') AS id FROM inbox`,
  )
