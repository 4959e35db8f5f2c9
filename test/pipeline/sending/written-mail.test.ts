import PostalMime from 'postal-mime'
import { afterAll, describe, expect, it } from 'vitest'
import type { Campaign } from '../../../functions/domain/campaign.ts'
import type { Profile } from '../../../functions/domain/customer.ts'
import type { MessageOf } from '../../../functions/domain/message.ts'
import type { Policy, Shop } from '../../../functions/domain/policy.ts'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { makeWriteMail } from '../../../functions/pipeline/sending/write-mail.ts'
import { templateRow } from '../../../functions/store/published-campaigns.ts'
import { secret } from '../../support/api-shop.ts'
import { keyOf, welcome } from '../../support/decided-shop.ts'
import { message, NOON, policy, settings } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

type Written = {
  readonly profile?: Partial<Profile>
  readonly campaign?: Partial<Campaign>
  readonly shop?: Partial<Shop>
  readonly policy?: Partial<Policy>
  readonly tracked?: boolean
  readonly locale?: string
  readonly subject?: string
  readonly html?: string
  readonly fellDueAsService?: boolean
  readonly context?: readonly string[]
}

const LINKS = `
  <a href="{{ unsubscribeUrl }}">Leave</a> <a href="{{ preferencesUrl }}">Choose</a>
  <a href="https://acme.example/">Shop</a>`
const ASK = `<a href="{{ confirmUrl }}">Confirm</a>${LINKS}`
const confirmation: Partial<Campaign> = { kind: 'service', start: { kind: 'consent-unconfirmed' } }

let written = 0

/**
 * Writes a mail to someone in Britain who agreed to marketing, and reads it as a customer's mail
 * program does.
 */
async function write(given: Written = {}) {
  const {
    profile = { country: 'GB' },
    tracked = false,
    locale = 'en',
    subject = 'Spring tea',
  } = given
  const contentHash = `written ${++written}`
  const campaign = { ...welcome, contentHash, ...given.campaign }
  const asks = campaign.start.kind === 'consent-unconfirmed'
  await table.write([
    {
      put: templateRow('acme', campaign, 'hello', locale, {
        subject,
        html: given.html ?? (asks ? ASK : LINKS),
        text: '{{ unsubscribeUrl }} {{ preferencesUrl }} [{{ confirmUrl }}]',
        content: {},
        ...(given.context && { context: given.context }),
      }),
    },
  ])
  const { shop, ...rest } = settings({ campaigns: [campaign], policy: policy(given.policy) })
  const writeMail = makeWriteMail({
    table,
    renderer: makeRenderer(),
    signToken: secret.signToken,
    publicUrl: 'https://mail.acme.example',
    now: () => NOON,
  })
  const mail = await writeMail(
    {
      key: keyOf('c-1'),
      shop: 'acme',
      customer: 'c-1',
      profile: { email: 'lin@example.com', updatedAt: 0, ...profile },
      class: 'first-time',
      purchases: 1,
      tracked,
      objectsToProfiling: false,
      start: {
        orderId: 'o-1',
        attributes: [{ name: 'tier', value: 'gold', since: 0, arrivedAt: 0 }],
      },
      value: { noForecast: 'no-model' },
    },
    message(
      { status: 'due', locale, decidedAt: NOON, relayAt: NOON },
      {
        campaign: campaign.id,
        step: 'hello',
        template: 'hello',
        marketing: campaign.kind === 'marketing' && !given.fellDueAsService,
      },
    ) as MessageOf<'due'>,
    { ...rest, shop: { ...shop, ...given.shop } },
  )
  const parsed = await PostalMime.parse(mail.bytes)
  const header = (name: string) =>
    parsed.headers.filter(({ key }) => key === name).map(({ value }) => value)
  return { mail, parsed, header, source: Buffer.from(mail.bytes).toString('latin1') }
}

