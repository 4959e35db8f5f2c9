/** `rekindle customer show`: a customer, and why they get what they get. */
import { UsageError } from '../failure.ts'
import {
  askStore,
  refuseSeveral,
  secretOption,
  shopIn,
  storeOptions,
  urlOption,
} from '../open-store.ts'
import { remoteOf } from '../remote.ts'
import { type Given, type Io, jsonOption, type Options, shopOption, verb } from '../verb.ts'
import { customerText } from './text.ts'
import { noSuchCustomer } from './unknown.ts'
import type { ShownTest } from './value-text.ts'
import { CustomerView } from './view.ts'
import { customerMeant, whoOptions } from './who.ts'

const options = {
  ...shopOption,
  ...whoOptions,
  ...storeOptions,
  ...urlOption,
  ...secretOption,
  ...jsonOption,
} as const satisfies Options
type ShowGiven = Given<typeof options>

/** The view is as the API returns it. */
type Shown = { readonly view: unknown; readonly shop: string; readonly test: ShownTest }

export const show = verb('customer show', {
  arguments: [{ name: 'ID' }],
  options,
  examples: {
    show: 'rekindle customer show 17850 --shop acme',
    address: 'rekindle customer show lin@example.com --by-address --shop acme',
    url: 'REKINDLE_KEY=rk_... rekindle customer show 17850 --shop acme \\\n    --url https://rekindle.example',
  },
  async run(given, io): Promise<Shown> {
    refuseSeveral(given, ['db', 'table', 'url'])
    const [customer = ''] = given.arguments
    const url = given.text('url')
    // The address hashes of a Rekindle running elsewhere are keyed there.
    if (url !== undefined && given.flag('by-address'))
      throw new UsageError((w) => w.usage.exclude(['--url', '--by-address']))
    const shop = given.value('shop')
    return url === undefined
      ? { shop, ...(await fromStore(given, io, customer)) }
      : { shop, view: await fromUrl(given, io, url, customer), test: 'elsewhere' }
  },
  json: ({ view }) => view,
  text: ({ shop, view, test }: Shown, speech) =>
    customerText({ view: CustomerView.parse(view), shop, test }, speech),
})

const fromStore = (given: ShowGiven, io: Io, id: string): Promise<Pick<Shown, 'view' | 'test'>> =>
  askStore(given, async (store) => {
    const { customerView, isKnown, loadReachable, withWhatIsShown } = await import(
      '../../intake/customers.handler.ts'
    )
    const { customerKey } = await import('../../store/keys.ts')
    const { settings } = await shopIn(store, given.value('shop'))
    const customer = await customerMeant(
      {
        ...{ shop: settings.shop.id, what: id, byName: true },
        isAddress: given.flag('by-address'),
        mayScan: given.flag('scan'),
      },
      store,
    )
    const loaded = await loadReachable(store.table, customerKey(settings.shop.id, customer))
    if (!isKnown(loaded)) throw noSuchCustomer(id, settings.shop.id, true)
    const shown = await withWhatIsShown(store.table, loaded)
    const { loadModelTest } = await import('../../store/model-tests.ts')
    return {
      view: customerView(shown, settings, io.now()),
      test: await loadModelTest(store.table, settings.shop.id),
    }
  })

async function fromUrl(given: ShowGiven, io: Io, url: string, customer: string): Promise<unknown> {
  const shop = given.value('shop')
  const remote = remoteOf(url, io)
  const path = `/v1/shops/${encodeURIComponent(shop)}/customers/${encodeURIComponent(customer)}`
  const answer = await remote.call('GET', path)
  if (answer.status === 404) throw noSuchCustomer(customer, shop)
  return remote.expectOk(answer)
}
