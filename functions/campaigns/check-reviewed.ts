/** Service mail in a language in which offers cannot be detected: a person has to read it first. */
import { purposeOf } from '../domain/starts/starts.ts'
import type { FaultText } from '../language/faults/fault-text.ts'
import type { FaultWords } from '../language/faults/fault-words.ts'
import type { CampaignFile } from './campaign-file.ts'
import { type Fault, sentences } from './fault.ts'
import { canFindOffers } from './offer-words.ts'
import type { FileFields } from './read-fields.ts'

/**
 * Checks that `reviewedForOffers` lists the right languages: those whose mails a person has read.
 * The automatic check still looks for the offers it knows in those languages.
 *
 * @param locales the languages of the campaign's mails
 * @example reviewedFaults({ ...campaign, kind: 'service' }, ['de'], fields)[0]?.field // 'kind'
 */
export function reviewedFaults(
  campaign: CampaignFile,
  locales: readonly string[],
  { file, lineOf }: Pick<FileFields<CampaignFile>, 'file' | 'lineOf'>,
): readonly Fault[] {
  const { reviewedForOffers = [] } = campaign
  const purpose = purposeOf(campaign)
  const fault = (
    path: readonly (string | number)[],
    says: (words: FaultWords['campaign']['reviewed']) => FaultText,
  ): Fault => {
    const line = lineOf(path)
    const where = { file, ...(line !== undefined && { line }), field: path.join('.') }
    return { ...where, ...sentences((w) => says(w.campaign.reviewed)) }
  }
  if (purpose === 'marketing') {
    if (!campaign.reviewedForOffers) return []
    return [fault(['reviewedForOffers'], (w) => w.marketing)]
  }
  const unread = [...new Set(locales)].filter(
    (locale) => !canFindOffers(locale) && !reviewedForOffers.includes(locale),
  )
  const wanted = [...reviewedForOffers, ...unread]
  return [
    ...unread.map((locale) => fault(['kind'], (w) => w.unread(purpose, locale, wanted))),
    ...reviewedForOffers.flatMap((locale, index) => {
      const path = ['reviewedForOffers', index]
      if (canFindOffers(locale)) return [fault(path, (w) => w.automatic(locale))]
      return locales.includes(locale) ? [] : [fault(path, (w) => w.noMail(locale))]
    }),
  ]
}
