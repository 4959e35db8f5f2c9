/** A small file of orders that a test can reckon with by hand, and the mapping that reads it. */
import { writeFileSync } from 'node:fs'
import type { Workplace } from './run-command.ts'

const MAPPING = `customer: {id: customer, email: email}
order: {id: order}
instant: {column: paid, format: yyyy-MM-dd HH:mm, zone: UTC}
amount: {from: lines}
currency: EUR
lines: {sku: sku, title: title, quantity: quantity, unitPrice: price}
refunds: {by: prefix, prefix: R}
consent: {column: consent, granted: ["yes"]}
`

const HEADER = 'order,customer,email,paid,sku,title,quantity,price,consent'

/**
 * By 1 July 2026: ann bought three times in June and is frequent, bea once in June, cem once in
 * January and is dormant, dan only sent something back; the guest is known by an address alone.
 */
const ROWS = [
  'A1,ann,ann@example.org,2026-06-01 10:00,TEA,Green tea,2,4.50,yes',
  'A1,ann,ann@example.org,2026-06-01 10:00,CUP,Cup,1,7.00,yes',
  'A2,ann,ann@example.org,2026-06-10 10:00,TEA,Green tea,1,4.50,yes',
  'A3,ann,ann@example.org,2026-06-20 10:00,TEA,Green tea,1,4.50,yes',
  'A4,bea,not an address,2026-06-15 09:00,TEA,Green tea,1,4.50,yes',
  'A5,cem,cem@example.org,2026-01-10 12:00,CUP,Cup,1,7.00,yes',
  'R6,dan,dan@example.org,2026-06-11 12:00,CUP,Cup,-1,7.00,no',
  'A7,,guest@example.org,2026-06-12 12:00,CUP,Cup,1,7.00,no',
  'A8,,,2026-06-12 13:00,CUP,Cup,1,7.00,no',
]

export function writeSmallShop({ path }: Workplace): void {
  writeFileSync(path('mapping.yaml'), MAPPING)
  writeFileSync(path('by-id.yaml'), MAPPING.replace(', email: email', ''))
  writeFileSync(path('orders.csv'), `${[HEADER, ...ROWS].join('\n')}\n`)
}

export const IMPORT = ['import', 'orders.csv', '--mapping', 'mapping.yaml', '--shop', 'acme']
