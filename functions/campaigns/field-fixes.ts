/** How to fix a field that the schema refused, in a marketer's words. */
import { CONDITIONS } from '../domain/condition-table.ts'
import { JOINED_NAMES, OFFERED_CONDITIONS } from '../domain/conditions.ts'
import type { FaultSentence, FaultWords } from '../language/faults/fault-words.ts'
import type { CampaignFile } from './campaign-file.ts'
import type { SampleFile } from './sample-file.ts'

/** At least one for each field of a file, and for nested fields that need their own. */
type FixesOf<File> = Readonly<Record<keyof File, string>> & Readonly<Record<string, string>>

const campaignFixes = ({ fields }: FaultWords): FixesOf<CampaignFile> => ({
  ...fields.campaign,
  ...conditionFixes('eligible', fields),
  ...conditionFixes('withDeliveryEvents.eligible', fields),
  ...conditionFixes('steps.if', fields),
  ...conditionFixes('steps.conditions', fields),
  ...conditionFixes('steps.while', fields),
})

const sampleFixes = ({ fields }: FaultWords): FixesOf<SampleFile> => fields.sample

/** The fixes for the conditions at a field of campaign.yaml, by field. */
const conditionFixes = <F extends string>(
  field: F,
  { conditions, joined, notBelow, conditionNames }: FaultWords['fields'],
): FixesOf<Record<F, unknown>> =>
  Object.fromEntries([
    [field, conditionNames([...OFFERED_CONDITIONS, ...JOINED_NAMES])],
    ...JOINED_NAMES.map((name) => [`${field}.${name}`, joined[name]]),
    ...OFFERED_CONDITIONS.map((name) => {
      const condition = CONDITIONS[name]
      const fix = conditions[condition.unit]
      const least = 'upperBoundOf' in condition ? condition.upperBoundOf : undefined
      return [`${field}.${name}`, least === undefined ? fix : notBelow(fix, least)]
    }),
  ])

/** A condition within `all`, `any` or `not` is fixed as it is elsewhere. */
const withoutJoining = (names: readonly string[]): readonly string[] =>
  names.filter(
    (name, index) => index === names.length - 1 || !JOINED_NAMES.some((one) => one === name),
  )

/** The fix for a field or its nearest parent; list positions are ignored. */
export const longestFit = <Fix>(
  fixes: Readonly<Record<string, Fix>>,
  field: string,
): Fix | undefined => {
  const names = withoutJoining(field.split('.').filter((name) => !/^\d+$/.test(name)))
  for (let length = names.length; length > 0; length -= 1) {
    const fix = fixes[names.slice(0, length).join('.')]
    if (fix !== undefined) return fix
  }
  return undefined
}

/** @example fixForCampaign('steps.0.repeat.while')(enFaults) // 'Write one class: …' */
export const fixForCampaign =
  (field: string): FaultSentence =>
  (words) =>
    longestFit(campaignFixes(words), field) ?? words.fields.wholeCampaign

/** @example fixForSegments('segments.vip.name')(enFaults) // 'Name the segment for marketers by language: …' */
export const fixForSegments =
  (field: string): FaultSentence =>
  ({ fields }) =>
    longestFit(
      { ...fields.segments, ...conditionFixes('segments.conditions', fields) },
      field.replace(/^segments\.[^.]+/, 'segments'),
    ) ?? fields.segments.segments

/** @example fixForBrand('light.accent')(enFaults) // 'Use colors such as …' */
export const fixForBrand =
  (field: string): FaultSentence =>
  ({ fields }) =>
    longestFit(fields.brand as Readonly<Record<string, string>>, field) ?? fields.wholeBrand

/** @example fixForSample('shop.url')(enFaults) // 'Write {"name": "...", …' */
export const fixForSample =
  (field: string): FaultSentence =>
  (words) =>
    longestFit(sampleFixes(words), field) ?? words.fields.wholeSample
