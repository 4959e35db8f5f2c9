/** What a browser may load for a page, and from where (Content Security Policy). */

/** Only our own files, pictures from nowhere else but these places, and no inline scripts. */
export const pagePolicy = (pictures: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    ["img-src 'self'", ...new Set(pictures)].join(' '),
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/**
 * The place of a picture, as a policy may name it; undefined for one that a page must not load. A host
 * may contain a semicolon, which would begin another rule of the policy.
 *
 * @example pictureOrigin('https://cdn.example/tea.jpg') // 'https://cdn.example'
 */
export function pictureOrigin(address: string): string | undefined {
  const origin = URL.parse(address)?.origin ?? ''
  return /^https:\/\/[a-z0-9.-]+(?::\d{1,5})?$/.test(origin) ? origin : undefined
}

/** A mail is a stranger's page: no script, no form, no address of ours, whatever it holds. */
export const MAIL_POLICY = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data: https:',
  "frame-ancestors 'self'",
].join('; ')
