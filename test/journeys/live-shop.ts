/** A shop lived through as it would have been: what happens is posted at its instant, one by one. */
import type { ReportedConsent } from '../../functions/domain/consent.ts'
import type { Profile } from '../../functions/domain/customer.ts'
import { intakeIsNews, withIntakeDay } from '../../functions/domain/intake.ts'
import { messageSort } from '../../functions/domain/message-ref.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import type { Instant } from '../../functions/domain/time.ts'
import {
  recordCustomer,
  recordPurchases,
  recordRefunds,
} from '../../functions/intake/record-facts.ts'
import type { PostedPurchase, PostedRefund } from '../../functions/intake/wire.ts'
import { reactToCustomer } from '../../functions/pipeline/reactions/react-to-customer.ts'
import { wakeDueCustomers } from '../../functions/pipeline/reactions/wake-due-customers.ts'
import { simpleMailer } from '../../functions/pipeline/sending/mailer.ts'
import { type SendPorts, sendMessage } from '../../functions/pipeline/sending/send-message.ts'
import { eachCustomer, loadCustomer } from '../../functions/store/customers.ts'
import { type CustomerKey, customerKey, customersPrefix } from '../../functions/store/keys.ts'
import { intakeRow, loadShop } from '../../functions/store/shops.ts'
import type { RowKey, Table } from '../../functions/store/table.ts'
import { understandsAll } from '../support/understands-all.ts'

export type Happening =
  | { readonly at: Instant; readonly customer: string; readonly purchase: PostedPurchase }
  | { readonly at: Instant; readonly customer: string; readonly refund: PostedRefund }
  | { readonly at: Instant; readonly customer: string; readonly consent: ReportedConsent }

export type ShopHistory = {
  readonly profiles: ReadonlyMap<string, Omit<Profile, 'updatedAt'>>
  readonly happenings: readonly Happening[]
}

type Period = { readonly from: Instant; readonly to: Instant }

/**
 * Lives through the history: what happened before `from` is there already, the rest arrives while
 * a clock jumps from one purchase or wake to the next, and every mail is accepted at once.
 *
 * @returns how many reactions there were
 */
export async function liveThroughShop(
  table: Table,
  shop: string,
  { profiles, happenings }: ShopHistory,
  { from, to }: Period,
): Promise<number> {
  const clock = { now: from }
  const settings = settingsOf(table, shop)
  const reactor = reactorOf(table, clock, settings.current)
  const ordered = happenings.toSorted((a, b) => a.at - b.at)
  for (const [customer, profile] of profiles)
    await recordCustomer(shop, customer, { ...profile, updatedAt: 0 }, { table, addressHash }, 0)

  let next = ordered.findIndex(({ at }) => at > from)
  if (next < 0) next = ordered.length
  await record(table, shop, ordered.slice(0, next))
  for (const { at } of ordered.slice(0, next)) await settings.noteIntake(at)
  for await (const { key } of eachCustomer(table, customersPrefix(shop))) await reactor.react(key)
  await reactor.sendAll()

  for (;;) {
    const at = Math.min(ordered[next]?.at ?? to, reactor.nextWake() ?? to)
    if (at >= to) return reactor.reactions()
    const end = ordered.findIndex((happening, i) => i >= next && happening.at > at)
    const now = ordered.slice(next, end < 0 ? ordered.length : end)
    next += now.length
    clock.now = at
    await record(table, shop, now)
    if (now.some((happening) => !('consent' in happening))) await settings.noteIntake(at)
    for (const customer of new Set(now.map((happening) => happening.customer)))
      await reactor.react(customerKey(shop, customer))
    await reactor.wake()
    await reactor.sendAll()
  }
}

/** As distinct as the real one: each address has its own. */
const addressHash = (address: string): string => address

async function record(table: Table, shop: string, happenings: readonly Happening[]): Promise<void> {
  const ports = { table, addressHash }
  const purchases = happenings.flatMap((one) => ('purchase' in one ? [one.purchase] : []))
  const refunds = happenings.flatMap((one) => ('refund' in one ? [one.refund] : []))
  if (purchases.length > 0) await recordPurchases(shop, purchases, ports)
  if (refunds.length > 0) await recordRefunds(shop, refunds, ports)
  for (const one of happenings)
    if ('consent' in one)
      await recordCustomer(shop, one.customer, { consents: [one.consent] }, ports, one.at)
}

/** The shop's settings, reloaded only when a day of intake was noted, as its own API does. */
function settingsOf(table: Table, shop: string) {
  let loaded: Promise<Settings | undefined> | undefined
  const current = () => {
    loaded ??= loadShop(table, shop).then((found) => found?.settings)
    return loaded
  }
  return {
    current,
    async noteIntake(at: Instant): Promise<void> {
      const days = (await current())?.intakeDays ?? []
      if (!intakeIsNews(days, at)) return
      await table.write([{ put: intakeRow(shop, withIntakeDay(days, at)) }])
      loaded = undefined
    },
  }
}

function reactorOf(
  table: Table,
  clock: { readonly now: Instant },
  settings: () => Promise<Settings | undefined>,
) {
  const ports = { table, settings, now: () => clock.now, ...understandsAll }
  const wakes = new Map<CustomerKey, Instant>()
  const due = new Map<string, RowKey>()
  let reactions = 0

  async function react(key: CustomerKey): Promise<void> {
    const reaction = await reactToCustomer(key, ports)
    reactions++
    if (!('decision' in reaction)) return
    for (const { after } of reaction.decision.messages)
      if (after.status === 'due')
        due.set(`${key} ${messageSort(after)}`, { pk: key, sk: messageSort(after) })
    const wakeAt = (await loadCustomer(table, key)).state?.wakeAt
    if (wakeAt === undefined) wakes.delete(key)
    else wakes.set(key, wakeAt)
  }

  return {
    react,
    reactions: () => reactions,
    nextWake: () => (wakes.size === 0 ? undefined : Math.min(...wakes.values())),
    async wake(): Promise<void> {
      if (Math.min(...wakes.values()) > clock.now) return
      await wakeDueCustomers({
        table,
        now: ports.now,
        react,
        onFailure: async (_key, error) => {
          throw error
        },
        mayGoOn: () => true,
      })
    },
    async sendAll(): Promise<void> {
      for (const key of due.values()) await sendMessage(key, sendPorts(ports))
      due.clear()
    },
  }
}

const sendPorts = (ports: Pick<SendPorts, 'table' | 'settings' | 'now'>): SendPorts => ({
  ...ports,
  ...understandsAll,
  newClaimId: () => 'the-only-sender',
  writeMail: async ({ key, profile, shop }, message) => ({
    messageId: `${key}/${messageSort(message)}`,
    shop,
    customer: key,
    tracked: false,
    campaign: message.campaign,
    step: message.step,
    to: profile?.email ?? '',
    from: 'hello@shop.example',
    subject: message.template,
    bytes: new Uint8Array(),
  }),
  mailer: simpleMailer({
    repeatable: false,
    send: async ({ messageId }) => ({ outcome: 'accepted', mailerMessageId: messageId }),
  }),
  onUnwritable: (_message, error) => {
    throw error
  },
})
