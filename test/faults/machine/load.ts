/** Purchases as a shop posts them: first ones, over a few connections, repeated if unanswered. */
import { type Random, wholeBetween } from '../../../functions/demo/random.ts'
import { isoInstant } from '../../../functions/domain/time.ts'
import { SHOP } from '../../support/loaded-shop.ts'
import { firstPurchase } from '../../support/one-machine.ts'
import { PAID_BEFORE_MS } from './chances.ts'
import type { Answered, Poster } from './post.ts'

export type Purchase = {
  readonly id: string
  /** Of someone who bought as a guest first, or the one by which they turn out to be a customer. */
  readonly as?: 'guest' | 'known'
  readonly body: object
  accepted: boolean
}

export type Load = {
  readonly purchases: readonly Purchase[]
  /** Posts so many new ones and some old ones, until it is done or there is no answer. */
  readonly post: (many: number, poster: Poster, onAccepted: () => void) => Promise<void>
  /** Answers that were neither an acceptance nor a request to come back. */
  readonly wrong: readonly string[]
}

const CONNECTIONS = 6
/** Who buys without an id first, and with one later on. */
const GUESTS = 0.3
/** Shops post a purchase twice, whether they were answered or not. */
const POSTED_TWICE = 0.1

/** An overload, or a machine whose clock was set back to before the purchase. */
const mayComeBack = ({ status, body }: Answered): boolean =>
  status === 429 || (status === 400 && body.includes('check the clock'))

/** @param now the machine's clock, since nothing may be posted with a later instant */
export function makeLoad(random: Random, now: () => number): Load {
  const purchases: Purchase[] = []
  /** Who bought once, without an id. */
  const guests: string[] = []
  const wrong: string[] = []
  let unanswered: Purchase[] = []

  function next(): Purchase {
    const id = String(purchases.length + 1)
    const at = isoInstant(now() - Math.floor(random() * PAID_BEFORE_MS))
    const guest = random() < 0.5 ? guests.shift() : undefined
    const isGuest = !guest && random() < GUESTS
    const { customer, ...body } = firstPurchase(guest ?? id, at) as { customer: object }
    const who = { ...customer, country: 'GB', ...(isGuest && { id: '0' }) }
    if (isGuest) guests.push(id)
    const purchase: Purchase = {
      ...{ id, body: { ...body, orderId: `order-${id}`, customer: who }, accepted: false },
      ...(isGuest && { as: 'guest' as const }),
      ...(guest !== undefined && { as: 'known' as const }),
    }
    purchases.push(purchase)
    return purchase
  }

  /** @returns whether anybody answered */
  async function post(purchase: Purchase, poster: Poster, onAccepted: () => void) {
    const answered = await poster.post(`/v1/shops/${SHOP}/purchases`, purchase.body)
    if (!answered || mayComeBack(answered)) {
      unanswered.push(purchase)
      return answered !== undefined
    }
    if (answered.status >= 200 && answered.status < 300) {
      purchase.accepted = true
      onAccepted()
    } else wrong.push(`order-${purchase.id} was answered ${answered.status} ${answered.body}`)
    return true
  }

  return {
    purchases,
    wrong,
    async post(many, poster, onAccepted) {
      const again = purchases.filter(() => random() < POSTED_TWICE).slice(-many)
      const todo = [...unanswered, ...again, ...Array.from({ length: many }, next)]
      unanswered = []
      const worker = async () => {
        for (let one = todo.shift(); one; one = todo.shift())
          if (!(await post(one, poster, onAccepted))) break
      }
      await Promise.all(Array.from({ length: wholeBetween(random, 1, CONNECTIONS) }, worker))
      unanswered.push(...todo)
    },
  }
}
