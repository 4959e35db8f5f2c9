/** The addresses of the pages; every part that comes from outside is percent-encoded. */

import type { MessageGroup } from '../domain/delivery-history.ts'
import type { LifecycleClass } from '../domain/lifecycle-class.ts'
import { type MessageRef, messageName } from '../domain/message-ref.ts'
import type { CustomerSort } from './console-reads.ts'

type QueryParameters = Readonly<Record<string, string | undefined>>

/** @example withQuery('/', { before: undefined, lang: 'en' }) // '/?lang=en' */
export function withQuery(path: string, parameters: QueryParameters): string {
  const given = Object.entries(parameters).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

/** The only shop, or the list of shops. */
export const HOME_PATH = '/'

export const shopPath = (shop: string): string => `/shops/${encodeURIComponent(shop)}`

/** The inside of a shop's overview. */
export const fragmentPath = (shop: string, lang: string): string =>
  withQuery('/fragments/overview', { shop, lang })

export const messagesPath = (
  shop: string,
  parameters: {
    readonly group?: MessageGroup | undefined
    readonly campaign?: string | undefined
    readonly step?: string | undefined
    readonly before?: string | undefined
    readonly page?: string | undefined
  } = {},
): string => withQuery(`${shopPath(shop)}/messages`, parameters)

export const campaignsPath = (shop: string): string => `${shopPath(shop)}/campaigns`

export const campaignPath = (shop: string, campaign: string, before?: string): string =>
  withQuery(`${campaignsPath(shop)}/${encodeURIComponent(campaign)}`, { before })

export const modelPath = (shop: string): string => `${shopPath(shop)}/model`

export const productsPath = (
  shop: string,
  parameters: {
    readonly after?: string
    readonly page?: string
    /** One that is looked up. */
    readonly id?: string
  } = {},
): string => withQuery(`${shopPath(shop)}/products`, parameters)

export const productPath = (shop: string, sku: string): string =>
  `${productsPath(shop)}/${encodeURIComponent(sku)}`

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
    readonly search?: string
    /** The keyed hash of one: a page's address holds nothing of the address itself. */
    readonly address?: string
    readonly sort?: CustomerSort | undefined
    readonly after?: string
    readonly page?: string | undefined
  } = {},
): string => withQuery(`${shopPath(shop)}/customers`, parameters)

export const customerPath = (shop: string, customer: string): string =>
  `${customersPath(shop)}/${encodeURIComponent(customer)}`

/** One message: its delivery history, and the mail where it is kept. */
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

/** The HTML of a mail that was rendered again, for the locked frame alone. */
export const renderedFramePath = (shop: string, customer: string, message: MessageRef): string =>
  `${messagePath(shop, customer, message)}/html`

/**
 * The decoded parts of a path, with or without a slash at its end; undefined if it is not
 * percent-encoded.
 *
 * @example pathParts('/shops/tea/customers/') // ['shops', 'tea', 'customers']
 */
export function pathParts(path: string): readonly string[] | undefined {
  const parts = path.split('/').slice(1)
  if (parts.length > 1 && parts.at(-1) === '') parts.pop()
  try {
    return parts.map(decodeURIComponent)
  } catch {
    return undefined
  }
}
