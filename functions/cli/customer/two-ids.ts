/** What `customer merge` and `customer split` have in common: a customer, and a second id. */
import { shortId } from '../../language/voice.ts'
import type { Table } from '../../store/table.ts'
import { Failure } from '../failure.ts'
import { plainVoice } from '../message/voice.ts'
import { type StoreGiven, shopIn, withStore } from '../open-store.ts'
import type { Speech } from '../verb.ts'

type CustomerGiven = StoreGiven & {
  readonly arguments: readonly string[]
  readonly value: (option: 'shop') => string
}

type TypedCustomer = { readonly table: Table; readonly shop: string; readonly id: string }

/** Opens the store for the customer whose id was typed. */
export const withCustomer = <T>(
  given: CustomerGiven,
  work: (typed: TypedCustomer) => Promise<T>,
): Promise<T> =>
  withStore(given, async (store) => {
    const { id: shop } = (await shopIn(store, given.value('shop'))).settings.shop
    const [id = ''] = given.arguments
    return work({ table: store.table, shop, id })
  })

/** The failure of a store that cannot say yet that an id leads to another customer. */
export const upgradeFirst = (): Failure => new Failure((w) => w.customer.merge.upgradeFirst)

/** The failure while rows of the customer are on their way. */
export const stillMoving = (): Failure => new Failure((w) => w.customer.merge.moving)

type Ids = { readonly present: string; readonly former: string }

/** Both ids as people see them. */
export function shortIds({ present, former }: Ids, { language, now }: Speech): Ids {
  const voice = plainVoice(language, now)
  return {
    present: shortId(present, undefined, voice),
    former: shortId(former, undefined, voice),
  }
}
