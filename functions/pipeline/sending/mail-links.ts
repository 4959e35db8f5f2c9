/** The ways out of a mail: to leave, to choose, and to confirm. */
import type { MailVariables } from '../../domain/mail-variables.ts'
import type { MessageOf } from '../../domain/message.ts'
import type { Shop } from '../../domain/policy.ts'
import type { Instant } from '../../domain/time.ts'
import type { TokenPayload } from '../../store/secret.ts'
import { asciiAddress } from './ascii-address.ts'
import type { MailToCompose } from './compose-mime.ts'
import type { Recipient } from './mail-writer.ts'

export type MailLinkPorts = {
  /** Signs the tokens that links carry. */
  readonly signToken: (payload: TokenPayload) => string
  /** Where the pages behind those links answer, without a slash at the end. */
  readonly publicUrl: string
}

/** Where they lead, and the token by which the reader can leave by mail too. */
export type MailLinks = Pick<MailVariables, 'unsubscribeUrl' | 'preferencesUrl' | 'confirmUrl'> & {
  readonly leaveToken: string
}

/** @param asksToConfirm only such a mail may carry what confirms */
export function linksOf(
  { customer, shop, addressHash }: Recipient,
  { campaign, n, step }: MessageOf<'due'>,
  asksToConfirm: boolean,
  { signToken, publicUrl }: MailLinkPorts,
  issuedAt: Instant,
): MailLinks {
  const which = addressHash === undefined ? {} : { addressHash }
  const from = { shop, customer, campaign, n, step, issuedAt, ...which }
  const leaveToken = signToken({ use: 'leave', ...from })
  const confirmUrl = () => `${publicUrl}/confirm/${signToken({ use: 'confirm', ...from })}`
  return {
    leaveToken,
    unsubscribeUrl: `${publicUrl}/unsubscribe/${leaveToken}`,
    preferencesUrl: `${publicUrl}/preferences/${leaveToken}`,
    confirmUrl: asksToConfirm ? confirmUrl() : '',
  }
}

/** Those that a mail may show, for `withUntracked`. */
export const addressesOf = ({
  unsubscribeUrl,
  preferencesUrl,
  confirmUrl,
}: MailLinks): readonly string[] =>
  [unsubscribeUrl, preferencesUrl, confirmUrl].filter((url) => url !== '')

/**
 * What filters sort by (RFC 2919): the campaign, at the domain that the shop sends from.
 *
 * @example listId('win-back', shop) // '<win-back.shop.example>'
 */
export const listId = (campaign: string, { from }: Shop): string =>
  `<${campaign}.${asciiAddress(from.address).split('@').at(-1)}>`

/**
 * For the header: by one click (RFC 8058) and, where the shop has a mailbox for it, by mail
 * (RFC 2369). Marketing alone has it: a mail program's own button on a receipt would promise an end
 * to receipts, and on a request to confirm it would be taken for the answer.
 */
export function listUnsubscribe(
  { unsubscribeMailbox }: Shop,
  { unsubscribeUrl, leaveToken }: MailLinks,
): NonNullable<MailToCompose['listUnsubscribe']> {
  if (unsubscribeMailbox === undefined) return { https: unsubscribeUrl }
  // A "%" or "?" in the address would begin something else in a URI (RFC 6068).
  const mailbox = encodeURIComponent(asciiAddress(unsubscribeMailbox)).replace('%40', '@')
  const mailto = `mailto:${mailbox}?subject=${encodeURIComponent(leaveToken)}`
  return { https: unsubscribeUrl, mailto }
}
