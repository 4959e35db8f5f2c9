/** `rekindle shop change`: name, sender, website and addresses of a shop. */
import type { Shop } from '../../domain/policy.ts'
import { changeShop } from '../../store/shops.ts'
import { UsageError } from '../failure.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { type Given, jsonOption, type Options, verb } from '../verb.ts'
import { mailboxesOf, mailboxOptions, senderOf, urlOf } from './details.ts'

const options = {
  name: { value: 'NAME' },
  address: { value: 'TEXT' },
  from: { value: 'SENDER' },
  url: { value: 'URL' },
  'delivery-events': { value: 'ON_OFF' },
  ...mailboxOptions,
  ...storeOptions,
  ...jsonOption,
} as const satisfies Options

export const change = verb('shop change', {
  arguments: [{ name: 'ID' }],
  options,
  examples: {
    change: 'rekindle shop change acme --unsubscribe-mailbox unsubscribe@mail.shop.example',
  },
  async run(given) {
    const [id = ''] = given.arguments
    const changes = changesOf(given)
    if (Object.keys(changes).length === 0) throw new UsageError((w) => w.shop.nothingToChange)
    const { shop } = await withStore(given, async (store) => {
      await shopIn(store, id)
      return changeShop(store.table, id, ({ settings }) => ({
        shop: { ...settings.shop, ...changes },
      }))
    })
    return { shop, changed: CHANGEABLE.filter((option) => given.isTyped(option)) }
  },
  json: ({ shop }) => shop,
  text: ({ shop, changed }, { words }) =>
    [
      words.shop.changed(
        shop.id,
        changed.map((option) => `--${option}`),
      ),
      ...(changed.includes('delivery-events') ? [words.shop.publishAgain] : []),
    ].join('\n'),
})

const CHANGEABLE = [
  ...(['name', 'address', 'from', 'url', 'reply-to', 'unsubscribe-mailbox'] as const),
  'delivery-events',
] as const

/** @throws UsageError for another value */
function deliveryEventsOf(given: Given<typeof options>): Pick<Shop, 'deliveryEvents'> {
  const typed = given.text('delivery-events')
  if (typed === undefined) return {}
  if (typed !== 'on' && typed !== 'off')
    throw new UsageError((w) => w.shop.invalid.deliveryEvents(typed))
  return { deliveryEvents: typed === 'on' }
}

function changesOf(given: Given<typeof options>): Partial<Shop> {
  const [name, address] = [given.text('name'), given.text('address')]
  const [from, url] = [given.text('from'), given.text('url')]
  return {
    ...(name !== undefined && { name }),
    ...(address !== undefined && { postalAddress: address }),
    ...(from !== undefined && { from: senderOf(from) }),
    ...(url !== undefined && { url: urlOf(url) }),
    ...mailboxesOf(given),
    ...deliveryEventsOf(given),
  }
}
