import { createReadStream, existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { importOrders } from '../../../functions/intake/import/import-orders.ts'
import {
  type ShippedMapping,
  shippedMapping,
} from '../../../functions/intake/import/shipped-mappings.ts'
import { importText, mappingOf, rememberingPort } from './importing.ts'

const shipped = async (name: ShippedMapping) => mappingOf(await shippedMapping(name))

describe('an export of Shopify', () => {
  const HEADER =
    'Name,Email,Financial Status,Paid at,Accepts Marketing,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Country,Shipping Name,Shipping Country,Cancelled at,Payment Method,Refunded Amount,Id'
  const text = `${HEADER}
#1001,ada@example.com,partially_refunded,2026-07-01 10:00:00 -0400,yes,EUR,30.00,2026-07-01 09:59:00 -0400,1,Blue mug,10.00,MUG-B,Ada,DE,Ada,DE,,Shopify Payments,4.50,5501
#1001,ada@example.com,,,,,,,2,Jug,10.00,,,,,,,,,
#1002,bob@example.com,pending,,no,EUR,8.00,2026-07-02 09:00:00 -0400,1,Cup,8.00,CUP,Bob,FR,,,,manual,0.00,5502
#1003,test@example.com,paid,2026-07-03 10:00:00 -0400,no,EUR,8.00,2026-07-02 09:00:00 -0400,1,Cup,8.00,CUP,Test,FR,,,,(for testing) Bogus Gateway,0.00,5503
`

  test('with an empty box at one checkout and a ticked one later is consent, not a withdrawal', async () => {
    const line = (n: number, agreed: string, paid: string) =>
      `#${n},ann@example.com,paid,${paid} 10:00:00 +0000,${agreed},USD,20.00,${paid} 10:00:00 +0000,1,Tea,20.00,TEA,Ann,US,Ann,US,,Shopify Payments,0.00,530${n}`
    const rows = [line(1001, 'no', '2024-03-01'), line(1002, 'yes', '2025-09-01')]
    const { records, summary } = await importText(
      [HEADER, ...rows].join('\n'),
      await shipped('shopify'),
    )
    expect(records.map(({ customer }) => customer.consent)).toEqual([
      undefined,
      { granted: true, at: Date.UTC(2025, 8, 1, 10) },
    ])
    expect(summary.noConsentAct).toEqual({ no: 1 })
  })

  test('has the order on the first of its rows and articles on all', async () => {
    const { records, summary } = await importText(text, await shipped('shopify'))
    const paidAt = Date.UTC(2026, 6, 1, 14)
    const customer = {
      email: 'ada@example.com',
      name: 'Ada',
      country: 'DE',
      consent: { granted: true, at: paidAt },
    }
    expect(records).toEqual([
      {
        kind: 'order',
        customer,
        orderId: '5501',
        paidAt,
        currency: 'EUR',
        grossMinor: 3000,
        lines: [
          { sku: 'MUG-B', title: 'Blue mug', quantity: 1, unitMinor: 1000 },
          { sku: 'Jug', title: 'Jug', quantity: 2, unitMinor: 1000 },
        ],
      },
      {
        kind: 'refund',
        customer,
        refundId: '5501-refunded',
        orderId: '5501',
        at: paidAt,
        currency: 'EUR',
        minor: 450,
      },
    ])
    expect(summary.leftOut).toEqual({ 'not-paid': 1, 'test-order': 1 })
  })
})

describe('an export of WooCommerce', () => {
  const text = `"Order Number","Order Status","Order Date","Paid Date","Date of first refund",Currency,"Customer User ID","First Name (Billing)","Last Name (Billing)","Country Code (Billing)","Email (Billing)",SKU,"Item Name",Quantity,"Item Cost","Order Refund Amount","Order Total Amount"
77,Completed,"2026-03-01 10:00","2026-03-01 10:05",,JPY,0,Ada,,JP,ada@example.com,TEA,Tea,2,500,0,1200
77,Completed,"2026-03-01 10:00","2026-03-01 10:05",,JPY,0,Ada,,JP,ada@example.com,POT,Pot,1,200,0,1200
78,Refunded,"2026-03-02 10:00","2026-03-02 10:00","2026-03-09 08:00",JPY,12,Bo,Li,JP,bo@example.com,TEA,Tea,1,500,500,500
79,"Pending payment","2026-03-02 10:00",,,JPY,12,Bo,Li,JP,bo@example.com,TEA,Tea,1,500,0,500
`

  test('repeats the order on each row and is summed once', async () => {
    const { records, summary } = await importText(text, await shipped('woocommerce'))
    expect(records).toMatchObject([
      {
        orderId: '77',
        customer: { email: 'ada@example.com', name: 'Ada', country: 'JP' },
        paidAt: Date.UTC(2026, 2, 1, 10, 5),
        grossMinor: 1200,
        lines: [{ sku: 'TEA', quantity: 2 }, { sku: 'POT' }],
      },
      { orderId: '78', customer: { id: '12', name: 'Bo Li' }, grossMinor: 500 },
      { kind: 'refund', orderId: '78', minor: 500, at: Date.UTC(2026, 2, 9, 8) },
    ])
    expect(summary.leftOut).toEqual({ 'not-paid': 1 })
  })
})

const shared = new URL('../../../../shared/data/', import.meta.url)
const given = (file: string): boolean => existsSync(new URL(file, shared))
const importFile = async (file: string, mapping: ShippedMapping) =>
  importOrders({
    source: createReadStream(new URL(file, shared)),
    mapping: await shipped(mapping),
    port: rememberingPort(),
    importId: 'history',
  })

const RETAIL = 'online_retail_2010-12-01_2011-08-31.csv.gz'
const CDNOW = 'cdnow_sample.csv'

describe('the history of a real shop', () => {
  test.skipIf(!given(RETAIL))(
    `Online Retail comes to its known figures (skipped if ../shared/data/${RETAIL} is absent)`,
    async () => {
      expect(await importFile(RETAIL, 'online-retail')).toEqual({
        rows: 320_705,
        noConsentAct: {},
        purchases: 11_415,
        purchasesWithoutAmount: 2,
        refunds: 2_427,
        customers: 3_360,
        grossMinor: { GBP: 523_924_056 },
        countriesNotUnderstood: { 'Channel Islands': 19, 'European Community': 5, Unspecified: 8 },
        addressesNotMailable: {},
        leftOut: { 'no-customer': 88_652 },
        leftOutValues: {},
        statuses: { recorded: 13_842, updated: 0, unchanged: 0, stale: 0, erased: 0, rejected: 0 },
        missingColumns: [],
        mixedUp: {
          customersWithSeveralAddresses: { count: 0, examples: [] },
          ordersOfSeveralCustomers: { count: 0, examples: [] },
        },
        rejected: {},
      })
    },
  )

  test.skipIf(!given(CDNOW)).each(['cdnow', 'cdnow-sample-id'] as const)(
    `CDNOW comes to its known figures by %s (skipped if ../shared/data/${CDNOW} is absent)`,
    async (mapping) => {
      expect(await importFile(CDNOW, mapping)).toMatchObject({
        rows: 6_919,
        purchases: 6_696,
        purchasesWithoutAmount: 8,
        refunds: 0,
        customers: 2_357,
        grossMinor: { USD: 24_409_194 },
        leftOut: {},
      })
    },
  )
})
