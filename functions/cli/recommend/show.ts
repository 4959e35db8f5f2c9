/** `rekindle recommend show`: what goes with a product, or what a customer would be shown, and why. */
import { objectsToProfiling } from '../../domain/consent.ts'
import type { Settings } from '../../domain/policy.ts'
import { MOST_RECOMMENDED } from '../../domain/recommend/recommend.ts'
import { recommendForCustomer } from '../../insight/learning/recommend-for-customer.ts'
import { isKnown } from '../../intake/customers.handler.ts'
import { productView } from '../../intake/product-view.ts'
import { PostedLocale } from '../../intake/wire-parts.ts'
import { againSentence } from '../../language/product-sentences.ts'
import { countKnown, loadCounted, loadPopular } from '../../store/counted-items.ts'
import { loadPerson } from '../../store/customers.ts'
import { eachProduct, loadStoredProduct } from '../../store/items.ts'
import { customerKey } from '../../store/keys.ts'
import { noSuchCustomer } from '../customer/unknown.ts'
import { Failure, UsageError } from '../failure.ts'
import { plainVoice } from '../message/voice.ts'
import { askStore, type Store, shopIn, storeOptions } from '../open-store.ts'
import { type Given, type Io, jsonOption, type Options, shopOption, verb } from '../verb.ts'
import { type NameKnown, neighboursText, recommendedText, standingLines } from './text.ts'

const options = {
  item: { value: 'SKU' },
  customer: { value: 'ID' },
  ...shopOption,
  locale: { value: 'TAG' },
  ...storeOptions,
  ...jsonOption,
} as const satisfies Options
type ShowGiven = Given<typeof options>

export const show = verb('recommend show', {
  arguments: [],
  options,
  examples: {
    item: 'rekindle recommend show --item TEA-7 --shop acme',
    customer: 'rekindle recommend show --customer 17850 --locale en --shop acme --json',
  },
  async run(given, io) {
    const [item, customer] = [given.text('item'), given.text('customer')]
    if (item !== undefined && customer === undefined)
      return askStore(given, (store) => forItem(store, item, given, io))
    if (customer !== undefined && item === undefined)
      return askStore(given, (store) => forCustomer(store, customer, given, io))
    throw new UsageError((w) => w.recommend.choose)
  },
  json(result) {
    if (!('item' in result)) return result
    const { item, neighbours, again, stored, rule } = result
    return {
      item,
      neighbours,
      again: again ?? null,
      product: stored ? productView(stored, rule) : null,
    }
  },
  text(result, { language, words: { recommend: words } }) {
    if (!('item' in result)) return recommendedText(result.customer, result.recommendations, words)
    const { item, neighbours, again, name, stored, rule } = result
    const voice = plainVoice(language, rule.now)
    const together = [
      neighboursText(item, neighbours, words, name),
      again && againSentence(again, voice),
    ]
      .filter(Boolean)
      .join('\n\n')
    if (stored) return [together, ...standingLines(stored.product, rule, voice)].join('\n')
    return neighbours.length > 0 ? `${together}\n\n${voice.words.products.onlyOrdered}` : together
  },
})

async function forItem(store: Store, item: string, given: ShowGiven, io: Io) {
  const { shop, policy } = await countedShop(store, given)
  const { neighbours, again } = await loadCounted(store.table, shop.id, item)
  const stored = await loadStoredProduct(store.table, shop.id, item)
  const isNamed = neighbours.length > 0 || again !== undefined || stored !== undefined
  const name = isNamed ? { isKnown: true } : await otherName(store, shop.id, item)
  const rule = { now: io.now(), unseenAfterDays: policy.recommend.unseenAfterDays }
  return { item, neighbours, again, name, stored, rule }
}

/** The same in other letter case, where nothing is known of an item. */
async function otherName({ table }: Store, shop: string, item: string): Promise<NameKnown> {
  const isOtherCase = (sku: string) => sku.toLowerCase() === item.toLowerCase()
  let otherCase = [...(await countKnown(table, shop)).keys()].find(isOtherCase)
  if (otherCase === undefined)
    for await (const { sku } of eachProduct(table, shop)) if (isOtherCase(sku)) otherCase ??= sku
  return { isKnown: false, ...(otherCase !== undefined && { otherCase }) }
}

async function forCustomer(store: Store, customer: string, given: ShowGiven, io: Io) {
  const { shop, policy } = await countedShop(store, given)
  const loaded = await loadPerson(store.table, customerKey(shop.id, customer))
  if (!isKnown(loaded)) throw noSuchCustomer(customer, shop.id)
  const { facts, key } = loaded
  const locale = localeOf(given) ?? facts.preferences?.locale ?? facts.profile?.locale
  if (locale === undefined) throw new UsageError((w) => w.recommend.noLanguage)
  const objects = objectsToProfiling(facts.consents, io.now())
  const recommendations = await recommendForCustomer(
    { key, shop: shop.id, objectsToProfiling: objects },
    locale,
    MOST_RECOMMENDED,
    { table: store.table, now: io.now, policy: policy.recommend },
  )
  return { customer, locale, objectsToProfiling: objects, recommendations }
}

function localeOf(given: ShowGiven): string | undefined {
  const tag = given.text('locale')
  const locale = PostedLocale.safeParse(tag)
  if (tag === undefined || locale.success) return locale.data
  throw new UsageError((w) => w.usage.language('locale', tag))
}

/** @throws Failure if nothing was built yet */
async function countedShop(store: Store, given: ShowGiven): Promise<Settings> {
  const { settings } = await shopIn(store, given.value('shop'))
  const { id } = settings.shop
  if (await loadPopular(store.table, id)) return settings
  throw new Failure((w) => w.recommend.notBuilt(id))
}
