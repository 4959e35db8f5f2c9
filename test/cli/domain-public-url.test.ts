import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeUnsubscribe } from '../../functions/pipeline/feedback/unsubscribe.handler.ts'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { loadShop } from '../../functions/store/shops.ts'
import { GOOD_ZONE, TOKENS } from '../pipeline/preflight/good-zone.ts'
import { type DnsEndpoint, startDnsEndpoint } from '../support/dns-endpoint.ts'
import { type HttpsEndpoint, startHttpsEndpoint } from '../support/https-endpoint.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'

const { rekindle, path, remove } = makeWorkplace(here)

describe('the check of the public URL', () => {
  let dns: DnsEndpoint
  let server: HttpsEndpoint
  beforeAll(async () => {
    dns = await startDnsEndpoint({ ...GOOD_ZONE, localhost: { addresses: ['127.0.0.1'] } })
    server = await startHttpsEndpoint()
    await rekindle([
      ...['shop', 'add', 'tea', ...SHOP_DETAILS, '--from', 'Example Tea <hello@tea.example>'],
    ])
    writeFileSync(path('trusted.pem'), server.cert)
  })
  afterAll(async () => {
    await dns.stop()
    await server.stop()
    remove()
  })

  const checkUrl = (url: string, ...args: readonly string[]) =>
    rekindle(
      [
        ...['domain', 'check', '--shop', 'tea', '--resolver', dns.server],
        ...['--dkim-token', TOKENS.join(','), '--mail-from', 'bounce.tea.example'],
        ...['--public-url', url, ...args],
      ],
      { NODE_EXTRA_CA_CERTS: path('trusted.pem') },
    )

  it('passes where a server with the secret of the database answers the probe', async () => {
    const store = await sqliteEngine.openShared(path('rekindle.sqlite'))
    const { openToken } = await store.secret()
    const handle = makeUnsubscribe({
      ...{ table: store.table, openToken, now: Date.now, onUnavailable: () => {} },
      settings: async (shop) => (await loadShop(store.table, shop))?.settings,
    })
    server.answer(async (request, response) => {
      const token = request.url?.split('/').at(-1) ?? ''
      const answer = await handle({ headers: {}, pathParameters: { token } })
      response.writeHead(answer.statusCode, answer.headers).end(answer.body)
    })
    try {
      const { code, out } = await checkUrl(`https://localhost:${server.port}`)
      expect(out).toMatch(/^Public URL +passed$/m)
      expect(out).toContain('The host of the public URL has a private address')
      expect(code).toBe(0)
    } finally {
      store.close()
    }
  })

  it('fails where another site answers, and shows what it answered', async () => {
    server.answer((_, response) => response.writeHead(404).end())
    const { code, out, err } = await checkUrl(`https://localhost:${server.port}`)
    expect(code).toBe(1)
    expect(out).toContain('does not know the links of this shop')
    expect(out).toContain(`The answer was: localhost:${server.port} HTTP 404`)
    expect(err).toBe('tea.example is not ready to send mail: Public URL failed\n')
  })

  it('refuses what is not an address with exit code 2', async () => {
    const { code, err } = await checkUrl('mail.tea.example')
    expect(code).toBe(2)
    expect(err).toContain('Invalid value "mail.tea.example" for --public-url')
  })
})
