/** A busy shop behind the real server of one machine, on a free port of this machine alone. */
import { DAY_MS, HOUR_MS, isoInstant } from '../../functions/domain/time.ts'
import { issueKey } from '../../functions/http/keys.ts'
import { serve } from '../../functions/runtimes/one-machine/serve.ts'
import { makeSecretFile } from '../../functions/runtimes/one-machine/sqlite/secret-file.ts'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { putKey } from '../../functions/store/shops.ts'
import { busyShopInAFile, publishTemplates, type ShopInAFile } from '../console/shop-in-a-file.ts'
import { secretNextTo } from './secret-next-to.ts'

export const SERVED_SHOP = 'demo'

export type Buyer = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly locale: string
  readonly zone: string
  readonly country: string
}

export type ServedShop = ShopInAFile & {
  readonly url: string
  /** Posts a first purchase, with consent, at this moment; a mail follows. */
  readonly buy: (buyer: Buyer) => Promise<void>
  /** What went wrong since the start, in the words of the log. */
  readonly logged: readonly string[]
  readonly stop: () => Promise<void>
}

function secretMadeFor(file: string): (email: string) => string {
  makeSecretFile(file)
  return secretNextTo(file).addressHash
}

/**
 * Its clock begins at noon (UTC) of the shop's last day, when it is day in Europe and in China.
 *
 * @param campaigns what is published besides the three that start on a class
 * @param customers how many it has, of whom a console shows what they did
 */
export async function serveBusyShop(
  campaigns: readonly string[] = [],
  customers?: number,
): Promise<ServedShop> {
  const shop = await busyShopInAFile(customers, undefined, secretMadeFor)
  await publishTemplates(shop.table, shop.until - DAY_MS, campaigns)
  const started = performance.now()
  const now = () => shop.until + Math.floor(performance.now() - started)
  const { bearer, key } = issueKey(['ingest', 'consent'], shop.until)
  await shop.table.write([putKey(SERVED_SHOP, key)])
  const logged: string[] = []
  const machine = await serve({
    engine: sqliteEngine,
    file: shop.file,
    port: 0,
    host: '127.0.0.1',
    mailer: 'inbox',
    now,
    log(level, event, facts) {
      if (level === 'error') logged.push(`${event} ${JSON.stringify(facts)}`)
    },
  })

  async function buy(customer: Buyer): Promise<void> {
    const at = isoInstant(now())
    const granted = { purpose: 'marketing', act: 'granted', source: 'checkout', basis: 'explicit' }
    const consents = [{ ...granted, at: isoInstant(now() - HOUR_MS) }]
    const answer = await fetch(`${machine.url}/v1/shops/${SERVED_SHOP}/purchases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      body: JSON.stringify({
        orderId: `order-of-${customer.id}`,
        paidAt: at,
        currency: 'GBP',
        grossMinor: 2_500,
        lines: [{ sku: 'tea-1', title: 'Assam', quantity: 1, unitMinor: 2_500 }],
        customer: { ...customer, consents },
      }),
    })
    if (!answer.ok) throw new Error(`the purchase was answered with ${await answer.text()}`)
  }

  return {
    ...shop,
    url: machine.url,
    buy,
    logged,
    async stop() {
      await machine.stop()
      shop.close()
    },
  }
}
