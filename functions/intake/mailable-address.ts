/** Which e-mail addresses mail can be sent to, and why not to the others. */
import { domainToASCII } from 'node:url'
import type { EmailFault } from '../domain/customer.ts'

/** No dot first, last or next to another. */
const LOCAL_PART = /^(?!\.|.*\.(\.|$))[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/
const DOMAIN =
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/
/** The longest path of SMTP without its brackets (RFC 5321, erratum 1690). */
export const MOST_ADDRESS = 254

const NOT_ASCII = /\P{ASCII}/u
const UNSENDABLE = /[\s\p{Cc}"<>()[\]:;,\\]/u

/** Names that lead nowhere on the Internet (RFC 6761, RFC 6762), and what tills and markets write. */
const NOWHERE = /(^|\.)(invalid|test|localhost|localdomain|local|internal|lan)$/
const PLACEHOLDER =
  /^(no-?e?-?mail|none|null|undefined|unknown|placeholder|not-?provided)\.[a-z]{2,4}$/

export type AddressReading =
  | { readonly address: string; readonly isPlaceholder: boolean }
  | { readonly fault: Exclude<EmailFault, 'placeholder'>; readonly address?: never }

/**
 * An address as the wire has it: its domain, which may be international, in ASCII (RFC 5891). The
 * part before the "@" has to be ASCII, since Amazon SES sends to no other.
 *
 * @example readAddress('li@例子.公司') // { address: 'li@xn--fsqu00a.xn--55qx5d', isPlaceholder: false }
 */
export function readAddress(text: string): AddressReading {
  const at = text.lastIndexOf('@')
  if (text.length > MOST_ADDRESS || at < 1) return { fault: 'malformed' }
  const [local, given] = [text.slice(0, at), text.slice(at + 1)]
  if (NOT_ASCII.test(local) && !UNSENDABLE.test(local)) return { fault: 'local-part-not-ascii' }
  const domain = domainToASCII(given)
  const isPlaceholder = NOWHERE.test(domain) || PLACEHOLDER.test(domain)
  const address = `${local}@${domain}`
  if (!LOCAL_PART.test(local) || address.length > MOST_ADDRESS) return { fault: 'malformed' }
  if (!DOMAIN.test(domain) && !isPlaceholder) return { fault: 'domain-invalid' }
  return { address, isPlaceholder }
}

/** In the place of an address that no mail can be sent to. */
export type Unmailable = { readonly fault: EmailFault }

/**
 * The address as it is mailed, or why none can be: a placeholder of a shop's system is none either.
 *
 * @example mailableAddress('shop-buyer@no-email.invalid') // { fault: 'placeholder' }
 */
export function mailableAddress(text: string): string | Unmailable {
  const reading = readAddress(text)
  if (reading.address === undefined) return reading
  return reading.isPlaceholder ? { fault: 'placeholder' } : reading.address
}

/** @example emailFaultOf('lin') // 'malformed' */
export function emailFaultOf(text: string): EmailFault | undefined {
  const address = mailableAddress(text)
  return typeof address === 'string' ? undefined : address.fault
}
