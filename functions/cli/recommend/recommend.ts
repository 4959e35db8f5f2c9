/** `rekindle recommend`: what goes with an article, or what a customer would be shown, and why. */
import { objectsToProfiling } from '../../domain/consent.ts'
import type { Settings } from '../../domain/policy.ts'
import { MOST_RECOMMENDED } from '../../domain/recommend/recommend.ts'
import { recommendForCustomer } from '../../insight/learning/recommend-for-customer.ts'
import { isKnown } from '../../intake/customers.handler.ts'
import { PostedLocale } from '../../intake/wire-parts.ts'
import { loadCustomer } from '../../store/customers.ts'
import {
  countNeighbours,
  eachProduct,
  loadNeighbours,
  loadPopular,
  loadProduct,
} from '../../store/items.ts'
import { customerKey } from '../../store/keys.ts'
import { type Command, type Given, type Io, jsonOption } from '../command.ts'
import { noSuchCustomer } from '../customer/unknown.ts'
import { Failure, UsageError } from '../failure.ts'
import { type Store, shopIn, storeOptions, withStore } from '../open-store.ts'
import { shopOption } from '../verb.ts'
import { type NameKnown, tellNeighbours, tellRecommended } from './text.ts'

export const command: Command = {
  name: 'recommend show',
  summary: 'Tells what is bought together with an article, or what a mail would show a customer.',
  about:
    'By what was counted last, which `rekindle recommend build` does anew. A customer is shown what is available and complete in their language, that they neither have nor sent back and were not recommended lately; who objects to profiling is shown what sells best. Nothing is changed.',
  arguments: [],
  options: {
    item: { value: 'SKU', about: 'the article, as orders name it' },
    customer: { value: 'ID', about: "the customer's id in the shop" },
    ...shopOption,
    locale: { value: 'TAG', about: "with --customer: the mail's language; if left out, theirs" },
    ...storeOptions,
    ...jsonOption,
  },
  examples: [
    'rekindle recommend show --item TEA-7 --shop acme',
    'rekindle recommend show --customer 17850 --locale en --shop acme --json',
    'rekindle recommend build --shop acme',
  ],
  run(given, io) {
    const [item, customer] = [given.text('item'), given.text('customer')]
    if (item !== undefined && customer === undefined)
      return withStore(given, (store) => forItem(store, item, given, io))
    if (customer !== undefined && item === undefined)
      return withStore(given, (store) => forCustomer(store, customer, given, io))
    throw new UsageError('write either --item SKU or --customer ID')
  },
}

async function forItem(store: Store, item: string, given: Given, io: Io): Promise<void> {
  const { shop } = await countedShop(store, given)
  const neighbours = await loadNeighbours(store.table, shop.id, item)
  if (given.flag('json')) return io.print(JSON.stringify({ item, neighbours }))
  const name = neighbours.length > 0 ? undefined : await nameKnown(store, shop.id, item)
  io.print(tellNeighbours(item, neighbours, name))
}

/** Whether the shop told of it, or else of the same in other letter case. */
async function nameKnown({ table }: Store, shop: string, item: string): Promise<NameKnown> {
  if (await loadProduct(table, shop, item)) return { told: true }
  const isOtherCase = (sku: string) => sku.toLowerCase() === item.toLowerCase()
  let otherCase = [...(await countNeighbours(table, shop)).keys()].find(isOtherCase)
  if (otherCase === undefined)
    for await (const { sku } of eachProduct(table, shop)) if (isOtherCase(sku)) otherCase ??= sku
  return { told: false, ...(otherCase !== undefined && { otherCase }) }
}

async function forCustomer(store: Store, customer: string, given: Given, io: Io): Promise<void> {
  const { shop, policy } = await countedShop(store, given)
  const loaded = await loadCustomer(store.table, customerKey(shop.id, customer))
  if (!isKnown(loaded)) throw noSuchCustomer(customer, shop.id)
  const { facts, key } = loaded
  const locale = localeOf(given) ?? facts.preferences?.locale ?? facts.profile?.locale
  if (locale === undefined)
    throw new UsageError('nobody told the language of this customer: name one with --locale TAG')
  const objects = objectsToProfiling(facts.consents, io.now())
  const recommendations = await recommendForCustomer(
    { key, shop: shop.id, objectsToProfiling: objects },
    locale,
    MOST_RECOMMENDED,
    { table: store.table, now: io.now, policy: policy.recommend },
  )
  io.print(
    given.flag('json')
      ? JSON.stringify({ customer, locale, objectsToProfiling: objects, recommendations })
      : tellRecommended(customer, recommendations),
  )
}

function localeOf(given: Given): string | undefined {
  const tag = given.text('locale')
  const locale = PostedLocale.safeParse(tag)
  if (tag === undefined || locale.success) return locale.data
  throw new UsageError(`--locale cannot be "${tag}": write a language tag such as en or zh-CN`)
}

/** @throws Failure where nothing was counted yet */
async function countedShop(store: Store, given: Given): Promise<Settings> {
  const { settings } = await shopIn(store, given.value('shop'))
  const { id } = settings.shop
  if (await loadPopular(store.table, id)) return settings
  throw new Failure(
    `Nothing was counted yet of what is bought in ${id}. Do so with: rekindle recommend build --shop ${id}`,
  )
}
