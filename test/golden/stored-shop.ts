/** A shop whose rows are written by the use cases alone, with a clock that each customer sets. */
import type { CompiledCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { publishCampaign } from '../../functions/campaigns/publish-campaign.ts'
import type { SendOutcome } from '../../functions/domain/message.ts'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { DAY_MS, type Instant } from '../../functions/domain/time.ts'
import { recordPurchases } from '../../functions/intake/record-facts.ts'
import type { PostedPurchase } from '../../functions/intake/wire.ts'
import { recordFeedback } from '../../functions/pipeline/feedback/record-feedback.ts'
import { reactToCustomer } from '../../functions/pipeline/reactions/react-to-customer.ts'
import { dueMessageOf } from '../../functions/pipeline/sending/due-message.ts'
import { simpleMailer } from '../../functions/pipeline/sending/mailer.ts'
import { makePacer } from '../../functions/pipeline/sending/pacing/pacer.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { sendInTurn } from '../../functions/pipeline/sending/send-in-turn.ts'
import { makeWriteMail } from '../../functions/pipeline/sending/write-mail.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { addShop, loadShop, putKey } from '../../functions/store/shops.ts'
import type { Row, Table } from '../../functions/store/table.ts'
import { type Happening, WARY } from '../pipeline/feedback/record-feedback-shop.ts'
import { secret, shopOf } from '../support/api-shop.ts'
import { understandsAll } from '../support/understands-all.ts'

export const SHOP = 'tea & co'
/** Monday, by day in London. */
export const START: Instant = Date.UTC(2026, 0, 5, 12)

type Definition = CompiledCampaign['definition']

const compiled = (
  id: string,
  rest: Partial<Definition> & Pick<Definition, 'start' | 'steps'>,
): CompiledCampaign => {
  const templates = rest.steps.flatMap(({ template }) =>
    (['en', 'zh-CN'] as const).map((locale) => ({
      template,
      locale,
      subject: `${id}: {{ content.greeting }}`,
      preheader: '',
      html: `<a href="{{ unsubscribeUrl }}">{{ content.greeting }}</a>
{% for product in recommendations %}<a href="{{ product.url }}">{{ product.title }}</a>{% endfor %}`,
      text: '{{ content.greeting }} {{ unsubscribeUrl }}',
    })),
  )
  return {
    definition: {
      id,
      kind: 'marketing',
      endsOnPurchase: false,
      priority: 50,
      activeFrom: START - 400 * DAY_MS,
      locales: Object.fromEntries(rest.steps.map(({ template }) => [template, ['en', 'zh-CN']])),
      ...rest,
    },
    name: { en: id, 'zh-CN': `活动 ${id}` },
    content: { en: { greeting: 'Hello' }, 'zh-CN': { greeting: '您好' } },
    brand: {},
    templates,
  }
}

const CAMPAIGNS: readonly CompiledCampaign[] = [
  compiled('welcome', {
    start: { kind: 'class-entered', class: 'first-time' },
    steps: [
      { id: 'hello', template: 'hello', afterMs: 0 },
      { id: 'offer', template: 'offer', afterMs: 7 * DAY_MS, conditions: { maxPurchases: 1 } },
    ],
    priority: 60,
  }),
  compiled('care', {
    start: { kind: 'class-entered', class: 'frequent' },
    steps: [
      {
        id: 'care',
        template: 'care',
        afterMs: 0,
        repeat: { everyMs: 30 * DAY_MS, while: 'frequent' },
      },
    ],
    reentryAfterMs: 180 * DAY_MS,
    caps: [{ messages: 5, withinDays: 7 }],
    quietHours: null,
  }),
  compiled('win-back', {
    start: { kind: 'class-entered', class: 'dormant' },
    steps: [
      { id: 'picks', template: 'picks', afterMs: 0 },
      { id: 'invitation', template: 'invitation', afterMs: 10 * DAY_MS },
    ],
    endsOnPurchase: true,
    backlogOverMs: 5 * DAY_MS,
    eligible: { countries: ['GB', 'DE', 'CN'] },
  }),
  compiled('early', {
    start: { kind: 'at-risk' },
    steps: [{ id: 'sign', template: 'sign', afterMs: 0 }],
    reentryAfterMs: DAY_MS,
  }),
  compiled('receipt', {
    start: { kind: 'purchase' },
    steps: [{ id: 'thanks', template: 'thanks', afterMs: 60_000 }],
    kind: 'service',
    reentryAfterMs: 0,
  }),
  compiled('ask', {
    start: { kind: 'consent-unconfirmed' },
    steps: [{ id: 'confirm', template: 'confirm', afterMs: 0 }],
    kind: 'service',
  }),
]

/** Mails that go wrong go to a provider of their own, which pauses without the others. */
export const emailOf = (customer: string): string => {
  const provider = /^(?:bounced|complained|rejected)/.test(customer) ? 'qq.com' : 'example.com'
  return `${customer.replace(/\W/g, '.')}@${provider}`
}

/** A purchase by a customer in London who agreed to marketing. */
export const purchaseOf = (customer: string, orderId: string, paidAt: Instant): PostedPurchase => ({
  orderId,
  customer: {
    id: customer,
    email: emailOf(customer),
    name: 'Lin',
    locale: 'en',
    zone: 'Europe/London',
    country: 'GB',
    consents: [
      {
        purpose: 'marketing',
        act: 'granted',
        at: START - 30 * DAY_MS,
        source: 'checkout',
        basis: 'explicit',
        wording: 'Yes, write to me',
        evidence: 'form 7',
      },
    ],
  },
  paidAt,
  currency: 'EUR',
  grossMinor: 2_490,
  lines: [
    { sku: 'TEA', title: 'Green tea', quantity: 2, unitMinor: 1_000 },
    { sku: 'CUP', quantity: 1 },
  ],
})

const recommended = {
  sku: 'POT',
  product: {
    title: 'Teapot',
    url: 'https://tea.example.com/p/pot',
    imageUrl: 'https://tea.example.com/p/pot.jpg',
    price: '€30.00',
    regularPrice: '',
  },
}

export type StoredShop = Awaited<ReturnType<typeof storedShop>>

/** @example const shop = await storedShop(table); await shop.buy('ann', 'o-1') */
export async function storedShop(table: Table) {
  const clock = { now: START }
  const now = () => clock.now
  const settings = async (shop: string) => (await loadShop(table, shop))?.settings
  const ports = { table, now, settings, addressHash: secret.addressHash }
  const { openedAt: _, ...details } = shopOf(SHOP)
  await addShop(
    table,
    { ...details, openedAt: START - 365 * DAY_MS, replyTo: 'answers@tea.example.com' },
    {
      ...defaultPolicy('EUR'),
      ...WARY,
      personalThreshold: { theta: 0.5, minDays: 80, maxDays: 90 },
      countryWhereUnknown: 'GB',
      softStart: { firstDay: 1_000, growth: 1.5 },
    },
  )
  await table.write([
    putKey(SHOP, {
      keyId: 'CAgICAgICAg',
      secretHash: 'rYBLHzc6_bVWcMbN_0tU-WFWDnYCFc2ig7TIIWgIhMk',
      scopes: ['ingest', 'read'],
      createdAt: START,
      expiresAt: START + 900 * DAY_MS,
    }),
  ])
  for (const campaign of CAMPAIGNS) await publishCampaign(table, SHOP, campaign, START)

  const pacer = makePacer({
    table,
    quota: {
      read: async () => ({ maxSendRate: 14, max24HourSend: 50_000, sentLast24Hours: 17 }),
    },
    softStart: async (shop) => (await settings(shop))?.policy.softStart ?? null,
    now,
    // A sender that waits for a turn gets it at its instant.
    sleep: async (ms) => {
      clock.now += Math.ceil(ms)
    },
    id: 'a sender',
    onEvent: () => {},
  })
  const writeMail = makeWriteMail({
    table,
    renderer: makeRenderer(),
    signToken: secret.signToken,
    publicUrl: 'https://mail.tea.example.com',
    recommendationsFor: async () => [recommended],
    now,
  })
  const keyOf = (customer: string) => customerKey(SHOP, customer)
  const react = (customer: string, at: Instant = clock.now) => {
    clock.now = at
    return reactToCustomer(keyOf(customer), { ...ports, ...understandsAll })
  }
  return {
    table,
    clock,
    ports,
    keyOf,
    react,
    async buy(customer: string, orderId: string, at: Instant = START, fields: object = {}) {
      clock.now = at
      const usual = purchaseOf(customer, orderId, at)
      await recordPurchases(SHOP, [{ ...usual, ...fields }], ports)
      return react(customer)
    },
    /** @param says what the mailer answers; undefined: the sender vanishes with its claim */
    async send(customer: string, name: string, says: SendOutcome | undefined) {
      const key = { pk: keyOf(customer), sk: `message#${name}` }
      const due = dueMessageOf((await table.get(key)) as Row)
      if (!due) throw new Error(`${name} is not due`)
      const mailer = simpleMailer({
        repeatable: false,
        send: async () => {
          if (!says) throw new Error('the sender vanished')
          return says
        },
      })
      const sending = sendInTurn(due, {
        ...ports,
        ...understandsAll,
        newClaimId: () => `claim of ${customer}`,
        writeMail,
        mailer,
        pacer,
        onUnwritable: (message, error) => {
          throw new Error(`${message} could not be written`, { cause: error })
        },
      })
      return says ? sending : sending.catch(() => 'vanished')
    },
    applyFeedback: (
      customer: string,
      name: string,
      happening: Happening,
      at: Instant = clock.now,
    ) =>
      recordFeedback(
        {
          event: {
            messageId: `${keyOf(customer)}/${name}`,
            mailerMessageId: `ses of ${customer}`,
            at,
            ...happening,
          } as never,
          recipients: [emailOf(customer)],
        },
        { ...ports, now: () => Math.max(clock.now, at), onPaused: () => {} },
      ),
  }
}
