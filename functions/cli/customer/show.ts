/** `rekindle customer show`: what is known of a customer, and why they get what they get. */
import { type Command, type Given, type Io, jsonOption } from '../command.ts'
import { refuseSeveral, shopIn, storeOptions, urlOption, withStore } from '../open-store.ts'
import { remoteOf } from '../remote.ts'
import { shopOption } from '../verb.ts'
import { tellCustomer } from './text.ts'
import { noSuchCustomer } from './unknown.ts'
import { CustomerView } from './view.ts'

export const command: Command = {
  name: 'customer show',
  summary: 'Tells what is known of a customer, and why they get what they get.',
  about:
    'Their class and the reason for it, whose the threshold is, their value, their journeys, every message with why or why not, and what comes next.',
  arguments: [{ name: 'ID', about: "the customer's id in the shop" }],
  options: { ...shopOption, ...storeOptions, ...urlOption, ...jsonOption },
  examples: [
    'rekindle customer show 17850 --shop acme',
    'REKINDLE_KEY=rk_... rekindle customer show 17850 --shop acme --url https://rekindle.example',
  ],
  async run(given, io) {
    refuseSeveral(given, ['db', 'table', 'url'])
    const [customer = ''] = given.arguments
    const url = given.text('url')
    const view =
      url === undefined
        ? await fromStore(given, io, customer)
        : await fromUrl(given, io, url, customer)
    if (given.flag('json')) io.print(JSON.stringify(view))
    else
      io.print(tellCustomer(CustomerView.parse(view), { shop: given.value('shop'), now: io.now() }))
  },
}

const fromStore = (given: Given, io: Io, customer: string): Promise<unknown> =>
  withStore(given, async (store) => {
    const { customerView, isKnown } = await import('../../intake/customers.handler.ts')
    const { loadCustomer } = await import('../../store/customers.ts')
    const { customerKey } = await import('../../store/keys.ts')
    const { settings } = await shopIn(store, given.value('shop'))
    const loaded = await loadCustomer(store.table, customerKey(settings.shop.id, customer))
    if (!isKnown(loaded)) throw noSuchCustomer(customer, settings.shop.id)
    return customerView(loaded, settings, io.now())
  })

async function fromUrl(given: Given, io: Io, url: string, customer: string): Promise<unknown> {
  const shop = given.value('shop')
  const remote = remoteOf(url, io)
  const path = `/v1/shops/${encodeURIComponent(shop)}/customers/${encodeURIComponent(customer)}`
  const answer = await remote.call('GET', path)
  if (answer.status === 404) throw noSuchCustomer(customer, shop)
  return remote.expectOk(answer)
}
