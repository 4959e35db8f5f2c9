import { describe, expect, it } from 'vitest'
import type { Zone } from '../../support/dns-endpoint.ts'
import { GOOD_ZONE } from './good-zone.ts'
import { useJudging } from './judging.ts'

const { serve, resultOf, judges } = useJudging()

describe('SPF', () => {
  const bounce = (...TXT: readonly string[]): Zone => ({ 'bounce.tea.example': { TXT } })
  const usual = 'bounce.tea.example TXT v=spf1 include:amazonses.com ~all'

  judges('spf', [
    {
      what: 'fails without a record',
      zone: bounce('other'),
      problems: ['spf-missing'],
      fixes: [usual],
    },
    {
      what: 'fails with two records, though each would do',
      zone: bounce('v=spf1 include:amazonses.com ~all', 'v=spf1 include:amazonses.com -all'),
      problems: ['spf-two-records'],
      fixes: [usual],
    },
    {
      what: 'fails where the syntax is wrong',
      zone: bounce('v=spf1 include=amazonses.com include: ~all'),
      problems: ['spf-syntax'],
      fixes: [usual],
    },
    {
      what: 'fails where SES is not included, and keeps what is',
      zone: bounce('v=spf1 mx -all'),
      problems: ['spf-no-include'],
      fixes: ['bounce.tea.example TXT v=spf1 include:amazonses.com mx -all'],
    },
    {
      what: 'fails with an include of nothing',
      zone: bounce('v=spf1 include:amazonses.com include:gone.example ~all'),
      problems: ['spf-include-broken'],
      fixes: [usual],
    },
    {
      what: 'fails beyond ten look-ups',
      zone: bounce(`v=spf1 include:amazonses.com ${'a mx '.repeat(5)}~all`),
      problems: ['spf-too-many-lookups'],
      fixes: [usual],
    },
    {
      what: 'passes with ten look-ups',
      zone: {
        'bounce.tea.example': {
          TXT: [`v=spf1 include:amazonses.com a ${'a mx '.repeat(4)}~all`],
          MX: [[10, 'feedback-smtp.eu-central-1.amazonses.com']],
          addresses: ['192.0.2.8'],
        },
      },
    },
    {
      what: 'passes with two look-ups that find nothing',
      zone: bounce('v=spf1 include:amazonses.com a:gone.tea.example mx:tea.example mx ~all'),
    },
    {
      what: 'fails with three look-ups that find nothing',
      zone: bounce('v=spf1 include:amazonses.com a:gone.tea.example a mx ~all'),
      problems: ['spf-too-many-void-lookups'],
      fixes: [usual],
    },
    {
      what: 'counts no look-up whose name is known only with the mail',
      zone: bounce(`v=spf1 include:amazonses.com ${'exists:%{i}.gone.tea.example '.repeat(4)}~all`),
    },
    {
      what: 'fails with an mx of eleven servers',
      zone: {
        ...bounce('v=spf1 include:amazonses.com mx:many.tea.example ~all'),
        'many.tea.example': { MX: Array.from({ length: 11 }, (_, i) => [i, `m${i}.tea.example`]) },
      },
      problems: ['spf-too-many-servers'],
      fixes: [usual],
    },
    {
      what: 'passes with ptr, and advises against it',
      zone: bounce('v=spf1 include:amazonses.com ptr ~all'),
      notes: ['spf-ptr'],
    },
    ...[
      'all',
      'ip4:0.0.0.0/0 ~all',
      'ip4:0.0.0.0/1 ip4:128.0.0.0/1 ~all',
      'ip6:::/0 ~all',
      'ip6:2000::/3 ~all',
      'mx:tea.example/0 ~all',
      'a:mail.tea.example//0 ~all',
      'exists:mail.tea.example ~all',
      'include:open.example ~all',
      'redirect=open.example',
    ].map((rest) => ({
      what: `fails where everyone may send by ${rest}`,
      zone: {
        ...bounce(`v=spf1 include:amazonses.com ${rest}`),
        'open.example': { TXT: ['v=spf1 ip4:0.0.0.0/0'] },
      },
      problems: ['spf-allows-everyone'],
      fixes: [usual],
    })),
    ...['ip4:17.0.0.0/8', '-ip4:0.0.0.0/0', '?include:open.example'].map((term) => ({
      what: `passes with ${term}`,
      zone: {
        ...bounce(`v=spf1 include:amazonses.com ${term} ~all`),
        'open.example': { TXT: ['v=spf1 +all'] },
      },
    })),
    ...['v=spf1;include:amazonses.com ~all', 'v=spf1, -all', 'v=spf 1 ~all', 'spf1 -all'].map(
      (text) => ({
        what: `fails where the record is almost one: ${text}`,
        zone: bounce(text),
        problems: ['spf-almost'],
        fixes: [usual],
      }),
    ),
    {
      what: 'fails where the record is in quotation marks, and names them',
      zone: bounce('"v=spf1 include:amazonses.com ~all"'),
      problems: ['spf-almost'],
      notes: ['quotes-in-record'],
      fixes: [usual],
    },
    {
      what: 'fails where a part of the record is in quotation marks, and names them',
      zone: bounce('v=spf1 "include:amazonses.com" ~all'),
      problems: ['spf-syntax'],
      notes: ['quotes-in-record'],
      fixes: [usual],
    },
    {
      what: 'passes next to a record of Sender ID, which is another kind',
      zone: bounce('v=spf1 include:amazonses.com ~all', 'spf2.0/pra -all'),
    },
    {
      what: 'passes next to a text that is almost one',
      zone: bounce('v=spf1 include:amazonses.com ~all', 'v=spf1; -all'),
      notes: ['almost-record-ignored'],
    },
    {
      what: 'fails where everyone may send',
      zone: bounce('v=spf1 include:amazonses.com +all'),
      problems: ['spf-allows-everyone'],
      fixes: [usual],
    },
  ])

  it('is not known if an include cannot be asked', async () => {
    serve({ ...GOOD_ZONE, 'amazonses.com': 'unanswered' })
    expect(await resultOf('spf')).toMatchObject({ outcome: 'could-not-ask' })
  })
})

