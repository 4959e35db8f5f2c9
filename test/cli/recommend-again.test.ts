import { writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'

const { rekindle, json, path, remove } = makeWorkplace(here)
afterAll(remove)

const MAPPING = `customer: {id: customer}
order: {id: order}
instant: {column: paid, format: yyyy-MM-dd HH:mm, zone: UTC}
amount: {from: lines}
currency: EUR
lines: {sku: sku, quantity: quantity, unitPrice: price}
`

describe('recommending with the command', () => {
  it('shows how an item is bought again, and why a customer would be shown it', async () => {
    const weeks = [20, 16, 12, 8]
    const orders = ['ida', 'jo', 'kit', 'lou', 'max', 'nia', 'oli', 'pat'].flatMap((customer) =>
      weeks.map((ago) => {
        const paid = new Date(Date.now() - ago * 7 * 86_400_000).toISOString()
        const at = paid.slice(0, 16).replace('T', ' ')
        return `${customer}-${ago},${customer},SOAP,${at},1,5.00`
      }),
    )
    const soap = 'SOAP,en,Soap,https://shop.example/soap,https://shop.example/soap.jpg,,in_stock'
    writeFileSync(path('mapping.yaml'), MAPPING)
    writeFileSync(
      path('again.csv'),
      ['order,customer,sku,paid,quantity,price', ...orders, ''].join('\n'),
    )
    writeFileSync(path('soap.csv'), `id,locale,title,link,image_link,price,availability\n${soap}\n`)
    const at = ['--shop', 'again']
    await json(['shop', 'add', 'again', ...SHOP_DETAILS])
    await json(['import', 'again.csv', '--mapping', 'mapping.yaml', ...at])
    await json(['products', 'import', 'soap.csv', ...at])
    const { out: built } = await rekindle(['recommend', 'build', ...at])
    expect(built).toContain('mail shows up to 3 that they may need again')
    const { out: item } = await rekindle(['recommend', 'show', '--item', 'SOAP', ...at])
    expect(item).toContain('Customers buy it again after 75% of purchases, usually 28 days later.')
    const lou = ['recommend', 'show', '--customer', 'lou', '--locale', 'en', ...at]
    expect((await rekindle(lou)).out).toBe(
      'SOAP  Soap  (bought 4 times, last 56 days ago; usually bought again after 28 days)\n',
    )
    expect((await rekindle([...lou, '--lang', 'zh'])).out).toContain(
      '（买过 4 次，上次在 56 天前；通常 28 天后再次购买）',
    )
    expect(await json(lou)).toMatchObject({
      recommendations: [
        { because: { kind: 'buy-again', purchases: 4, daysAgo: 56, usualDays: 28 } },
      ],
    })
  })
})
