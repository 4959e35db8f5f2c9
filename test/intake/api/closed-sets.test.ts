/** Compiled by `npm run types`: what the API takes and answers has exactly the members there are. */
import { describe, expectTypeOf, test } from 'vitest'
import type * as z from 'zod/mini'
import type {
  ConsentAct as Act,
  Consent,
  ConsentBasis,
  ConsentPurpose,
  ConsentSource,
} from '../../../functions/domain/consent.ts'
import type { CustomerHold, Preferences, Profile } from '../../../functions/domain/customer.ts'
import type { NoForecastReason } from '../../../functions/domain/customer-value.ts'
import type { Threshold } from '../../../functions/domain/dormancy.ts'
import type { BounceKind } from '../../../functions/domain/feedback/bounce-kind.ts'
import type { Feedback } from '../../../functions/domain/feedback/feedback.ts'
import type { JourneyEnd } from '../../../functions/domain/journey.ts'
import type { LifecycleClass } from '../../../functions/domain/lifecycle-class.ts'
import type { Message } from '../../../functions/domain/message.ts'
import type { FitVerdict } from '../../../functions/domain/models/fit-verdict.ts'
import type { Provider } from '../../../functions/domain/provider.ts'
import type {
  LanguageStanding,
  ProductWords,
  Sale,
  UnreadReason,
} from '../../../functions/domain/recommend/product.ts'
import type { CustomerAnswer } from '../../../functions/intake/api/customer-answer.ts'
import type { ProductFound } from '../../../functions/intake/product-view.ts'
import type { PostedConsent, PostedHold } from '../../../functions/intake/wire.ts'

type Answer = z.output<typeof CustomerAnswer>
type MessageAnswer = Answer['messages'][number]
type FeedbackAnswer = NonNullable<MessageAnswer['feedback']>
type ConsentAnswer = Answer['consents'][number]

/** Of all members of a union. */
type KeysOf<T> = T extends unknown ? keyof T : never

describe('What the API answers about a customer', () => {
  test('has each class, status, end and verdict, and no other', () => {
    expectTypeOf<Answer['class']>().toEqualTypeOf<LifecycleClass>()
    expectTypeOf<MessageAnswer['status']>().toEqualTypeOf<Message['status']>()
    expectTypeOf<NonNullable<MessageAnswer['provider']>>().toEqualTypeOf<Provider>()
    expectTypeOf<
      NonNullable<Answer['journeys'][number]['end']>['reason']
    >().toEqualTypeOf<JourneyEnd>()
    expectTypeOf<NonNullable<Answer['value']['model']>['verdict']>().toEqualTypeOf<FitVerdict>()
    expectTypeOf<NonNullable<Answer['value']['unforeseen']>>().toEqualTypeOf<NoForecastReason>()
    expectTypeOf<Answer['reason']['threshold']['kind']>().toEqualTypeOf<Threshold['by']['kind']>()
  })

  test('has every field of a message, its reports, a profile, a hold and the preferences', () => {
    expectTypeOf<keyof MessageAnswer>().toEqualTypeOf<
      Exclude<KeysOf<Message>, 'mailedAs' | 'saysHash'>
    >()
    expectTypeOf<keyof FeedbackAnswer>().toEqualTypeOf<keyof Feedback>()
    expectTypeOf<NonNullable<FeedbackAnswer['bounce']>>().toEqualTypeOf<BounceKind>()
    expectTypeOf<keyof NonNullable<Answer['profile']>>().toEqualTypeOf<keyof Profile>()
    expectTypeOf<keyof Answer['holds'][number]>().toEqualTypeOf<keyof CustomerHold>()
    expectTypeOf<Answer['holds'][number]['reason']>().toEqualTypeOf<CustomerHold['reason']>()
    expectTypeOf<keyof NonNullable<Answer['preferences']>>().toEqualTypeOf<keyof Preferences>()
  })

  test('has each purpose, act, source and basis of consent', () => {
    expectTypeOf<Answer['consent']['marketing']>().toEqualTypeOf<Consent>()
    expectTypeOf<ConsentAnswer['purpose']>().toEqualTypeOf<ConsentPurpose>()
    expectTypeOf<ConsentAnswer['act']>().toEqualTypeOf<Act>()
    expectTypeOf<ConsentAnswer['source']>().toEqualTypeOf<ConsentSource>()
    expectTypeOf<NonNullable<ConsentAnswer['basis']>>().toEqualTypeOf<ConsentBasis>()
  })
})

describe('What the API answers about a product', () => {
  type InLanguage = z.output<typeof ProductFound>['locales'][string]

  test('has each standing, each reason why a row was not read, and every field', () => {
    expectTypeOf<InLanguage['standing']>().toEqualTypeOf<LanguageStanding>()
    expectTypeOf<NonNullable<InLanguage['unread']>['why']>().toEqualTypeOf<UnreadReason>()
    expectTypeOf<Exclude<keyof InLanguage, 'standing'>>().toEqualTypeOf<keyof ProductWords>()
    expectTypeOf<keyof NonNullable<InLanguage['sale']>>().toEqualTypeOf<keyof Sale>()
  })
})

describe('What a shop may post', () => {
  test('has each source of consent but a complaint, which only a mailbox provider reports', () => {
    expectTypeOf<PostedConsent['source']>().toEqualTypeOf<Exclude<ConsentSource, 'complaint'>>()
    expectTypeOf<PostedConsent['purpose']>().toEqualTypeOf<ConsentPurpose>()
    expectTypeOf<PostedConsent['act']>().toEqualTypeOf<Act>()
    expectTypeOf<NonNullable<PostedConsent['basis']>>().toEqualTypeOf<ConsentBasis>()
  })

  test('has each kind of hold', () => {
    expectTypeOf<z.output<typeof PostedHold>['reason']>().toEqualTypeOf<CustomerHold['reason']>()
  })
})
