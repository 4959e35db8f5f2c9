import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  ConsoleReads,
  CustomerRecord,
  MessageEntry,
} from '../../functions/console/console-reads.ts'
import { readMail } from '../../functions/console/read-mail.ts'
import { withSuppression } from '../../functions/domain/address.ts'
import { groupOf, MESSAGE_GROUPS, outcomeOf } from '../../functions/domain/delivery-history.ts'
import { LIFECYCLE_CLASSES } from '../../functions/domain/lifecycle-class.ts'
import type { Message } from '../../functions/domain/message.ts'
import { mailedIdOf, mailIdOf, messageName, stepIdOf } from '../../functions/domain/message-ref.ts'
import { recordCustomer } from '../../functions/intake/record-facts.ts'
import { withAddress } from '../../functions/pipeline/decisions/decide-customer.ts'
import {
  type ReadsInThread,
  readsInThread,
} from '../../functions/runtimes/one-machine/sqlite/read-thread.ts'
import { changeAddress, suppressForAll } from '../../functions/store/addresses.ts'
import type { CustomerState } from '../../functions/store/codecs/customer-row-types.ts'
import { eachCustomer, type LoadedCustomer, loadCustomer } from '../../functions/store/customers.ts'
import { joinCustomers } from '../../functions/store/join-customers.ts'
import { customerKey, customersPrefix, linesSort } from '../../functions/store/keys.ts'
import { busyShopInAFile, type ShopInAFile, unhashed } from './shop-in-a-file.ts'

let shop: ShopInAFile
let reads: ReadsInThread
const customers: LoadedCustomer[] = []

beforeAll(async () => {
  shop = await busyShopInAFile(80, 4)
  reads = readsInThread(shop.file)
  for await (const one of eachCustomer(shop.table, customersPrefix('demo'))) customers.push(one)
})

afterAll(async () => {
  await reads.close()
  shop.close()
})

/** Every customer that the pages of one query show, in their order. */
async function allPages(wanted: Omit<Parameters<ConsoleReads['customers']>[1], 'limit'>) {
  const found: string[] = []
  let after: string | undefined
  do {
    const page = await reads.customers('demo', { ...wanted, ...(after && { after }), limit: 7 })
    expect(page.customers.length).toBeLessThanOrEqual(7)
    found.push(...page.customers.map(({ customer }) => customer))
    after = page.next
  } while (after !== undefined)
  return found
}

