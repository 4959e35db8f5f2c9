import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ConsoleReads, CustomerRecord } from '../../functions/console/console-reads.ts'
import { withSuppression } from '../../functions/domain/address.ts'
import { LIFECYCLE_CLASSES } from '../../functions/domain/lifecycle-class.ts'
import { withAddress } from '../../functions/pipeline/decisions/decide-customer.ts'
import {
  type ReadsInThread,
  readsInThread,
} from '../../functions/runtimes/one-machine/sqlite/read-thread.ts'
import { changeAddress, suppressForAll } from '../../functions/store/addresses.ts'
import { eachCustomer, type LoadedCustomer, loadCustomer } from '../../functions/store/customers.ts'
import { customerKey, customersPrefix, linesSort } from '../../functions/store/keys.ts'
import { busyShopInAFile, type ShopInAFile } from './shop-in-a-file.ts'

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

describe('What the pages read in their own thread', () => {
  test('names the shops and what their campaigns are called', async () => {
    expect(await reads.shops()).toEqual([
      {
        id: 'demo',
        name: 'Kettle & Leaf',
        campaignNames: {
          dormant: {
            name: { en: 'Picked for you', 'zh-CN': '为您精选' },
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
              service: { en: 'Free check-up', 'zh-CN': '免费检修' },
            },
          },
        },
      },
    ])
  })

  test('counts every class as the rows have it', async () => {
    const counts = await reads.countsByClass('demo')
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

  test('finds ids by how they begin', async () => {
    expect(await allPages({ idPrefix: 'c-0001' })).toEqual(
      Array.from({ length: 10 }, (_, i) => `c-0001${i}`),
    )
    expect(await allPages({ idPrefix: 'c-00012' })).toEqual(['c-00012'])
    expect(await allPages({ idPrefix: '%' })).toEqual([])
  })

  test('shows a page of a customer as its rows are', async () => {
    const page = await reads.customers('demo', { limit: 80 })
    for (const { customer, name, state } of page.customers) {
      const loaded = await loadCustomer(shop.table, customerKey('demo', customer))
      expect(state).toEqual(loaded.state)
      expect(name).toBe(loaded.facts.profile?.name)
    }
  })

  test('knows a customer by every row, what was bought included', async () => {
    for (const { key, facts } of customers.slice(0, 20)) {
      const { lines, mailed, ...loaded } = (await reads.customer(
        'demo',
        facts.customer,
      )) as CustomerRecord
      const { address: _address, ...stored } = await withAddress(
        shop.table,
        await loadCustomer(shop.table, key),
      )
      expect(loaded).toEqual(stored)
      const rows = await shop.table.query(key, { prefix: linesSort('') })
      expect(Object.keys(lines).length).toBe(rows.length)
      for (const row of rows) expect(lines[row.sk.slice(linesSort('').length)]).toEqual(row.lines)
      const accepted = facts.messages.filter(({ status }) => status === 'accepted')
      expect(mailed.length).toBe(accepted.length)
    }
  })

  test('knows what holds for the address of a customer, in this shop and in all', async () => {
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

  test('knows nothing of whom nobody told it', async () => {
    expect(await reads.customer('demo', 'nobody')).toBeUndefined()
    expect(await reads.customer('elsewhere', 'c-00001')).toBeUndefined()
    expect(await reads.mail('demo/nobody/dormant#1#picks')).toBeUndefined()
  })

  test('pages through the inbox from the newest mail on, each once', async () => {
    const all = await reads.inbox({ limit: 10_000 })
    expect(all.older).toBeUndefined()
    expect(all.mails.length).toBeGreaterThan(10)
    expect(all.mails.map(({ receivedAt }) => receivedAt)).toEqual(
      all.mails.map(({ receivedAt }) => receivedAt).toSorted((a, b) => b - a),
    )
    const found: string[] = []
    let before: string | undefined
    do {
      const page = await reads.inbox({ shop: 'demo', ...(before && { before }), limit: 4 })
      found.push(...page.mails.map(({ messageId }) => messageId))
      before = page.older
    } while (before !== undefined)
    expect(found).toEqual(all.mails.map(({ messageId }) => messageId))
    expect((await reads.inbox({ shop: 'another', limit: 4 })).mails).toEqual([])
  })

  test('hands out a mail with its source, byte for byte', async () => {
    const [newest] = (await reads.inbox({ limit: 1 })).mails
    const mail = await reads.mail(newest?.messageId ?? '')
    const stored = shop.inbox.sqlite
      .prepare('SELECT source FROM inbox WHERE message_id = ?')
      .get(newest?.messageId ?? '') as { source: Uint8Array }
    expect(mail).toEqual({ ...newest, source: stored.source })
  })

  test('sees what was written a moment ago, and never writes', async () => {
    const { facts } = customers[0] as LoadedCustomer
    await shop.table.write([
      { merge: { pk: customerKey('demo', facts.customer), sk: 'profile', name: 'Another' } },
    ])
    expect((await reads.customer('demo', facts.customer))?.facts.profile?.name).toBe('Another')
  })

  test('fails a read whose thread is gone, and starts another for the next', async () => {
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
})
