/** One address that several customers give as theirs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withWithdrawal } from '../../../functions/domain/address.ts'
import type { Message } from '../../../functions/domain/message.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import { changeAddress, loadAddress } from '../../../functions/store/addresses.ts'
import type { Table } from '../../../functions/store/table.ts'
import { type DecidedShop, decidedShop, messageKey, welcome } from '../../support/decided-shop.ts'
import { fakeMailer, portsOf } from '../../support/due-welcome.ts'
import { consent, NOON, order } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

describe('customers who share an address', () => {
  let store: ReturnType<typeof temporaryTable>
  let shop: DecidedShop
  beforeAll(() => {
    store = temporaryTable()
    shop = decidedShop(store.table)
  })
  afterAll(() => store.stop())

  const recordAt = (customer: string, hash: string) =>
    shop.recordConsenting(customer, {
      orders: [order(`o of ${customer}`, NOON)],
      profile: { email: 'both@example.org', locale: 'en', country: 'GB', addressHash: hash },
    })
  const statusOf = async (customer: string, table: Table = store.table) => {
    const { status, ...rest } = (await table.get(messageKey(customer))) as unknown as Message
    return 'reason' in rest ? `${status}: ${rest.reason}` : status
  }

  it('get each step once, also if all are decided for at the same time', async () => {
    const customers = ['a', 'b', 'c', 'd']
    for (const customer of customers) await recordAt(customer, 'shared by four')
    await Promise.all(customers.map((customer) => shop.react(customer)))
    const statuses = await Promise.all(customers.map((customer) => statusOf(customer)))
    expect(statuses.toSorted()).toEqual([
      'due',
      'skipped: sent-to-same-address',
      'skipped: sent-to-same-address',
      'skipped: sent-to-same-address',
    ])
    const { facts } = await loadAddress(store.table, 'acme', 'shared by four')
    expect(facts.slots).toHaveLength(1)
  })

  it('are asked to confirm it once a day, also if all sign up at the same time', async () => {
    const asking = decidedShop(store.table, {
      campaigns: [
        { ...welcome, id: 'ask', kind: 'service', start: { kind: 'consent-unconfirmed' } },
      ],
    })
    const customers = ['f', 'g', 'h']
    for (const customer of customers)
      await asking.record(customer, {
        profile: { email: 'all@example.org', locale: 'en', country: 'DE', addressHash: 'asked' },
        consents: [consent(NOON, { source: 'form' })],
      })
    await Promise.all(customers.map((customer) => asking.react(customer)))
    const rows = customers.map((customer) => asking.row(customer, 'message#ask#1#hello'))
    const statuses = (await Promise.all(rows)).map((row) => `${row?.status} ${row?.reason ?? ''}`)
    expect(statuses.toSorted()).toEqual(['deferred asked-lately', 'deferred asked-lately', 'due '])
    const { facts } = await loadAddress(store.table, 'acme', 'asked')
    expect(facts.slots).toMatchObject([{ campaign: 'ask', kind: 'confirmation', at: NOON }])
  })

  it('leave together, also with what is queued already', async () => {
    await recordAt('e', 'shared by two')
    await shop.react('e')
    expect(await statusOf('e')).toBe('due')
    await changeAddress(store.table, 'acme', 'shared by two', (known) =>
      withWithdrawal(known, NOON),
    )
    const { mailer, sent } = fakeMailer()
    await sendMessage(messageKey('e'), portsOf(shop, mailer))
    expect(await statusOf('e')).toBe('skipped: unsubscribed')
    expect(sent).toEqual([])
    const { facts } = await loadAddress(store.table, 'acme', 'shared by two')
    expect(facts.slots).toEqual([])
  })
})
