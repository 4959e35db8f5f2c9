import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claim, type Message, type MessageOf } from '../../../functions/domain/message.ts'
import { DAY_MS, MINUTE_MS } from '../../../functions/domain/time.ts'
import { expireClaim } from '../../../functions/pipeline/decisions/expire-claim.ts'
import type { ArrivedAt } from '../../../functions/pipeline/decisions/settle-arrived.ts'
import { reactToCustomer } from '../../../functions/pipeline/reactions/react-to-customer.ts'
import { putMessage } from '../../../functions/store/customers.ts'
import { type DecidedShop, decidedShop, keyOf, messageKey } from '../../support/decided-shop.ts'
import { NOON, order } from '../../support/given.ts'
import { type TemporaryTable, temporaryTable } from '../../support/temporary-table.ts'

const REPEATABLE = { claimId: 'of a sender that was killed', repeatable: true }

describe('a mail that arrived before its sender could say so', () => {
  let temporary: TemporaryTable
  let shop: DecidedShop
  let customers = 0
  beforeAll(() => {
    temporary = temporaryTable()
    shop = decidedShop(temporary.table)
  })
  afterAll(() => temporary.stop())

  const messageOf = async (customer: string): Promise<Message | undefined> =>
    (await shop.load(customer)).facts.messages[0]

  /** A customer whose welcome is claimed, and what the claim was. */
  async function claimed(by = REPEATABLE) {
    const customer = `c-${++customers}`
    shop.clock.now = NOON
    await shop.recordConsenting(customer, { orders: [order('o-1', NOON)] })
    await shop.react(customer)
    const before = (await messageOf(customer)) as MessageOf<'due'>
    const after = claim(before, by, NOON)
    await temporary.table.write([putMessage(keyOf(customer), { before, after })])
    return customer
  }

  const react = (customer: string, arrivedAt?: ArrivedAt) =>
    reactToCustomer(keyOf(customer), { ...shop.ports, arrivedAt })
  const arrivedAtNoon: ArrivedAt = async () => NOON + 1

  it('is accepted as of its arrival once the claim has ended, not skipped for a purchase since', async () => {
    const [customer, unknown] = [await claimed(), await claimed()]
    shop.clock.now = NOON + 10 * MINUTE_MS
    for (const each of [customer, unknown])
      await shop.record(each, { orders: [order('o-2', shop.clock.now)] })
    await react(customer, arrivedAtNoon)
    expect(await messageOf(customer)).toMatchObject({
      status: 'accepted',
      acceptedAt: NOON + 1,
      mailerMessageId: `${keyOf(customer)}/welcome#1#hello`,
    })
    await react(unknown, async () => undefined)
    expect(await messageOf(unknown)).toMatchObject({ status: 'skipped' })
  })

  it('is accepted when the next process starts', async () => {
    const customer = await claimed()
    await expireClaim(messageKey(customer), { ...shop.ports, arrivedAt: arrivedAtNoon })
    expect(await messageOf(customer)).toMatchObject({ status: 'accepted', acceptedAt: NOON + 1 })
  })

  it('is not asked for while a sender still has it, or where the mailer keeps none', async () => {
    const [held, bySes] = [await claimed(), await claimed({ ...REPEATABLE, repeatable: false })]
    const asked: string[] = []
    const note: ArrivedAt = async (mailId) => {
      asked.push(mailId)
      return NOON
    }
    await react(held, note)
    shop.clock.now = NOON + 10 * MINUTE_MS
    await react(bySes, note)
    await expireClaim(messageKey(bySes), { ...shop.ports, arrivedAt: note })
    expect(asked).toEqual([])
    expect((await messageOf(held))?.status).toBe('claimed')
  })

  it('never ends as not sent, whenever its sender ended and whatever happened since', async () => {
    const when = fc.record({
      reactsAfterMs: fc.integer({ min: 0, max: 5 * DAY_MS }),
      restarts: fc.boolean(),
      buysAgain: fc.boolean(),
      leaves: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(when, async ({ reactsAfterMs, restarts, buysAgain, leaves }) => {
        const customer = await claimed()
        if (restarts)
          await expireClaim(messageKey(customer), { ...shop.ports, arrivedAt: arrivedAtNoon })
        shop.clock.now = NOON + 5 * MINUTE_MS + reactsAfterMs
        if (buysAgain) await shop.record(customer, { orders: [order('o-2', NOON + 2)] })
        if (leaves)
          await shop.record(customer, {
            consents: [{ purpose: 'marketing', act: 'withdrawn', at: NOON + 3, source: 'form' }],
          })
        await react(customer, arrivedAtNoon)
        expect(await messageOf(customer)).toMatchObject({ status: 'accepted' })
      }),
      { numRuns: 30 },
    )
  })
})
