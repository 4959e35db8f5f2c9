import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoShop } from '../../../functions/demo/catalogue.ts'
import { type CustomerFacts, unknownCustomer } from '../../../functions/domain/customer.ts'
import { decide } from '../../../functions/domain/decide.ts'
import { assess } from '../../../functions/domain/lifecycle.ts'
import type { Order } from '../../../functions/domain/order.ts'
import type { Settings } from '../../../functions/domain/policy.ts'
import { startsOf } from '../../../functions/domain/start-journeys.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../../../functions/domain/time.ts'
import { campaignStandings } from '../../../functions/insight/explain/campaign-standing.ts'
import { projectEvents } from '../../../functions/insight/explain/project.ts'
import { timelineOf } from '../../../functions/insight/explain/timeline.ts'
import { eachCustomer } from '../../../functions/store/customers.ts'
import { customersPrefix } from '../../../functions/store/keys.ts'
import { busyShopInAFile, type ShopInAFile } from '../../console/shop-in-a-file.ts'

let shop: ShopInAFile
let settings: Settings
let opened: Instant
const everyone: CustomerFacts[] = []

beforeAll(async () => {
  shop = await busyShopInAFile(80, 6)
  settings = (await shop.settings('demo')) as Settings
  opened = settings.shop.openedAt as Instant
  for await (const { facts } of eachCustomer(shop.table, customersPrefix('demo')))
    everyone.push(facts)
})

afterAll(() => shop.close())

const order = (orderId: string, paidAt: Instant): Order => ({
  orderId,
  paidAt,
  updatedAt: paidAt,
  currency: 'GBP',
  grossMinor: 1_000,
  contentHash: 'x',
})

const newcomer = (paidAt: Instant): CustomerFacts => ({
  ...unknownCustomer('demo', 'new'),
  profile: {
    email: 'a@example.com',
    locale: 'en',
    zone: 'Europe/London',
    country: 'GB',
    updatedAt: paidAt,
  },
  consents: [{ purpose: 'marketing', act: 'granted', at: paidAt, source: 'checkout' }],
  orders: [order('o1', paidAt)],
})

describe('What comes next', () => {
  test('is projected as later decisions will have it', () => {
    const bought = Date.UTC(2026, 10, 2, 12)
    const next = projectEvents(newcomer(bought), bought + HOUR_MS, settings, 20)
    expect(next.map(({ at: _at, ...rest }) => rest)).toMatchObject([
      { kind: 'journey-started', campaign: 'first-time' },
      { kind: 'sent', message: { step: 'introduction' } },
      { kind: 'sent', message: { step: 'offer' } },
      { kind: 'class-entered', class: 'dormant' },
      { kind: 'journey-ended', campaign: 'first-time', reason: 'left-class' },
      { kind: 'journey-started', campaign: 'dormant' },
      { kind: 'sent', message: { step: 'picks' } },
      { kind: 'sent', message: { step: 'invitation' } },
    ])
    expect(next.map(({ at }) => Math.floor((at - bought) / DAY_MS))).toEqual([
      0, 0, 7, 90, 90, 90, 90, 100,
    ])
  })

  test('is what then happens to customers who do nothing new', async () => {
    const now = shop.until
    const later = now + 10 * DAY_MS
    const forecasts = new Map(
      everyone.map((facts) => [
        facts.customer,
        projectEvents(facts, now, settings, 50).flatMap((one) =>
          one.at <= later && one.kind === 'sent'
            ? [`${one.message.campaign} ${one.message.step}`]
            : [],
        ),
      ]),
    )
    for (let at = now; at <= later; at += HOUR_MS) await shop.catchUp(at)
    let sent = 0
    for await (const { facts } of eachCustomer(shop.table, customersPrefix('demo'))) {
      const happened = timelineOf(facts, settings, later)
        .filter(({ at }) => at >= now)
        .flatMap((one) =>
          one.kind === 'message' && one.message.status === 'accepted'
            ? [`${one.message.campaign} ${one.message.step}`]
            : [],
        )
      const before = everyone.find(({ customer }) => customer === facts.customer)
      const already = before?.messages.filter(
        (message) => message.status === 'accepted' && message.acceptedAt >= now,
      )
      expect(happened.length - (already?.length ?? 0)).toBe(forecasts.get(facts.customer)?.length)
      sent += forecasts.get(facts.customer)?.length ?? 0
    }
    expect(sent).toBeGreaterThan(2)
  })

  test('ends for customers whom time alone does not change', () => {
    expect(projectEvents(unknownCustomer('demo', 'x'), shop.until, settings, 5)).toEqual([])
  })
})

describe('Why a campaign has not started', () => {
  test('has a reason exactly if the rules start nothing', () => {
    for (const facts of everyone)
      for (const now of [opened, opened + 20 * DAY_MS, shop.until])
        for (const campaign of settings.campaigns) {
          const assessment = assess(facts, now, settings.policy, settings.models)
          const before = facts.journeys.filter((journey) => journey.campaign === campaign.id)
          const starts = startsOf(campaign, before, facts, assessment, settings, now)
          expect('whyNot' in starts).toBe(starts.journeys.length === 0)
        }
  })

  test.each([
    ['other-class', 'frequent', -1],
    ['entered-before', 'first-time', -1],
    ['entered-before', 'dormant', -120],
    ['other-class', 'dormant', 5],
  ])('is "%s" for %s after a purchase %i days from the opening', (reason, campaign, day) => {
    const facts = newcomer(opened + day * DAY_MS)
    const now = opened + 10 * DAY_MS
    const decision = decide(facts, now, settings)
    const standing = campaignStandings(facts, decision, settings, now).find(
      ({ id }) => id === campaign,
    )
    expect(standing?.whyNot?.reason).toBe(reason)
  })

  test('is that the shop is not open, before it is', () => {
    const { openedAt: _openedAt, ...closed } = settings.shop
    const facts = newcomer(opened)
    const loading = { ...settings, shop: closed }
    const standings = campaignStandings(facts, decide(facts, opened, loading), loading, opened)
    expect(standings.map(({ whyNot }) => whyNot?.reason)).toEqual(
      settings.campaigns.map(() => 'shop-not-open'),
    )
    expect(demoShop.openedAt).toBeUndefined()
  })

  test('is that once was enough, after a journey is over', () => {
    const again = { ...newcomer(opened), orders: [order('o1', opened), order('o2', opened + 1)] }
    const now = opened + DAY_MS
    const over = {
      ...again,
      journeys: [
        {
          campaign: 'first-time',
          n: 1,
          startedAt: opened,
          start: { kind: 'class-entered', class: 'first-time', since: opened } as const,
          end: { at: opened + 1, reason: 'left-class' } as const,
        },
      ],
      orders: [order('o2', opened + 2)],
    }
    const standing = campaignStandings(over, decide(over, now, settings), settings, now)
    expect(standing.find(({ id }) => id === 'first-time')?.whyNot?.reason).toBe('never-again')
  })
})

describe('The history of a customer', () => {
  test('is newest first, and leaves out what has not happened yet', () => {
    const bought = opened
    const facts = { ...newcomer(bought), orders: [order('o1', bought), order('o2', bought + 99)] }
    const kinds = timelineOf(facts, settings, bought + 50).map(({ kind }) => kind)
    expect(kinds).toEqual(['class', 'consent', 'order'])
  })

  test('includes a dormancy that no decision has noticed yet', () => {
    const facts = newcomer(opened)
    const [last] = timelineOf(facts, settings, opened + 91 * DAY_MS)
    expect(last).toEqual({ at: opened + 90 * DAY_MS, kind: 'class', class: 'dormant' })
  })
})
