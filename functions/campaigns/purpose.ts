/** Why a mail is sent, and so what it must carry and what it must not. */
import type { CampaignKind } from '../domain/campaign.ts'
import type { CampaignFile } from './campaign-file.ts'

export type MailPurpose = CampaignKind | 'confirmation'

/** What must advertise nothing. */
export type ServicePurpose = Exclude<MailPurpose, 'marketing'>

export const MAIL_NAMES: Readonly<Record<ServicePurpose, string>> = {
  service: 'A service mail',
  confirmation: 'A request to confirm',
}

/** @example purposeOf({ ...campaign, start: { consent: 'unconfirmed' } }) // 'confirmation' */
export const purposeOf = ({ kind, start }: Pick<CampaignFile, 'kind' | 'start'>): MailPurpose =>
  'consent' in start ? 'confirmation' : kind
