import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Console, makeConsole } from '../../functions/console/console.ts'
import { customerPath, messagePath } from '../../functions/console/paths.ts'
import type { Feedback } from '../../functions/domain/feedback/feedback.ts'
import type { Message, MessageStatus } from '../../functions/domain/message.ts'
import { messageSort } from '../../functions/domain/message-ref.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import { DAY_MS, HOUR_MS } from '../../functions/domain/time.ts'
import { makeConsoleReads } from '../../functions/runtimes/one-machine/sqlite/console-reads.ts'
import { inboxFileOf } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { changeAddress } from '../../functions/store/addresses.ts'
import { customerKey, holdSort, journeySort } from '../../functions/store/keys.ts'
import { changeShop, loadCampaignNames, pauseRow } from '../../functions/store/shops.ts'
import { openForReading } from '../../functions/store/sqlite/database.ts'
import { message as messageOf } from '../support/given.ts'
import {
  emptyShopInAFile,
  publishTemplates,
  type ShopInAFile,
  UNTIL,
  unhashed,
} from './shop-in-a-file.ts'

const CUSTOMER = 'robin'
const KEY = customerKey('demo', CUSTOMER)
const NOW = UNTIL
const DUE = NOW - 10 * DAY_MS

let shop: ShopInAFile
let ask: Console
let settings: Settings

const get = async (path: string, language = 'en') => {
  const { pathname, searchParams } = new URL(path, 'http://localhost')
  const headers = { 'accept-language': language }
  const answer = await ask({ method: 'GET', path: pathname, query: searchParams, headers })
  return { ...answer, text: String(answer.body).replace(/<[^>]+>/g, '') }
}

const sent = (feedback: Feedback): [MessageStatus, Partial<Message>] => [
  { status: 'accepted', locale: 'en', acceptedAt: DUE, mailerMessageId: 'm' },
  { attempt: 1, feedback },
]

/** One message in each status, and one for each event that can be reported for a sent mail. */
const MESSAGES: Readonly<Record<string, readonly [MessageStatus, Partial<Message>?]>> = {
  held: [{ status: 'held', reason: 'provider-paused', until: NOW + DAY_MS }],
  deferred: [{ status: 'deferred', reason: 'quiet-hours', until: NOW + HOUR_MS }],
  due: [{ status: 'due', locale: 'en', decidedAt: NOW, relayAt: NOW + 1 }],
  claimed: [
    {
      status: 'claimed',
      locale: 'en',
      claimedAt: NOW,
      claimId: 'c',
      leaseUntil: NOW + HOUR_MS,
      repeatable: false,
    },
  ],
  accepted: sent({ sentAt: DUE, lastClickAt: DUE + HOUR_MS, machineOpenedAt: DUE + 1 }),
  delivered: sent({ deliveredAt: DUE + 1_000 }),
  delayed: sent({ delayedAt: DUE + 1_000 }),
  bounced: sent({ bouncedAt: DUE + 1_000, bounce: 'no-such-mailbox' }),
  complained: sent({ complainedAt: DUE + 1_000 }),
  rejected: sent({ rejectedAt: DUE + 1_000 }),
  refused: [{ status: 'refused', reason: 'address-malformed', at: DUE }],
  parked: [{ status: 'parked', reason: 'pace-soft-start', until: NOW + DAY_MS }],
  skipped: [{ status: 'skipped', reason: 'sent-to-same-address', at: DUE }],
  unknown: [
    { status: 'unknown', locale: 'en', claimedAt: DUE, at: DUE, giveUpAt: DUE + 3 * DAY_MS },
    { attempt: 2 },
  ],
  'given-up': [{ status: 'given-up', locale: 'en', claimedAt: DUE, at: DUE + 3 * DAY_MS }],
}

const message = (step: string): Message => {
  const [status, rest] = MESSAGES[step] ?? []
  return messageOf(status as MessageStatus, { campaign: 'dormant', step, dueAt: DUE, ...rest })
}

const pageOf = (step: string, language?: string) =>
  get(messagePath('demo', CUSTOMER, { campaign: 'dormant', n: 1, step }), language)

beforeAll(async () => {
  shop = await emptyShopInAFile()
  const { table } = shop
  await publishTemplates(table, DUE - DAY_MS)
  await changeShop(table, 'demo', ({ settings: { shop: before } }) => ({
    shop: { ...before, openedAt: DUE - DAY_MS },
    rows: [
      pauseRow('demo', { provider: 'gmail', reason: 'complaints', at: NOW - HOUR_MS }),
      pauseRow('demo', { provider: 'other', reason: 'bounces', at: NOW - HOUR_MS }),
    ],
  }))
  const start = { kind: 'class-entered', class: 'dormant', since: DUE }
  const rows = [
    {
      sk: 'profile',
      email: 'robin@example.com',
      addressHash: 'h',
      name: 'Robin',
      locale: 'en',
      zone: 'Asia/Shanghai',
      country: 'DE',
      updatedAt: DUE,
    },
    { sk: 'order#o', paidAt: DUE - 90 * DAY_MS, updatedAt: 0, currency: 'GBP', grossMinor: 100 },
    { sk: 'consent#a', purpose: 'marketing', act: 'granted', at: DUE, source: 'checkout' },
    { sk: 'consent#b', purpose: 'tracking', act: 'withdrawn', at: DUE, source: 'form' },
    { sk: holdSort('a'), reason: 'chargeback', at: NOW - DAY_MS },
    { sk: 'preferences', locale: 'zh-CN', everyDays: 14, campaignsOff: ['frequent'], updatedAt: 0 },
    { sk: journeySort('dormant', 1), campaign: 'dormant', n: 1, startedAt: DUE, start },
    ...Object.keys(MESSAGES).map((step) => ({ sk: messageSort(message(step)), ...message(step) })),
  ]
  await table.write(rows.map((row) => ({ put: { pk: KEY, ...row } })))
  await changeAddress(table, 'demo', 'h', (facts) => ({
    ...facts,
    suppression: { reason: 'soft-bounces', at: NOW - 2 * DAY_MS },
  }))
  const reads = makeConsoleReads(openForReading(shop.file, inboxFileOf(shop.file)))
  settings = { ...((await shop.settings('demo')) as Settings), needsDomainCheck: true }
  ask = makeConsole({
    reads,
    now: () => NOW,
    settings: async () => settings,
    addressHash: unhashed,
  })
})

