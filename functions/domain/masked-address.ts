/** An address that its owner knows again, and a stranger does not learn. */

/** @example maskedAddress('lin@example.com') // 'l…@example.com' */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 0) return '…'
  const [first = '', ...others] = address.slice(0, at)
  return `${others.length > 0 ? first : ''}…${address.slice(at)}`
}
