/** A copy of before a guest became a customer, and a journal of what came after it. */
import { expect, it } from 'vitest'
import { recordPurchases } from '../../../functions/intake/record-facts.ts'
import { replayJournal } from '../../../functions/intake/replay-journal.ts'
import { guestId, isOfPerson } from '../../../functions/store/identity.ts'
import { keptOf } from '../../../functions/store/journal/kept-rows.ts'
import type { Row, Table } from '../../../functions/store/table.ts'
import { secret } from '../../support/api-shop.ts'
import { decidedShop, keyOf } from '../../support/decided-shop.ts'
import { campaign, NOON } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { addressHash } = secret
const EMAIL = 'ana@example.org'
const GUEST = guestId(addressHash(EMAIL))
const RECEIPT = 'message#receipt#1#thanks'
/** Service mail occupies no place at an address, so that only its message shows that it went out. */
const receipt = campaign({
  id: 'receipt',
  kind: 'service',
  start: { kind: 'purchase' },
  steps: [{ id: 'thanks', template: 'thanks', afterMs: 0 }],
  locales: { thanks: ['en'] },
  reentryAfterMs: 0,
})

const buy = (table: Table, orderId: string, id?: string) =>
  recordPurchases(
    'acme',
    [
      {
        ...{ orderId, paidAt: NOON, currency: 'EUR', grossMinor: 1_000 },
        customer: { ...(id !== undefined && { id }), email: EMAIL, locale: 'en', country: 'GB' },
      },
    ],
    { table, addressHash, now: () => NOON },
  )

async function rowsOf(table: Table): Promise<ReadonlyMap<string, Row>> {
  const rows = new Map<string, Row>()
  for await (const row of table.scan('')) rows.set(`${row.pk}\n${row.sk}`, row)
  return rows
}

it('mails nothing again that a guest got before they turned out to be a customer', async () => {
  const { table: live } = temporaryTable()
  const shop = decidedShop(live, { campaigns: [receipt] })
  await buy(live, 'o-1')
  await shop.react(GUEST)
  const due = await shop.row(GUEST, RECEIPT)
  expect(due).toMatchObject({ status: 'due' })
  const before = await rowsOf(live)
  const { table: copy } = temporaryTable()
  await copy.write([...before.values()].map((put) => ({ put })))

  const accepted = { status: 'accepted', acceptedAt: NOON, mailerMessageId: 'm', attempt: 1 }
  await live.write([{ put: { ...due, ...accepted, pk: keyOf(GUEST), sk: RECEIPT } }])
  await buy(live, 'o-2', 'ana')
  await shop.react('ana')
  const after = await rowsOf(live)
  const entries = [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)]
    return keptOf({ ...(was && { before: was }), ...(is && { after: is }) }) ?? []
  })

  await replayJournal(entries, { table: copy, now: () => NOON })
  const restore = { epoch: 1, lostFrom: NOON, restoredAt: NOON + 1, optOuts: 'journal' } as const
  const again = decidedShop(copy, { campaigns: [receipt], restore })
  await again.react(GUEST)
  // A sender would find it due there.
  expect((await copy.query(keyOf(GUEST))).filter(isOfPerson)).toEqual([])
  await again.react('ana')
  expect(await buy(copy, 'o-2', 'ana')).toEqual(['recorded'])
  await again.react('ana')
  const { facts } = await again.load('ana')
  expect(facts.orders.map(({ orderId }) => orderId)).toEqual(['o-1', 'o-2'])
  expect(facts.messages.filter(({ status }) => status === 'accepted')).toMatchObject([
    { mailedAs: { customer: GUEST, n: 1 } },
  ])
  expect(facts.messages.filter(({ status }) => status === 'due')).toHaveLength(1)
  expect((await copy.query(keyOf(GUEST))).filter(isOfPerson)).toEqual([])
})
