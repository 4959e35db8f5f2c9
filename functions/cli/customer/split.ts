/** `rekindle customer split`: two people were taken for one. */
import { shortId } from '../../language/voice.ts'
import { loadPerson } from '../../store/customers.ts'
import { loadFormerIds } from '../../store/former-ids.ts'
import { knowsIdentity } from '../../store/identity.ts'
import { splitCustomer } from '../../store/join-customers.ts'
import { customerKey } from '../../store/keys.ts'
import { Failure } from '../failure.ts'
import { plainVoice } from '../message/voice.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { jsonOption, shopOption, verb } from '../verb.ts'

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
    withStore(given, async ({ table, ...store }) => {
      const { id: shop } = (await shopIn({ ...store, table }, given.value('shop'))).settings.shop
      const [id = ''] = given.arguments
      const former = given.value('id')
      if (!knowsIdentity(table)) throw new Failure((w) => w.customer.merge.upgradeFirst)
      const { key, facts } = await loadPerson(table, customerKey(shop, id))
      const status = await splitCustomer(table, { key, id: former }, io.now())
      if (status === 'moving') throw new Failure((w) => w.customer.merge.moving)
      if (status === 'not-joined') {
        const ids = await loadFormerIds(table, key)
        throw new Failure((w) => w.customer.merge.notJoined(former, facts.customer, ids))
      }
      return { status, customer: facts.customer, former }
    }),
  json: ({ status, customer, former }) => ({ status, customer, id: former }),
  text({ customer, former }, { language, now, words: { customer: words } }) {
    const voice = plainVoice(language, now)
    return words.merge.splitBegun(
      shortId(former, undefined, voice),
      shortId(customer, undefined, voice),
    )
  },
})
