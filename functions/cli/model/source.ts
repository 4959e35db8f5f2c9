/** Where the models' verbs take orders from: a file, of which nothing is kept, or a shop. */
import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { defaultPolicy, type Policy } from '../../domain/policy.ts'
import type { Instant } from '../../domain/time.ts'
import { type OrderBook, openOrderBook } from '../../insight/learning/order-book.ts'
import { ImportFault } from '../../intake/import/import-fault.ts'
import {
  type ImportPort,
  type ImportSummary,
  importOrders,
  type RecordStatus,
} from '../../intake/import/import-orders.ts'
import { SHIPPED_MAPPINGS } from '../../intake/import/shipped-mappings.ts'
import { eachCustomer } from '../../store/customers.ts'
import { customersPrefix } from '../../store/keys.ts'
import type { Given, Io, Option } from '../command.ts'
import { Failure, UsageError } from '../failure.ts'
import { findMapping } from '../import/find-mapping.ts'
import { type ImportedBody, importedBody } from '../import/imported-bodies.ts'
import { shopIn, withStore } from '../open-store.ts'
import { makeProgress } from '../progress.ts'
import { counted } from '../words.ts'

export const sourceOptions = {
  orders: { value: 'FILE', about: 'a CSV file of orders, plain or gzipped; nothing of it is kept' },
  mapping: {
    value: 'NAME',
    about: `with --orders: how its columns are to be read: ${SHIPPED_MAPPINGS.join(', ')}, or a YAML file`,
  },
  shop: { value: 'ID', about: 'instead of --orders: the shop whose orders to take' },
} as const satisfies Record<string, Option>

/** What a file held, beside the orders that count. */
export type FileFacts = Pick<
  ImportSummary,
  'rows' | 'purchases' | 'purchasesWithoutAmount' | 'refunds' | 'customers' | 'leftOut' | 'rejected'
>

export type OrderSource = {
  /** As messages name it. */
  readonly name: string
  readonly book: OrderBook
  /** Absent for a shop. */
  readonly file?: FileFacts
  /** The last instant that is known of: of a file its last order, of a shop now. */
  readonly end: Instant
  /** The shop's; for a file the default one. */
  readonly policy: Pick<Policy, 'dormantAfterDays' | 'personalThreshold'>
}

/** No file tells a policy; what it says of money is not read. */
const POLICY_OF_FILES = defaultPolicy('EUR')

/** @throws UsageError where not exactly one of a file and a shop is named, and both are complete */
export function sourceKind(given: Given): 'file' | 'shop' {
  const [orders, shop, mapping] = ['orders', 'shop', 'mapping'].map((name) => given.isTyped(name))
  if (orders && shop)
    throw new UsageError('--orders and --shop exclude each other: name a file or a shop')
  if (!(orders || shop))
    throw new UsageError(
      '--orders FILE or --shop ID is missing: a CSV file of orders with its --mapping, or a shop',
    )
  if (orders && !mapping)
    throw new UsageError(`--mapping NAME is missing: ${sourceOptions.mapping.about}`)
  if (shop && mapping) throw new UsageError('--mapping goes with --orders, a shop needs none')
  for (const option of ['db', 'table'])
    if (orders && given.isTyped(option))
      throw new UsageError(`--${option} goes with --shop, a file is read without it`)
  return orders ? 'file' : 'shop'
}

/** @throws UsageError, or Failure where the file or the shop cannot be read, or holds no order */
export async function readSource(given: Given, io: Io): Promise<OrderSource> {
  const source =
    sourceKind(given) === 'file' ? await readFile(given, io) : await readShop(given, io)
  if (source.book.span() === undefined)
    throw new Failure(`${source.name} holds no order of a customer: there is nothing to learn from`)
  return source
}

async function readShop(given: Given, io: Io): Promise<OrderSource> {
  const shop = given.value('shop')
  const progress = makeProgress(io)
  let customers = 0
  const { policy, book } = await withStore(given, async (store) => {
    const { policy } = (await shopIn(store, shop)).settings
    const { mergeOrdersWithinMinutes } = policy
    const book = openOrderBook({ freeOrdersCount: false, mergeOrdersWithinMinutes })
    for await (const { facts } of eachCustomer(store.table, customersPrefix(shop))) {
      for (const order of facts.orders) book.order(facts.customer, order)
      for (const refund of facts.refunds) book.refund(facts.customer, refund)
      progress.show(`${counted(++customers, 'customer')} read`)
    }
    return { policy, book }
  })
  progress.done()
  return { name: `the shop ${shop}`, book, end: io.now(), policy }
}

async function readFile(given: Given, io: Io): Promise<OrderSource> {
  const file = given.value('orders')
  const { consent: _consent, ...mapping } = await findMapping(given.value('mapping'))
  await access(file).catch((error: Error) => {
    throw new Failure(`${file} cannot be read: ${error.message}`)
  })
  const book = openOrderBook({ freeOrdersCount: true })
  const progress = makeProgress(io)
  try {
    const {
      statuses: _statuses,
      grossMinor: _gross,
      ...read
    } = await importOrders({
      source: createReadStream(file),
      mapping,
      port: collectInto(book),
      importId: file,
      onProgress: (reached) =>
        progress.show(
          reached.phase === 'reading'
            ? `${counted(reached.rows, 'row')} read`
            : `${counted(reached.records, 'record')} taken in`,
        ),
    })
    const { last: end = io.now() } = book.span() ?? {}
    return { name: file, book, file: read, end, policy: POLICY_OF_FILES }
  } catch (error) {
    if (!(error instanceof ImportFault)) throw error
    const place = error.line === undefined ? file : `${file}:${error.line}`
    throw new Failure(`${place}: ${error.message.replace(/^line \d+: /, '')}`)
  } finally {
    progress.done()
  }
}

/** Checks each record as an import does, so that both take the same orders. */
const collectInto = (book: OrderBook): ImportPort => ({
  begin: async () => {},
  record: async (batch) => batch.map((record) => collect(importedBody(record), book)),
  complete: async () => {},
})

function collect(fact: ImportedBody, book: OrderBook): RecordStatus {
  if (fact.kind === 'rejected') return { status: 'rejected', reason: fact.reason }
  const { customer } = fact.kind === 'purchase' ? fact.purchase : fact.refund
  // A guest is known by their address, and "0" is what shops call a guest.
  const isGuest = customer?.id === undefined || customer.id === '0'
  const name = isGuest ? customer?.email?.toLowerCase() : customer.id
  if (name === undefined) return { status: 'rejected', reason: 'a guest without an address' }
  if (fact.kind === 'purchase') book.order(name, fact.purchase)
  else book.refund(name, fact.refund)
  return { status: 'recorded' }
}
