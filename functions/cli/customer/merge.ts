/** `rekindle customer merge`: one person had two ids. */
import { isKnown } from '../../intake/customers.handler.ts'
import { splitCommand } from '../../language/commands.ts'
import { loadPerson } from '../../store/customers.ts'
import { knowsIdentity } from '../../store/identity.ts'
import { joinCustomers } from '../../store/join-customers.ts'
import { customerKey } from '../../store/keys.ts'
import { UsageError } from '../failure.ts'
import { storeOptions } from '../open-store.ts'
import { jsonOption, shopOption, verb } from '../verb.ts'
import { shortIds, stillMoving, upgradeFirst, withCustomer } from './two-ids.ts'
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
    withCustomer(given, async ({ table, shop, id }) => {
      const from = given.value('from')
      if (id === from) throw new UsageError((w) => w.customer.merge.self)
      const target = await loadPerson(table, customerKey(shop, id))
      if (!isKnown(target)) throw noSuchCustomer(id, shop)
      if (!isKnown(await loadPerson(table, customerKey(shop, from))))
        throw noSuchCustomer(from, shop)
      if (!knowsIdentity(table)) throw upgradeFirst()
      const keys = { from: customerKey(shop, from), to: customerKey(shop, id) }
      const status = await joinCustomers(table, keys, io.now())
      if (status === 'unknown') throw noSuchCustomer(from, shop)
      if (status === 'moving') throw stillMoving()
      return { status, customer: target.facts.customer, from, shop }
    }),
  json: ({ status, customer }) => ({ status, customer }),
  text({ status, customer, from, shop }, speech) {
    const words = speech.words.customer.merge
    const { present, former } = shortIds({ present: customer, former: from }, speech)
    return status === 'same'
      ? words.same(present, former)
      : [words.begun(former, present), splitCommand(shop, customer, from)].join('\n')
  },
})
