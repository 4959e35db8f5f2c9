/** What writes events and attributes: the use case, for one customer. */
import { isoInstant } from '../../functions/domain/time.ts'
import { PostedEvent } from '../../functions/intake/event-wire.ts'
import { recordEvents } from '../../functions/intake/record-events.ts'
import { changeShop, declarationsRow } from '../../functions/store/shops.ts'
import { DECLARED } from './requests/events.ts'
import { SHOP, START, type StoredShop } from './stored-shop.ts'

export async function postEvents({ table, ports, react }: StoredShop): Promise<void> {
  const settings = await changeShop(table, SHOP, () => ({
    rows: [declarationsRow(SHOP, DECLARED)],
  }))
  const event = PostedEvent.parse({
    ...{ eventId: 'e-1', name: 'checkout-started', at: isoInstant(START), orderId: 'o-1' },
    properties: { totalMinor: 4200, note: 'for tea', items: [{ sku: 'TEA', quantity: 2 }] },
    customer: { id: 'events', attributes: { birthday: '05-17' } },
  })
  await recordEvents(settings, [event], ports, START)
  await react('events', START)
}
