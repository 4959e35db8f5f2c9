/**
 * Which of the recipients of a mail a report is about. A report may name any address: that behind a
 * forwarding mailbox, or, from a malicious server, anyone's. So it can only select among those to
 * whom the mail went.
 */
import { domainToASCII } from 'node:url'

type Report = { readonly emailAddress?: string | undefined }

export type About<R extends Report> = {
  /** What was reported of these recipients; of all, where none of them is named. */
  readonly reports: readonly { readonly report: R | undefined; readonly recipient: string }[]
  /** Whether the mail went to an address that is named; also where nothing says otherwise. */
  readonly isNamed: boolean
}

/** @example bareAddress('Li <li@example.com>') // 'li@example.com' */
function bareAddress(text: string): string {
  const start = text.lastIndexOf('<') + 1
  const end = text.indexOf('>', start)
  const bare = (start > 0 && end > start ? text.slice(start, end) : text).trim()
  return bare.replace(/^rfc822;\s*/i, '')
}

/** @example asciiDomain('li@例子.公司') // 'li@xn--fsqu00a.xn--55qx5d' */
function asciiDomain(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  if (at < 1 || /^\p{ASCII}*$/u.test(domain)) return address
  const ascii = domainToASCII(domain)
  return ascii === '' ? address : `${address.slice(0, at)}@${ascii}`
}

/** As two spellings of one address are compared. */
const comparable = (address: string): string =>
  asciiDomain(bareAddress(address))
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^"([^"\\]*)"@/, '$1@')

/** Servers that know tags report the mailbox. @example withoutTag('li+tea@example.com') // 'li@example.com' */
const withoutTag = (address: string): string => address.replace(/^([^+@]+)\+[^@]*@/, '$1@')

/** @example whomItIsAbout([{ emailAddress: 'Li <LI@example.com>' }], ['li@example.com']).isNamed // true */
export function whomItIsAbout<R extends Report>(
  reported: readonly R[],
  destination: readonly string[],
): About<R> {
  const sentTo = [...new Set(destination.map((address) => asciiDomain(bareAddress(address))))]
  const named = reported.flatMap((report) =>
    report.emailAddress === undefined ? [] : [{ report, address: comparable(report.emailAddress) }],
  )
  for (const form of [(address: string) => address, withoutTag]) {
    const reports = sentTo.flatMap((recipient) => {
      const own = form(comparable(recipient))
      const found = named.find(({ address }) => form(address) === own)
      return found ? [{ report: found.report, recipient }] : []
    })
    if (reports.length > 0) return { reports, isNamed: true }
  }
  return {
    reports: sentTo.map((recipient) => ({ report: reported[0], recipient })),
    isNamed: named.length === 0 || sentTo.length === 0,
  }
}
