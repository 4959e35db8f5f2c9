/** `rekindle customer merge`: one person had two ids. */
import { isKnown } from '../../intake/customers.handler.ts'
import { splitCommand } from '../../language/commands.ts'
import { shortId } from '../../language/voice.ts'
import { loadPerson } from '../../store/customers.ts'
import { knowsIdentity } from '../../store/identity.ts'
import { joinCustomers } from '../../store/join-customers.ts'
import { customerKey } from '../../store/keys.ts'
import { Failure, UsageError } from '../failure.ts'
import { plainVoice } from '../message/voice.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { jsonOption, shopOption, verb } from '../verb.ts'
import { noSuchCustomer } from './unknown.ts'

export const merge = verb('customer merge', {
  arguments: [{ name: 'ID' }],
  options: {
    ...shopOption,
    from: { value: 'ID', required: true },
    ...storeOptions,
    ...jsonOption,
  },
  examples: { merge: 'rekindle customer merge 17850 --from crm-42 --shop acme' },
  run: (given, io) =>
    withStore(given, async ({ table, ...store }) => {
      const { id: shop } = (await shopIn({ ...store, table }, given.value('shop'))).settings.shop
      const [id = ''] = given.arguments
      const from = given.value('from')
      if (id === from) throw new UsageError((w) => w.customer.merge.self)
      const target = await loadPerson(table, customerKey(shop, id))
      if (!isKnown(target)) throw noSuchCustomer(id, shop)
      if (!isKnown(await loadPerson(table, customerKey(shop, from))))
        throw noSuchCustomer(from, shop)
      if (!knowsIdentity(table)) throw new Failure((w) => w.customer.merge.upgradeFirst)
      const keys = { from: customerKey(shop, from), to: customerKey(shop, id) }
      const status = await joinCustomers(table, keys, io.now())
      if (status === 'unknown') throw noSuchCustomer(from, shop)
      if (status === 'moving') throw new Failure((w) => w.customer.merge.moving)
      return { status, customer: target.facts.customer, from, shop }
    }),
  json: ({ status, customer }) => ({ status, customer }),
  text({ status, customer, from, shop }, { language, now, words: { customer: words } }) {
    const voice = plainVoice(language, now)
    const present = shortId(customer, undefined, voice)
    const former = shortId(from, undefined, voice)
    return status === 'same'
      ? words.merge.same(present, former)
      : [words.merge.begun(former, present), splitCommand(shop, customer, from)].join('\n')
  },
})