const LINK = /https:\/\/mail\.acme\.example\/(\w+)\/([\w.-]+)/g
/** Each page that a mail leads to, with what its token says. */
const pagesIn = (text: string | undefined) =>
  [...(text ?? '').matchAll(LINK)].map(([, page, token = '']) => ({
    page,
    ...secret.openToken(token, NOON),
  }))

describe('a mail that says what started its journey', () => {
  it('knows the order and the attributes that its template uses', async () => {
    const { mail } = await write({
      subject: 'Order {{ order.number }} of a {{ attributes.tier }} customer',
      context: ['attributes.tier', 'order.number'],
    })
    expect(mail.subject).toBe('Order o-1 of a gold customer')
  })
})

describe('the links of a mail', () => {
  const spokenFor = { shop: 'acme', customer: 'c-1', campaign: 'welcome', n: 1, step: 'hello' }
  const leave = { page: 'unsubscribe', use: 'leave', ...spokenFor, issuedAt: NOON }

  it('lead out and to the choice, by the same token, in both parts', async () => {
    const { parsed } = await write()
    const expected = [leave, { ...leave, page: 'preferences' }]
    expect(pagesIn(parsed.html)).toEqual(expected)
    expect(pagesIn(parsed.text)).toEqual(expected)
    expect(parsed.text).toContain('[]')
  })

  it('confirm only if the mail asks to, by a token that is valid for nothing else', async () => {
    const { parsed } = await write({ campaign: confirmation })
    const confirm = { ...leave, page: 'confirm', use: 'confirm' }
    expect(pagesIn(parsed.html)[0]).toEqual(confirm)
    expect(pagesIn(parsed.text).at(-1)).toEqual(confirm)
  })
})

describe('the headers for mail programs', () => {
  it('is how to leave by one click, once', async () => {
    const { header, parsed } = await write()
    const [way = '', ...more] = header('list-unsubscribe')
    expect(more).toEqual([])
    expect(pagesIn(parsed.text)[0]).toMatchObject({ page: 'unsubscribe' })
    expect(way).toBe(`<${parsed.text?.split(' ')[0]}>`)
    expect(header('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click'])
  })

  it('is how to leave by mail too, if the shop reads a mailbox for it', async () => {
    const { header } = await write({ shop: { unsubscribeMailbox: 'leave+us@acme.example' } })
    const [way = '', ...more] = header('list-unsubscribe')
    const [, token = '', byMail = ''] =
      /^<https:\/\/mail\.acme\.example\/unsubscribe\/([\w.-]+)>, <(mailto:.+)>$/.exec(way) ?? []
    const mailto = new URL(byMail)
    expect(decodeURIComponent(mailto.pathname)).toBe('leave+us@acme.example')
    expect(mailto.searchParams.get('subject')).toBe(token)
    expect(secret.openToken(token, NOON)).toMatchObject({ use: 'leave', customer: 'c-1' })
    expect(more).toEqual([])
    expect(header('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click'])
  })

  it.each([
    ['of a service', { kind: 'service' as const }],
    ['of a request to confirm', confirmation],
  ])(
    'has no unsubscribe header in a mail %s, which an opt-out would not stop',
    async (_, campaign) => {
      const { header } = await write({
        campaign,
        shop: { unsubscribeMailbox: 'leave@acme.example' },
      })
      expect(header('list-unsubscribe')).toEqual([])
      expect(header('list-unsubscribe-post')).toEqual([])
    },
  )

  it('are known to lead to the example shop', async () => {
    expect((await write()).mail.leadsToExample).toBeUndefined()
    const html = '<a href="https://shop.example/new">New</a>'
    expect((await write({ html })).mail.leadsToExample).toBe(true)
  })

  it('names the list that it is sent to, by the campaign and the domain of the shop', async () => {
    expect((await write()).header('list-id')).toEqual([`<${welcome.id}.acme.example>`])
    expect((await write({ campaign: { kind: 'service' } })).header('list-id')).toEqual([])
  })

  it('is addressed by a name only if it looks like one', async () => {
    const to = async (name: string, campaign: Partial<Campaign> = {}) =>
      (await write({ profile: { country: 'GB', name }, campaign })).parsed.to?.[0]?.name
    expect(await to("Ann O'Brien")).toBe("Ann O'Brien")
    expect(await to('You won 500 EUR at win.example')).toBe('')
    expect(await to('Ann\u202egnp.exe')).toBe('')
    // The person who gave the address may have given any name with it.
    expect(await to('Ann', confirmation)).toBe('')
  })

  it('is where answers are read', async () => {
    const { parsed } = await write({ shop: { replyTo: 'care@acme.example' } })
    expect(parsed.replyTo).toEqual([{ name: '', address: 'care@acme.example' }])
    expect((await write()).header('reply-to')).toEqual([])
  })
})

