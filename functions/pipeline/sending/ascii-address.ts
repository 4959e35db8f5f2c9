import { domainToASCII } from 'node:url'

/** An address that no mail can be sent to; it never carries the address itself, for the logs. */
export type AddressError = Error & { readonly code: AddressFault }

export type AddressFault =
  | 'address-malformed'
  | 'address-local-part-not-ascii'
  | 'address-domain-invalid'

const PLAIN = /^[\w!#$%&'*+/=?^`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,190}$/
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~.-]{1,64}$/
const ASCII_DOMAIN = /^[A-Za-z0-9.-]{1,190}$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for.
const ASCII = /^[\x00-\x7f]*$/

const SAYS: Readonly<Record<AddressFault, string>> = {
  'address-malformed': 'The address is not of the form local-part@domain.',
  'address-local-part-not-ascii':
    'Before the @ the address is not ASCII, which SES cannot send to.',
  'address-domain-invalid': 'The domain of the address is not a domain name.',
}

const fault = (code: AddressFault): AddressError => Object.assign(new Error(SAYS[code]), { code })

export const isAddressError = (error: unknown): error is AddressError =>
  error instanceof Error && 'code' in error && String(error.code) in SAYS

/**
 * The address as it is transmitted: the domain in Punycode (RFC 5891), the rest unchanged. Spaces,
 * quotes, brackets and control characters are refused, so that it is safe in a header. Amazon SES
 * does not support SMTPUTF8 (RFC 6531), so the local part must be ASCII.
 *
 * @throws {AddressError}
 * @example asciiAddress('li@例子.公司') // 'li@xn--fsqu00a.xn--55qx5d'
 */
export function asciiAddress(address: string): string {
  if (PLAIN.test(address)) return address
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  if (at < 1) throw fault('address-malformed')
  if (!ASCII.test(local)) throw fault('address-local-part-not-ascii')
  if (!LOCAL_PART.test(local)) throw fault('address-malformed')
  const given = address.slice(at + 1)
  if (ASCII.test(given)) throw fault('address-malformed')
  const domain = domainToASCII(given)
  if (!ASCII_DOMAIN.test(domain)) throw fault('address-domain-invalid')
  return `${local}@${domain}`
}
