/** Asks DNS by Node's own resolver (c-ares). */
import { Resolver as NodeResolver } from 'node:dns/promises'
import { SECOND_MS } from '../../domain/time.ts'
import { noAnswer, type Resolver } from './resolver.ts'

export type ResolverSettings = {
  /** `IP` or `IP:PORT`; those of this machine where left out. */
  readonly servers?: readonly string[]
  /** For the first try; c-ares waits longer with each, and never less than a quarter second. */
  readonly timeoutMs?: number
  readonly tries?: number
}

/** The name is not there, or has no record of this type: both are answers. */
const NOTHING: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ENODATA'])

const property = (error: unknown, key: string): unknown =>
  error instanceof Error ? Reflect.get(error, key) : undefined

/** @throws {NoAnswer} for a time-out, SERVFAIL, REFUSED, no connection, an invalid answer */
async function ask<T>(name: string, query: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await query
  } catch (error) {
    const code = property(error, 'code')
    if (NOTHING.has(code)) return []
    if (String(property(error, 'syscall')).startsWith('query')) throw noAnswer(name, String(code))
    throw error
  }
}

/**
 * @example makeNodeResolver({ servers: ['192.0.2.53'] }).txt('_dmarc.shop.example')
 *   // ['v=DMARC1; p=none']
 */
export function makeNodeResolver(settings: ResolverSettings = {}): Resolver {
  const { servers, timeoutMs = 3 * SECOND_MS, tries = 2 } = settings
  const dns = new NodeResolver({ timeout: timeoutMs, tries })
  if (servers) dns.setServers(servers)
  return {
    txt: async (name) => (await ask(name, dns.resolveTxt(name))).map((strings) => strings.join('')),
    cname: (name) => ask(name, dns.resolveCname(name)),
    mx: async (name) =>
      (await ask(name, dns.resolveMx(name))).map(({ exchange, priority }) => ({
        exchange,
        priority,
      })),
    addresses: async (name) =>
      (await Promise.all([ask(name, dns.resolve4(name)), ask(name, dns.resolve6(name))])).flat(),
  }
}
