/** Answers for a shop's customers. */
import { LIFECYCLE_CLASSES, type LifecycleClass } from '../domain/lifecycle-class.ts'
import { aboutCustomer, customerName } from '../language/voice.ts'
import { guestId } from '../store/identity.ts'
import { CUSTOMER_SORTS } from './console-reads.ts'
import { customerPage } from './customer-page.ts'
import { CUSTOMERS_A_PAGE, customersPage } from './customers-page.ts'
import { type ConsoleAnswer, elsewhere, pageNumber } from './page.ts'
import {
  badRequest,
  type ConsolePorts,
  inShop,
  notFound,
  type PageRequest,
  showPage,
} from './page-request.ts'
import { customerPath, customersPath } from './paths.ts'

/** As long as an address may be (RFC 5321, 4.5.3.1.3), which is longer than any id. */
const LONGEST_TEXT = 254
const SEE_OTHER = 303

export const customersAnswer = (asked: PageRequest, id: string): Promise<ConsoleAnswer> =>
  inShop(asked, id, async ({ settings, voice }) => {
    const { request, ports, now } = asked
    const wanted = customersWanted(request.query)
    if (!wanted) return badRequest(asked)
    const { search: text, address: addressHash, ...rest } = wanted
    const search =
      addressHash !== undefined ? { addressHash } : text !== undefined ? { text } : undefined
    const [counts, page] = await Promise.all([
      ports.reads.counts(id),
      ports.reads.customers(id, { ...rest, ...(search && { search }), limit: CUSTOMERS_A_PAGE }),
    ])
    const toShow = {
      ...{ settings, counts: counts.classes, page, wanted, now },
      pageNumber: pageNumber(request.query),
    }
    return showPage(asked, voice, {
      title: voice.words.list.title(settings.shop.name),
      shop: id,
      current: 'customers',
      main: customersPage(toShow, voice),
    })
  })

/**
 * Answers the search form, which is posted so that no address stands in the address of a page, in a
 * browser's history or in the log of a proxy: it leads to the list by the address's keyed hash.
 */
export async function searchAnswer(asked: PageRequest, shop: string): Promise<ConsoleAnswer> {
  const { request, ports } = asked
  const form = new URLSearchParams(request.body)
  const wanted = customersWanted(form)
  if (request.body === undefined || !wanted) return badRequest(asked)
  const { class: inClass, search: typed = '', sort } = wanted
  const text = typed.trim()
  const filter = { ...(inClass && { class: inClass }), ...(sort && { sort }) }
  const [withOrder, ...more] = text === '' ? [] : await ports.reads.found(shop, { orderId: text })
  if (withOrder !== undefined && more.length === 0)
    return elsewhere(customerPath(shop, withOrder), SEE_OTHER)
  if (!text.includes('@'))
    return elsewhere(customersPath(shop, { ...filter, search: text }), SEE_OTHER)
  // The ids of some shops contain an @.
  if (await ports.reads.customer(shop, text)) return elsewhere(customerPath(shop, text), SEE_OTHER)
  const address = await hashOfCustomers(shop, text, ports)
  const present = await ports.reads.found(shop, { addressHashes: [address] })
  const led = present.length > 0 ? undefined : await ports.reads.customer(shop, guestId(address))
  if (led) return elsewhere(customerPath(shop, led.facts.customer), SEE_OTHER)
  return elsewhere(customersPath(shop, { ...filter, address }), SEE_OTHER)
}

/** The hash by which customers of the shop are known; with a single key there is only one. */
async function hashOfCustomers(
  shop: string,
  email: string,
  { reads, addressHash: hash, addressKeys }: ConsolePorts,
): Promise<string> {
  const current = hash(email)
  const hashes = addressKeys?.().hashes(email) ?? []
  if (hashes.length <= 1) return current
  for (const addressHash of hashes) {
    const page = await reads.customers(shop, { search: { addressHash }, limit: 1 })
    if (page.customers.length > 0) return addressHash
  }
  return current
}

/** Undefined where something is asked for that there cannot be. */
function customersWanted(query: URLSearchParams) {
  const [asked, search, address, after, order] = [
    ...['class', 'search', 'address', 'after', 'sort'].map((name) => query.get(name) || undefined),
  ]
  const found = LIFECYCLE_CLASSES.find((one): one is LifecycleClass => one === asked)
  const sort = CUSTOMER_SORTS.find((one) => one === order)
  const isShort = (text = '') => text.isWellFormed() && text.length <= LONGEST_TEXT
  if ((asked !== undefined && !found) || (order !== undefined && !sort)) return undefined
  if (![search, address, after].every(isShort)) return undefined
  return {
    ...(found && { class: found }),
    ...(search !== undefined && { search }),
    ...(address !== undefined && { address }),
    ...(sort && { sort }),
    ...(after !== undefined && { after }),
  }
}

export const customerAnswer = (
  asked: PageRequest,
  shopId: string,
  id: string,
): Promise<ConsoleAnswer> =>
  inShop(asked, shopId, async ({ shop, settings, voice }) => {
    const { request, ports, now } = asked
    const customer = await ports.reads.customer(shopId, id)
    if (!customer) return notFound(asked, 'customer', shopId)
    if (customer.facts.customer !== id)
      return elsewhere(customerPath(shopId, customer.facts.customer), SEE_OTHER)
    const { profile } = customer.facts
    const test = await ports.reads.modelTest(shopId)
    const all = request.query.get('history') === 'all'
    return showPage(asked, voice, {
      title: customerName(customer.facts.customer, profile, voice),
      shop: shopId,
      current: 'customers',
      main: customerPage(
        { customer, shop, settings, test, all },
        aboutCustomer(voice, profile, now),
        now,
      ),
    })
  })