afterAll(() => shop.close())

describe.each(['en', 'zh-CN'])('In %s', (language) => {
  test.each(Object.keys(MESSAGES))('a message that is "%s" has its page', async (step) => {
    const { status, text } = await pageOf(step, language)
    expect(status).toBe(200)
    expect(text).not.toMatch(/undefined|NaN|\[object|stale-|put-off-|pace-/)
  })

  test('each shows a different history', async () => {
    const leads = await Promise.all(
      Object.keys(MESSAGES).map(
        async (step) =>
          /class="lead">.*?<\/p>/s.exec(String((await pageOf(step, language)).body))?.[0],
      ),
    )
    expect(new Set(leads).size).toBe(leads.length)
  })
})

describe('The page of a message', () => {
  test('says that a message with an unknown outcome is not sent again, and until when the outcome can arrive', async () => {
    const { text } = await pageOf('unknown')
    expect(text).toContain('1 earlier attempt did not succeed.')
    expect(text).toContain('Handed over for sending (attempt 2).')
    expect(text).toMatch(
      /It will not be sent again\. If Amazon SES reports on it by 13 Nov 2026, 12:00, it is marked as sent/,
    )
  })

  test('shows every instant in the time zone of the shop and of the customer', async () => {
    expect((await pageOf('refused')).text).toContain('10 Nov 2026, 12:00 (20:00 their time)')
  })

  test('lists all blockers of a waiting message', async () => {
    const { text } = await pageOf('held')
    expect(text).toContain('marketing to this mailbox provider is paused')
    expect(text).toContain('There are other reasons why it cannot be sent right now')
    expect(text).toContain('The campaign or this step is no longer published.')
  })

  test('links to its customer, whose page links back', async () => {
    const path = customerPath('demo', CUSTOMER)
    expect(String((await pageOf('unknown')).body)).toContain(`href="${path}"`)
    expect(String((await get(path)).body)).toContain(
      `href="${path}/messages/dormant%231%23unknown"`,
    )
  })
})

describe('The page of a customer', () => {
  test('shows what may reach the customer: consent by purpose, the law, address, holds, preferences', async () => {
    const { text } = await get(customerPath('demo', CUSTOMER))
    expect(text).toContain('opted in, confirmation pending (10 Nov 2026, at checkout)')
    expect(text).toContain('opted out (10 Nov 2026, on a form)')
    expect(text).toContain(
      'Germany: marketing mail requires double opt-in or an existing customer relationship',
    )
    expect(text).toContain('suppressed since 18 Nov 2026: too many soft bounces')
    expect(text).toContain('chargeback, since 19 Nov 2026, until lifted')
    expect(text).toContain('mail in Simplified Chinese')
    expect(text).toContain('at most one marketing e-mail every 14 days')
    const frequent = await loadCampaignNames(shop.table, 'demo', 'frequent')
    expect(text).toContain(`opted out of ${frequent?.name.en}`)
  })

  test('lists at the top everything that blocks marketing to them', async () => {
    const { text } = await get(customerPath('demo', CUSTOMER))
    const head = text.slice(
      text.indexOf('Marketing mail to this customer is blocked'),
      text.indexOf('Profile'),
    )
    expect(head).toContain(
      'The address has been on the suppression list since 18 Nov 2026: too many soft bounces.',
    )
    expect(head).toContain('not yet confirmed their address, as the law in their country requires')
    expect(head).toContain('The customer is on hold: chargeback.')
    expect(head).toContain('The sending domain has not passed its check.')
    expect(head).toContain('Marketing to other mailbox providers is paused.')
  })

  test('shows in the history how their mailbox handled a mail', async () => {
    const { text } = await get(customerPath('demo', CUSTOMER))
    expect(text).toContain('The customer marked it as spam.')
    expect(text).toContain('Bounced: the mailbox does not exist.')
    expect(text).toContain('Address added to the suppression list: too many soft bounces')
    expect(text).toContain('Put on hold: chargeback')
  })
})

describe('The overview', () => {
  test('shows what was paused automatically, with the command that resumes it', async () => {
    const { text } = await get('/')
    expect(text).toMatch(
      /Marketing to Gmail was paused automatically on 20 Nov 2026, 11:00 because of too many/,
    )
    expect(text).toContain('rekindle shop resume demo --provider gmail')
  })

  test('shows that marketing is waiting for the check of the domain', async () => {
    const command = 'rekindle domain check --shop demo --region REGION'
    expect((await get('/')).text).toContain(command)
    const before = settings
    const domain = before.shop.from.address.split('@')[1] ?? ''
    settings = { ...before, shop: { ...before.shop, domainCheck: { domain, passedAt: 0 } } }
    expect((await get('/')).text).not.toContain(command)
    settings = before
  })
})
