/** `rekindle shop open`: from now on campaigns start. */

import type { Instant } from '../../domain/time.ts'
import { isoInstant, startOfSecond } from '../../domain/time.ts'
import { fitModel } from '../../insight/learning/fit-model.ts'
import { eachCustomer } from '../../store/customers.ts'
import { customersPrefix } from '../../store/keys.ts'
import { changeShop } from '../../store/shops.ts'
import { type Command, type Io, jsonOption } from '../command.ts'
import { decideAgain } from '../decide-again.ts'
import { type Store, shopIn, storeOptions, withStore } from '../open-store.ts'
import { counted, shortInstant } from '../words.ts'

export const command: Command = {
  name: 'shop open',
  summary: 'Opens a shop whose history is loaded, and decides for its customers.',
  about:
    'How its customers buy is learned first, so that thresholds of their own hold for all of its history. What happened before starts nothing: who entered a class earlier is left in peace, unless a campaign asks for its backlog. A shop that is open already stays so since then.',
  arguments: [{ name: 'ID', about: 'the shop' }],
  options: { ...storeOptions, ...jsonOption },
  examples: ['rekindle shop open acme'],
  run: (given, io) =>
    withStore(given, async (store) => {
      const [id = ''] = given.arguments
      const openedAt = await open(store, id, io)
      const decided = await decideAgain(store, id, io)
      if (given.flag('json'))
        io.print(JSON.stringify({ shop: id, openedAt: isoInstant(openedAt), decided }))
      else
        io.print(
          `The shop ${id} is open since ${shortInstant(openedAt)}; ${counted(decided, 'customer')} decided for anew`,
        )
    }),
}

async function open(store: Store, id: string, { now }: Io): Promise<Instant> {
  const { settings } = await shopIn(store, id)
  if (settings.shop.openedAt !== undefined) return settings.shop.openedAt
  const { table } = store
  // Learned while nobody is mailed yet, it holds for all of the history.
  await fitModel(id, eachCustomer(table, customersPrefix(id)), { table, now })
  const openedAt = startOfSecond(now())
  const { shop } = await changeShop(table, id, (loaded) => ({
    shop: { openedAt, ...loaded.settings.shop },
  }))
  return shop.openedAt ?? openedAt
}
