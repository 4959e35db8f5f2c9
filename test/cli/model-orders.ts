/** A generated file of orders, including the unusual rows that real files contain. */
import { writeFileSync } from 'node:fs'
import { isoInstant } from '../../functions/domain/time.ts'
import { simulatedOrders } from '../insight/learning/simulated-book.ts'

const MAPPING = `customer:
  id: customer
  email: email
order:
  id: order
instant:
  column: at
  format: iso
  zone: UTC
amount:
  from: rows
  column: total
currency:
  column: currency
refunds:
  by: sign
`

const row = (...cells: readonly (string | number)[]) => cells.join(',')
/**
 * A new customer a day before the end, a guest, no customer, another currency, nothing paid, a cell
 * to quote.
 */
const ODD_ONES = [
  row('n-1', 'new', '', '2025-01-30T10:00:00Z', 20, 'EUR'),
  row('g-1', '', 'Guest@tea.example', '2024-06-01T10:00:00Z', 30, 'EUR'),
  row('g-2', '', 'guest@tea.example', '2024-07-01T10:00:00Z', 50, 'EUR'),
  row('z-1', '', '', '2024-06-01T10:00:00Z', 10, 'EUR'),
  row('d-1', 'dollars', '', '2024-06-01T10:00:00Z', 10, 'USD'),
  row('d-2', 'dollars', '', '2024-06-09T10:00:00Z', 10, 'USD'),
  row('f-1', 'free', '', '2024-06-01T10:00:00Z', 0, 'EUR'),
  row('q-1', '"a ""b"", c"', '', '2024-06-01T10:00:00Z', 12.5, 'EUR'),
]

/** Writes orders.csv and its mapping, and files with two orders, with one and with none. */
export function writeOrders(path: (name: string) => string): void {
  const simulated = simulatedOrders(1_500, 390).map(
    ({ customer, orderId, paidAt, grossMinor, currency }) =>
      row(orderId, customer, '', isoInstant(paidAt), grossMinor / 100, currency),
  )
  const header = row('order', 'customer', 'email', 'at', 'total', 'currency')
  writeFileSync(path('orders.csv'), `${[header, ...simulated, ...ODD_ONES].join('\n')}\n`)
  writeFileSync(path('few.csv'), `${[header, ...ODD_ONES.slice(0, 2)].join('\n')}\n`)
  writeFileSync(path('one.csv'), `${[header, ODD_ONES[0]].join('\n')}\n`)
  writeFileSync(path('none.csv'), `${header}\n`)
  writeFileSync(path('mapping.yaml'), MAPPING)
}

/** @example await runModel('fit', ordersAt(path)) */
export const ordersAt = (path: (name: string) => string, file = 'orders.csv') => [
  ...['--orders', path(file), '--mapping', path('mapping.yaml')],
]
