import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../../functions/domain/customer.ts'
import type { CustomerEvent } from '../../../functions/domain/customer-event.ts'
import { Declarations } from '../../../functions/domain/declarations.ts'
import type { Journey } from '../../../functions/domain/journey.ts'
import { loadContext, startFactsOf } from '../../../functions/pipeline/sending/mail-context.ts'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { recordProduct } from '../../../functions/store/items.ts'
import { eventBodySort, linesSort } from '../../../functions/store/keys.ts'
import { keyOf } from '../../support/decided-shop.ts'
import { customer, NOON, order, settings } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'
import { variables } from './mail-variables.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

const KEY = keyOf('c-1')
const CUP = { sku: 'cup', title: 'Cup as ordered', quantity: 2, unitMinor: 1_200 }
const POT = { sku: 'pot', title: 'Pot as ordered', quantity: 1 }

beforeAll(async () => {
  const version = { updatedAt: NOON, contentHash: 'h' }
  await table.write([
    { put: { pk: KEY, sk: linesSort('o-1'), lines: [CUP, POT], paidAt: NOON, ...version } },
    {
      put: {
        pk: KEY,
        sk: eventBodySort('e-1'),
        at: NOON,
        texts: { checkoutUrl: 'https://shop.example/c/1' },
        lines: { items: [POT] },
        keptUntil: NOON,
      },
    },
  ])
  const words = { url: 'https://shop.example/cup', imageUrl: 'https://shop.example/cup.jpg' }
  await recordProduct(
    table,
    'acme',
    'cup',
    {
      available: false,
      locales: { en: { title: 'A fine cup', ...words }, de: { title: 'Tasse' } },
    },
    NOON,
  )
})

const declarations = Declarations.parse({
  events: {
    checkout: { properties: { checkoutUrl: 'text', totalMinor: 'number', items: 'lines' } },
  },
  attributes: { tier: ['silver', 'gold'], points: 'number' },
})

const event: CustomerEvent = {
  ...{ eventId: 'e-1', name: 'checkout', at: NOON, asked: { totalMinor: 900 } },
  keptUntil: NOON,
}

const begunBy = (start: Journey['start']): CustomerFacts =>
  customer({
    orders: [order('o-1', NOON, { grossMinor: 2_400 })],
    events: [event],
    attributes: [{ name: 'tier', value: 'gold', since: 0, arrivedAt: 0 }],
    journeys: [{ campaign: 'care', n: 1, startedAt: NOON, start }],
  })

const contextOf = (start: Journey['start'], paths: readonly string[], locale = 'en') =>
  loadContext(table, KEY, startFactsOf({ campaign: 'care', n: 1 }, begunBy(start)), paths, {
    locale,
    settings: settings({ declarations }),
  })

const purchase = { kind: 'purchase', orderId: 'o-1' } as const
const checkout = { kind: 'event', name: 'checkout', eventId: 'e-1', at: NOON } as const

describe('a mail whose journey a purchase started', () => {
  it('knows its order, with products in the language of the mail and prices as charged', async () => {
    expect((await contextOf(purchase, ['order.items'])).order).toEqual({
      number: 'o-1',
      date: '2026-01-01T12:00:00.000Z',
      totalMinor: 2_400,
      currency: 'EUR',
      items: [
        {
          title: 'A fine cup',
          url: 'https://shop.example/cup',
          imageUrl: 'https://shop.example/cup.jpg',
          quantity: 2,
          unitMinor: 1_200,
        },
        { title: 'Pot as ordered', url: '', imageUrl: '', quantity: 1, unitMinor: '' },
      ],
    })
    const { order } = await contextOf(purchase, ['order.items'], 'de')
    expect(order?.items.map(({ title }) => title)).toEqual(['Tasse', 'Pot as ordered'])
  })

  it('has the name of no event, and an empty text for a property that was withdrawn', async () => {
    const { event } = await contextOf(purchase, ['event.name', 'event.gone'])
    expect(event).toEqual({ name: '', gone: '' })
  })
})

describe('a mail whose journey an event started', () => {
  it('knows its properties by type, and no order if it was about none', async () => {
    const { event, order } = await contextOf(checkout, ['event.items', 'order.number'])
    expect(event).toEqual({
      name: 'checkout',
      totalMinor: 900,
      checkoutUrl: 'https://shop.example/c/1',
      items: [{ title: 'Pot as ordered', url: '', imageUrl: '', quantity: 1, unitMinor: '' }],
    })
    expect(order).toMatchObject({ number: '', totalMinor: '', items: [] })
  })

  it('knows the order that the event is about', async () => {
    const { order } = await contextOf({ ...checkout, orderId: 'o-1' }, ['order.items'])
    expect(order).toMatchObject({ number: 'o-1', items: [{ quantity: 2 }, { quantity: 1 }] })
  })
})

describe('the attributes of a customer', () => {
  it('are all there, empty where the shop knows none', async () => {
    expect((await contextOf(purchase, ['attributes.tier'])).attributes).toEqual({
      tier: 'gold',
      points: '',
    })
  })

  it('are neither less nor more than a number while unknown', () => {
    const { render, parse } = makeRenderer()
    const subject = '{% if attributes.points < 5 %}few{% else %}not few{% endif %}'
    const parsed = parse({ subject, html: '', text: '' })
    const withPoints = (points: number | '') =>
      render(parsed, { ...variables, attributes: { points } }).subject
    expect([withPoints(3), withPoints('')]).toEqual(['few', 'not few'])
  })
})
