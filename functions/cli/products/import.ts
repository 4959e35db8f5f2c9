/** `rekindle products import`: what mails may show of the articles, from a product feed. */
import { createReadStream } from 'node:fs'
import type { Product, ProductWords } from '../../domain/recommend/product.ts'
import {
  type FeedProduct,
  type ProductFeed,
  readProductFeed,
} from '../../intake/feeds/product-feed.ts'
import { ImportFault } from '../../intake/import/import-fault.ts'
import { productOf, shownLocales } from '../../intake/product-words.ts'
import { PostedLocale } from '../../intake/wire-parts.ts'
import { eachProduct, loadProduct, type ProductRecorded, recordProduct } from '../../store/items.ts'
import type { Table } from '../../store/table.ts'
import { cannotRead, Failure, UsageError } from '../failure.ts'
import { putEach } from '../import/put-each.ts'
import { refusedLines } from '../import/refused-lines.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { type Given, type Io, jsonOption, type Options, shopOption, verb } from '../verb.ts'

const options = {
  ...shopOption,
  locale: { value: 'TAG' },
  tabs: {},
  full: {},
  ...storeOptions,
  ...jsonOption,
} as const satisfies Options
type FeedGiven = Given<typeof options>

export const importProducts = verb('products import', {
  arguments: [{ name: 'FILE' }],
  options,
  renamed: { whole: 'full' },
  examples: {
    feed: 'rekindle products import feed.csv --locale en --shop acme',
    full: 'rekindle products import feed.txt --tabs --locale zh-CN --full --shop acme',
  },
  run: (given, io) =>
    withStore(given, async (store) => {
      const { settings } = await shopIn(store, given.value('shop'))
      const feed = await read(given)
      const { id } = settings.shop
      const imported = {
        rows: feed.rows,
        ...(await put(feed, store.table, id, io)),
        withdrawn: given.flag('full') ? await withdrawOthers(feed, store.table, id, io) : 0,
        refused: feed.refused.length,
      }
      const { moreRefused } = io.words.import.products
      const refused = feed.refused.map(({ line, problem }) => ({
        line,
        problem: problem(io.words.faults),
      }))
      io.stderr.write(refusedLines(given.arguments[0] ?? '', refused, moreRefused))
      return imported
    }),
  text(
    imported,
    {
      words: {
        import: { products: words },
      },
    },
  ) {
    const { recorded, updated, unchanged, stale, incomplete, withdrawn, refused } = imported
    const parts = [
      words.recorded(recorded),
      words.updated(updated),
      words.unchanged(unchanged),
      ...(stale > 0 ? [words.stale(stale)] : []),
      ...(withdrawn > 0 ? [words.withdrawn(withdrawn)] : []),
      ...(refused > 0 ? [words.refused(refused)] : []),
      ...(incomplete > 0 ? [words.incomplete(incomplete)] : []),
    ]
    return words.totals(imported.products, imported.rows, parts)
  },
})

async function read(given: FeedGiven): Promise<ProductFeed> {
  const [file = ''] = given.arguments
  const tag = given.text('locale')
  const locale = tag === undefined ? undefined : PostedLocale.safeParse(tag).data
  if (tag !== undefined && locale === undefined)
    throw new UsageError((w) => w.usage.language('locale', tag))
  try {
    return await readProductFeed(createReadStream(file), {
      ...(locale !== undefined && { locale }),
      delimiter: given.flag('tabs') ? '\t' : ',',
    })
  } catch (error) {
    if (error instanceof ImportFault) throw nothingImported(file, error)
    throw cannotRead(file, error)
  }
}

const nothingImported = (file: string, { code, line, sentence }: ImportFault): Failure =>
  new Failure((w) => {
    const words = w.import.products
    const problem =
      line === undefined ? sentence(w.faults) : w.faults.rows.inLine(line, sentence(w.faults))
    const text = words.nothingImported(file, problem)
    return code === 'missing-column' ? w.joinSentences(text, words.missingColumn) : text
  })

type ImportCounts = Readonly<Record<ProductRecorded, number>> & {
  readonly products: number
  /** Available, and complete in no language. */
  readonly incomplete: number
}

async function put(
  { products }: ProductFeed,
  table: Table,
  shop: string,
  io: Io,
): Promise<ImportCounts> {
  const became = { recorded: 0, updated: 0, unchanged: 0, stale: 0, incomplete: 0 }
  async function putOne([sku, fed]: readonly [string, FeedProduct]): Promise<void> {
    const product = await merged(table, shop, sku, fed)
    became[await recordProduct(table, shop, sku, product, io.now())]++
    if (isIncomplete(product)) became.incomplete++
  }
  await putEach(products, putOne, io.words.import.products.done, io)
  return { products: products.size, ...became }
}

/** A feed decides for its own languages: what is in stock in one is for sale. */
async function merged(table: Table, shop: string, sku: string, fed: FeedProduct): Promise<Product> {
  const known = await loadProduct(table, shop, sku)
  const inStock = Object.values(fed).some(isAvailable)
  const { available, locales } = productOf(inStock || known?.available === true, fed)
  return { available, locales: { ...known?.locales, ...locales } }
}

const isAvailable = ({ available = true }: ProductWords): boolean => available

/** Available in a language, and complete in none. */
const isIncomplete = (product: Product): boolean =>
  product.available &&
  Object.values(product.locales).some(isAvailable) &&
  shownLocales(product).length === 0

async function withdrawOthers(
  { ids, languages }: ProductFeed,
  table: Table,
  shop: string,
  io: Io,
): Promise<number> {
  let withdrawn = 0
  for await (const { sku, product } of eachProduct(table, shop)) {
    const isGone = (locale: string, words: ProductWords) =>
      languages.has(locale) && isAvailable(words)
    const byLocale = Object.entries(product.locales)
    if (ids.has(sku) || !product.available || !byLocale.some(([tag, words]) => isGone(tag, words)))
      continue
    const locales = byLocale.map(
      ([tag, words]) => [tag, isGone(tag, words) ? { ...words, available: false } : words] as const,
    )
    const withdrawnThere = { ...product, locales: Object.fromEntries(locales) }
    await recordProduct(table, shop, sku, withdrawnThere, io.now())
    withdrawn++
  }
  return withdrawn
}
