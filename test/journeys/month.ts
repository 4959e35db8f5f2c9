/** A shop lived through by the real parts: recorded, decided, woken, written and sent, on any table. */
import PostalMime from 'postal-mime'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { publishCampaign } from '../../functions/campaigns/publish-campaign.ts'
import { Declarations } from '../../functions/domain/declarations.ts'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { type Instant, isoInstant } from '../../functions/domain/time.ts'
import { recordEvents } from '../../functions/intake/record-events.ts'
import {
  recordCustomer,
  recordPurchases,
  recordRefunds,
} from '../../functions/intake/record-facts.ts'
import { reactToCustomer } from '../../functions/pipeline/reactions/react-to-customer.ts'
import { makeCoupons } from '../../functions/pipeline/sending/coupons.ts'
import { simpleMailer } from '../../functions/pipeline/sending/mailer.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { type SendPorts, sendMessage } from '../../functions/pipeline/sending/send-message.ts'
import { makeWriteMail } from '../../functions/pipeline/sending/write-mail.ts'
import { addCodes } from '../../functions/store/codes.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { type CustomerKey, customerKey } from '../../functions/store/keys.ts'
import { addShop, changeShop, declarationsRow, loadShop } from '../../functions/store/shops.ts'
import type { Table } from '../../functions/store/table.ts'
import { secret, shopOf } from '../support/api-shop.ts'
import { understandsAll } from '../support/understands-all.ts'
import { DECLARED, FOLDERS } from './six-campaigns.ts'

const SHOP = 'acme'
const WITH_HASH = { addressHash: secret.addressHash, addressKeys: secret.addressKeys }

export type Person = {
  readonly id: string
  readonly zone?: string
  readonly consent?: 'granted' | 'none'
}

/** Something that a shop reports of a person at an instant. */
export type Happening = { readonly at: Instant; readonly who: string } & (
  | { readonly buys: string }
  | { readonly refunded: string }
  | {
      readonly event: string
      readonly id: string
      readonly orderId?: string
      readonly item?: string
    }
  | { readonly born: string }
  | { readonly withdraws: true }
)

export type Mail = {
  readonly at: string
  readonly to: string
  readonly campaign: string
  readonly step: string
  readonly text: string
}

