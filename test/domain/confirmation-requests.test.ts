import { describe, expect, it } from 'vitest'
import { UNKNOWN_ADDRESS } from '../../functions/domain/address.ts'
import { requestStanding } from '../../functions/domain/confirmation-requests.ts'
import { unknownCustomer } from '../../functions/domain/customer.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import { DAY_MS, HOUR_MS } from '../../functions/domain/time.ts'
import { campaign, consent, settings } from '../support/given.ts'

const NOW = Date.UTC(2026, 5, 1, 12)
const days = (ago: number) => NOW - ago * DAY_MS

const SIGN_UP = campaign({ id: 'sign-up', kind: 'service', start: { kind: 'consent-unconfirmed' } })
const shop = (changes: Partial<Settings> = {}): Settings =>
  settings({ campaigns: [SIGN_UP], ...changes })

/** @param asked days ago; undefined if they never asked for mail by an act of their own */
const standing = (asked: number | undefined, mailed: readonly number[], where = shop()) =>
  requestStanding(
    {
      ...unknownCustomer('tea', 'c-1'),
      profile: { locale: 'en', updatedAt: 0 },
      consents: asked === undefined ? [] : [consent(days(asked), { source: 'form' })],
      address: {
        ...UNKNOWN_ADDRESS,
        slots: mailed.map((ago, n) => ({
          ...{ customer: 'c-2', campaign: 'sign-up', n, step: 'request', at: days(ago) },
          kind: 'confirmation',
        })),
      },
    },
    where,
    NOW,
  )

describe('a request to confirm', () => {
  it.each<[string, number, readonly number[]]>([
    ['of a moment ago', 0, []],
    ['while the one of yesterday evening counts', 0, [0.5]],
    ['with two of this month', 0.1, [20, 9]],
    ['with three, the first of which soon counts no more', 0.1, [29, 9, 3]],
  ])('is on its way: %s', (_when, asked, mailed) => {
    expect(standing(asked, mailed)).toEqual({ stage: 'to-come' })
  })

  it.each<[string, number | undefined, readonly number[], number]>([
    ['mailed for this sign-up', 2, [1.5], 0],
    ['mailed an hour ago', 1 / 12, [1 / 24], NOW - HOUR_MS + DAY_MS - NOW],
    ['never asked for by the customer', undefined, [], 0],
    ['asked for when there was no room for a long time', 0, [20, 9, 3], 10 * DAY_MS],
    ['asked for in vain, and there is room again', 11, [40, 29, 15], 0],
    ['never mailed in the time it may take', 8, [], 0],
  ])('is over: %s', (_when, asked, mailed, again) => {
    expect(standing(asked, mailed)).toEqual({ stage: 'over', againFrom: NOW + again })
  })

  it.each<[string, Partial<Settings>]>([
    ['the shop opened', { shop: { ...shop().shop, openedAt: days(1) } }],
    ['the campaign was published', { campaigns: [{ ...SIGN_UP, activeFrom: days(1) }] }],
  ])('is not on its way for a sign-up from before %s', (_when, where) => {
    expect(standing(2, [], shop(where))).toEqual({ stage: 'over', againFrom: NOW })
    expect(standing(0.5, [], shop(where))).toEqual({ stage: 'to-come' })
  })

  it.each<[string, Partial<Settings>]>([
    ['the campaign is paused', { campaigns: [{ ...SIGN_UP, paused: true }] }],
    ['it is not written in their language', { campaigns: [{ ...SIGN_UP, locales: { ask: [] } }] }],
    ['there is no such campaign', { campaigns: [] }],
  ])('is not mailed at all where %s', (_why, where) => {
    expect(standing(0, [], shop(where))).toEqual({ stage: 'stopped' })
  })
})
