import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BounceFacts, classifyBounce } from '../../../functions/domain/feedback/bounce.ts'
import { BOUNCE_KINDS, type BounceKind } from '../../../functions/domain/feedback/bounce-kind.ts'
import { SAID } from './bounce-replies.ts'
import { SAID_ELSEWHERE } from './bounce-replies-of-servers.ts'
import { SAID_OF_SOMETHING_ELSE } from './bounce-replies-of-something-else.ts'

type Reply = readonly [kind: BounceKind, reply: string]

const REPLIES: readonly (readonly [who: string, replies: readonly Reply[]])[] = Object.entries({
  ...SAID,
  ...SAID_ELSEWHERE,
  ...SAID_OF_SOMETHING_ELSE,
}).map(([who, said]) => [
  who,
  Object.entries(said).flatMap(([kind, each]) =>
    each.map((reply): Reply => [kind as BounceKind, reply]),
  ),
])
const replies = REPLIES.flatMap(([, each]) => each)
const kindOf = (diagnostic: string, facts: Partial<BounceFacts> = {}) =>
  classifyBounce({ permanent: true, diagnostic: `smtp; ${diagnostic}`, ...facts })

describe.each(REPLIES)('a permanent bounce in the words of %s', (_, each) => {
  it.each(each)('is %s: %s', (kind, reply) => {
    expect(kindOf(reply)).toBe(kind)
  })
})

describe('a refusal, a full mailbox and a busy server', () => {
  it.each(replies.filter(([kind]) => kind === 'policy' || kind === 'temporary'))(
    'is %s also if SES takes it for a missing mailbox: %s',
    (kind, reply) => {
      expect(kindOf(reply, { subType: 'NoEmail', status: '5.1.1' })).toBe(kind)
    },
  )
})

describe('a mailbox of which something else is missing or unknown', () => {
  it.each<Reply>([
    ['temporary', '550 El buzón del destinatario: no existe espacio disponible'],
    ['temporary', '550 La casella non ha spazio'],
    ['temporary', '550 Brak miejsca na koncie użytkownika'],
    ['temporary', '550 信箱不存在足够的空间'],
    ['policy', '550 Der Empfänger nimmt keine Nachrichten von unbekannten Adressen an'],
    ['policy', '550 El destinatario no acepta correo de dirección desconocida'],
    ['policy', "550 L'utilisateur n'accepte pas les messages d'une adresse inconnue"],
    ['policy', '550 受信者は不明なアドレスからのメールを受け取りません'],
    ['policy', '550 该用户的白名单中未找到您的地址'],
    ['policy', '550 收件人拒绝陌生地址，您不存在于其联系人'],
    ['policy', '550 User not found in contacts; challenge sent'],
    ['unclear', '550 Certificate for account not found'],
    ['unclear', '550 Mailbox unknown error occurred'],
    ['unclear', '550 The recipient account has an unknown status'],
    ['unclear', '550 User is on another server, mailbox not found on this server'],
    ['unclear', '550 Recipient mailbox store not found'],
  ])('is not called dead: %s for %s', (kind, reply) => {
    expect(kindOf(reply)).toBe(kind)
  })
})

