/** The address of a feed: it may hold a token or a password, so that no output shows all of it. */

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

/**
 * Host and path; of a query only that there is one, of a user and a password nothing.
 *
 * @example maskedAddress('https://shop:pw@shop.example/feed.xml?key=s3cret') // 'https://shop.example/feed.xml?…'
 */
export function maskedAddress(address: string): string {
  const url = URL.parse(address)
  return url ? `${url.protocol}//${url.host}${url.pathname}${url.search === '' ? '' : '?…'}` : '…'
}
