/** Loads what a mail says of what started its journey: only where its words have a place for it. */

import {
  attributeVariables,
  eventVariables,
  NO_EVENT,
  NO_ORDER,
  orderVariables,
  type ShownItem,
  shownItem,
} from '../../domain/context-variables.ts'
import type { CustomerFacts } from '../../domain/customer.ts'
import type { Attribute, CustomerEvent } from '../../domain/customer-event.ts'
import { journeyName } from '../../domain/journey.ts'
import type { MailVariables } from '../../domain/mail-variables.ts'
import type { MessageRef } from '../../domain/message-ref.ts'
import type { Order, OrderLine } from '../../domain/order.ts'
import type { Settings } from '../../domain/policy.ts'
import type { Product } from '../../domain/recommend/product.ts'
import { readRow } from '../../store/codecs/codec.ts'
import { CUSTOMER_ROWS } from '../../store/codecs/customer-rows.ts'
import { loadProduct } from '../../store/items.ts'
import { type CustomerKey, eventBodySort, linesSort } from '../../store/keys.ts'
import type { Table } from '../../store/table.ts'

/** What is known of a journey's start without another query. */
export type StartFacts = {
  readonly orderId?: string
  readonly order?: Order
  readonly event?: CustomerEvent
  readonly attributes: readonly Attribute[]
}

/** @example startFactsOf(message, customer.facts).event?.name // 'delivered' */
export function startFactsOf(
  message: Pick<MessageRef, 'campaign' | 'n'>,
  { journeys, orders, events, attributes }: CustomerFacts,
): StartFacts {
  const journey = journeys.find((one) => journeyName(one) === journeyName(message))
  const start = journey?.start
  const orderId = start && 'orderId' in start ? start.orderId : undefined
  const order = orders.find((one) => one.orderId === orderId)
  const event =
    start?.kind === 'event' ? events.find((one) => one.eventId === start.eventId) : undefined
  return {
    ...(orderId !== undefined && { orderId }),
    ...(order && { order }),
    ...(event && { event }),
    attributes,
  }
}

/** A mail shows no more products of an order; the total is that of all. */
const MOST_ITEMS = 30

export type ContextVariables = Pick<MailVariables, 'event' | 'attributes'> &
  Required<Pick<MailVariables, 'order'>>

/**
 * Everything that the mail uses is there, if only as an empty text: what started the journey may have
 * been erased, or another version of the campaign may have started it.
 *
 * @param paths the variables that the mail uses; see `contextPaths`
 */
export async function loadContext(
  table: Table,
  key: CustomerKey,
  { orderId, order, event, attributes }: StartFacts,
  paths: readonly string[],
  { locale, settings }: { readonly locale: string; readonly settings: Settings },
): Promise<ContextVariables> {
  const { declarations, shop } = settings
  const uses = (part: string) => paths.some((path) => path.split('.', 1)[0] === part)
  const lines = uses('order') && orderId !== undefined ? await linesOf(table, key, orderId) : []
  const asksForBody = paths.some((path) => /^event(?!\.name$)/.test(path))
  const body = asksForBody && event ? await bodyOf(table, key, event.eventId) : undefined
  const listed = [lines, ...Object.values(body?.lines ?? {})].flatMap((one) => firstOf(one))
  const products = await productsOf(table, shop.id, listed)
  const itemsOf = (given: readonly OrderLine[]): readonly ShownItem[] =>
    firstOf(given).map((line) => shownItem(line, products.get(line.sku), locale, order?.currency))
  const { properties = {} } = declarations.events[event?.name ?? ''] ?? {}
  return {
    order: orderId === undefined ? NO_ORDER : orderVariables(orderId, order, itemsOf(lines)),
    event: eventVariables(event ?? NO_EVENT_FACT, body, properties, paths, itemsOf),
    attributes: attributeVariables(attributes, Object.keys(declarations.attributes), paths),
  }
}

/** For a mail that uses none of it. */
export const NO_CONTEXT: ContextVariables = { order: NO_ORDER, event: NO_EVENT, attributes: {} }

const NO_EVENT_FACT = { ...NO_EVENT, asked: {} }

const firstOf = (lines: readonly OrderLine[]): readonly OrderLine[] => lines.slice(0, MOST_ITEMS)

async function linesOf(
  table: Table,
  pk: CustomerKey,
  orderId: string,
): Promise<readonly OrderLine[]> {
  const row = await table.get({ pk, sk: linesSort(orderId) })
  return readRow(CUSTOMER_ROWS.lines, row)?.lines ?? []
}

const bodyOf = async (table: Table, pk: CustomerKey, eventId: string) =>
  readRow(CUSTOMER_ROWS['event-body'], await table.get({ pk, sk: eventBodySort(eventId) }))

async function productsOf(
  table: Table,
  shop: string,
  lines: readonly OrderLine[],
): Promise<ReadonlyMap<string, Product>> {
  const skus = [...new Set(lines.map(({ sku }) => sku))]
  const found = await Promise.all(
    skus.map(async (sku) => [sku, await loadProduct(table, shop, sku)] as const),
  )
  return new Map(found.flatMap(([sku, product]) => (product ? [[sku, product]] : [])))
}
