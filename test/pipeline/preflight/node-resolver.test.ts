import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeNodeResolver } from '../../../functions/pipeline/preflight/node-resolver.ts'
import { isNoAnswer } from '../../../functions/pipeline/preflight/resolver.ts'
import { type DnsEndpoint, startDnsEndpoint } from '../../support/dns-endpoint.ts'

const LONG = `v=DKIM1; k=rsa; p=${'A'.repeat(600)}`

let dns: DnsEndpoint
const resolver = (timeoutMs = 10_000) =>
  makeNodeResolver({ servers: [dns.server], timeoutMs, tries: 1 })

beforeAll(async () => {
  dns = await startDnsEndpoint({
    'tea.example': {
      TXT: ['v=spf1 -all', ['in ', 'pieces']],
      MX: [
        [20, 'second.tea.example'],
        [10, 'first.tea.example'],
      ],
      addresses: ['192.0.2.1', '2001:db8::1'],
    },
    'key.tea.example': { TXT: [LONG] },
    'alias.tea.example': { CNAME: 'KEY.tea.example' },
    'none.example': { MX: [[0, '.']] },
    'only.v6.example': { addresses: ['2001:db8::2'] },
    'failing.example': 'servfail',
    'refused.example': 'refused',
    'unanswered.example': 'unanswered',
  })
})
afterAll(() => dns.stop())

describe('the resolver', () => {
  it('joins the strings of a TXT record, and keeps records apart', async () => {
    expect(new Set(await resolver().txt('tea.example'))).toEqual(
      new Set(['v=spf1 -all', 'in pieces']),
    )
    expect(await resolver().txt('key.tea.example')).toEqual([LONG])
  })

  it('finds a name however it is written, and through an alias', async () => {
    expect(await resolver().txt('KEY.Tea.Example')).toEqual([LONG])
    expect(await resolver().txt('alias.tea.example')).toEqual([LONG])
    expect(await resolver().cname('alias.tea.example')).toEqual(['KEY.tea.example'])
  })

  it('gives mail servers with their priority, and the root if there is none', async () => {
    expect(new Set(await resolver().mx('tea.example'))).toEqual(
      new Set([
        { priority: 20, exchange: 'second.tea.example' },
        { priority: 10, exchange: 'first.tea.example' },
      ]),
    )
    expect(await resolver().mx('none.example')).toEqual([{ priority: 0, exchange: '' }])
  })

  it('gives addresses of both families', async () => {
    expect(await resolver().addresses('tea.example')).toEqual(['192.0.2.1', '2001:db8::1'])
    expect(await resolver().addresses('only.v6.example')).toEqual(['2001:db8::2'])
  })

  it.each([
    { what: 'a name that is not there', name: 'absent.tea.example' },
    { what: 'a name without such records', name: 'key.tea.example' },
    { what: 'a name that is only above others', name: 'v6.example' },
  ])('answers with nothing for $what', async ({ name }) => {
    expect(await resolver().cname(name)).toEqual([])
    expect(await resolver().mx(name)).toEqual([])
    expect(await resolver().addresses(name)).toEqual([])
  })

  it.each([
    { what: 'a failure', name: 'failing.example', says: 'ESERVFAIL', timeoutMs: 10_000 },
    { what: 'a refusal', name: 'refused.example', says: 'EREFUSED', timeoutMs: 10_000 },
    { what: 'no answer', name: 'unanswered.example', says: 'ETIMEOUT', timeoutMs: 50 },
  ])('does not take $what for an answer', async ({ name, says, timeoutMs }) => {
    const { txt, cname, mx, addresses } = resolver(timeoutMs)
    const asking = [txt(name), cname(name), mx(name), addresses(name)]
    for (const asked of await Promise.allSettled(asking)) {
      const error: unknown = asked.status === 'rejected' ? asked.reason : undefined
      expect(isNoAnswer(error)).toBe(true)
      expect(String(error)).toContain(`${name} (${says})`)
    }
  })

  it('does not take a server that is not there for an answer', async () => {
    const free = createSocket('udp4').bind(0, '127.0.0.1')
    await once(free, 'listening')
    const { port } = free.address()
    await new Promise<void>((closed) => free.close(closed))
    const asked = makeNodeResolver({ servers: [`127.0.0.1:${port}`], timeoutMs: 50, tries: 1 })
    await expect(asked.txt('tea.example')).rejects.toSatisfy(isNoAnswer)
  })
})