describe('the MAIL FROM domain', () => {
  const SPF = ['v=spf1 include:amazonses.com ~all']
  const mx = 'bounce.tea.example MX 10 feedback-smtp.eu-central-1.amazonses.com'
  const of = (MX: readonly (readonly [number, string])[], TXT = SPF): Zone => ({
    'bounce.tea.example': { MX, TXT },
  })
  const FEEDBACK = 'feedback-smtp.eu-central-1.amazonses.com'

  judges('mail-from', [
    { what: 'fails without an MX', zone: of([]), problems: ['mail-from-mx-missing'], fixes: [mx] },
    {
      what: 'fails with the MX of another region',
      zone: of([[10, 'feedback-smtp.us-east-1.amazonses.com']]),
      problems: ['mail-from-mx-wrong'],
      fixes: [mx],
    },
    {
      what: 'fails with another priority',
      zone: of([[20, FEEDBACK]]),
      problems: ['mail-from-mx-wrong'],
      fixes: [mx],
    },
    {
      what: 'fails with a second MX',
      zone: of([
        [10, FEEDBACK],
        [20, 'mail.tea.example'],
      ]),
      problems: ['mail-from-two-mx'],
      fixes: [mx],
    },
    {
      what: 'fails with a null MX',
      zone: of([[0, '.']]),
      problems: ['mail-from-mx-wrong'],
      fixes: [mx],
    },
    {
      what: 'fails without SPF',
      zone: of([[10, FEEDBACK]], ['hello']),
      problems: ['mail-from-spf-missing'],
      fixes: ['bounce.tea.example TXT v=spf1 include:amazonses.com ~all'],
    },
    {
      what: 'fails where SES does not use it',
      subject: { sesSays: { isVerified: true, dkim: 'signs', mailFrom: 'none' } },
      problems: ['mail-from-not-verified-by-ses'],
    },
    { what: 'passes however its MX is written', zone: of([[10, FEEDBACK.toUpperCase()]]) },
  ])
})
