/** What the checks ask of DNS. */

export type MailExchange = { readonly exchange: string; readonly priority: number }

/**
 * Each returns `[]` if there is no such name or record (NXDOMAIN, NODATA), because that is an
 * answer.
 *
 * @throws {NoAnswer} if the resolver does not answer, which says nothing about the records
 */
export type Resolver = {
  /** Each record as one text: its strings joined. */
  readonly txt: (name: string) => Promise<readonly string[]>
  readonly cname: (name: string) => Promise<readonly string[]>
  readonly mx: (name: string) => Promise<readonly MailExchange[]>
  /** IPv4 and IPv6. */
  readonly addresses: (name: string) => Promise<readonly string[]>
}

/** A time-out, a refusal or a failure of the resolver: the record is not known. */
export type NoAnswer = Error & { readonly code: 'no-answer' }

/** @param reason the resolver's own code, such as ETIMEOUT or ESERVFAIL */
export const noAnswer = (asked: string, reason: string): NoAnswer =>
  Object.assign(new Error(`no answer about ${asked} (${reason})`), { code: 'no-answer' as const })

export const isNoAnswer = (error: unknown): error is NoAnswer =>
  error instanceof Error && 'code' in error && error.code === 'no-answer'
