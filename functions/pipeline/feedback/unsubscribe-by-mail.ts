/**
 * A customer asked by mail to be unsubscribed. Only the token counts: the From header can be
 * forged.
 */
import type { Instant } from '../../domain/time.ts'
import { loadPerson } from '../../store/customers.ts'
import { customerKey } from '../../store/keys.ts'
import type { TokenPayload } from '../../store/secret.ts'
import type { Table } from '../../store/table.ts'
import {
  type InboundMail,
  isAutomatic,
  tokenIn,
  withoutKeyNumber,
} from './read-unsubscribe-mail.ts'
import { type Left, unsubscribe } from './unsubscribe.ts'

export type ByMailPorts = {
  readonly table: Table
  readonly openToken: (token: string, now: Instant) => TokenPayload | undefined
  readonly now: () => Instant
}

/** What a mail came to; the last three change nothing. */
export type LeftByMail = Left | 'sent-by-a-machine' | 'no-token' | 'token-does-not-open'

/** @example await unsubscribeByMail({ subject: token }, ports) // 'left' */
export async function unsubscribeByMail(
  mail: InboundMail,
  { table, openToken, now }: ByMailPorts,
): Promise<LeftByMail> {
  const token = tokenIn(mail)
  if (token === undefined) return 'no-token'
  if (isAutomatic(mail)) return 'sent-by-a-machine'
  const at = now()
  const payload = openToken(token, at) ?? openToken(withoutKeyNumber(token), at)
  if (payload?.use !== 'leave') return 'token-does-not-open'
  const customer = await loadPerson(table, customerKey(payload.shop, payload.customer))
  return (await unsubscribe(payload, customer, table, at)).outcome
}
