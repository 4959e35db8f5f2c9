/** Answers for a shop's products. */
import type { Settings } from '../domain/policy.ts'
import type { ShowingRule } from '../domain/recommend/product.ts'
import type { Instant } from '../domain/time.ts'
import { productName } from '../language/product-sentences.ts'
import type { ProductRecord } from './console-reads.ts'
import { type ConsoleAnswer, elsewhere, pageNumber } from './page.ts'
import { badRequest, inShop, type PageRequest, showPage } from './page-request.ts'
import { productPath } from './paths.ts'
import { picturesOf, productPage } from './product-page.ts'
import { PRODUCTS_A_PAGE, productsPage } from './products-page.ts'

/** As long as an id may be. */
const LONGEST_ID = 128

export const productsAnswer = (asked: PageRequest, shop: string): Promise<ConsoleAnswer> =>
  inShop(asked, shop, async (shown) => {
    const { query } = asked.request
    const [id = '', after = ''] = ['id', 'after'].map((name) => query.get(name)?.trim())
    if (![id, after].every(isShort)) return badRequest(asked)
    if (id === '') return listAnswer(asked, shown, after)
    if (isKnown(await asked.ports.reads.product(shop, id))) return elsewhere(productPath(shop, id))
    return listAnswer(asked, shown, '', id)
  })

const isShort = (text: string): boolean =>
  text.isWellFormed() && Buffer.byteLength(text) <= LONGEST_ID

/** In the catalogue, or in orders at least. */
const isKnown = ({ stored, neighbours, bestSellers }: ProductRecord): boolean =>
  stored !== undefined || neighbours.length > 0 || bestSellers?.rank !== undefined

/** @param unknown an id that was looked up, of which nothing is known */
async function listAnswer(
  asked: PageRequest,
  { settings, voice }: Parameters<Parameters<typeof inShop>[2]>[0],
  after: string,
  unknown?: string,
): Promise<ConsoleAnswer> {
  const { ports, now, request } = asked
  const { id } = settings.shop
  const [page, otherCase] = await Promise.all([
    ports.reads.products(id, { ...(after !== '' && { after }), limit: PRODUCTS_A_PAGE }),
    unknown === undefined ? undefined : ports.reads.productInOtherCase(id, unknown),
  ])
  return showPage(asked, voice, {
    ...(unknown !== undefined && { status: 404 }),
    title: voice.words.products.title,
    shop: id,
    current: 'products',
    main: productsPage(
      {
        ...{ shop: id, page, rule: ruleOf(settings, now), unknown, otherCase },
        pageNumber: after === '' ? 1 : pageNumber(request.query),
      },
      voice,
    ),
  })
}

export const productAnswer = (
  asked: PageRequest,
  shop: string,
  sku: string,
): Promise<ConsoleAnswer> =>
  inShop(asked, shop, async (shown) => {
    if (!isShort(sku)) return badRequest(asked)
    const record = await asked.ports.reads.product(shop, sku)
    if (!isKnown(record)) return listAnswer(asked, shown, '', sku)
    const { settings, voice } = shown
    const { drawingAt } = asked.ports
    return showPage(asked, voice, {
      title: productName(sku, record.stored?.product, voice),
      shop,
      current: 'products',
      main: productPage(
        {
          ...{ shop, sku, record, drawingAt },
          ...{ rule: ruleOf(settings, asked.now), policy: settings.policy },
        },
        voice,
      ),
      pictures: picturesOf(record, drawingAt),
    })
  })

const ruleOf = ({ policy }: Settings, now: Instant): ShowingRule => ({
  now,
  unseenAfterDays: policy.recommend.unseenAfterDays,
})
