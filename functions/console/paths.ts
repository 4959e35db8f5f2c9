/** The addresses of the pages; every part that comes from outside is percent-encoded. */
import type { LifecycleClass } from '../domain/lifecycle-class.ts'
import { type MessageRef, messageName } from '../domain/message-ref.ts'

type QueryParameters = Readonly<Record<string, string | undefined>>

/** @example withQuery('/', { before: undefined, lang: 'en' }) // '/?lang=en' */
export function withQuery(path: string, parameters: QueryParameters): string {
  const given = Object.entries(parameters).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

export const overviewPath = (before?: string): string => withQuery('/', { before })

export const FRAGMENT_PATH = '/fragments/overview'

export const MAIL_VIEWS = ['html', 'text', 'headers', 'source'] as const
export type MailView = (typeof MAIL_VIEWS)[number]

/** Where a mail is by its id; leads on to the page of its message. */
export const mailPath = (messageId: string, view?: MailView): string =>
  withQuery(`/inbox/${encodeURIComponent(messageId)}`, viewOf(view))

const viewOf = (view: MailView | undefined) => ({ view: view === 'html' ? undefined : view })

/** The mail's own HTML, for the locked frame alone. */
export const mailFramePath = (messageId: string): string =>
  `/inbox/${encodeURIComponent(messageId)}/html`

export const mailDownloadPath = (messageId: string): string =>
  `/inbox/${encodeURIComponent(messageId)}/eml`

export const customersPath = (
  shop: string,
  parameters: {
    readonly class?: LifecycleClass
    readonly id?: string
    readonly after?: string
  } = {},
): string => withQuery(`/shops/${encodeURIComponent(shop)}/customers`, parameters)

export const customerPath = (shop: string, customer: string): string =>
  `${customersPath(shop)}/${encodeURIComponent(customer)}`

/** One message: its story, and the mail where it is kept. */
export const messagePath = (
  shop: string,
  customer: string,
  message: MessageRef,
  view?: MailView,
): string =>
  withQuery(
    `${customerPath(shop, customer)}/messages/${encodeURIComponent(messageName(message))}`,
    viewOf(view),
  )

/** The decoded parts of a path; undefined where it is not percent-encoded. */
export function pathParts(path: string): readonly string[] | undefined {
  try {
    return path.split('/').slice(1).map(decodeURIComponent)
  } catch {
    return undefined
  }
}
