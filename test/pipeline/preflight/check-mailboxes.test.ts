import { describe } from 'vitest'
import type { Zone } from '../../support/dns-endpoint.ts'
import { useJudging } from './judging.ts'

const { judges } = useJudging()

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
  ])
})
