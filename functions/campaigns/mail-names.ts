/** Names in faults for mail that must not advertise. */
import type { MailPurpose } from '../domain/starts/starts.ts'

export type ServicePurpose = Exclude<MailPurpose, 'marketing'>

export const MAIL_NAMES: Readonly<Record<ServicePurpose, string>> = {
  service: 'A service mail',
  confirmation: 'A confirmation request',
}
