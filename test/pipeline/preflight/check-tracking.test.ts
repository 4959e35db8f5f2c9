import { describe } from 'vitest'
import type { Zone } from '../../support/dns-endpoint.ts'
import { useJudging } from './judging.ts'

const { judges } = useJudging()

describe('the tracking domain', () => {
  const cname = 'click.tea.example CNAME r.eu-central-1.awstrack.me'
  const click = (records: Zone[string]): Zone => ({ 'click.tea.example': records })

  judges('tracking', [
    {
      what: 'fails where it is not there',
      zone: click({}),
      problems: ['tracking-cname-missing'],
      fixes: [cname],
    },
    {
      what: 'fails where it leads to another region',
      zone: click({ CNAME: 'r.us-east-1.awstrack.me' }),
      problems: ['tracking-cname-wrong'],
      fixes: [cname],
    },
    {
      what: 'fails where it leads to nothing',
      zone: click({ CNAME: 'gone.cdn.example' }),
      problems: ['tracking-cname-missing'],
      fixes: [cname],
    },
    {
      what: 'passes where a CDN stands in front of it for HTTPS',
      zone: { ...click({ CNAME: 'x.cdn.example' }), 'x.cdn.example': { addresses: ['192.0.2.7'] } },
      notes: ['tracking-by-own-server'],
    },
    {
      what: 'passes with the addresses of a server',
      zone: click({ addresses: ['2001:db8::7'] }),
      notes: ['tracking-by-own-server'],
    },
  ])
})
