import fc from 'fast-check'
import MailComposer from 'nodemailer/lib/mail-composer'
import PostalMime, { type Email } from 'postal-mime'
import { describe, expect, test } from 'vitest'
import {
  composeMime,
  type MailToCompose,
} from '../../../functions/pipeline/sending/compose-mime.ts'

const mail: MailToCompose = {
  from: { name: 'Tea House', address: 'hello@tea.example' },
  to: { name: 'Li Lei', address: 'li@example.com' },
  subject: 'How to brew your new tea',
  html: '<p>Warm the pot first.</p>',
  text: 'Warm the pot first.',
  date: Date.UTC(2026, 6, 28, 9, 5, 7),
  messageId: 'tea/17/first-time#1#intro',
  listUnsubscribe: { https: 'https://tea.example/u/abc.def', mailto: 'mailto:u@tea.example' },
}

const compose = (changes: Partial<MailToCompose>): string =>
  Buffer.from(composeMime({ ...mail, ...changes })).toString('latin1')
const parse = (changes: Partial<MailToCompose>): Promise<Email> =>
  PostalMime.parse(composeMime({ ...mail, ...changes }))
const headerOf = (raw: string): string => raw.slice(0, raw.indexOf('\r\n\r\n') + 2)
/** The header's fields with folds undone, by lower-case name. */
const fieldsOf = (raw: string): readonly (readonly [string, string])[] =>
  headerOf(raw)
    .replace(/\r\n(?=[ \t])/g, '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.replace(/^[^:]*: */, '')])
const countOf = (raw: string, name: string): number =>
  fieldsOf(raw).filter(([field]) => field === name).length
const namesOf = (raw: string): string[] => fieldsOf(raw).map(([name]) => name)

const sentence = 'Ein schöner Gruß, 您的新茶已经在路上了, 🍵👩‍👩‍👧, and "more" = to come.'
const chinese = '【广告】您购买的明前龙井已经发货，我们为您准备了一份详细的冲泡指南，'.repeat(8)

describe('a composed mail', () => {
  test('has every header exactly once', () => {
    const raw = compose({ replyTo: { address: 'care@tea.example' } })
    expect(namesOf(raw)).toEqual([
      'from',
      'to',
      'reply-to',
      'subject',
      'date',
      'message-id',
      'list-unsubscribe',
      'list-unsubscribe-post',
      'mime-version',
      'content-type',
    ])
  })

  test('is the same, byte for byte, whenever it is composed again', () => {
    expect(compose({})).toBe(compose({}))
  })

  test('bears its date as RFC 5322 writes it', () => {
    expect(compose({})).toContain('\r\nDate: Tue, 28 Jul 2026 09:05:07 +0000\r\n')
  })

  test('has a Message-ID in the domain of the sender that reveals nothing about the customer', () => {
    const id = /\r\nMessage-ID: <([\w-]+)@tea\.example>\r\n/.exec(compose({}))?.[1]
    expect(id).toHaveLength(43)
    expect(compose({ messageId: 'tea/18/first-time#1#intro' })).not.toContain(id)
  })

  test('offers one-click unsubscription as RFC 8058 asks for it', () => {
    const fields = Object.fromEntries(fieldsOf(compose({})))
    expect(fields['list-unsubscribe']).toBe(
      '<https://tea.example/u/abc.def>, <mailto:u@tea.example>',
    )
    expect(fields['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')
  })

  test('says nothing of unsubscribing if there is nothing to unsubscribe from', () => {
    const { listUnsubscribe: _, ...service } = mail
    const names = namesOf(Buffer.from(composeMime(service)).toString('latin1'))
    expect(names.filter((name) => name.startsWith('list-'))).toEqual([])
    expect(names).toHaveLength(namesOf(compose({})).length - 2)
  })

  test('never breaks a long unsubscribe address', () => {
    const https = `https://tea.example/u/${'x'.repeat(600)}`
    const raw = compose({ listUnsubscribe: { https } })
    expect(raw).toContain(`\r\nList-Unsubscribe:\r\n <${https}>\r\n`)
  })

  test.each([
    'http://tea.example/u',
    'https://tea.example/u>, <https://evil.example',
    'https://tea.example/u\r\nBcc: all@example.com',
    `https://tea.example/${'x'.repeat(1_000)}`,
  ])('is refused the unsubscribe address %s', (https) => {
    expect(() => compose({ listUnsubscribe: { https } })).toThrow(/List-Unsubscribe/)
  })
})

describe('subjects and names', () => {
  test.each([
    ['plain', 'How to brew your new tea'],
    ['long plain', 'A spring full of tea and of long walks, '.repeat(12).trim()],
    ['Chinese', chinese.slice(0, 30)],
    ['very long Chinese', chinese],
    ['emoji of several characters', '👩‍👩‍👧🏳️‍🌈🍵'.repeat(20)],
    ['mixed', sentence],
    ['one endless word', 'x'.repeat(3_000)],
    ['what looks encoded already', 'Read =?UTF-8?B?5L2g5aW9?= aloud'],
    ['empty', ''],
  ])('a subject that is %s arrives as it was written', async (_, subject) => {
    expect((await parse({ subject })).subject ?? '').toBe(subject)
  })

  test.each([
    'Tea House',
    'Li, Lei (care)',
    'The "best" \\ tea',
    '茶馆',
    'Teehaus Grüß Gott',
    'ACME Ltd. '.repeat(20).trim(),
    '陈'.repeat(60),
    '=?UTF-8?B?5L2g5aW9?=',
  ])('the name %s arrives as it was written', async (name) => {
    const parsed = await parse({ from: { name, address: 'a@tea.example' } })
    expect(parsed.from).toEqual({ name, address: 'a@tea.example' })
  })

  test.each(['', 'é', 'éé', 'x', 'xx'])(
    'an encoded word is at most 75 characters and of whole characters, after %j',
    (start) => {
      const subject = start + chinese + '🍵'.repeat(60)
      const words = headerOf(compose({ subject })).match(/=\?UTF-8\?B\?[^?]*\?=/g) ?? []
      expect(words.length).toBeGreaterThan(10)
      const strict = new TextDecoder('utf-8', { fatal: true })
      for (const word of words) {
        expect(word.length).toBeLessThanOrEqual(75)
        expect(strict.decode(Buffer.from(word.slice(10, -2), 'base64'))).not.toBe('')
      }
    },
  )

  test('an internationalised domain is written in Punycode', async () => {
    const parsed = await parse({ to: { address: 'li@例子.公司' } })
    expect(parsed.to?.[0]?.address).toBe('li@xn--fsqu00a.xn--55qx5d')
  })

  test.each([
    ['李@example.com', 'address-local-part-not-ascii'],
    ['li@example.com, all@example.com', 'address-malformed'],
    ['li@example.com\r\nBcc: all@example.com', 'address-malformed'],
    ['li>@example.com', 'address-malformed'],
    ['example.com', 'address-malformed'],
    ['li@', 'address-malformed'],
    ['li@例 子.公司', 'address-domain-invalid'],
  ])('the address %s is refused as %s, and not repeated', (address, code) => {
    const attempt = () => compose({ to: { address } })
    expect(attempt).toThrow(expect.objectContaining({ code }))
    expect(attempt).not.toThrow(address)
  })
})

const injection = fc.string({
  unit: fc.constantFrom('\r', '\n', '\0', '\u2028', '\u0085', ':', ' ', '\t', 'B', 'cc', '<', '"'),
})

describe('what others wrote', () => {
  test('adds no header, whatever control characters it holds', () => {
    const names = namesOf(compose({ headers: { 'X-Note': 'n' } }))
    fc.assert(
      fc.property(injection, injection, injection, (subject, name, note) => {
        const raw = compose({
          subject,
          from: { name, address: 'a@tea.example' },
          to: { name: subject, address: 'li@example.com' },
          headers: { 'X-Note': note },
        })
        expect(namesOf(raw)).toEqual(names)
      }),
    )
  })

  test('has its line ends turned into spaces', async () => {
    const line = 'Tea\r\n\0Bcc: all@example.com\u2028now\n'
    const parsed = await parse({ subject: line, to: { name: line, address: 'li@example.com' } })
    expect(parsed.subject).toBe('Tea Bcc: all@example.com now')
    expect(parsed.to?.[0]?.name).toBe('Tea Bcc: all@example.com now')
  })

  test.each(['From', 'list-unsubscribe', 'Bcc', 'X Y', 'X:Y', '', 'X\r\nBcc'])(
    'a further header called %j is refused',
    (name) => {
      expect(() => compose({ headers: { [name]: 'value' } })).toThrow(/header/)
    },
  )

  test('a further header is added once', () => {
    expect(countOf(compose({ headers: { 'Feedback-ID': 'a:b:c:tea' } }), 'feedback-id')).toBe(1)
  })
})

/** Text of many kinds: sentences, long lines, bare line ends, look-alikes of what encodings use. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 120 }),
      fc.constantFrom(sentence, chinese, 'x'.repeat(1_200), '<b>=20=_</b>', '--=_', '.', 'From me'),
      fc.constantFrom('\n', '\r\n', ' \n', '\t\r\n', '   ', '\n\n', '='),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))
/** A name or a subject; what surrounds it and how it is spaced is not for headers to keep. */
const anyLine = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.lorem({ maxCount: 40 }),
    fc.constantFrom(sentence, chinese),
  )
  .map((text) => text.replace(/[\s\p{C}]+/gu, ' ').trim())
  .filter((text) => text !== '' && !text.includes('=?'))

const byNodemailer = async (written: MailToCompose): Promise<Email> =>
  PostalMime.parse(
    await new MailComposer({
      from: written.from,
      to: { name: written.to.name ?? '', address: written.to.address },
      subject: written.subject,
      text: written.text,
      html: written.html,
    })
      .compile()
      .build(),
  )
const linesOf = (text: string | undefined): string =>
  (text ?? '').replace(/\r\n|\r/g, '\n').replace(/\n+$/, '')

describe('compared with nodemailer', () => {
  test('reads the same to a parser', async () => {
    await fc.assert(
      fc.asyncProperty(anyLine, anyLine, anyText, anyText, async (subject, name, text, html) => {
        const written = { ...mail, subject, text, html, from: { ...mail.from, name } }
        const [ours, theirs] = await Promise.all([parse(written), byNodemailer(written)])
        expect(ours.subject).toBe(theirs.subject)
        expect(ours.from).toEqual(theirs.from)
        expect(ours.to).toEqual(theirs.to)
        expect(linesOf(ours.text)).toBe(linesOf(theirs.text))
        expect(linesOf(ours.html)).toBe(linesOf(theirs.html))
      }),
      { numRuns: 300 },
    )
  })

  test('gives back what was written', async () => {
    await fc.assert(
      fc.asyncProperty(anyLine, anyText, async (subject, text) => {
        const ours = await parse({ subject, text, html: text })
        expect(ours.subject).toBe(subject)
        expect(linesOf(ours.text)).toBe(linesOf(text))
        expect(linesOf(ours.html)).toBe(linesOf(text))
      }),
      { numRuns: 300 },
    )
  })
})

describe('what a mail program reads', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.'.repeat(12)
  const leave = {
    https: `https://mail.tea.example/unsubscribe/${token}`,
    mailto: `mailto:leave@tea.example?subject=${token}`,
  }

  test('is both unsubscribe links, once and whole, whatever is next to them', async () => {
    await fc.assert(
      fc.asyncProperty(anyLine, anyLine, injection, async (subject, name, hostile) => {
        const { headers } = await parse({
          subject: `「广告」${subject}${hostile}`,
          from: { name: `${name}${hostile}`, address: 'hello@tea.example' },
          to: { name: `${hostile}${name}`, address: 'li@example.com' },
          replyTo: { name, address: 'care@tea.example' },
          listUnsubscribe: leave,
        })
        const valuesOf = (wanted: string) =>
          headers.filter(({ key }) => key === wanted).map(({ value }) => value)
        expect(valuesOf('list-unsubscribe')).toEqual([`<${leave.https}>, <${leave.mailto}>`])
        expect(valuesOf('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click'])
        for (const once of ['from', 'to', 'reply-to', 'subject', 'date', 'message-id'])
          expect(valuesOf(once)).toHaveLength(1)
      }),
    )
  })

  test('is Chinese as it was written: subject, names, addresses for answers, both parts', async () => {
    const text = `小雨，你好：\n\n${chinese}\n\n退订此类邮件：${leave.https}\n`
    const parsed = await parse({
      from: { name: '茶馆 · 老顾客', address: 'hello@tea.example' },
      to: { name: '欧阳小雨', address: 'li@example.com' },
      replyTo: { name: '客服', address: 'care@tea.example' },
      subject: chinese,
      text,
      html: `<p>${chinese}</p>`,
    })
    expect(parsed).toMatchObject({
      from: { name: '茶馆 · 老顾客', address: 'hello@tea.example' },
      to: [{ name: '欧阳小雨', address: 'li@example.com' }],
      replyTo: [{ name: '客服', address: 'care@tea.example' }],
      subject: chinese,
    })
    expect(linesOf(parsed.text)).toBe(linesOf(text))
    expect(linesOf(parsed.html)).toBe(`<p>${chinese}</p>`)
  })
})

