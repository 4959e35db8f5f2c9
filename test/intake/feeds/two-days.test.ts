/** A shop's feed on two days, and what the mail of each day shows. */
import { afterAll, expect, it } from 'vitest'
import type { Instant } from '../../../functions/domain/time.ts'
import { recommendForCustomer } from '../../../functions/insight/learning/recommend-for-customer.ts'
import { readFeed } from '../../../functions/intake/feeds/read-feed.ts'
import { takeFeed } from '../../../functions/intake/feeds/take-feed.ts'
import { putPopular } from '../../../functions/store/counted-items.ts'
import { customerKey } from '../../../functions/store/keys.ts'
import { days, hours, NOON } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'
import { winBackMail } from '../../support/win-back-mail.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

const HEADER = 'id,title,link,image_link,availability,price,sale_price,sale_price_effective_date'
const row = (sku: string, availability: string, price: string, sale = ',') =>
  `${sku},The ${sku},https://acme.example/${sku},https://acme.example/${sku}.jpg,${availability},${price},${sale}`

async function take(rows: readonly string[], now: Instant) {
  async function* file() {
    yield Buffer.from([HEADER, ...rows, ''].join('\n'))
  }
  return takeFeed(
    (on) => readFeed(file(), { currency: 'EUR', locale: 'en', zone: 'UTC' }, on),
    { whole: { mostWithdrawn: 0.5 } },
    { table, shop: 'acme', rule: { now, unseenAfterDays: 30 } },
  )
}

async function mailAt(now: Instant): Promise<string> {
  const to = { key: customerKey('acme', 'lin'), shop: 'acme', objectsToProfiling: false }
  const found = await recommendForCustomer(to, 'en', 6, { table, now: () => now })
  const { text } = await winBackMail(
    'en',
    found.map(({ product }) => product),
  )
  return text
}

it('a mail shows the price in force, and nothing sold out, withdrawn or unread', async () => {
  const skus = ['mug', 'pot', 'tray', 'tin', 'jar', 'cup']
  await table.write([putPopular('acme', skus, NOON)])
  await take(
    skus.map((sku) => row(sku, 'in_stock', '12.50 EUR')),
    NOON,
  )
  const first = await mailAt(NOON + hours(1))
  for (const sku of skus) expect(first).toContain(`The ${sku}`)
  expect(first).not.toContain('instead of')

  const dates = '2026-01-10T00:00Z/2026-01-20T00:00Z'
  await take(
    [
      row('mug', 'in_stock', '14.90 EUR'),
      row('pot', 'sold out', '12.50 EUR'),
      row('tray', 'ask us', '12.50 EUR'),
      row('jar', 'in_stock', '12.50 USD'),
      row('cup', 'in_stock', '12.50 EUR', `9.90 EUR,${dates}`),
    ],
    NOON + days(1),
  )
  const second = await mailAt(NOON + days(1) + hours(1))
  expect(second).toContain('The mug')
  expect(second).toContain('€14.90')
  for (const sku of ['pot', 'tray', 'tin', 'jar']) expect(second).not.toContain(`The ${sku}`)
  const [from, until] = dates.split('/').map(Date.parse) as [Instant, Instant]
  expect(await mailAt(from - 1)).not.toContain('€9.90')
  expect(await mailAt(from)).toMatch(/€9\.90 instead of €12\.50/)
  expect(await mailAt(until)).not.toContain('€9.90')
})
