/** The products in a simulated basket, and their prices. */
import type { OrderLine } from '../domain/order.ts'
import { type CatalogueProduct, products, titleIn } from './catalogue.ts'
import type { SimulatedCustomer } from './people.ts'
import { pick, pickWeighted, type Random } from './random.ts'

export type BasketLine = Required<Omit<OrderLine, 'category'>>

/** Mostly one or two different things. */
const SIZES = [
  { lines: 1, weight: 42 },
  { lines: 2, weight: 33 },
  { lines: 3, weight: 17 },
  { lines: 4, weight: 8 },
]
const SHARE_OF_TASTE = 0.62
const SHARE_OF_ANY_TEA = 0.22
const SHARE_OF_SECOND_PACK = 0.18

const teas = products.filter(({ family }) => family !== 'teaware')
const teaware = products.filter(({ family }) => family === 'teaware')

/** The lines of one order, no product twice, titled in the customer's language. */
export function fillBasket(random: Random, customer: SimulatedCustomer): readonly BasketLine[] {
  const { lines } = pickWeighted(random, SIZES, ({ weight }) => weight)
  const chosen = new Set<CatalogueProduct>()
  while (chosen.size < lines) chosen.add(chooseProduct(random, customer))
  return [...chosen].map((product) => ({
    sku: product.sku,
    title: titleIn(product, customer.profile.locale),
    quantity: product.family !== 'teaware' && random() < SHARE_OF_SECOND_PACK ? 2 : 1,
    unitMinor: product.unitMinor,
  }))
}

function chooseProduct(random: Random, customer: SimulatedCustomer): CatalogueProduct {
  const kind = random()
  if (kind < SHARE_OF_TASTE)
    return bestSellerFirst(
      random,
      teas.filter(({ family }) => family === customer.taste),
    )
  return kind < SHARE_OF_TASTE + SHARE_OF_ANY_TEA
    ? pick(random, teas)
    : bestSellerFirst(random, teaware)
}

const bestSellerFirst = (random: Random, among: readonly CatalogueProduct[]): CatalogueProduct =>
  pickWeighted(random, among, (_, rank) => 1 / Math.sqrt(rank + 1))

/** In pence: there is no postage and no discount, so an order costs what its lines cost. */
export const totalMinor = (lines: readonly BasketLine[]): number =>
  lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0)