describe('The reads of the pages in their own thread', () => {
  test('lists the shops and the names of their campaigns', async () => {
    expect(await reads.shops()).toEqual([
      {
        id: 'demo',
        name: 'Kettle & Leaf',
        campaignNames: {
          dormant: {
            name: { en: 'News from the shop', 'zh-CN': '店铺动态' },
            steps: {
              picks: { en: 'Recommendations', 'zh-CN': '精选推荐' },
              invitation: { en: 'Event invitation', 'zh-CN': '活动邀请' },
            },
          },
          'first-time': {
            name: { en: 'Getting started', 'zh-CN': '新手指南' },
            steps: {
              introduction: { en: 'Introduction', 'zh-CN': '初次问候' },
              offer: { en: 'Thank-you offer', 'zh-CN': '感谢优惠' },
            },
          },
          frequent: {
            name: { en: 'Care and service', 'zh-CN': '养护与服务' },
            steps: {
              care: { en: 'Care notes', 'zh-CN': '养护小记' },
              service: { en: 'Personal advice', 'zh-CN': '专人咨询' },
            },
          },
        },
      },
    ])
  })

  test('counts every class as stored in the rows', async () => {
    const { classes: counts } = await reads.counts('demo')
    expect(counts).toEqual(
      LIFECYCLE_CLASSES.map((name) => {
        const inClass = customers.filter(({ state }) => state?.class === name)
        return {
          class: name,
          customers: inClass.length,
          purchases: inClass.reduce((sum, { state }) => sum + (state?.purchases ?? 0), 0),
        }
      }),
    )
    expect(counts.reduce((sum, count) => sum + count.customers, 0)).toBe(80)
  })

  test('pages through all customers, each once', async () => {
    expect(await allPages({})).toEqual(customers.map(({ facts }) => facts.customer))
  })

  test.each(LIFECYCLE_CLASSES)('pages through the class %s', async (name) => {
    const inClass = customers.filter(({ state }) => state?.class === name)
    expect(await allPages({ class: name })).toEqual(inClass.map(({ facts }) => facts.customer))
  })

  test('finds ids by their beginning', async () => {
    expect(await allPages({ search: { text: 'c-0001' } })).toEqual(
      Array.from({ length: 10 }, (_, i) => `c-0001${i}`),
    )
    expect(await allPages({ search: { text: 'c-00012' } })).toEqual(['c-00012'])
    expect(await allPages({ search: { text: '%' } })).toEqual([])
  })

  test('finds names by any part of them, whatever the case of its letters', async () => {
    const named = (part: string) =>
      customers.flatMap(({ facts: { customer, profile } }) =>
        profile?.name?.toLowerCase().includes(part.toLowerCase()) ? [customer] : [],
      )
    const [first = '', last = ''] = customers[3]?.facts.profile?.name?.split(' ') ?? []
    for (const part of [first, last.toUpperCase(), first.slice(1)]) {
      expect(named(part)).not.toEqual([])
      expect(await allPages({ search: { text: part } })).toEqual(named(part))
    }
  })

  test('finds a customer by the hash of their address, and no other shop’s', async () => {
    // The shop of this file hashes no address.
    const { customer = '', profile } = customers[5]?.facts ?? {}
    const search = { addressHash: profile?.email ?? '' }
    expect(await allPages({ search })).toContain(customer)
    expect(
      (await reads.customers('demo', { search, class: 'prospect', limit: 5 })).customers,
    ).toEqual([])
    expect((await reads.customers('other', { search, limit: 5 })).total).toBe(0)
    expect(await allPages({ search: { addressHash: 'of-no-customer' } })).toEqual([])
  })

  test('returns a customer as stored in the rows', async () => {
    const page = await reads.customers('demo', { limit: 80 })
    for (const { customer, name, state } of page.customers) {
      const loaded = await loadCustomer(shop.table, customerKey('demo', customer))
      expect(state).toEqual(loaded.state)
      expect(name).toBe(loaded.facts.profile?.name)
    }
  })

  test('reads every row of a customer, including what was bought', async () => {
    for (const { key, facts } of customers.slice(0, 20)) {
      const { lines, eventBodies, mailed, formerIds, ...loaded } = (await reads.customer(
        'demo',
        facts.customer,
      )) as CustomerRecord
      const { address: _address, ...stored } = await withAddress(
        shop.table,
        await loadCustomer(shop.table, key),
      )
      expect(loaded).toEqual(stored)
      expect(formerIds).toEqual([])
      expect(eventBodies).toEqual(new Map())
      const rows = await shop.table.query(key, { prefix: linesSort('') })
      expect(Object.keys(lines).length).toBe(rows.length)
      for (const row of rows) expect(lines[row.sk.slice(linesSort('').length)]).toEqual(row.lines)
      const accepted = facts.messages.filter(({ status }) => status === 'accepted')
      expect(mailed.length).toBe(accepted.length)
    }
  })

  test('reads the suppressions of a customer’s address, in this shop and in all shops', async () => {
    const [one, another] = customers.filter(({ addressHash }) => addressHash !== undefined)
    const suppressed = { reason: 'soft-bounces', at: 5 } as const
    const hashes = [one?.addressHash ?? '', another?.addressHash ?? ''] as const
    await changeAddress(shop.table, 'demo', hashes[0], (facts) =>
      withSuppression(facts, suppressed),
    )
    await suppressForAll(shop.table, hashes[1], { reason: 'by-hand', at: 6 })
    const reasonOf = async (of: LoadedCustomer | undefined) =>
      (await reads.customer('demo', of?.facts.customer ?? ''))?.facts.address?.suppression?.reason
    expect(await reasonOf(one)).toBe('soft-bounces')
    expect(await reasonOf(another)).toBe('by-hand')
    expect(await reasonOf(customers.at(-1))).toBeUndefined()
  })

  test('returns nothing for an unknown customer', async () => {
    expect(await reads.customer('demo', 'stranger')).toBeUndefined()
    expect(await reads.customer('elsewhere', 'c-00001')).toBeUndefined()
    expect(await reads.mail('demo/stranger/dormant#1#picks')).toBeUndefined()
  })

  /** Every message that the pages of one query show, in their order. */
  async function allMessages(wanted: Omit<Parameters<ConsoleReads['messages']>[1], 'limit'>) {
    const found: MessageEntry[] = []
    let before: string | undefined
    do {
      const page = await reads.messages('demo', { ...wanted, ...(before && { before }), limit: 4 })
      expect(page.messages.length).toBeLessThanOrEqual(4)
      found.push(...page.messages)
      before = page.older
    } while (before !== undefined)
    return found
  }

  const nameOf = (customer: string, message: Message) => `${customer} ${messageName(message)}`
  const stored = () =>
    customers.flatMap(({ facts }) =>
      facts.messages.map((message) => ({ customer: facts.customer, message })),
    )

  test('pages through all messages, newest first, each once, whatever their outcome', async () => {
    const found = await allMessages({})
    expect(found.length).toBeGreaterThan(20)
    expect(found.map(({ customer, message }) => nameOf(customer, message)).sort()).toEqual(
      stored()
        .map(({ customer, message }) => nameOf(customer, message))
        .sort(),
    )
    const times = found.map(({ at }) => at)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    for (const { message, subject } of found)
      expect(subject !== undefined).toBe(message.status === 'accepted')
  })

  test.each(MESSAGE_GROUPS)('lists the messages that are "%s"', async (group) => {
    const found = await allMessages({ group })
    expect(found.map(({ customer, message }) => nameOf(customer, message)).sort()).toEqual(
      stored()
        .filter(({ message }) => groupOf(outcomeOf(message)) === group)
        .map(({ customer, message }) => nameOf(customer, message))
        .sort(),
    )
  })

  test('lists the messages of one step of one campaign', async () => {
    const found = await allMessages({ campaign: 'dormant', step: 'picks' })
    expect(found.length).toBeGreaterThan(0)
    expect(new Set(found.map(({ message }) => `${message.campaign} ${message.step}`))).toEqual(
      new Set(['dormant picks']),
    )
  })

  test('counts messages by step, outcome and reason, and journeys by how they ended', async () => {
    const counts = await reads.counts('demo')
    const all = stored()
    expect(counts.messages.reduce((sum, { messages }) => sum + messages, 0)).toBe(all.length)
    for (const { campaign, step, outcome, reason, messages } of counts.messages)
      expect(
        all.filter(
          ({ message }) =>
            message.campaign === campaign &&
            stepIdOf(message) === step &&
            outcomeOf(message) === outcome &&
            ('reason' in message ? message.reason : '') === reason,
        ),
      ).toHaveLength(messages)
    const journeys = customers.flatMap(({ facts }) => facts.journeys)
    for (const { campaign, reason, journeys: count } of counts.journeys)
      expect(
        journeys.filter((one) => one.campaign === campaign && (one.end?.reason ?? '') === reason),
      ).toHaveLength(count)
  })

  test('pages through the customers of a campaign, the latest start first', async () => {
    const found: string[] = []
    let before: string | undefined
    do {
      const page = await reads.members('demo', 'dormant', { ...(before && { before }), limit: 2 })
      found.push(...page.members.map(({ customer }) => customer))
      before = page.older
    } while (before !== undefined)
    expect(found.length).toBeGreaterThan(2)
    expect(found.toSorted()).toEqual(
      customers
        .filter(({ facts }) => facts.journeys.some((one) => one.campaign === 'dormant' && !one.end))
        .map(({ facts }) => facts.customer)
        .sort(),
    )
  })

  test.each([
    ['last-purchase', (state: CustomerState) => state.lastPurchaseAt ?? 0],
    ['spend', (state: CustomerState) => state.monetaryMinor],
  ] as const)('sorts customers by %s, the greatest first', async (sort, sortedBy) => {
    const ids = await allPages({ sort })
    expect(ids.toSorted()).toEqual(customers.map(({ facts }) => facts.customer).sort())
    const values = ids.map((id) => {
      const state = customers.find(({ facts }) => facts.customer === id)?.state
      return state ? sortedBy(state) : 0
    })
    expect(values).toEqual(values.toSorted((a, b) => b - a))
  })

  test('says how many customers there are on all pages', async () => {
    expect((await reads.customers('demo', { limit: 5 })).total).toBe(80)
    expect((await reads.customers('demo', { search: { text: 'c-0001' }, limit: 5 })).total).toBe(10)
  })

  test('lists every version of a campaign with its publication', async () => {
    const versions = await reads.versions('demo', 'dormant')
    expect(versions.map(({ campaign }) => campaign.version)).toEqual([1])
  })

  test('returns a mail with its source, byte for byte', async () => {
    const newest = (await allMessages({ group: 'sent' }))[0] as MessageEntry
    const id = mailIdOf(customerKey('demo', newest.customer), newest.message)
    const mail = await reads.mail(id)
    const row = shop.inbox.sqlite.prepare('SELECT source FROM inbox WHERE message_id = ?').get(id)
    expect(mail?.source).toEqual(row?.source)
    expect(mail?.subject).toBe(newest.subject)
  })

  test('renders a mail again from the version that was published then, with inactive links', async () => {
    const { customer, message, subject } = (await allMessages({ group: 'sent' })).find(
      (one) => one.message.campaign === 'first-time',
    ) as MessageEntry
    const again = await reads.renderedAgain('demo', customer, message)
    expect(again).toMatchObject({ version: 1, sent: 'yes', publishedAt: expect.any(Number) })
    const mail = await readMail(again?.source as Uint8Array)
    expect(mail.subject).toBe(subject)
    expect(mail.unsubscribe).toMatch(/^https:\/\/preview\.invalid\//)
    const waiting = (await allMessages({ group: 'not-sent' }))[0] as MessageEntry
    expect(await reads.renderedAgain('demo', waiting.customer, waiting.message)).toBeUndefined()
  })

  test('sees what was written a moment ago, and never writes', async () => {
    const { facts } = customers[0] as LoadedCustomer
    await shop.table.write([
      { merge: { pk: customerKey('demo', facts.customer), sk: 'profile', name: 'Another' } },
    ])
    expect((await reads.customer('demo', facts.customer))?.facts.profile?.name).toBe('Another')
  })

  test('fails a read whose thread has died, and starts another thread for the next', async () => {
    const lost = readsInThread('/nowhere/rekindle.sqlite')
    await expect(lost.shops()).rejects.toThrow()
    await expect(lost.shops()).rejects.toThrow()
    await lost.close()
    const again = readsInThread(shop.file)
    await again.shops()
    await again.close()
    expect((await again.shops()).length).toBe(1)
    await again.close()
  })

  /** Last, since it changes the shop. */
  test('finds the kept mail of a message that has moved to another customer', async () => {
    const isSent = ({ status }: Message) => status === 'accepted'
    const from = customers.find(({ facts }) => facts.messages.some(isSent))
    if (!from) throw new Error('no customer was mailed')
    const ports = { table: shop.table, addressHash: unhashed }
    await recordCustomer('demo', 'joined', { name: 'Joined', consents: [] }, ports, shop.until)
    await shop.catchUp(shop.until)
    const to = customerKey('demo', 'joined')
    await joinCustomers(shop.table, { from: from.key, to }, shop.until)
    await shop.catchUp(shop.until)
    const found = await reads.customer('demo', from.facts.customer)
    expect(found?.facts.customer).toBe('joined')
    const sent = found?.facts.messages.filter(isSent) ?? []
    expect(sent.length).toBe(from.facts.messages.filter(isSent).length)
    for (const message of sent) {
      expect(found?.mailed).toContain(messageName(message))
      expect(await reads.mail(mailedIdOf(to, message))).toBeDefined()
    }
  })
})