/** @returns the mails in the order in which they left */
export async function liveThroughMonth(
  table: Table,
  people: readonly Person[],
  happenings: readonly Happening[],
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<readonly Mail[]> {
  const clock = { now: from }
  const now = () => clock.now
  const settings = async () => (await loadShop(table, SHOP))?.settings
  const ports = { table, settings, now, ...understandsAll }
  const mails: Mail[] = []
  const sending = sendPorts(ports, mails)
  const wakes = new Map<CustomerKey, Instant>()
  const ordered = happenings.toSorted((a, b) => a.at - b.at)

  async function react(key: CustomerKey): Promise<void> {
    await reactToCustomer(key, ports)
    const { facts } = await loadCustomer(table, key)
    for (const message of facts.messages)
      if (message.status === 'due')
        await sendMessage(
          { pk: key, sk: `message#${message.campaign}#${message.n}#${message.step}` },
          sending,
        )
    const { state } = await loadCustomer(table, key)
    if (state?.wakeAt === undefined) wakes.delete(key)
    else wakes.set(key, state.wakeAt)
  }

  const before = ordered.filter(({ at }) => at < from)
  await openShop(table, people, from)
  for (const one of before) await report(one, { table, ...WITH_HASH }, one.at)
  for (const { id } of people) await react(customerKey(SHOP, id))
  let next = before.length
  for (;;) {
    const wake = Math.min(...wakes.values())
    const at = Math.min(ordered[next]?.at ?? to, wake)
    if (at >= to) return mails
    clock.now = Math.max(clock.now, at)
    const due = new Set([...wakes].flatMap(([key, wakeAt]) => (wakeAt <= clock.now ? [key] : [])))
    for (let one = ordered[next]; one && one.at <= clock.now; one = ordered[++next]) {
      await report(one, { table, ...WITH_HASH }, clock.now)
      due.add(customerKey(SHOP, one.who))
    }
    for (const key of due) await react(key)
  }

  async function report(
    one: Happening,
    writing: Parameters<typeof recordCustomer>[3],
    at: Instant,
  ): Promise<void> {
    const customer = { id: one.who, consents: [] }
    if ('buys' in one)
      await recordPurchases(
        SHOP,
        [
          {
            orderId: one.buys,
            customer,
            paidAt: one.at,
            currency: 'EUR',
            grossMinor: 4_200,
            lines: [{ sku: 'tea', title: `Tea of ${one.buys}`, quantity: 1 }],
          },
        ],
        writing,
      )
    else if ('refunded' in one)
      await recordRefunds(
        SHOP,
        [
          {
            refundId: `r-${one.refunded}`,
            orderId: one.refunded,
            customer,
            at: one.at,
            currency: 'EUR',
            minor: 4_200,
          },
        ],
        writing,
      )
    else if ('born' in one)
      await recordCustomer(SHOP, one.who, { attributes: { birthday: one.born } }, writing, at)
    else if ('withdraws' in one)
      await recordCustomer(
        SHOP,
        one.who,
        { consents: [{ purpose: 'marketing', act: 'withdrawn', at: one.at, source: 'form' }] },
        writing,
        at,
      )
    else {
      const known = await settings()
      if (!known) throw new Error('there is no shop')
      const { event: name, id: eventId, orderId, item } = one
      await recordEvents(
        known,
        [
          {
            ...{ eventId, name, customer, at: one.at },
            ...(orderId !== undefined && { orderId }),
            ...(item !== undefined && {
              properties: {
                link: 'https://shop.example/basket',
                items: [{ sku: 'x', title: item, quantity: 2 }],
              },
            }),
          },
        ],
        writing,
        at,
      )
    }
  }
}

async function openShop(table: Table, people: readonly Person[], openedAt: Instant): Promise<void> {
  const declarations = Declarations.parse(DECLARED)
  await addShop(
    table,
    { ...shopOf(SHOP), openedAt },
    { ...defaultPolicy('EUR'), countryWhereUnknown: 'GB' },
  )
  await changeShop(table, SHOP, () => ({ rows: [declarationsRow(SHOP, declarations)] }))
  const renderer = makeRenderer()
  for (const files of FOLDERS.values()) {
    const compilation = await compileCampaign(files, renderer, () => [], {
      declarations,
      segments: [],
    })
    if (!compilation.ok) throw new Error(JSON.stringify(compilation.faults))
    await publishCampaign(table, SHOP, compilation.campaign, openedAt)
  }
  const codes = ['WB-1', 'WB-2', 'WB-3', 'WB-4'].map((code) => ({ code }))
  await addCodes(table, { shop: SHOP, pool: 'win-back' }, codes, openedAt)
  for (const { id, zone = 'Europe/London', consent = 'granted' } of people) {
    const profile = { email: `${id}@example.com`, locale: 'en', zone, country: 'GB' }
    const agreed = { purpose: 'marketing', act: 'granted', at: AGREED, source: 'form' } as const
    await recordCustomer(
      SHOP,
      id,
      { ...profile, updatedAt: AGREED, consents: consent === 'granted' ? [agreed] : [] },
      { table, ...WITH_HASH },
      AGREED,
    )
  }
}

const AGREED = Date.UTC(2026, 5, 1)

function sendPorts(
  ports: Pick<SendPorts, 'table' | 'settings' | 'now' | 'onNotUnderstood'>,
  mails: Mail[],
): SendPorts {
  const { table, now } = ports
  let claims = 0
  return {
    ...ports,
    newClaimId: () => `claim-${claims++}`,
    writeMail: makeWriteMail({
      ...{ table, now, renderer: makeRenderer() },
      signToken: secret.signToken,
      publicUrl: 'https://mail.shop.example',
    }),
    coupons: makeCoupons({ table, now, onFewLeft: () => {} }),
    mailer: simpleMailer({
      repeatable: false,
      send: async ({ messageId, to, campaign, step, bytes }) => {
        const { text = '' } = await PostalMime.parse(bytes)
        mails.push({ at: isoInstant(now()), to, campaign, step, text })
        return { outcome: 'accepted', mailerMessageId: messageId }
      },
    }),
    onUnwritable: (_message, error) => {
      throw error
    },
  }
}
