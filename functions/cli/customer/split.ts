/** `rekindle customer split`: two people were taken for one. */
import { loadPerson } from '../../store/customers.ts'
import { loadFormerIds } from '../../store/former-ids.ts'
import { knowsIdentity } from '../../store/identity.ts'
import { splitCustomer } from '../../store/join-customers.ts'
import { customerKey } from '../../store/keys.ts'
import { Failure } from '../failure.ts'
import { storeOptions } from '../open-store.ts'
import { jsonOption, shopOption, verb } from '../verb.ts'
import { shortIds, stillMoving, upgradeFirst, withCustomer } from './two-ids.ts'

export const split = verb('customer split', {
  arguments: [{ name: 'ID' }],
  options: {
    ...shopOption,
    id: { value: 'FORMER', required: true },
    ...storeOptions,
    ...jsonOption,
  },
  examples: { split: 'rekindle customer split 17850 --id crm-42 --shop acme' },
  run: (given, io) =>
    withCustomer(given, async ({ table, shop, id }) => {
      const former = given.value('id')
      if (!knowsIdentity(table)) throw upgradeFirst()
      const { key, facts } = await loadPerson(table, customerKey(shop, id))
      const status = await splitCustomer(table, { key, id: former }, io.now())
      if (status === 'moving') throw stillMoving()
      if (status === 'not-joined') {
        const ids = await loadFormerIds(table, key)
        throw new Failure((w) => w.customer.merge.notJoined(former, facts.customer, ids))
      }
      return { status, customer: facts.customer, former }
    }),
  json: ({ status, customer, former }) => ({ status, customer, id: former }),
  text({ customer, former: typed }, speech) {
    const { present, former } = shortIds({ present: customer, former: typed }, speech)
    return speech.words.customer.merge.splitBegun(former, present)
  },
})
