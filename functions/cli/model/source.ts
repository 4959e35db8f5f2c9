/** Where the verbs of models take orders from: a file, of which nothing is stored, or a shop. */

import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { isPlaceholderId } from '../../domain/placeholder.ts'
import { defaultPolicy, type Policy, type Settings } from '../../domain/policy.ts'
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
import type { Sentence } from '../../language/command/command-words.ts'
import type { FaultWords } from '../../language/faults/fault-words.ts'
import { eachCustomer, type LoadedCustomer } from '../../store/customers.ts'
import { customersPrefix } from '../../store/keys.ts'
import { cannotRead, Failure, UsageError } from '../failure.ts'
import { findMapping } from '../import/find-mapping.ts'
import { type ImportedBody, importedBody } from '../import/imported-bodies.ts'
import { askStore, shopIn, type storeOptions } from '../open-store.ts'
import { makeProgress } from '../progress.ts'
import type { Given, Io, Options } from '../verb.ts'
import { shortInstant } from '../words.ts'

export const sourceOptions = {
  orders: { value: 'FILE' },
  mapping: { value: 'NAME', known: SHIPPED_MAPPINGS },
  shop: { value: 'ID' },
} as const satisfies Options

/** Of a verb that has the options above and those of the store. */
export type SourceGiven = Pick<
  Given<typeof sourceOptions & typeof storeOptions>,
  'find' | 'isTyped'
>

/** What a file held, next to the orders that count. */
export type FileFacts = Pick<
  ImportSummary,
  'rows' | 'purchases' | 'purchasesWithoutAmount' | 'refunds' | 'customers' | 'leftOut' | 'rejected'
>

export type OrderSource = {
  /** As messages name it. */
  readonly name: Sentence
  readonly book: OrderBook
  /** Absent for a shop. */
  readonly file?: FileFacts
  /** The last known instant: of a file its last order, unless that is later than now; of a shop now. */
  readonly end: Instant
  /** The shop's; for a file the default one. */
  readonly policy: Pick<Policy, 'dormantAfterDays' | 'personalThreshold'>
  /** The shop's; absent for a file. */
  readonly currency?: string
}

/** Sees every customer of a shop as they are read; of a file there is nothing to see but orders. */
export type SourceWatcher = (
  settings: Settings,
  now: Instant,
) => { readonly add: (facts: LoadedCustomer['facts']) => void }

/** A file has no policy; what it says of money is not read. */
const POLICY_OF_FILES = defaultPolicy('EUR')

/** @throws UsageError if not exactly one of a file and a shop is named, and both are complete */
export function sourceKind(given: SourceGiven): 'file' | 'shop' {
  const [orders, shop, mapping] = (['orders', 'shop', 'mapping'] as const).map((name) =>
    given.isTyped(name),
  )
  if (orders && shop) throw new UsageError((w) => w.usage.exclude(['--orders', '--shop']))
  if (!(orders || shop)) throw new UsageError((w) => w.model.usage.sourceMissing)
  if (orders && !mapping)
    throw new UsageError((w) =>
      w.usage.missingOption('--mapping NAME', w.verbs['model fit'].options.mapping),
    )
  if (shop && mapping) throw new UsageError((w) => w.model.usage.mappingForShop)
  for (const option of ['db', 'table'] as const)
    if (orders && given.isTyped(option))
      throw new UsageError((w) => w.model.usage.storeForFile(`--${option}`))
  return orders ? 'file' : 'shop'
}

/** @throws UsageError, or Failure if the file or the shop cannot be read or has no orders */
export async function readSource(
  given: SourceGiven,
  io: Io,
  watch?: SourceWatcher,
): Promise<OrderSource> {
  const source =
    sourceKind(given) === 'file' ? await readFile(given, io) : await readShop(given, io, watch)
  if (source.book.span() === undefined)
    throw new Failure((w) => w.model.failures.empty(source.name(w)))
  return source
}

async function readShop(
  given: SourceGiven,
  io: Io,
  watch: SourceWatcher | undefined,
): Promise<OrderSource> {
  const shop = given.find('shop') ?? ''
  const progress = makeProgress(io)
  let customers = 0
  const { policy, book } = await askStore(given, async (store) => {
    const { settings } = await shopIn(store, shop)
    const { policy } = settings
    const { mergeOrdersWithinMinutes } = policy
    const watcher = watch?.(settings, io.now())
    const book = openOrderBook({ freeOrdersCount: false, mergeOrdersWithinMinutes })
    for await (const { facts } of eachCustomer(store.table, customersPrefix(shop))) {
      for (const order of facts.orders) book.order(facts.customer, order)
      for (const refund of facts.refunds) book.refund(facts.customer, refund)
      watcher?.add(facts)
      progress.show(io.words.progress.customersRead(++customers))
    }
    return { policy, book }
  })
  progress.done()
  const { currency } = policy
  return { name: (w) => w.model.shop(shop), book, end: io.now(), policy, currency }
}

async function readFile(given: SourceGiven, io: Io): Promise<OrderSource> {
  const file = given.find('orders') ?? ''
  const { consent: _consent, ...mapping } = await findMapping(given.find('mapping') ?? '')
  await access(file).catch((error: Error) => {
    throw cannotRead(file, error)
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
      port: collectInto(book, io.words.faults),
      importId: file,
      onProgress: (reached) =>
        progress.show(
          reached.phase === 'reading'
            ? io.words.progress.rowsRead(reached.rows)
            : io.words.progress.recordsStored(reached.records),
        ),
    })
    return {
      name: () => file,
      book,
      file: read,
      end: endOf(file, book, io),
      policy: POLICY_OF_FILES,
    }
  } catch (error) {
    if (!(error instanceof ImportFault)) throw error
    const place = error.line === undefined ? file : `${file}:${error.line}`
    throw new Failure((w) => w.faults.rows.asLine(place, error.sentence(w.faults)))
  } finally {
    progress.done()
  }
}

/** An order in the future, which is a mistyped one, must not make everyone inactive up to then. */
function endOf(file: string, book: OrderBook, { now, stderr, words }: Io): Instant {
  const at = now()
  const { last = at } = book.span() ?? {}
  if (last <= at) return last
  stderr.write(`${words.model.laterThanNow(file, shortInstant(last))}\n`)
  return at
}

/** Checks each record as an import does, so that both take the same orders. */
const collectInto = (book: OrderBook, words: FaultWords): ImportPort => ({
  begin: async () => {},
  record: async (batch) => batch.map((record) => collect(importedBody(record, words), book, words)),
  complete: async () => {},
})

function collect(fact: ImportedBody, book: OrderBook, { records }: FaultWords): RecordStatus {
  if (fact.kind === 'rejected') return { status: 'rejected', reason: fact.reason }
  const { customer } = fact.kind === 'purchase' ? fact.purchase : fact.refund
  // A guest is known by their address, whatever a shop calls a guest.
  const isGuest = customer?.id === undefined || isPlaceholderId(customer.id)
  const email = typeof customer?.email === 'string' ? customer.email.toLowerCase() : undefined
  const name = isGuest ? email : customer.id
  if (name === undefined) return { status: 'rejected', reason: records.noAddress }
  if (fact.kind === 'purchase') book.order(name, fact.purchase)
  else book.refund(name, fact.refund)
  return { status: 'recorded' }
}
