/**
 * What has happened in the demonstration shop when a visitor opens it: six customers just bought.
 */
import type { Instant } from '../domain/time.ts'
import { fillBasket, totalMinor } from './baskets.ts'
import { DEMO_CURRENCY, DEMO_LOCALES, type DemoLocale, demoLocaleOf } from './catalogue.ts'
import { isDaytime } from './local-time.ts'
import { grantAt, inventCustomer, type Market, markets, type SimulatedCustomer } from './people.ts'
import { type Random, randomOf } from './random.ts'
import { orderIdOf, type SimulatedOrder, type SimulatedShop } from './simulate-shop.ts'

/**
 * The one whose mail is sent at once, the one whose mail waits until they confirm their address, as
 * the law asks where they live, and the one who never agreed to any.
 */
const ROLES = ['mailed', 'waiting', 'withoutConsent'] as const
type Role = (typeof ROLES)[number]

export type OpeningPurchase = {
  readonly role: Role
  readonly language: DemoLocale
  readonly customer: SimulatedCustomer
  readonly order: SimulatedOrder
}

export type OpeningMoment = {
  readonly seed: number
  readonly now: Instant
  readonly shop: SimulatedShop
  /** How many live purchases there were before them. */
  readonly sequence: number
}

/** Where a tick at the checkout has to be confirmed. */
const CONFIRMING = 'DE'

/**
 * First purchases of new customers, three for each language of the demonstration. The same seed and
 * instant give the same purchases; `liveOrder` goes on with the sequence after them.
 *
 * @example openingPurchases({ seed: 1, now, shop, sequence: 0 }).length // 6
 */
export const openingPurchases = ({
  seed,
  now,
  shop,
  sequence,
}: OpeningMoment): readonly OpeningPurchase[] =>
  DEMO_LOCALES.flatMap((language) => ROLES.map((role) => ({ role, language }))).map(
    ({ role, language }, i) => {
      const random = randomOf(`${seed}/opening/${i}`)
      const customer = invent(random, shop.customers.length + 1 + sequence + i, role, language, now)
      const lines = fillBasket(random, customer)
      const order = {
        orderId: orderIdOf(shop.orders.length + sequence + i),
        customer: customer.id,
        paidAt: now,
        currency: DEMO_CURRENCY,
        grossMinor: totalMinor(lines),
        lines,
      }
      return { role, language, customer, order }
    },
  )

function invent(
  random: Random,
  number: number,
  role: Role,
  language: DemoLocale,
  now: Instant,
): SimulatedCustomer {
  const person = inventCustomer(random, number, marketFor(role, language, now), now)
  if (role === 'withoutConsent') return person
  return { ...person, consents: [grantAt(now, person.profile.locale)] }
}

/**
 * A market where people read the language; for a customer to be mailed, one where it is daytime.
 */
function marketFor(role: Role, language: DemoLocale, now: Instant): Market {
  const isConfirming = ({ country }: Market) => country === CONFIRMING
  const among = markets.filter((market) =>
    role === 'waiting'
      ? isConfirming(market)
      : !isConfirming(market) && (role !== 'mailed' || isDaytime(now, market.zone)),
  )
  const speaking = among.map((market) => ({
    ...market,
    locales: market.locales.filter(({ locale }) => demoLocaleOf(locale) === language),
  }))
  const [found] = speaking.filter(({ locales }) => locales.length > 0)
  const [any] = among
  if (found && role !== 'waiting') return found
  const market = any ?? markets[0]
  if (!market) throw new Error('the demonstration has no market')
  return { ...market, locales: [{ locale: language === 'en' ? 'en-GB' : language, weight: 1 }] }
}
