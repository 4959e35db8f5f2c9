/** `rekindle products import`: what mails may show of the articles, from a product feed. */
import { createReadStream } from 'node:fs'
import type { Product, ProductWords } from '../../domain/recommend/product.ts'
import { ImportFault } from '../../intake/import/import-fault.ts'
import { type FeedProduct, type ProductFeed, readProductFeed } from '../../intake/product-feed.ts'
import { productOf, shownLocales } from '../../intake/product-words.ts'
import { PostedLocale } from '../../intake/wire-parts.ts'
import { eachProduct, loadProduct, type ProductRecorded, recordProduct } from '../../store/items.ts'
import type { Table } from '../../store/table.ts'
import { type Command, type Given, type Io, jsonOption } from '../command.ts'
import { Failure, UsageError } from '../failure.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { makeProgress } from '../progress.ts'
import { shopOption } from '../verb.ts'
import { counted, figure } from '../words.ts'

export const command: Command = {
  name: 'products import',
  summary: 'Imports the articles that mails may recommend, from a product feed.',
  about:
    'The feed is a CSV file as Google Merchant Center takes it, plain or gzipped, with the columns id, title, link, image_link and availability, and maybe price ("12.50 EUR") and locale. The id is the article as orders name it. In stock is available to readers of that language; out of stock, preorder and backorder are not. What is known in languages that the feed does not have stays. An article without a title, link or picture is kept, and shown to nobody. Importing a feed again changes nothing.',
  arguments: [{ name: 'FILE', about: 'the feed' }],
  options: {
    ...shopOption,
    locale: {
      value: 'TAG',
      about: 'the language of rows that name none, such as en or zh-CN',
    },
    tabs: { about: 'the columns are separated by tabs' },
    whole: {
      about:
        'the feed has all that is sold in its languages: what it does not have is not available there',
    },
    ...storeOptions,
    ...jsonOption,
  },
  examples: [
    'rekindle products import feed.csv --locale en --shop acme',
    'rekindle products import feed.txt --tabs --locale zh-CN --whole --shop acme',
  ],
  run: (given, io) =>
    withStore(given, async (store) => {
      const { settings } = await shopIn(store, given.value('shop'))
      const feed = await read(given)
      const { id } = settings.shop
      const imported = {
        rows: feed.rows,
        ...(await put(feed, store.table, id, io)),
        withdrawn: given.flag('whole') ? await withdrawOthers(feed, store.table, id, io) : 0,
        refused: feed.refused.length,
      }
      io.stderr.write(tellRefused(feed, given))
      io.print(given.flag('json') ? JSON.stringify(imported) : tell(imported))
    }),
}

async function read(given: Given): Promise<ProductFeed> {
  const [file = ''] = given.arguments
  const tag = given.text('locale')
  const locale = tag === undefined ? undefined : PostedLocale.safeParse(tag).data
  if (tag !== undefined && locale === undefined)
    throw new UsageError(`--locale cannot be "${tag}": write a language tag such as en or zh-CN`)
  try {
    return await readProductFeed(createReadStream(file), {
      ...(locale !== undefined && { locale }),
      delimiter: given.flag('tabs') ? '\t' : ',',
    })
  } catch (error) {
    if (error instanceof ImportFault) throw new Failure(`${file}: ${mended(error)}`)
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
    throw new Failure(`${file} cannot be read: ${(error as Error).message}`)
  }
}

const mended = ({ code, message }: ImportFault): string =>
  `${message}. Nothing was imported.${
    code === 'missing-column'
      ? ' Where no column names the language, --locale does; where tabs separate the columns, --tabs says so.'
      : ''
  }`

type ImportCounts = Readonly<Record<ProductRecorded, number>> & {
  readonly products: number
  /** Available, and complete in no language. */
  readonly incomplete: number
}

/** Enough to keep a table busy, and few enough to leave it to the shop's own work. */
const AT_A_TIME = 32

async function put(
  { products }: ProductFeed,
  table: Table,
  shop: string,
  io: Io,
): Promise<ImportCounts> {
  const progress = makeProgress(io)
  const queue = products.entries()
  const became = { recorded: 0, updated: 0, unchanged: 0, stale: 0, incomplete: 0 }
  let done = 0
  async function work(): Promise<void> {
    for (const [sku, told] of queue) {
      const product = await merged(table, shop, sku, told)
      became[await recordProduct(table, shop, sku, product, io.now())]++
      if (isIncomplete(product)) became.incomplete++
      progress.show(`${counted(++done, 'article')} done`)
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, work))
  } finally {
    progress.done()
  }
  return { products: products.size, ...became }
}

/** A feed speaks for its own languages: what is in stock in one is for sale, whatever was told. */
async function merged(
  table: Table,
  shop: string,
  sku: string,
  told: FeedProduct,
): Promise<Product> {
  const known = await loadProduct(table, shop, sku)
  const inStock = Object.values(told).some(isAvailable)
  const { available, locales } = productOf(inStock || known?.available === true, told)
  return { available, locales: { ...known?.locales, ...locales } }
}

const isAvailable = ({ available = true }: ProductWords): boolean => available

/** Available to somebody, and complete for nobody. */
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
    const told = Object.entries(product.locales)
    if (ids.has(sku) || !product.available || !told.some(([tag, words]) => isGone(tag, words)))
      continue
    const locales = told.map(
      ([tag, words]) => [tag, isGone(tag, words) ? { ...words, available: false } : words] as const,
    )
    const withdrawnThere = { ...product, locales: Object.fromEntries(locales) }
    await recordProduct(table, shop, sku, withdrawnThere, io.now())
    withdrawn++
  }
  return withdrawn
}

const LINES_NAMED = 10

function tellRefused({ refused }: ProductFeed, given: Given): string {
  const named = refused.slice(0, LINES_NAMED)
  const others = refused.length - named.length
  return [
    ...named.map(({ line, problem }) => `${given.arguments[0]}:${line}: ${problem}\n`),
    ...(others > 0 ? [`and ${counted(others, 'more row')} with faults\n`] : []),
  ].join('')
}

function tell(
  imported: ImportCounts & { rows: number; withdrawn: number; refused: number },
): string {
  const { recorded, updated, unchanged, stale, incomplete, withdrawn, refused } = imported
  const told = [
    `${figure(recorded)} new`,
    `${figure(updated)} changed`,
    `${figure(unchanged)} known already`,
    ...(stale > 0 ? [`${figure(stale)} older than what is stored`] : []),
    ...(withdrawn > 0 ? [`${figure(withdrawn)} not sold any more`] : []),
    ...(refused > 0 ? [`${counted(refused, 'row')} refused`] : []),
    ...(incomplete > 0 ? [`${figure(incomplete)} incomplete, which are shown to nobody`] : []),
  ]
  return `${counted(imported.products, 'article')} in ${counted(imported.rows, 'row')}: ${told.join(', ')}`
}
