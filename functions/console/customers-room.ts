/** Answers for a shop's customers. */
import { LIFECYCLE_CLASSES, type LifecycleClass } from '../domain/lifecycle-class.ts'
import { aboutCustomer } from '../language/voice.ts'
import { CUSTOMER_SORTS } from './console-reads.ts'
import { customerPage } from './customer-page.ts'
import { CUSTOMERS_A_PAGE, customersPage } from './customers-page.ts'
import { type ConsoleAnswer, pageNumber } from './page.ts'
import { badRequest, notFound, type PageRequest, shopToShow, showPage } from './page-request.ts'

const LONGEST_ID = 128

export async function customersAnswer(asked: PageRequest, id: string): Promise<ConsoleAnswer> {
  const { request, ports, now } = asked
  const found = await shopToShow(asked, id)
  if (!found) return notFound(asked, 'shop')
  const wanted = customersWanted(request.query)
  if (!wanted) return badRequest(asked)
  const { id: idPrefix, ...rest } = wanted
  const [counts, page] = await Promise.all([
    ports.reads.counts(id),
    ports.reads.customers(id, {
      ...rest,
      ...(idPrefix !== undefined && { idPrefix }),
      limit: CUSTOMERS_A_PAGE,
    }),
  ])
  const { settings } = found
  const voice = asked.voiceIn(settings.shop.zone)
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
}

/** Undefined where something is asked for that there cannot be. */
function customersWanted(query: URLSearchParams) {
  const [asked, id, after, order] = ['class', 'id', 'after', 'sort'].map(
    (name) => query.get(name) || undefined,
  )
  const found = LIFECYCLE_CLASSES.find((one): one is LifecycleClass => one === asked)
  const sort = CUSTOMER_SORTS.find((one) => one === order)
  const isId = (text = '') => text.isWellFormed() && text.length <= LONGEST_ID
  if ((asked !== undefined && !found) || (order !== undefined && !sort)) return undefined
  if (!isId(id) || !isId(after)) return undefined
  return {
    ...(found && { class: found }),
    ...(id !== undefined && { id }),
    ...(sort && { sort }),
    ...(after !== undefined && { after }),
  }
}

export async function customerAnswer(
  asked: PageRequest,
  shopId: string,
  id: string,
): Promise<ConsoleAnswer> {
  const { request, ports, now } = asked
  const found = await shopToShow(asked, shopId)
  if (!found) return notFound(asked, 'shop')
  const customer = await ports.reads.customer(shopId, id)
  if (!customer) return notFound(asked, 'customer', shopId)
  const voice = asked.voiceIn(found.settings.shop.zone)
  const all = request.query.get('history') === 'all'
  return showPage(asked, voice, {
    title: customer.facts.profile?.name || id,
    shop: shopId,
    current: 'customers',
    main: customerPage(
      { customer, ...found, all },
      aboutCustomer(voice, customer.facts.profile, now),
      now,
    ),
  })
}
