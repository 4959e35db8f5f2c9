/** A mail's source, taken apart for people to look at. */
import PostalMime from 'postal-mime'

export type ReadMail = {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly html?: string
  readonly text?: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly unsubscribe?: string
  /** The web addresses that its HTML links to, each once, in their order. */
  readonly links: readonly string[]
}

/** @param source the whole mail as RFC 5322 has it */
export async function readMail(source: Uint8Array): Promise<ReadMail> {
  const mail = await PostalMime.parse(source)
  const headers = mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value }))
  const listUnsubscribe = mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? ''
  const unsubscribe = /<(https?:[^>]+)>/.exec(listUnsubscribe)?.[1]
  const links = mail.html === undefined ? [] : hrefsIn(mail.html)
  return {
    from: mailboxes(mail.from ? [mail.from] : []),
    to: mailboxes(mail.to ?? []),
    subject: mail.subject ?? '',
    ...(mail.html !== undefined && { html: mail.html }),
    ...(mail.text !== undefined && { text: mail.text }),
    headers,
    ...(unsubscribe !== undefined && isWebAddress(unsubscribe) && { unsubscribe }),
    links: links.filter((link) => link !== unsubscribe),
  }
}

type Mailbox = { readonly name: string; readonly address?: string | undefined }

const mailboxes = (all: readonly Mailbox[]): string =>
  all.map(({ name, address = '' }) => (name === '' ? address : `${name} <${address}>`)).join(', ')

/** Only http and https: everything else a link may hold is not for opening from here. */
function hrefsIn(html: string): readonly string[] {
  const hrefs = html.matchAll(/<a\s[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)
  const links = [...hrefs].map(([, double, single]) => unescaped(double ?? single ?? ''))
  return [...new Set(links.filter(isWebAddress))]
}

const unescaped = (attribute: string): string =>
  attribute
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&#x27;/gi, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim()

const isWebAddress = (text: string): boolean => /^https?:$/.test(URL.parse(text)?.protocol ?? '')
