/** The tea shop on AWS: its bundles, deployed, and everything delivered to them twice. */
import PostalMime from 'postal-mime'
import { expect } from 'vitest'
import { Declarations } from '../../functions/domain/declarations.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { issueKey } from '../../functions/http/keys.ts'
import type { HttpAnswer } from '../../functions/http/problem.ts'
import { addCodes } from '../../functions/store/codes.ts'
import { makeDynamoDbTable } from '../../functions/store/dynamodb/dynamodb-table.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { changeShop, declarationsRow, putKey } from '../../functions/store/shops.ts'
import type { Table } from '../../functions/store/table.ts'
import { type Deployment, deploy, TABLE_NAME } from '../support/deployment.ts'
import { type EventSources, makeEventSources } from '../support/event-sources.ts'
import type { ReceivedMail } from '../support/ses-endpoint.ts'
import { routesOf } from '../support/templates.ts'
import { httpEvent, queuedTwice, sesEvent } from './aws-events.ts'
import { openShop, SHOP, storeSleeper } from './tea-shop.ts'

/** When the shop's day began, for what is stored of it. */
export const start = Date.now()

export let cloud: Deployment
export let sources: EventSources
export let table: Table
let bearer: string
/** May erase, which the other key may not. */
export let admin: string

const DECLARED = Declarations.parse({
  events: { 'checkout-started': { properties: { note: 'text' } } },
})

/** Deploys the shop, with one customer whose wake has come. */
export async function startTeaCloud(): Promise<void> {
  cloud = await deploy()
  table = makeDynamoDbTable({ client: cloud.client, tableName: TABLE_NAME })
  bearer = await openShop(table, start, { pool: 'win-back' })
  const codes = Array.from({ length: 60 }, (_, i) => ({ code: `WB-${i}` }))
  await addCodes(table, { shop: SHOP, pool: 'win-back' }, codes, start)
  // Marketing waits for the check of the domain, and for the country whose law applies.
  await changeShop(table, SHOP, ({ settings: { shop, policy } }) => ({
    shop: { ...shop, domainCheck: { domain: 'tea.example', passedAt: start } },
    policy: { ...policy, countryWhereUnknown: 'GB' },
    rows: [declarationsRow(SHOP, DECLARED)],
  }))
  const issued = issueKey(['admin'], start)
  await table.write([putKey(SHOP, issued.key)])
  admin = issued.bearer
  await storeSleeper(table, 'sleeper', start - 91 * DAY_MS)
  sources = makeEventSources(cloud, 20_260_301)
  await sources.passOver()
}

type Asked = {
  readonly body?: object
  readonly customer?: string
  readonly hold?: string
  readonly sku?: string
  readonly token?: string
  readonly bearer?: string
}

export function http(
  route: string,
  { customer, hold, sku, token, ...asked }: Asked,
): Promise<HttpAnswer> {
  const answeredBy = routesOf(cloud.templates).get(route)
  const pathParameters = token === undefined ? { shop: SHOP, customer, hold, sku } : { token }
  return cloud.invoke(String(answeredBy), httpEvent(route, { bearer, ...asked, pathParameters }))
}

export async function ordersOf(customer: string): Promise<readonly string[]> {
  const rows = await table.query(customerKey(SHOP, customer), { prefix: 'order#' })
  return rows.map(({ sk }) => sk)
}

export async function lookUp(customer: string) {
  const answer = await http('GET /v1/shops/{shop}/customers/{customer}', { customer })
  return JSON.parse(answer.body)
}

/** Has SES report events for the customer's mail, and waits for what follows from them. */
export async function reportTwice(customer: string, happened: Readonly<Record<string, object>>) {
  const mail = mailsTo(`${customer}@example.com`)[0] as ReceivedMail
  const events = Object.entries(happened).map(([type, more]) => sesEvent(mail, type, more))
  const answer = await cloud.invoke('record-feedback', queuedTwice(events))
  expect(answer).toEqual({ batchItemFailures: [] })
  await sources.settle()
}

export async function feedbackOf(customer: string) {
  const [message] = await table.query(customerKey(SHOP, customer), { prefix: 'message#' })
  return message?.feedback
}

export const statusesOf = ({ body }: HttpAnswer): readonly string[] =>
  JSON.parse(body).results.map(({ status }: { status: string }) => status)

export const recipients = (): readonly string[] =>
  cloud.ses.received.flatMap(({ destinations }) => destinations).toSorted()

export const mailsTo = (address: string): readonly ReceivedMail[] =>
  cloud.ses.received.filter(({ destinations }) => destinations.includes(address))

export async function mailTo(address: string) {
  const found = mailsTo(address)
  expect(found).toHaveLength(1)
  return PostalMime.parse(found[0]?.bytes ?? '')
}

export async function tokenOf(customer: string): Promise<string> {
  const { headers } = await mailTo(`${customer}@example.com`)
  const link = headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? ''
  return /\/unsubscribe\/([^>]+)>/.exec(link)?.[1] ?? ''
}

/** The published changes of class of each customer, repeats left out by their id. */
export function announcedClasses(): Readonly<Record<string, readonly string[]>> {
  const changes = cloud.events.entries.map(({ DetailType, Detail }) => {
    expect(DetailType).toBe('LifecycleChanged')
    return JSON.parse(Detail ?? '{}') as { id: string; customer: string; to: string; shop: string }
  })
  const once = [...new Map(changes.map((change) => [change.id, change])).values()]
  return Object.fromEntries(
    [...Map.groupBy(once, ({ customer }) => customer)].map(([customer, events]) => [
      customer,
      events.map(({ to }) => to),
    ]),
  )
}
