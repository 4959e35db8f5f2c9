import { expect, test } from 'vitest'
import { importText } from '../../functions/cli/import/text.ts'
import { enImport } from '../../functions/language/en/command/import.ts'
import { zhImport } from '../../functions/language/zh/command/import.ts'

const imported = {
  importId: 'i1',
  rows: 30,
  purchases: 30,
  purchasesWithoutAmount: 0,
  refunds: 0,
  customers: 30,
  grossMinor: {},
  missingColumns: [],
  mixedUp: {
    ordersOfSeveralCustomers: { count: 0, examples: [] },
    customersWithSeveralAddresses: { count: 0, examples: [] },
  },
  countriesNotUnderstood: {},
  addressesNotMailable: {},
  noConsentAct: {},
  leftOut: {},
  leftOutValues: {},
  statuses: { recorded: 30, updated: 0, unchanged: 0, stale: 0, erased: 0, rejected: 0 },
  rejected: {},
}

test('countries that were not understood are listed by value, the most frequent first', () => {
  const others = Array.from({ length: 11 }, (_, i) => [`land ${i}`, 1] as const)
  const stated = Object.fromEntries([...others, ['Korea', 3]])
  const text = importText({ ...imported, countriesNotUnderstood: stated }, enImport)
  expect(text).toContain('no marketing until their country is known')
  expect(text).toContain(':\n  "Korea": 3 purchases or refunds\n  "land 0": 1 purchase or refund\n')
  expect(text).toContain('  other values: 2 purchases or refunds')
  const zh = importText({ ...imported, countriesNotUnderstood: { Korea: 3 } }, zhImport)
  expect(zh).toContain('不会收到营销邮件')
  expect(zh).toContain('"Korea"：3 笔订单或退款')
  expect(importText(imported, enImport)).not.toContain('countries')
})

test('addresses that cannot be mailed are counted by the reason', () => {
  const faulty = { ...imported, addressesNotMailable: { placeholder: 2, malformed: 1 } }
  expect(importText(faulty, enImport)).toContain(
    ':\n  1 purchase or refund: not an e-mail address\n  2 purchases or refunds: a placeholder, not a mailbox',
  )
  expect(importText(faulty, zhImport)).toContain('2 笔订单或退款：占位内容，不是真实的邮箱')
})
