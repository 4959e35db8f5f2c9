import { describe, expect, it } from 'vitest'
import type { Zone } from '../../support/dns-endpoint.ts'
import { GOOD_ZONE } from './good-zone.ts'
import { useJudging } from './judging.ts'

const { serve, resultOf, judges } = useJudging()

describe('the address that answers go to', () => {
  judges('reply-to', [
    {
      what: 'fails where its domain takes in no mail',
      subject: { replyTo: 'hello@empty.tea.example' },
      problems: ['reply-to-no-mx'],
    },
    {
      what: 'fails where its domain says so',
      zone: { 'tea.example': { MX: [[0, '.']] } },
      problems: ['null-mx'],
    },
    {
      what: 'fails where From’s domain says so, though Reply-To has another',
      zone: { 'tea.example': { MX: [[0, '.']] } },
      subject: { replyTo: 'hello@in.tea.example' },
      problems: ['null-mx'],
    },
    {
      what: 'is From without a Reply-To: fails with a null MX',
      zone: { 'tea.example': { MX: [[0, '.']] } },
      withoutReplyTo: true,
      problems: ['null-mx'],
    },
    {
      what: 'is From without a Reply-To: fails where its domain takes in no mail',
      withoutReplyTo: true,
      subject: { fromAddress: 'hello@empty.tea.example' },
      problems: ['reply-to-no-mx'],
    },
    {
      what: 'is From without a Reply-To: passes if it says that it is not read, with a note',
      withoutReplyTo: true,
      subject: { fromAddress: 'no-reply@tea.example' },
      notes: ['from-unread'],
    },
    ...['gone.tea.example', '192.0.2.25'].map((server) => ({
      what: `fails where its only server has no address: ${server}`,
      zone: { 'tea.example': { MX: [[10, server]] } } as const,
      problems: ['mx-leads-nowhere'],
    })),
    {
      what: 'passes where one of its servers has an address',
      zone: {
        'tea.example': {
          MX: [
            [10, 'gone.tea.example'],
            [20, 'mail.tea.example'],
          ],
        },
      },
    },
    {
      what: 'passes by an address record alone',
      zone: { 'tea.example': { addresses: ['192.0.2.9'] } },
      notes: ['reply-to-by-address-record'],
    },
    ...[
      'no-reply',
      'NoReply',
      'no_reply',
      'donotreply',
      'do-not-reply',
      'noreply+7',
      'noreply2',
    ].map((name) => ({
      what: `fails where it says that it is not read: ${name}`,
      subject: { replyTo: `${name}@tea.example` },
      problems: ['reply-to-unread'],
    })),
    ...['norepl', 'noah', 'reply', 'noreplyson'].map((name) => ({
      what: `passes as ${name}`,
      subject: { replyTo: `${name}@tea.example` },
    })),
  ])
})

describe('the unsubscribe mailbox', () => {
  const mx = 'in.tea.example MX 10 inbound-smtp.eu-central-1.amazonaws.com'
  const inbox = (records: Zone[string]): Zone => ({ 'in.tea.example': records })

  judges('unsubscribe-mailbox', [
    {
      what: 'fails without an MX',
      zone: inbox({ addresses: ['192.0.2.3'] }),
      problems: ['unsubscribe-mailbox-no-mx'],
      fixes: [mx],
    },
    {
      what: 'fails with a null MX',
      zone: inbox({ MX: [[0, '.']] }),
      problems: ['null-mx'],
      fixes: [mx],
    },
    {
      what: 'passes with a mail server of its own',
      zone: inbox({ MX: [[5, 'mail.tea.example']] }),
      notes: ['own-mail-server'],
    },
    {
      what: 'fails where its mail server has no address',
      zone: inbox({ MX: [[5, 'gone.tea.example']] }),
      problems: ['mx-leads-nowhere'],
      fixes: [mx],
    },
  ])

  it('is not known if the server of a domain cannot be asked about', async () => {
    serve({
      ...GOOD_ZONE,
      ...inbox({ MX: [[5, 'mail.tea.example']] }),
      'mail.tea.example': 'servfail',
    })
    expect(await resultOf('unsubscribe-mailbox')).toMatchObject({ outcome: 'could-not-ask' })
  })
})
