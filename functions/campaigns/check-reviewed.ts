/** Service mail in a language in which offers cannot be detected: a person has to read it first. */
import { purposeOf } from '../domain/starts/starts.ts'
import type { CampaignFile } from './campaign-file.ts'
import type { Fault } from './fault.ts'
import { MAIL_NAMES } from './mail-names.ts'
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
  const fault = (path: readonly (string | number)[], problem: string, fix: string): Fault => {
    const line = lineOf(path)
    return { file, ...(line !== undefined && { line }), field: path.join('.'), problem, fix }
  }
  if (purpose === 'marketing') {
    if (!campaign.reviewedForOffers) return []
    const problem = 'reviewedForOffers is for service mail, and this campaign is marketing'
    return [fault(['reviewedForOffers'], problem, 'Remove it')]
  }
  const unread = [...new Set(locales)].filter(
    (locale) => !canFindOffers(locale) && !reviewedForOffers.includes(locale),
  )
  const wanted = [...reviewedForOffers, ...unread].join(', ')
  return [
    ...unread.map((locale) =>
      fault(
        ['kind'],
        `${MAIL_NAMES[purpose]} must not make an offer, and Rekindle cannot detect offers in ${locale}`,
        `Have someone who reads ${locale} check its mails and content for offers, then write reviewedForOffers: [${wanted}]`,
      ),
    ),
    ...reviewedForOffers.flatMap((locale, index) => {
      const path = ['reviewedForOffers', index]
      if (canFindOffers(locale)) {
        const problem = `Rekindle looks for offers in ${locale} automatically`
        return [fault(path, problem, `Remove ${locale} from reviewedForOffers`)]
      }
      if (locales.includes(locale)) return []
      const problem = `No mail is written in ${locale}, so there is nothing to review`
      return [fault(path, problem, `Remove ${locale}, or add its mails`)]
    }),
  ]
}
