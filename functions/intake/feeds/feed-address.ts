/** The address of a feed: it may hold a token or a password, so that no output shows all of it. */
import { isIP } from 'node:net'
import { isPublicAddress } from '../../http/public-address.ts'

export type FeedAddressFault = 'not-a-url' | 'not-https'

export type FeedAddress =
  | { readonly url: URL; readonly fault?: never }
  | { readonly fault: FeedAddressFault; readonly url?: never }

/** @example feedAddress('http://shop.example/feed.xml') // { fault: 'not-https' } */
export function feedAddress(text: string): FeedAddress {
  const url = URL.parse(text.trim())
  if (!url || url.hostname === '') return { fault: 'not-a-url' }
  return url.protocol === 'https:' ? { url } : { fault: 'not-https' }
}

/** As a resolver takes it: an IPv6 address without its brackets. @example hostOf(url) // '2001:db8::1' */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

/** @example isPrivateIp(new URL('https://10.0.0.7/feed.xml')) // true; of a name it is false */
export const isPrivateIp = (url: URL): boolean =>
  isIP(hostOf(url)) > 0 && !isPublicAddress(hostOf(url))

/**
 * Host and path; of a query only that there is one, of a user and a password nothing.
 *
 * @example maskedAddress('https://shop:pw@shop.example/feed.xml?key=s3cret') // 'https://shop.example/feed.xml?…'
 */
export function maskedAddress(address: string): string {
  const url = URL.parse(address)
  return url ? `${url.protocol}//${url.host}${url.pathname}${url.search === '' ? '' : '?…'}` : '…'
}
