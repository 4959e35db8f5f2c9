import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ConsentFact, consentAt } from '../../functions/domain/consent.ts'
import { anyConsent } from '../support/any-facts.ts'
import { consent, NOON } from '../support/given.ts'

const anyTime = fc.integer({ min: -4, max: 4 }).map((step) => NOON + step)
const anyConsents = fc.array(anyConsent(anyTime), { maxLength: 8 })
const marketing = (facts: readonly ConsentFact[]) => consentAt(facts, 'marketing', NOON)
const isOwn = ({ source }: ConsentFact) => source !== 'sync' && source !== 'import'
const known = (facts: readonly ConsentFact[]) =>
  facts.filter((fact) => fact.purpose === 'marketing' && fact.at <= NOON)

describe('consent', () => {
  it('does not depend on the order in which it was recorded', () => {
    const anyTwoOrders = anyConsents.chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
    )
    fc.assert(
      fc.property(anyTwoOrders, ([one, other]) => {
        expect(marketing(one)).toBe(marketing(other))
      }),
    )
  })

  it("follows the customer's own latest act, ties going to withdrawal", () => {
    const anyOwn = anyConsents.map((facts) => facts.filter(isOwn))
    fc.assert(
      fc.property(anyOwn, (facts) => {
        const latest = Math.max(...known(facts).map(({ at }) => at))
        const acts = known(facts).filter(({ at }) => at === latest)
        const withdrawn = acts.some(({ act }) => act === 'withdrawn')
        const expected = withdrawn ? 'withdrawn' : 'granted'
        expect(marketing(facts)).toBe(acts.length === 0 ? 'unknown' : expected)
      }),
      { numRuns: 500 },
    )
  })

  it('once withdrawn is given back by nothing that a shop synchronises or imports', () => {
    const anyGrants = anyConsents.map((facts) =>
      facts.map((fact): ConsentFact => ({ ...fact, act: 'granted', source: 'sync' })),
    )
    fc.assert(
      fc.property(anyConsents, anyGrants, (facts, grants) => {
        fc.pre(marketing(facts) === 'withdrawn')
        expect(marketing([...facts, ...grants])).toBe('withdrawn')
      }),
    )
  })

  it('is never granted without a grant', () => {
    fc.assert(
      fc.property(anyConsents, (facts) => {
        const granted = known(facts).some(({ act }) => act === 'granted')
        if (!granted) expect(marketing(facts)).not.toBe('granted')
      }),
    )
  })

  it.each<[string, ConsentFact[], string]>([
    ['nothing said', [], 'unknown'],
    ['a grant from the future', [consent(NOON + 1)], 'unknown'],
    ['a grant at this very instant', [consent(NOON)], 'granted'],
    ['another purpose', [consent(NOON, { purpose: 'tracking' })], 'unknown'],
    ['only an import', [consent(NOON, { source: 'import' })], 'granted'],
    [
      'a withdrawal and a grant at one instant',
      [consent(NOON), consent(NOON, { act: 'withdrawn' })],
      'withdrawn',
    ],
    [
      'agreeing again after leaving',
      [consent(NOON - 1, { act: 'withdrawn', source: 'unsubscribe' }), consent(NOON)],
      'granted',
    ],
    [
      'an import after leaving',
      [
        consent(NOON - 1, { act: 'withdrawn', source: 'unsubscribe' }),
        consent(NOON, { source: 'import' }),
      ],
      'withdrawn',
    ],
    [
      'a withdrawal that a synchronisation reports',
      [consent(NOON - 1), consent(NOON, { act: 'withdrawn', source: 'sync' })],
      'withdrawn',
    ],
  ])('with %s', (_, facts, expected) => {
    expect(marketing(facts)).toBe(expected)
  })
})
