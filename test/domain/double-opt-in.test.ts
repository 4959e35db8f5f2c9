/** Who is asked to confirm, how often, and what their marketing waits for meanwhile. */
import { describe, expect, it } from 'vitest'
import { type AddressSlot, UNKNOWN_ADDRESS } from '../../functions/domain/address.ts'
import type { Campaign } from '../../functions/domain/campaign.ts'
import type { ConsentBasis, ConsentFact } from '../../functions/domain/consent.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { type Decision, decide } from '../../functions/domain/decide.ts'
import { mergeEntries } from '../../functions/domain/identity.ts'
import type { Journey } from '../../functions/domain/journey.ts'
import { marketingConsent } from '../../functions/domain/marketing-consent.ts'
import type { Message } from '../../functions/domain/message.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import { DAY_MS, type Instant, MINUTE_MS } from '../../functions/domain/time.ts'
import { applyDecision, withMessage } from '../support/apply-decision.ts'
import { consent, days, hours, NOON, policy, settings } from '../support/given.ts'
import { accept, decided, oneTimer, only, shopWith } from '../support/win-back.ts'

const { profile } = oneTimer
const living = (country: string, consents: CustomerFacts['consents']): CustomerFacts => ({
  ...oneTimer,
  profile: { updatedAt: 0, ...profile, country },
  consents,
})
const inGermany = (consents: CustomerFacts['consents']) => living('DE', consents)
const confirm = (changes: Partial<Settings> = {}): Settings =>
  settings({
    // Of ZZ nothing else is known, so that only a confirmed address counts there.
    policy: policy({ countries: { ZZ: { subjectMark: null } } }),
    campaigns: [
      {
        ...(shopWith().campaigns[0] as Campaign),
        id: 'confirm',
        kind: 'service',
        start: { kind: 'consent-unconfirmed' },
        quietHours: null,
      },
    ],
    ...changes,
  })
const signedUp = (at: Instant): ConsentFact => consent(at, { source: 'form', basis: 'explicit' })
const confirmedAt = (at: Instant): ConsentFact =>
  consent(at, { source: 'form', basis: 'double-opt-in' })
const leftAt = (at: Instant): ConsentFact =>
  consent(at, { act: 'withdrawn', source: 'unsubscribe' })
const ticked = signedUp(NOON - hours(1))

/** The message of the latest journey, and how the earlier ones ended. */
const latest = ({ messages }: Decision): Message | undefined =>
  messages.map(({ after }) => after).sort((a, b) => b.n - a.n)[0]

/** Asked at `now`, with the mail accepted a minute later. */
function asked(facts: CustomerFacts, now: Instant): CustomerFacts {
  const decision = decide(facts, now, confirm())
  const mail = latest(decision)
  expect(mail).toMatchObject({ campaign: 'confirm', status: 'due' })
  return withMessage(applyDecision(facts, decision), accept(mail as Message, now + MINUTE_MS))
}

const also = (facts: CustomerFacts, ...more: readonly ConsentFact[]): CustomerFacts => ({
  ...facts,
  consents: [...facts.consents, ...more],
})

describe('marketing waits', () => {
  it('for the confirmation that the law asks for', () => {
    const held = { status: 'held', reason: 'consent-unconfirmed' }
    expect(only(decide(inGermany([ticked]), NOON, shopWith()))).toMatchObject(held)
  })

  it.each<[string, ConsentBasis, object]>([
    ['FR', 'soft-opt-in', { status: 'due' }],
    ['DE', 'soft-opt-in', { status: 'due' }],
    ['CN', 'soft-opt-in', { status: 'held', reason: 'no-consent' }],
    ['KR', 'soft-opt-in', { status: 'held', reason: 'no-consent' }],
    ['ZZ', 'soft-opt-in', { status: 'held', reason: 'no-consent' }],
    ['ZZ', 'explicit', { status: 'held', reason: 'consent-unconfirmed' }],
    ['CN', 'explicit', { status: 'due' }],
  ])('in %s with %s as the law there has it', (country, basis, outcome) => {
    const facts = living(country, [consent(NOON - hours(1), { basis })])
    expect(only(decide(facts, NOON, shopWith()))).toMatchObject(outcome)
  })

  it('for nothing more where a soft opt-in that counts for nothing follows an opt-out', () => {
    const facts = living('CN', [leftAt(1), consent(2, { basis: 'soft-opt-in' })])
    expect(marketingConsent({ facts, settings: confirm(), now: NOON })).toBe('withdrawn')
  })
})