describe('the subject', () => {
  const long = '明前龙井已经到店，我们为您准备了一份详细的冲泡指南与品鉴笔记，请慢慢看'
  it.each<[string, Written, string]>([
    [
      'says 「广告」 in China',
      { profile: { country: 'CN' }, locale: 'zh-CN', subject: '新茶' },
      '「广告」新茶',
    ],
    [
      'says it once where the marketer did',
      { profile: { country: 'CN' }, locale: 'zh-CN', subject: '【广告】新茶' },
      '「广告」新茶',
    ],
    ['says AD in China to who reads English', { profile: { country: 'CN' } }, 'AD Spring tea'],
    ['says (광고) in Korea', { profile: { country: 'KR' } }, '(광고) Spring tea'],
    [
      'says it at an address that is plainly Chinese',
      { profile: { email: 'lin@qq.com' } },
      'AD Spring tea',
    ],
    ['says nothing in Britain', {}, 'Spring tea'],
    [
      'says nothing of a service',
      { profile: { country: 'CN' }, campaign: { kind: 'service' } },
      'Spring tea',
    ],
    [
      'says what the shop’s own reading of the law asks for',
      { profile: { country: 'CN' }, policy: { countries: { CN: { subjectMark: null } } } },
      'Spring tea',
    ],
    [
      'is folded whole however long it is',
      { profile: { country: 'CN', name: '陈'.repeat(40) }, locale: 'zh-CN', subject: long },
      `「广告」${long}`,
    ],
  ])('%s', async (_, given, expected) => {
    const { mail, parsed, source } = await write(given)
    expect(parsed.subject).toBe(expected)
    expect(mail.subject).toBe(expected)
    const head = source.slice(0, source.indexOf('\r\n\r\n'))
    for (const line of head.split('\r\n').filter((one) => !one.includes('https:')))
      expect(line.length).toBeLessThanOrEqual(76)
  })
})

describe('opens and clicks of a mail', () => {
  it.each<[string, Written, boolean]>([
    ['of marketing are counted where the customer may be tracked', { tracked: true }, true],
    ['of marketing are not where they must not', { tracked: false }, false],
    ['of a service never are', { tracked: true, campaign: { kind: 'service' } }, false],
    ['of a request to confirm never are', { tracked: true, campaign: confirmation }, false],
  ])('%s', async (_, given, tracked) => {
    const { mail, parsed } = await write(given)
    expect(mail.tracked).toBe(tracked)
    const links = [...(parsed.html ?? '').matchAll(/<a (ses:no-track )?href="[^"]*">(\w+)/g)]
    const untracked = links.filter(([, mark]) => mark !== undefined).map(([, , words]) => words)
    expect(untracked).toEqual(tracked ? ['Leave', 'Choose'] : [])
  })
})

describe('a message that fell due as a service', () => {
  it('is written as marketing once its campaign is: the words are those in force', async () => {
    const { mail, header } = await write({ profile: { country: 'CN' }, fellDueAsService: true })
    expect(mail.subject).toBe('AD Spring tea')
    expect(header('list-unsubscribe')).toHaveLength(1)
  })
})
