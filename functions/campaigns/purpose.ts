/** Why a mail is sent, and so what it must carry and what it must not. */
import type { CampaignKind } from '../domain/campaign.ts'
import type { CampaignFile } from './campaign-file.ts'

export type MailPurpose = CampaignKind | 'confirmation'

/** @example purposeOf({ ...campaign, start: { consent: 'unconfirmed' } }) // 'confirmation' */
export const purposeOf = ({ kind, start }: Pick<CampaignFile, 'kind' | 'start'>): MailPurpose =>
  'consent' in start ? 'confirmation' : kind
