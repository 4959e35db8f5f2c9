/**
 * Takes a product feed in, row by row: what it says of each article replaces what was known in its
 * language, and an article that it names and that cannot be read is not shown until it can.
 */
import { type BestSellersMet, bestSellersMet } from '../../domain/recommend/best-sellers-met.ts'
import {
  isIncompleteReason,
  type Product,
  type ProductWords,
  type ShowingRule,
  standingOf,
} from '../../domain/recommend/product.ts'
import { loadPopular } from '../../store/counted-items.ts'
import {
  changeProduct,
  eachProduct,
  type KnownProduct,
  type ProductChanged,
} from '../../store/items.ts'
import type { Table } from '../../store/table.ts'
import { betterRule } from './article-id.ts'
import type { FeedRow } from './feed-row.ts'
import { isNaming, type JudgedRow, judged, leftOut, newRun, type Run, withRow } from './feed-run.ts'

export type TakeFeedPorts = {
  readonly table: Table
  readonly shop: string
  /** When the run began: it dates everything that is noted. */
  readonly rule: ShowingRule
  /** For a person who waits. */
  readonly onProgress?: (rows: number) => void
}

export type TakeFeedOptions = {
  /**
   * The feed is complete: what it does not name is withdrawn in its languages. Where that is more
   * than this share of the shop's articles, nothing is withdrawn.
   */
  readonly whole?: { readonly mostWithdrawn: number }
}

export type FeedTaken = {
  /** Articles that it names. */
  readonly products: number
  readonly became: Readonly<Record<ProductChanged, number>>
  /** Available, and not shown in any language for want of a title, a page or a picture. */
  readonly incomplete: number
  /** Articles that are not shown because a row about them cannot be read. */
  readonly unread: number
  /** Articles of the shop that can be bought in a language of the feed, and those not named in one. */
  readonly others: { readonly known: number; readonly unnamed: number }
  readonly withdrawn: number
  /** It was to withdraw more than it may. */
  readonly isCut: boolean
  /** Undefined before they were counted. */
  readonly bestSellers: FedBestSellers | undefined
}

export type FedBestSellers = BestSellersMet & {
  /** By which rule for ids the feed would name more of them, and how many. */
  readonly better?: { readonly rule: string; readonly named: number }
}

/** Rows, and articles that are withdrawn. */
const AT_A_TIME = 200

/** A whole feed that would withdraw a greater share of the articles may be cut short. */
export const MOST_WITHDRAWN = 0.3

/**
 * @param read passes each row on, in the order of the feed
 * @throws what `read` throws, with what came before it taken in
 * @example await takeFeed((on) => readFeed(source, options, on), {}, ports)
 */
export async function takeFeed(
  read: (on: (row: FeedRow) => Promise<void>) => Promise<unknown>,
  { whole }: TakeFeedOptions,
  ports: TakeFeedPorts,
): Promise<FeedTaken> {
  const run = newRun()
  let waiting: JudgedRow[] = []
  let rows = 0
  const takeWaiting = async () => {
    const taken = [...bySku(waiting)]
    waiting = []
    await Promise.all(taken.map(([sku, named]) => takeRows(sku, named, run, ports)))
    ports.onProgress?.(rows)
  }
  try {
    await read(async (row) => {
      rows++
      if (!isNaming(row)) return
      waiting.push(judged(row, run, ports.rule.now))
      if (waiting.length >= AT_A_TIME) await takeWaiting()
    })
  } finally {
    await takeWaiting()
  }
  const others = await othersIn(run, ports)
  const isCut = whole !== undefined && others.unnamed > others.known * whole.mostWithdrawn
  const became = { recorded: 0, updated: 0, unchanged: 0, newer: 0 }
  for (const one of run.became.values()) if (one) became[one]++
  return {
    products: run.became.size,
    became,
    incomplete: run.incomplete.size,
    unread: run.unread.size,
    others,
    withdrawn: whole && !isCut ? await withdrawOthers(run, ports) : 0,
    isCut,
    bestSellers: await bestSellersIn(run, ports),
  }
}