describe('a customer is asked to confirm', () => {
  it('at once, and not again for the same act', () => {
    const facts = asked(inGermany([ticked]), NOON)
    for (const later of [1, 40, 400])
      expect(decide(facts, NOON + days(later), confirm()).messages).toEqual([])
  })

  it('again for each later act of their own, in a new journey', () => {
    const facts = also(asked(inGermany([ticked]), NOON), signedUp(NOON + days(2)))
    const again = decide(facts, NOON + days(2), confirm())
    expect(again.journeys).toMatchObject([
      { n: 1, end: { at: NOON + days(2), reason: 'asked-again' } },
      { n: 2, startedAt: NOON + days(2), start: { since: NOON + days(2) } },
    ])
    expect(latest(again)).toMatchObject({ n: 2, status: 'due' })
  })

  it.each<[string, ConsentFact]>([
    ['another system reports it', consent(NOON + days(2), { source: 'sync' })],
    ['it arrives late and is of before', signedUp(NOON - hours(2))],
    ['it is a soft opt-in', consent(NOON + days(2), { basis: 'soft-opt-in' })],
  ])('not again if %s', (_, act) => {
    const facts = also(asked(living('ZZ', [ticked]), NOON), act)
    expect(decide(facts, NOON + days(2), confirm()).messages).toEqual([])
  })

  it('not where the law is not known, until the policy says what it asks', () => {
    const facts = living('XK', [ticked])
    expect(decide(facts, NOON, confirm({ policy: policy() })).messages).toEqual([])
    const stated = policy({ countries: { XK: { subjectMark: null } } })
    expect(latest(decide(facts, NOON + 5, confirm({ policy: stated })))?.status).toBe('due')
  })

  it('again after they confirmed, left and signed up again', () => {
    const before = asked(inGermany([ticked]), NOON)
    const confirmed = decided(
      also(before, confirmedAt(NOON + hours(1))),
      NOON + hours(1),
      confirm(),
    )
    expect(confirmed.journeys[0]?.end).toMatchObject({ reason: 'consent-confirmed' })
    const back = also(confirmed, leftAt(NOON + days(3)), signedUp(NOON + days(4)))
    expect(latest(decide(back, NOON + days(4), confirm()))).toMatchObject({ n: 2, status: 'due' })
    const stayed = also(confirmed, signedUp(NOON + days(4)))
    expect(decide(stayed, NOON + days(4), confirm()).messages).toEqual([])
  })

  it('not if it is of no use, nor for an imported history or a soft opt-in', () => {
    for (const facts of [
      living('GB', [ticked]),
      inGermany([consent(NOON - 1, { source: 'import' })]),
      living('CN', [consent(NOON - 1, { basis: 'soft-opt-in' })]),
    ])
      expect(decide(facts, NOON, confirm()).messages).toEqual([])
    const usual = confirm()
    const opensLater = confirm({ shop: { ...usual.shop, openedAt: NOON } })
    expect(decide(inGermany([ticked]), NOON, opensLater).messages).toEqual([])
  })
})

