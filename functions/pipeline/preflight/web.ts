/** What the check of the public address asks of the web. */

export type WebAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  /** The host refused the connection, or closed it without an answer. */
  | { readonly kind: 'not-connected'; readonly reason: string }
  /** There is no TLS, or its certificate is not accepted. */
  | { readonly kind: 'not-secure'; readonly reason: string }

export type Web = {
  /**
   * Posts a form without cookies, follows no redirect, and reads the beginning of the answer.
   *
   * @param addresses of the host, as its DNS was asked
   * @throws {NoAnswer} if nothing arrived in time, or this machine has no way to the host
   */
  readonly post: (url: URL, form: string, addresses: readonly string[]) => Promise<WebAnswer>
}
