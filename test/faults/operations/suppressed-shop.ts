/**
 * A shop on one machine that sends through a stand-in for SES, with people on its suppression list:
 * known by the hash of their address alone until they buy.
 */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { isOpen } from '../../../functions/domain/message.ts'
import { isoInstant, MINUTE_MS } from '../../../functions/domain/time.ts'
import { SHOP } from '../../support/loaded-shop.ts'
import { firstPurchase } from '../../support/one-machine.ts'
import { type SesEndpoint, startSesEndpoint } from '../../support/ses-endpoint.ts'
import { SES_EVENTS_PATH, sesEventOf } from '../machine/events.ts'
import { type Machine, startMachine } from '../machine/machine.ts'
import { makePoster, type Poster } from '../machine/post.ts'
import { prepareShop } from '../machine/prepared-shop.ts'
import { readStored } from '../machine/read-file.ts'
import type { Counted } from './scenario.ts'

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url))
const REKINDLE = join(PROJECT, 'functions/cli/rekindle.ts')
const CONNECTIONS = 8
const ANSWERS_AFTER_MS = 30
const REST_WITHIN_MS = 60_000
/** Past the lease of every claim. */
const LATER_MS = 10 * MINUTE_MS

export type Ran = { readonly code: number; readonly said: string }

export type SuppressedShop = {
  readonly file: string
  /** Runs the real command on the file. */
  readonly rekindle: (...args: readonly string[]) => Promise<Ran>
  /** As `rekindle`; what fails is a finding. */
  readonly must: (...args: readonly string[]) => Promise<void>
  /** Puts the addresses of these ids on the list, each with a reason of its own. */
  readonly suppress: (ids: readonly string[]) => Promise<void>
  readonly start: (aheadMs?: number) => Promise<void>
  readonly end: (how: 'SIGKILL' | 'SIGTERM') => Promise<void>
  /** Posts a first purchase, until it is answered. */
  readonly buy: (id: string) => Promise<void>
  readonly findings: string[]
  readonly kills: () => number
  /** Lets everything be sent that can be, and says what went wrong. */
  readonly judge: () => Promise<Counted>
  readonly stop: () => Promise<void>
}

const emailOf = (id: string): string => `customer-${id}@example.com`
const REASONS = ['unsubscribe', 'complaint', 'no-such-mailbox', 'by-hand']

/** @example const shop = await suppressedShop(folder) */
export async function suppressedShop(folder: string): Promise<SuppressedShop> {
  const file = join(folder, 'shop.sqlite')
  const ses = await startSesEndpoint(Date.now, { latencyMs: () => ANSWERS_AFTER_MS })
  ses.setQuota({ max24HourSend: -1, maxSendRate: 200, sentLast24Hours: 0 })
  const bearer = await prepareShop(file, Date.now() - 60 * MINUTE_MS)
  const findings: string[] = []
  const [bought, suppressed] = [new Set<string>(), new Set<string>()]
  let running: { readonly machine: Machine; readonly poster: Poster } | undefined
  let kills = 0

  const rekindle = (...args: readonly string[]) =>
    new Promise<Ran>((resolve) => {
      const options = { env: environmentFor(ses), timeout: 20_000, killSignal: 'SIGKILL' } as const
      execFile(process.execPath, [REKINDLE, ...args, '--db', file], options, (error, out, err) =>
        resolve({ code: error ? Number(error.code ?? -1) : 0, said: out + err }),
      )
    })

  async function must(...args: readonly string[]): Promise<void> {
    const { code, said } = await rekindle(...args)
    if (code !== 0) findings.push(`rekindle ${args.join(' ')} ended with ${code}: ${said}`)
  }

  async function start(aheadMs = 0): Promise<void> {
    const place = { file, endpoint: ses.endpoint, compiled: join(folder, 'compiled') }
    const machine = startMachine(place, aheadMs, {
      onError: (event) => findings.push(`the server logged ${event}`),
      onCrash: (how) => findings.push(`the server ended: ${how}`),
    })
    const url = await machine.ready
    if (url === undefined) throw new Error('the server did not start')
    running = { machine, poster: makePoster(url, bearer, CONNECTIONS) }
  }

  async function end(how: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const ended = running
    running = undefined
    if (how === 'SIGKILL') {
      kills += 1
      ended?.machine.kill()
      await ended?.machine.exited
    } else await ended?.machine.stop()
    ended?.poster.close()
  }

  async function buy(id: string): Promise<void> {
    // Agreeing again after leaving would be a reason to mail.
    const at = suppressed.has(id) ? Date.now() - 30 * MINUTE_MS : Date.now()
    const body = firstPurchase(id, isoInstant(at))
    for (;;) {
      const answer = await running?.poster.post(`/v1/shops/${SHOP}/purchases`, body)
      if (answer?.status === 201 || answer?.status === 200) break
      await sleep(50)
    }
    bought.add(id)
  }

  async function comeToRest(): Promise<void> {
    const until = Date.now() + REST_WITHIN_MS
    for (let quietFor = 0, seen = -1; quietFor < 5 || hasDue(file); ) {
      await sleep(200)
      quietFor = ses.received.length === seen ? quietFor + 1 : 0
      seen = ses.received.length
      if (Date.now() > until) {
        findings.push('the server does not come to rest')
        return
      }
    }
  }

  return {
    file,
    rekindle,
    must,
    async suppress(ids) {
      for (const [i, id] of ids.entries()) {
        const reason = REASONS[i % REASONS.length] ?? 'by-hand'
        await must('suppression', 'add', emailOf(id), '--shop', SHOP, '--reason', reason)
        suppressed.add(id)
      }
    },
    start,
    end,
    buy,
    findings,
    kills: () => kills,
    async judge() {
      await end('SIGTERM')
      await start(LATER_MS)
      await comeToRest()
      for (const mail of ses.received)
        await running?.poster.post(SES_EVENTS_PATH, sesEventOf({ mail }, 'sent', Date.now()))
      await comeToRest()
      await end('SIGTERM')
      const mails = mailsById(ses)
      const inDoubt = customersInDoubt(file)
      const unsent = [...bought].filter(
        (id) => !suppressed.has(id) && !mails.has(id) && !inDoubt.has(`customer-${id}`),
      )
      return {
        messages: bought.size,
        kills,
        duplicates: [...mails].flatMap(([id, n]) =>
          n > 1 ? [`${emailOf(id)} got ${n} mails`] : [],
        ),
        lost: [
          ...[...suppressed].flatMap((id) =>
            mails.has(id) ? [`${emailOf(id)} is suppressed and got a mail`] : [],
          ),
          ...unsent.map((id) => `${emailOf(id)} got no mail`),
        ],
        wronglyExplained: findings,
      }
    },
    async stop() {
      if (running) await end('SIGKILL')
      await ses.stop()
    },
  }
}

const environmentFor = ({ endpoint }: SesEndpoint) => ({
  PATH: process.env.PATH,
  AWS_ENDPOINT_URL_SES: endpoint,
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
})

function mailsById({ received }: SesEndpoint): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { destinations } of received) {
    const id = /^customer-(.+)@/.exec(destinations[0] ?? '')?.[1] ?? ''
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

const hasDue = (file: string): boolean =>
  readStored(file).messages.some(
    ({ message }) =>
      message.step === 'introduction' && (isOpen(message) || message.status === 'claimed'),
  )

const customersInDoubt = (file: string): ReadonlySet<string> =>
  new Set(
    readStored(file).messages.flatMap(({ pk, message: { status } }) =>
      status === 'unknown' || status === 'given-up' ? [pk.slice(pk.lastIndexOf('/') + 1)] : [],
    ),
  )