describe('requests to one address', () => {
  const slot = (at: Instant, changes: Partial<AddressSlot> = {}): AddressSlot => ({
    ...{ customer: 'other', campaign: 'confirm', n: 1, step: 'picks', at, kind: 'confirmation' },
    ...changes,
  })
  const at = (facts: CustomerFacts, ...slots: readonly AddressSlot[]): CustomerFacts => ({
    ...facts,
    address: { ...UNKNOWN_ADDRESS, slots },
  })

  it('occupy slots of a kind of their own, which no cap of marketing counts', () => {
    const decision = decide(inGermany([ticked]), NOON, confirm())
    expect(decision.slots).toMatchObject([{ campaign: 'confirm', at: NOON, kind: 'confirmation' }])
    const capped = shopWith({}, { caps: [{ messages: 1, withinDays: 7 }] })
    const elsewhere = at(living('GB', [ticked]), slot(NOON - hours(1)))
    expect(only(decide(elsewhere, NOON, capped))).toMatchObject({ status: 'due' })
  })

  it('leave a day between them, also if several customers sign up with it', () => {
    const own = also(asked(inGermany([ticked]), NOON), signedUp(NOON + hours(2)))
    const next = { status: 'deferred', reason: 'asked-lately', until: NOON + MINUTE_MS + days(1) }
    expect(latest(decide(own, NOON + hours(2), confirm()))).toMatchObject({ n: 2, ...next })
    const shared = at(inGermany([ticked]), slot(NOON - hours(1)))
    expect(only(decide(shared, NOON, confirm()))).toMatchObject({
      ...{ status: 'deferred', reason: 'asked-lately', until: NOON + hours(23) },
    })
    const marketing = at(inGermany([ticked]), slot(NOON - 1, { kind: undefined as never }))
    expect(only(decide(marketing, NOON, confirm()))).toMatchObject({ status: 'due' })
  })

  it('are three in 30 days at most', () => {
    const three = [2, 9, 16].map((ago) => slot(NOON - days(ago), { n: ago }))
    expect(only(decide(at(inGermany([ticked]), ...three), NOON, confirm()))).toMatchObject({
      status: 'skipped',
      reason: 'put-off-too-long-asked-lately',
    })
    const soon = [2, 9, 25].map((ago) => slot(NOON - days(ago), { n: ago }))
    expect(only(decide(at(inGermany([ticked]), ...soon), NOON, confirm()))).toMatchObject({
      status: 'deferred',
      until: NOON + days(5),
    })
  })

  it('that wait are dropped for the one of a later act', () => {
    const waiting = decided(
      also(asked(inGermany([ticked]), NOON), signedUp(NOON + hours(2))),
      NOON + hours(2),
      confirm(),
    )
    const decision = decide(also(waiting, signedUp(NOON + hours(3))), NOON + hours(3), confirm())
    expect(decision.messages.map(({ after }) => after)).toMatchObject([
      { n: 2, status: 'skipped', reason: 'asked-again' },
      { n: 3, status: 'deferred', reason: 'asked-lately' },
    ])
  })
})

describe('a journey that asks to confirm', () => {
  it('is over when it is given, when the customer left, or when there is nothing to confirm', () => {
    const facts = decided(inGermany([ticked]), NOON, confirm())
    const then = NOON + hours(2)
    const ends = (changed: CustomerFacts) => decide(changed, then, confirm()).journeys[0]?.end
    expect(ends(also(facts, confirmedAt(NOON + 1)))).toMatchObject({ reason: 'consent-confirmed' })
    expect(ends(also(facts, leftAt(NOON + 1)))).toMatchObject({ reason: 'consent-withdrawn' })
    // Their address is another by now, and the act was one at the former.
    expect(ends({ ...facts, consents: [] })).toMatchObject({ reason: 'nothing-to-confirm' })
  })

  it('ends when its link does, and wakes for that', () => {
    const facts = asked(inGermany([ticked]), NOON)
    const end = NOON + MINUTE_MS + 30 * DAY_MS
    expect(decide(facts, NOON + days(1), confirm()).wakeAt).toBeLessThanOrEqual(end)
    expect(decide(facts, end - 1, confirm()).journeys).toEqual([])
    expect(decide(facts, end - 1, confirm()).wakeAt).toBe(end)
    const ended = decide(facts, end, confirm())
    expect(ended.journeys).toMatchObject([{ n: 1, end: { at: end, reason: 'link-expired' } }])
    const again = decide(also(applyDecision(facts, ended), signedUp(end + 1)), end + 1, confirm())
    expect(latest(again)).toMatchObject({ n: 2, status: 'due' })
  })

  it('is no second entry of one person if it asks about another act', () => {
    const journey = (n: number, since: Instant, mailedAs?: Journey['mailedAs']): Journey => ({
      ...{
        campaign: 'confirm',
        n,
        startedAt: since,
        start: { kind: 'consent-unconfirmed', since },
      },
      ...(mailedAs && { mailedAs }),
    })
    const moved = { customer: 'c-9', n: 1 }
    const asStored = (one: Journey) => one
    const two = [journey(1, NOON), journey(2, NOON + 5, moved)]
    expect(mergeEntries(two, asStored, undefined, NOON + 9)).toEqual(two)
    const same = [journey(1, NOON), journey(2, NOON, moved)]
    expect(mergeEntries(same, asStored, undefined, NOON + 9)[1]?.end).toMatchObject({
      reason: 'merged',
    })
  })
})
