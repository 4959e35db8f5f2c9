/** Compiled by `npm run types`: whatever has no words, or words for nothing, fails there. */
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { SuppressionCause } from '../../functions/domain/address.ts'
import type {
  Consent,
  ConsentAct,
  ConsentBasis,
  ConsentPurpose,
  ConsentSource,
} from '../../functions/domain/consent.ts'
import type { CustomerHold } from '../../functions/domain/customer.ts'
import type { NoForecastReason } from '../../functions/domain/customer-value.ts'
import type { MessageOutcome } from '../../functions/domain/delivery-history.ts'
import type { Threshold } from '../../functions/domain/dormancy.ts'
import type { BounceKind } from '../../functions/domain/feedback/bounce-kind.ts'
import type { JourneyEnd } from '../../functions/domain/journey.ts'
import { LIFECYCLE_CLASSES, type LifecycleClass } from '../../functions/domain/lifecycle-class.ts'
import {
  type DeferReason,
  type HoldReason,
  SKIP_REASONS,
  type SkipReason,
} from '../../functions/domain/message-reasons.ts'
import type { FitReason, FitVerdict } from '../../functions/domain/models/fit-verdict.ts'
import { PROVIDERS, type Provider } from '../../functions/domain/provider.ts'
import {
  type LANGUAGE_FACTS,
  LANGUAGES,
  type Language,
} from '../../functions/language/language-tags.ts'
import { WORDS } from '../../functions/language/languages.ts'
import type { Words } from '../../functions/language/words.ts'

type WhyFallback = Extract<Threshold['by'], { kind: 'fallback' }>['why']

describe('The words of every language', () => {
  test('name each class, and explain what it means and why a customer is in it', () => {
    expectTypeOf<keyof Words['classes']>().toEqualTypeOf<LifecycleClass>()
    expectTypeOf<keyof Words['classMeanings']>().toEqualTypeOf<LifecycleClass>()
    expectTypeOf<keyof Words['classReasons']>().toEqualTypeOf<LifecycleClass>()
    for (const language of LANGUAGES)
      expect(Object.keys(WORDS[language].classes)).toEqual(LIFECYCLE_CLASSES)
  })

  test('do not compile without a class, or with one that does not exist', () => {
    type Classes = Words['classes']
    const others = { prospect: '', 'first-time': '', active: '', frequent: '' }
    // @ts-expect-error dormant has no words
    const incomplete: Classes = others
    // @ts-expect-error there is no such class
    const excessive: Classes = { ...others, dormant: '', 'no-such-class': '' }
    expect([incomplete, excessive]).toHaveLength(2)
  })

  test('give a reason for each hold, deferral, skip and end of a journey', () => {
    expectTypeOf<keyof Words['holds']>().toEqualTypeOf<HoldReason>()
    expectTypeOf<keyof Words['holdFixes']>().toEqualTypeOf<HoldReason>()
    expectTypeOf<keyof Words['deferrals']>().toEqualTypeOf<DeferReason>()
    expectTypeOf<keyof Words['skips']>().toEqualTypeOf<SkipReason>()
    expectTypeOf<keyof Words['journeyEnds']>().toEqualTypeOf<JourneyEnd>()
    for (const language of LANGUAGES)
      expect(Object.keys(WORDS[language].skips).sort()).toEqual([...SKIP_REASONS].sort())
  })

  test('describe each outcome of a message and each kind of bounce', () => {
    expectTypeOf<keyof Words['outcomes']>().toEqualTypeOf<MessageOutcome>()
    expectTypeOf<keyof Words['outlook']>().toEqualTypeOf<MessageOutcome>()
    expectTypeOf<keyof Words['deliveryEvents']['bounced']>().toEqualTypeOf<BounceKind>()
    expectTypeOf<keyof Words['outlook']['bounced']>().toEqualTypeOf<BounceKind>()
  })

  test('describe a customer’s consent to each purpose, by which act and on what basis', () => {
    expectTypeOf<keyof Words['consentPurposes']>().toEqualTypeOf<ConsentPurpose>()
    expectTypeOf<keyof Words['consentSources']>().toEqualTypeOf<ConsentSource>()
    expectTypeOf<keyof Words['consentBases']>().toEqualTypeOf<ConsentBasis>()
    expectTypeOf<keyof Words['law']['bases']>().toEqualTypeOf<ConsentBasis>()
    expectTypeOf<keyof Words['events']['consents']>().toEqualTypeOf<ConsentAct>()
    expectTypeOf<keyof Words['consentStates']>().toEqualTypeOf<Consent | 'unconfirmed'>()
  })

  test('name each mailbox provider, kind of hold and reason of the suppression list', () => {
    expectTypeOf<keyof Words['providers']>().toEqualTypeOf<Provider>()
    expectTypeOf<keyof Words['customerHolds']['reasons']>().toEqualTypeOf<CustomerHold['reason']>()
    expectTypeOf<keyof Words['suppression']['reasons']>().toEqualTypeOf<SuppressionCause>()
    for (const language of LANGUAGES)
      expect(Object.keys(WORDS[language].providers).sort()).toEqual([...PROVIDERS].sort())
  })

  test('say what a model is worth, and why nothing can be projected', () => {
    expectTypeOf<keyof Words['fitReasons']>().toEqualTypeOf<FitReason>()
    expectTypeOf<keyof Words['fitVerdicts']>().toEqualTypeOf<FitVerdict>()
    expectTypeOf<keyof Words['model']['meanings']>().toEqualTypeOf<FitVerdict>()
    expectTypeOf<keyof Words['value']['noForecast']>().toEqualTypeOf<NoForecastReason>()
    expectTypeOf<keyof Words['threshold']['fallback']>().toEqualTypeOf<WhyFallback>()
  })
})

describe('The languages', () => {
  test('have every table filled', () => {
    expectTypeOf<keyof typeof WORDS>().toEqualTypeOf<Language>()
    expectTypeOf<keyof typeof LANGUAGE_FACTS>().toEqualTypeOf<Language>()
    // @ts-expect-error the words of one language are missing
    const incomplete: typeof WORDS = { en: WORDS.en }
    expect(Object.keys(incomplete)).not.toEqual(LANGUAGES)
  })
})
