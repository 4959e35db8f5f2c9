/** The shop whose customers live through the faults: campaigns of every kind, and tiny templates. */
import type { Campaign } from '../../../functions/domain/campaign.ts'
import { Policy, type Shop } from '../../../functions/domain/policy.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../../../functions/domain/time.ts'
import { issueKey } from '../../../functions/http/keys.ts'
import { templateRow } from '../../../functions/store/published-campaigns.ts'
import { addShop, campaignRow, changeShop, putKey } from '../../../functions/store/shops.ts'
import type { Table } from '../../../functions/store/table.ts'

export const SHOP = 'tea'

const shopAt = (opened: Instant): Shop => ({
  id: SHOP,
  name: 'Tea House',
  zone: 'UTC',
  postalAddress: '1 Harbour Street, Testville',
  from: { name: 'Tea House', address: 'post@tea.example' },
  url: 'https://tea.example',
  domainCheck: { domain: 'tea.example', passedAt: opened },
  openedAt: opened,
})

export type ShopKind = {
  /** Whether marketing rests at night. */
  readonly night: boolean
  readonly softStart: boolean
}

/** Short enough that a month sees everything. */
const policyOf = ({ night, softStart }: ShopKind): Policy =>
  Policy.parse({
    currency: 'EUR',
    dormantAfterDays: 12,
    frequentPurchases: 3,
    frequentWindowDays: 30,
    caps: [{ messages: 2, withinDays: 3 }],
    quietHours: night ? { from: '21:00', to: '08:00' } : null,
    softStart: softStart ? { firstDay: 3, growth: 1.5 } : null,
    pauseAt: {
      bounceShare: 0.2,
      complaintShare: 0.2,
      withinDays: 7,
      leastSent: 5,
      leastEvents: 2,
    },
  })

const usual = {
  version: 1,
  contentHash: 'words',
  activeFrom: 0,
  paused: false,
  endsOnPurchase: false,
} as const

const inEnglish = (...templates: readonly string[]) =>
  Object.fromEntries(templates.map((template) => [template, ['en']]))

const step = (id: string, afterMs: number) => ({ id, template: id, afterMs })

export const CAMPAIGNS: readonly Campaign[] = [
  {
    ...usual,
    id: 'welcome',
    kind: 'marketing',
    start: { kind: 'class-entered', class: 'first-time' },
    priority: 50,
    steps: [step('hello', 0), step('tips', DAY_MS), step('offer', 4 * DAY_MS)],
    locales: inEnglish('hello', 'tips', 'offer'),
  },
  {
    ...usual,
    id: 'care',
    kind: 'marketing',
    start: { kind: 'class-entered', class: 'frequent' },
    reentryAfterMs: 180 * DAY_MS,
    priority: 30,
    steps: [
      step('value', 0),
      { ...step('care', 12 * HOUR_MS), repeat: { everyMs: 5 * DAY_MS, while: 'frequent' } },
    ],
    locales: inEnglish('value', 'care'),
  },
  {
    ...usual,
    id: 'win-back',
    kind: 'marketing',
    start: { kind: 'class-entered', class: 'dormant' },
    reentryAfterMs: 10 * DAY_MS,
    endsOnPurchase: true,
    priority: 40,
    steps: [step('picks', 0), step('invite', 3 * DAY_MS)],
    locales: inEnglish('picks', 'invite'),
  },
  {
    ...usual,
    id: 'receipt',
    kind: 'service',
    start: { kind: 'purchase' },
    reentryAfterMs: 0,
    priority: 90,
    steps: [step('thanks', 0)],
    locales: inEnglish('thanks'),
  },
  {
    ...usual,
    id: 'confirm',
    kind: 'service',
    start: { kind: 'consent-unconfirmed' },
    priority: 80,
    steps: [step('ask', 0)],
    locales: inEnglish('ask'),
  },
]

const WORDS = {
  subject: 'For {{ customer.name }}',
  html: '<p>{{ content.greeting }}, {{ customer.name }}. <a href="{{ unsubscribeUrl }}">Leave</a></p>',
  text: '{{ content.greeting }}, {{ customer.name }}. {{ unsubscribeUrl }}',
  content: { greeting: 'Hello' },
}

/** @returns a bearer that may do all that shops do */
export async function openShop(table: Table, now: Instant, kind: ShopKind): Promise<string> {
  const opened = now - DAY_MS
  await addShop(table, shopAt(opened), policyOf(kind))
  await table.write(
    CAMPAIGNS.flatMap((campaign) =>
      campaign.steps.map(({ template }) => ({
        put: templateRow(SHOP, campaign, template, 'en', WORDS),
      })),
    ),
  )
  await changeShop(table, SHOP, () => ({
    rows: CAMPAIGNS.map((campaign) => campaignRow(SHOP, campaign, { en: campaign.id })),
  }))
  const { bearer, key } = issueKey(['ingest', 'consent', 'admin'], opened)
  await table.write([putKey(SHOP, key)])
  return bearer
}
