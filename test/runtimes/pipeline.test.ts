import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claim, makeDue } from '../../functions/domain/message.ts'
import { simpleMailer } from '../../functions/pipeline/sending/mailer.ts'
import type { EngineStore } from '../../functions/runtimes/one-machine/engine.ts'
import type { Pipeline } from '../../functions/runtimes/one-machine/pipeline.ts'
import { makeSecret } from '../../functions/store/secret.ts'
import { addShop, campaignRow, changeShop } from '../../functions/store/shops.ts'
import { acceptingPipeline } from '../support/accepting-pipeline.ts'
import { decidedShop, keyOf, messageKey, welcome } from '../support/decided-shop.ts'
import { ACCEPTED } from '../support/due-welcome.ts'
import { NOON, order } from '../support/given.ts'
import { type TemporaryTable, temporaryTable } from '../support/temporary-table.ts'

const SENDS_AT_A_TIME = 3

const secret = makeSecret(Buffer.alloc(32))
/** As `decidedShop` writes them. */
const hashesInShop = (email: string) => [`hash of ${email}`]

describe('the pipeline on one machine', () => {
  let temporary: TemporaryTable
  let pipeline: Pipeline
  let logged: string[]
  let peak: number
  beforeEach(() => {
    temporary = temporaryTable()
    logged = []
    peak = 0
  })
  afterEach(async () => {
    await pipeline.stop()
    temporary.stop()
  })

  /** An open shop that welcomes every buyer; each delivery takes a moment. */
  async function openShop(engine: EngineStore = temporary.store) {
    let sending = 0
    pipeline = acceptingPipeline(engine, {
      mailer: simpleMailer({
        repeatable: true,
        async send() {
          peak = Math.max(peak, ++sending)
          await sleep(5)
          sending -= 1
          return ACCEPTED
        },
      }),
      sendsAtATime: SENDS_AT_A_TIME,
      secret: { ...secret, addressKeys: () => ({ ...secret.addressKeys(), hashes: hashesInShop }) },
      now: () => NOON,
      log: (_level, event) => logged.push(event),
    })
    const shop = decidedShop(pipeline.table)
    await addShop(pipeline.table, shop.inForce.settings.shop, shop.inForce.settings.policy)
    await changeShop(pipeline.table, 'acme', () => ({
      rows: [campaignRow('acme', welcome, { en: 'Welcome' })],
    }))
    return shop
  }

  it('hands the mailer no more mails at a time than it can carry', async () => {
    const shop = await openShop()
    await pipeline.start()
    const customers = Array.from({ length: 20 }, (_, i) => `c-${i}`)
    await Promise.all(
      customers.map((customer) =>
        shop.recordConsenting(customer, { orders: [order('o-1', NOON)] }),
      ),
    )
    await pipeline.idle()
    for (const customer of customers)
      expect(await pipeline.table.get(messageKey(customer))).toMatchObject({ status: 'accepted' })
    expect(peak).toBe(SENDS_AT_A_TIME)
  })

  it('goes on if a reaction cannot be noted, and will react again', async () => {
    const { store } = temporary
    const clearMarks = () => Promise.reject(new Error('database or disk is full'))
    const shop = await openShop({ ...store, pending: { ...store.pending, clearMarks } })
    await pipeline.start()
    await shop.recordConsenting('c-1', { orders: [order('o-1', NOON)] })
    await pipeline.idle()
    expect(await pipeline.table.get(messageKey('c-1'))).toMatchObject({ status: 'accepted' })
    expect(logged).toContain('reaction-not-noted')
    expect(store.pending.reactions()).toEqual([keyOf('c-1')])
  })

  it('starts although a message was claimed for a shop that is no more', async () => {
    await openShop()
    const base = { campaign: 'welcome', n: 1, step: 'hello', template: 'hello', marketing: true }
    const due = makeDue({ ...base, dueAt: NOON, putOff: false, attempt: 0 }, { locale: 'en' }, NOON)
    const claimed = claim(due, { claimId: 'of a process that has ended', repeatable: true }, NOON)
    await temporary.table.write([{ put: { pk: 'gone/c-1', sk: messageKey('c-1').sk, ...claimed } }])
    await pipeline.start()
    await pipeline.idle()
    expect(logged).toEqual([])
    expect(peak).toBe(0)
  })
})