function bySku(rows: readonly JudgedRow[]): ReadonlyMap<string, readonly JudgedRow[]> {
  const grouped = new Map<string, JudgedRow[]>()
  for (const judged of rows) {
    const same = grouped.get(judged.row.sku)
    if (same) same.push(judged)
    else grouped.set(judged.row.sku, [judged])
  }
  return grouped
}

async function takeRows(
  sku: string,
  rows: readonly JudgedRow[],
  run: Run,
  { table, shop, rule }: TakeFeedPorts,
): Promise<void> {
  const change = (known: Product | undefined) =>
    rows.reduce((so, row) => withRow(so, row, rule), known)
  const changed = await changeProduct(table, shop, sku, change, rule.now)
  if (!changed) return
  const { became, product } = changed
  run.became.set(sku, latterOf(run.became.get(sku), became))
  note(
    run.unread,
    sku,
    Object.values(product.locales).some(({ unread }) => unread !== undefined),
  )
  note(run.incomplete, sku, isIncomplete(product, rule))
}

/** Of an article whose rows were taken in at several times. */
const latterOf = (before: ProductChanged | undefined, after: ProductChanged): ProductChanged =>
  before === undefined || before === 'unchanged' ? after : before

function note(skus: Set<string>, sku: string, isOne: boolean): void {
  if (isOne) skus.add(sku)
  else skus.delete(sku)
}

/** It can be bought in a language, and mails show it in none for want of a title, a page or a picture. */
function isIncomplete(product: Product, rule: ShowingRule): boolean {
  const standings = Object.values(product.locales).map((words) => standingOf(words, rule))
  return (
    product.available &&
    standings.some(({ because }) => isIncompleteReason(because)) &&
    !standings.some(({ shown }) => shown)
  )
}

/** The articles that the feed does not name in one of its languages in which they are sold. */
async function* unnamedBy(
  run: Run,
  { table, shop }: TakeFeedPorts,
  onKnown: () => void,
): AsyncIterable<KnownProduct> {
  for await (const known of eachProduct(table, shop)) {
    const { sku, product } = known
    const sold = Object.entries(product.locales).flatMap(([tag, words]) =>
      run.namedIn.has(tag) && isAvailable(words) ? [tag] : [],
    )
    if (!product.available || sold.length === 0) continue
    onKnown()
    if (sold.some((tag) => leftOut(run, sku, tag))) yield known
  }
}

async function othersIn(run: Run, ports: TakeFeedPorts): Promise<FeedTaken['others']> {
  const others = { known: 0, unnamed: 0 }
  const unnamed = unnamedBy(run, ports, () => others.known++)
  for await (const _ of unnamed) others.unnamed++
  return others
}

async function withdrawOthers(run: Run, ports: TakeFeedPorts): Promise<number> {
  const { table, shop, rule } = ports
  let withdrawn = 0
  let waiting: string[] = []
  const withdraw = (sku: string) => {
    const change = (known: Product | undefined) =>
      known && withdrawnFrom(known, (tag) => leftOut(run, sku, tag))
    return changeProduct(table, shop, sku, change, rule.now)
  }
  const withdrawWaiting = async () => {
    const changed = await Promise.all(waiting.map(withdraw))
    waiting = []
    withdrawn += changed.filter((one) => one?.became === 'updated').length
  }
  for await (const { sku } of unnamedBy(run, ports, () => {})) {
    waiting.push(sku)
    if (waiting.length >= AT_A_TIME) await withdrawWaiting()
  }
  await withdrawWaiting()
  return withdrawn
}

const withdrawnFrom = (
  { available, locales }: Product,
  isLeftOut: (tag: string) => boolean,
): Product => ({
  available,
  locales: Object.fromEntries(
    Object.entries(locales).map(([tag, words]) => [
      tag,
      isLeftOut(tag) && isAvailable(words) ? { ...words, available: false } : words,
    ]),
  ),
})

const isAvailable = ({ available = true }: ProductWords): boolean => available

async function bestSellersIn(
  { became }: Run,
  { table, shop }: TakeFeedPorts,
): Promise<FedBestSellers | undefined> {
  const popular = await loadPopular(table, shop)
  if (!popular || popular.skus.length === 0) return undefined
  const met = bestSellersMet(popular.skus, (sku) => became.has(sku))
  const better = betterRule(became.keys(), popular.skus, met.named)
  return { ...met, ...(better && { better }) }
}
