/**
 * A shop whose customers unsubscribe and set preferences: two campaigns, and customers with and
 * without an address.
 */
import type { ConsentFact } from '../../../functions/domain/consent.ts'
import type { Profile } from '../../../functions/domain/customer.ts'
import { marketingConsent } from '../../../functions/domain/marketing-consent.ts'
import type { Message } from '../../../functions/domain/message.ts'
import { DAY_MS, type Instant } from '../../../functions/domain/time.ts'
import { withAddress } from '../../../functions/pipeline/decisions/decide-customer.ts'
import { changeAddress } from '../../../functions/store/addresses.ts'
import {
  type LoadedCustomer,
  loadCustomer,
  putMessage,
} from '../../../functions/store/customers.ts'
import {
  ADDRESSES_PREFIX,
  consentSort,
  customerKey,
  customersPrefix,
  journeySort,
  PROFILE,
} from '../../../functions/store/keys.ts'
import type { TokenPayload } from '../../../functions/store/secret.ts'
import { campaignRow, changeShop } from '../../../functions/store/shops.ts'
import type { Row, Table } from '../../../functions/store/table.ts'
import { type ApiShop, makeApiShop, NOW, secret } from '../../support/api-shop.ts'
import { campaign, consent, message } from '../../support/given.ts'

export const CAMPAIGNS = [
  {
    campaign: campaign({
      id: 'care',
      steps: [{ id: 'tea', template: 'tea', afterMs: 0 }],
      locales: { tea: ['en', 'zh-CN'], news: ['fr'] },
    }),
    name: { en: 'Tea care', 'zh-CN': '茶叶养护' },
  },
  { campaign: campaign({ id: 'picks' }), name: { 'zh-CN': '为您推荐' } },
  { campaign: campaign({ id: 'parcel', kind: 'service' }), name: { en: 'Your parcel' } },
  {
    campaign: campaign({
      id: 'sign-up',
      start: { kind: 'consent-unconfirmed' },
      locales: { picks: ['en', 'zh-CN'] },
    }),
    name: { en: 'Please confirm' },
  },
]

export type UnsubscribeShop = ApiShop & {
  /** Someone who agreed to marketing, unless their consents say otherwise. */
  readonly store: (
    customer: string,
    profile?: Partial<Profile>,
    consents?: readonly ConsentFact[],
  ) => Promise<void>
  readonly record: (customer: string, fact: ConsentFact) => Promise<void>
  /** A message of the campaign "care" that waits for its sender. */
  readonly queue: (customer: string) => Promise<void>
  /** A customer's address was asked to confirm at those instants. */
  readonly requested: (customer: string, instants: readonly Instant[]) => Promise<void>
  readonly load: (customer: string) => Promise<LoadedCustomer>
  /** What the judge makes of the customer's consent, their address considered. */
  readonly consentOf: (customer: string) => Promise<ReturnType<typeof marketingConsent>>
  /** Every row of every customer and every address. */
  readonly rows: () => Promise<readonly Row[]>
}

export async function makeUnsubscribeShop(table: Table): Promise<UnsubscribeShop> {
  const api = await makeApiShop(table)
  await changeShop(table, api.shop, ({ settings }) => ({
    policy: { ...settings.policy, countryWhereUnknown: 'GB' },
    rows: CAMPAIGNS.map((one) => campaignRow(api.shop, one.campaign, one.name)),
  }))
  const keyOf = (customer: string) => customerKey(api.shop, customer)
  const load = async (customer: string) =>
    withAddress(table, await loadCustomer(table, keyOf(customer)))
  const record: UnsubscribeShop['record'] = async (customer, fact) => {
    await table.write([{ put: { pk: keyOf(customer), sk: consentSort(fact), ...fact } }])
  }
  return {
    ...api,
    record,
    load,
    async store(customer, profile = {}, consents = [consent(NOW - 9 * DAY_MS)]) {
      const { email = `${customer}@example.com` } = profile
      const addressHash = secret.addressHash(email)
      const row = { email, addressHash, locale: 'en', ...profile, updatedAt: NOW - 9 * DAY_MS }
      await table.write([{ put: { pk: keyOf(customer), sk: PROFILE, ...row } }])
      for (const fact of consents) await record(customer, fact)
    },
    async queue(customer) {
      const at = NOW - DAY_MS
      const due = { status: 'due', locale: 'en', decidedAt: at, relayAt: NOW + DAY_MS } as const
      const start = { kind: 'class-entered', class: 'prospect', since: at } as const
      const journey = { campaign: 'care', n: 1, startedAt: at, start }
      const after = message(due, { campaign: 'care', step: 'tea', template: 'tea', dueAt: at })
      await table.write([
        { put: { pk: keyOf(customer), sk: journeySort('care', 1), ...journey } },
        putMessage(keyOf(customer), { after: after as Message }),
      ])
    },
    async requested(customer, instants) {
      const { addressHash } = await load(customer)
      if (addressHash === undefined) throw new Error('the customer has no address')
      const slots = instants.map((at, n) => ({
        ...{ customer, campaign: 'sign-up', n, step: 'request', at },
        kind: 'confirmation' as const,
      }))
      await changeAddress(table, api.shop, addressHash, (facts) => ({ ...facts, slots }))
    },
    async consentOf(customer) {
      const settings = await api.settings(api.shop)
      if (!settings) throw new Error('the shop does not exist')
      const { facts } = await load(customer)
      return marketingConsent({ facts, settings, now: api.clock.now })
    },
    async rows() {
      const all: Row[] = []
      for (const prefix of [customersPrefix(api.shop), ADDRESSES_PREFIX])
        for await (const row of table.scan(prefix)) all.push(row)
      return all
    },
  }
}

type TokenChanges = Partial<Omit<TokenPayload, 'addressHash'>> & {
  /** Undefined for a link of an earlier build. */
  readonly addressHash?: string | undefined
}

/** A link from a mail of yesterday, to the address that `store` gives a customer. */
export function tokenOf(customer: string, changes: TokenChanges = {}): string {
  const { addressHash, ...rest } = { addressHash: hashOf(customer), ...changes }
  return secret.signToken({
    use: 'leave',
    shop: 'tea',
    customer,
    campaign: 'care',
    n: 2,
    step: 'tea.3',
    issuedAt: NOW - DAY_MS,
    ...rest,
    ...(addressHash !== undefined && { addressHash }),
  })
}

const hashOf = (customer: string): string => secret.addressHash(`${customer}@example.com`)