describe('on the wire', () => {
  test('a mail is ASCII in CRLF lines within the limits, and its boundary is in no part', () => {
    fc.assert(
      fc.property(anyLine, anyLine, anyText, anyText, (subject, name, text, html) => {
        const raw = compose({ subject, text, html, to: { name, address: 'li@example.com' } })
        expect(raw).toMatch(/^[\t\r\n\x20-\x7e]*$/)
        expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
        const lines = raw.split('\r\n')
        const body = lines.slice(lines.indexOf(''))
        for (const line of body) expect(line.length).toBeLessThanOrEqual(76)
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(998)
        for (const line of lines) expect(line).not.toMatch(/[ \t]$/)
        expect(lines.filter((line) => line.startsWith('--=_'))).toHaveLength(3)
      }),
      { numRuns: 300 },
    )
  })

  test('white space at the end of a line is kept, and the line still fits', async () => {
    const lines = Array.from({ length: 160 }, (_, length) => `${'x'.repeat(length)} `)
    const text = `${lines.join('\n')}\t`
    for (const line of compose({ text }).split('\r\n')) {
      expect(line).not.toMatch(/[ \t]$/)
      expect(line.length).toBeLessThanOrEqual(line.startsWith('Message-ID') ? 998 : 76)
    }
    expect(linesOf((await parse({ text })).text)).toBe(text)
  })

  test('header lines stay within 76 columns if they can be folded', () => {
    fc.assert(
      fc.property(anyLine, anyLine, (subject, name) => {
        const raw = compose({ subject, to: { name, address: 'li@example.com' } })
        const lines = headerOf(raw).split('\r\n')
        const long = lines.filter((line) => line.length > 76)
        expect(long.every((line) => /^Message-ID: /.test(line))).toBe(true)
      }),
    )
  })

  test('a header with one word beyond 998 characters is encoded rather than broken', () => {
    const raw = compose({ headers: { 'X-Note': 'y'.repeat(2_000) } })
    for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
  })

  test.each([
    ['English', 'Warm the pot, then wait. '.repeat(20), 'quoted-printable'],
    ['German', 'Grüße aus dem Teehaus an der alten Brücke. '.repeat(20), 'quoted-printable'],
    ['Chinese', chinese, 'base64'],
  ])('%s is sent in the encoding that suits it', (_, text, encoding) => {
    expect(compose({ text, html: text })).toContain(`Content-Transfer-Encoding: ${encoding}\r\n`)
  })
})
