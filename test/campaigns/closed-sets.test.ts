/** Compiled by `npm run types`: what a marketer may write has exactly the members that exist. */
import { describe, expect, expectTypeOf, test } from 'vitest'
import { CampaignFile } from '../../functions/campaigns/campaign-file.ts'
import { fixForCampaign, fixForSample } from '../../functions/campaigns/field-fixes.ts'
import type { SampleFile } from '../../functions/campaigns/sample-file.ts'
import { CAMPAIGN_KINDS, type CampaignKind } from '../../functions/domain/campaign.ts'
import type { ConsentBasis, TrackingRule } from '../../functions/domain/consent.ts'
import { LIFECYCLE_CLASSES, type LifecycleClass } from '../../functions/domain/lifecycle-class.ts'
import type { Policy } from '../../functions/domain/policy.ts'
import { enFaults } from '../../functions/language/en/faults/words.ts'
import { zhFaults } from '../../functions/language/zh/faults/words.ts'

type CountryRule = Policy['countries'][string]

describe('A campaign file', () => {
  test('knows each kind of campaign and each class', () => {
    expectTypeOf<CampaignFile['kind']>().toEqualTypeOf<CampaignKind>()
    expectTypeOf<
      Extract<CampaignFile['start'], { kind: 'class-entered' }>['class']
    >().toEqualTypeOf<LifecycleClass>()
    expectTypeOf<
      NonNullable<CampaignFile['steps'][number]['repeat']>['while']
    >().toEqualTypeOf<LifecycleClass>()
    expectTypeOf<
      NonNullable<NonNullable<SampleFile['lifecycle']>['class']>
    >().toEqualTypeOf<LifecycleClass>()
  })

  test.each([
    ['English', enFaults],
    ['Chinese', zhFaults],
  ])('has a hint in %s that lists all members for every field', (_, words) => {
    const fixFor = (field: string) => fixForCampaign(field)(words)
    for (const field of Object.keys(CampaignFile.shape))
      expect(fixFor(field), field).not.toBe(fixFor('no-such-field'))
    for (const kind of CAMPAIGN_KINDS) expect(fixFor('kind')).toContain(kind)
    for (const name of LIFECYCLE_CLASSES) {
      expect(fixFor('start')).toContain(name)
      expect(fixFor('steps.0.repeat.while')).toContain(name)
      expect(fixForSample('lifecycle.class')(words)).toContain(name)
    }
  })
})

describe("A policy's rule for a country", () => {
  test('knows each basis of consent and each rule of tracking', () => {
    expectTypeOf<NonNullable<CountryRule['bases']>[number]>().toEqualTypeOf<ConsentBasis>()
    expectTypeOf<NonNullable<CountryRule['tracking']>>().toEqualTypeOf<TrackingRule>()
  })
})