describe('a statement that there is no such mailbox', () => {
  it.each(
    replies.filter(([kind, reply]) => kind === 'no-such-mailbox' && !/unavailable/.test(reply)),
  )('is %s without any code: %s', (kind, reply) => {
    expect(kindOf(reply.replaceAll(/#?[245]\.\d+\.\d+/g, ''), { status: '5.0.0' })).toBe(kind)
  })
})

describe('a bounce without a reply', () => {
  it.each([
    ['no-such-mailbox', 'Permanent', 'NoEmail', undefined],
    ['no-such-mailbox', 'Permanent', 'Suppressed', '5.1.1'],
    ['no-such-mailbox', 'Permanent', 'OnAccountSuppressionList', '5.1.1'],
    ['no-such-mailbox', 'Permanent', 'OnTenantSuppressionList', undefined],
    ['unclear', 'Permanent', 'EmailValidationSuppressed', '5.1.1'],
    ['unclear', 'Permanent', 'UnsubscribedRecipient', '5.1.1'],
    ['unclear', 'Permanent', 'General', undefined],
    ['unclear', 'Permanent', 'SomethingOfNextYear', undefined],
    ['no-such-mailbox', 'Permanent', 'General', '5.1.1'],
    ['no-such-mailbox', 'Permanent', 'General', '5.1.2'],
    ['no-such-mailbox', 'Permanent', 'General', '5.1.10'],
    ['unclear', 'Permanent', 'General', '5.0.0'],
    ['unclear', 'Permanent', 'General', '5.1.0'],
    ['unclear', 'Permanent', 'General', '5.4.1'],
    ['policy', 'Permanent', 'General', '5.1.8'],
    ['policy', 'Permanent', 'General', '5.7.1'],
    ['policy', 'Permanent', 'General', '5.6.1'],
    ['policy', 'Permanent', 'General', '5.3.4'],
    ['policy', 'Permanent', 'General', '4.7.0'],
    ['temporary', 'Permanent', 'General', '5.2.1'],
    ['temporary', 'Permanent', 'General', '5.2.2'],
    ['temporary', 'Permanent', 'General', '4.1.1'],
    ['temporary', 'Transient', 'General', '5.1.1'],
    ['temporary', 'Transient', 'General', undefined],
    ['temporary', 'Transient', 'MailboxFull', undefined],
    ['temporary', 'Transient', 'CustomTimeoutExceeded', undefined],
    ['policy', 'Transient', 'ContentRejected', undefined],
    ['policy', 'Transient', 'AttachmentRejected', undefined],
    ['policy', 'Transient', 'MessageTooLarge', undefined],
    ['temporary', 'Undetermined', 'Undetermined', undefined],
  ])('is %s if it is %s, %s, with status %s', (kind, type, subType, status) => {
    expect(classifyBounce({ permanent: type === 'Permanent', subType, status })).toBe(kind)
  })
})

describe('a domain that does not exist or takes no mail', () => {
  const SAID_OF_DOMAIN = [
    '550 5.4.4 Invalid domain',
    '550 Invalid domain',
    '550 5.4.4 Host or domain name not found. Name service error for name=gmial.example type=AAAA: Host not found',
    '554 5.4.4 SMTPSEND.DNS.NonExistentDomain; nonexistent domain',
    "550 5.1.2 DNS type 'mx' lookup of gmial.example responded with code NXDOMAIN Domain name not found: gmial.example",
    '550 5.1.2 <li@gmial.example>: Recipient address rejected: Domain not found',
    '556 5.1.10 <li@gmial.example>: Recipient address rejected: Domain gmial.example does not accept mail (nullMX)',
    '556 No.',
    '550 5.1.10 No.',
    '550 5.4.4 No.',
  ] as const

  it.each(SAID_OF_DOMAIN)('is no such mailbox, whatever SES calls the bounce: %s', (reply) => {
    for (const permanent of [true, false])
      expect(kindOf(reply, { permanent, subType: 'General' })).toBe('no-such-mailbox')
  })

  it('is known from the status alone', () => {
    for (const status of ['5.4.4', '5.1.10'])
      expect(classifyBounce({ permanent: false, subType: 'General', status })).toBe(
        'no-such-mailbox',
      )
  })

  it.each<Reply>([
    [
      'temporary',
      '554 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.0 Unable to lookup DNS for tea.example>',
    ],
    ['temporary', '450 4.1.2 <li@tea.example>: Recipient address rejected: Domain not found'],
    [
      'temporary',
      '550 5.4.4 SMTPSEND.DNS.MxLoopback; DNS records for this domain are configured in a loop',
    ],
    ['temporary', '550 5.4.4 DNS query failed: ServFail'],
    ['temporary', '452 4.2.2 Invalid domain'],
    ['policy', '550 5.7.1 Invalid domain'],
    ['policy', '550 5.1.8 Sender address rejected: Domain not found'],
    ['policy', '550 Invalid domain in HELO'],
  ])(
    'is not seen in what speaks of another, or of a look-up that failed: %s for %s',
    (kind, reply) => {
      for (const permanent of [true, false])
        expect(kindOf(reply, { permanent, subType: 'General', status: '5.4.4' })).toBe(kind)
    },
  )
})

describe('the code in the reply', () => {
  it('speaks louder than the one that the carrier made of it', () => {
    expect(kindOf('550 5.7.1 No.', { status: '5.1.1' })).toBe('policy')
    expect(kindOf('450 4.0.0 No.', { status: '5.1.1' })).toBe('temporary')
  })

  it('is not taken for a version or an address', () => {
    expect(kindOf('550 mail 5.1.1.4 said no, by 8.5.1.1')).toBe('unclear')
  })
})

describe('classifying any bounce', () => {
  const anyKnown = (values: readonly string[]) => fc.option(fc.constantFrom(...values))
  const anyFacts = fc
    .record(
      {
        permanent: fc.boolean(),
        subType: anyKnown(['General', 'NoEmail', 'Suppressed', 'MailboxFull', 'toString']),
        status: anyKnown(['5.1.1', '5.0.0', '4.4.7', '5.7.1', '', '__proto__']),
        diagnostic: fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.constantFrom(...replies.map(([, reply]) => `smtp; ${reply}`)),
        ),
      },
      { requiredKeys: ['permanent'] },
    )
    .map(
      ({ permanent, ...facts }): BounceFacts => ({
        permanent,
        ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null)),
      }),
    )
  const anyMissing = fc.constantFrom(
    ...replies.flatMap(([kind, reply]) => (kind === 'no-such-mailbox' ? [reply] : [])),
  )

  it('ends in one of the kinds', () => {
    fc.assert(fc.property(anyFacts, (facts) => BOUNCE_KINDS.includes(classifyBounce(facts))))
  })

  it('never suppresses an address permanently over what SES calls transient, but for its domain', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        fc.pre(!/domain|host|mx\b|exchanger|5\.1\.10|5\.4\.4|556/i.test(facts.diagnostic ?? ''))
        expect(classifyBounce({ ...facts, permanent: false })).not.toBe('no-such-mailbox')
      }),
    )
  })

  it('never gives one up over words that say nothing of a mailbox', () => {
    const neutral = 'sorry mail was returned by server hello 550 554 5.0.0 li@tea.example our'
    const anyWords = fc.array(fc.constantFrom(...neutral.split(' ')), { maxLength: 20 })
    const subTypes = ['General', 'Undetermined', 'MailboxFull', 'EmailValidationSuppressed']
    const statuses = ['5.0.0', '5.1.0', '5.2.0', '5.4.1', '5.5.0', '5.7.1', '4.4.7']
    fc.assert(
      fc.property(anyWords, anyKnown(subTypes), anyKnown(statuses), (words, subType, status) => {
        const facts = { subType: subType ?? undefined, status: status ?? undefined }
        expect(kindOf(words.join(' '), facts)).not.toBe('no-such-mailbox')
      }),
    )
  })

  it('never suppresses one if the reply mentions a policy', () => {
    const words = ['spam', 'policy', 'blocked', 'reputation', 'DMARC', 'DT:SPM', '垃圾邮件']
    fc.assert(
      fc.property(anyMissing, fc.constantFrom(...words), (reply, word) => {
        fc.pre(!/S2017062302|explanation/.test(reply))
        expect(kindOf(`${reply} ${word}`)).toBe('policy')
      }),
    )
  })

  it('does not depend on what the customer or the shop is called', () => {
    const names = ['spam', 'policy', 'blocked', 'over.quota', 'no-such-user', 'later', 'sender']
    const anyName = fc.constantFrom(...names.map((name) => `${name}@${name}.example`))
    const withName = replies.filter(([, reply]) => reply.includes('li@example.com'))
    fc.assert(
      fc.property(fc.constantFrom(...withName), anyName, ([kind, reply], name) => {
        expect(kindOf(reply.replaceAll('li@example.com', name))).toBe(kind)
      }),
    )
  })

  it('reads a reply alike over one line or many', () => {
    fc.assert(
      fc.property(fc.constantFrom(...replies), fc.array(fc.nat(9)), ([, reply], breaks) => {
        const words = reply.split(/\s+/).filter((word) => !/^[245]\d\d/.test(word))
        const lines = words.map((word, i) => (breaks[i] === 0 ? `${word}\r\n550-` : `${word} `))
        expect(kindOf(`550-${lines.join('')}`)).toBe(kindOf(`550 ${words.join(' ')}`))
      }),
    )
  })
})
