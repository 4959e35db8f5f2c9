/** `rekindle customer show`: a customer, and why they get what they get. */
import { refuseSeveral, shopIn, storeOptions, urlOption, withStore } from '../open-store.ts'
import { remoteOf } from '../remote.ts'
import { type Given, type Io, jsonOption, type Options, shopOption, verb } from '../verb.ts'
import { customerText } from './text.ts'
import { noSuchCustomer } from './unknown.ts'
import { CustomerView } from './view.ts'

const options = {
  ...shopOption,
  ...storeOptions,
  ...urlOption,
  ...jsonOption,
} as const satisfies Options
type ShowGiven = Given<typeof options>

export const show = verb('customer show', {
  arguments: [{ name: 'ID' }],
  options,
  examples: {
    show: 'rekindle customer show 17850 --shop acme',
    url: 'REKINDLE_KEY=rk_... rekindle customer show 17850 --shop acme \\\n    --url https://rekindle.example',
  },
  async run(given, io) {
    refuseSeveral(given, ['db', 'table', 'url'])
    const [customer = ''] = given.arguments
    const url = given.text('url')
    const view =
      url === undefined
        ? await fromStore(given, io, customer)
        : await fromUrl(given, io, url, customer)
    return { shop: given.value('shop'), view }
  },
  json: ({ view }) => view,
  text: ({ shop, view }, speech) => customerText(CustomerView.parse(view), shop, speech),
})

const fromStore = (given: ShowGiven, io: Io, customer: string): Promise<unknown> =>
  withStore(given, async (store) => {
    const { customerView, isKnown } = await import('../../intake/customers.handler.ts')
    const { loadCustomer } = await import('../../store/customers.ts')
    const { customerKey } = await import('../../store/keys.ts')
    const { settings } = await shopIn(store, given.value('shop'))
    const loaded = await loadCustomer(store.table, customerKey(settings.shop.id, customer))
    if (!isKnown(loaded)) throw noSuchCustomer(customer, settings.shop.id)
    return customerView(loaded, settings, io.now())
  })

async function fromUrl(given: ShowGiven, io: Io, url: string, customer: string): Promise<unknown> {
  const shop = given.value('shop')
  const remote = remoteOf(url, io)
  const path = `/v1/shops/${encodeURIComponent(shop)}/customers/${encodeURIComponent(customer)}`
  const answer = await remote.call('GET', path)
  if (answer.status === 404) throw noSuchCustomer(customer, shop)
  return remote.expectOk(answer)
}
