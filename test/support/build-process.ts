/**
 * One build at work on a store, in a process of its own: it takes a line of JSON from standard input
 * for each thing to do, and answers each with a line.
 */
import { createInterface } from 'node:readline'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { recordPurchases } from '../../functions/intake/record-facts.ts'
import { reactToCustomer } from '../../functions/pipeline/reactions/react-to-customer.ts'
import { simpleMailer } from '../../functions/pipeline/sending/mailer.ts'
import { sendMessage } from '../../functions/pipeline/sending/send-message.ts'
import { makeShopCache } from '../../functions/runtimes/shop-cache.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { makeDynamoDbTable } from '../../functions/store/dynamodb/dynamodb-table.ts'
import { finishUpgrade } from '../../functions/store/finish-upgrade.ts'
import { FIRST_FORMAT } from '../../functions/store/format.ts'
import { inFormOf, seenFormat } from '../../functions/store/formed-table.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { Table } from '../../functions/store/table.ts'
import { SHOP } from './loaded-shop.ts'

const [engine, location = ''] = process.argv.slice(2)
let aheadMs = 0
const now = () => Date.now() + aheadMs

async function openTable(): Promise<Table> {
  if (engine === 'sqlite') return makeSqliteTable(openDatabase(location))
  const client = new DynamoDBClient({
    endpoint: location,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  return makeDynamoDbTable({ client, tableName: 'rekindle' })
}

const rows = await openTable()
const format = seenFormat(FIRST_FORMAT)
const table = inFormOf(rows, format.current)
const shops = makeShopCache(table, now, { needsDomainCheck: false }, format.see)
const sent: string[] = []
const ports = {
  ...{ table, now, settings: shops.settingsAfterFact, onNotUnderstood: () => {} },
  addressHash: (address: string) => `hash of ${address}`,
  newClaimId: () => `claim of ${process.pid}`,
  writeMail: async () => ({ messageId: 'a mail' }) as never,
  mailer: simpleMailer({
    repeatable: false,
    send: async () => ({ outcome: 'accepted', mailerMessageId: `by ${process.pid}` }),
  }),
  onUnwritable: () => {},
}

type Work = {
  readonly post: (body: never) => Promise<unknown>
  readonly react: (customer: string) => Promise<unknown>
  readonly send: (customer: string) => Promise<unknown>
  readonly load: (customer: string) => Promise<unknown>
  readonly finish: () => Promise<unknown>
  /** Puts the clock of this build forward. */
  readonly wait: (ms: number) => Promise<unknown>
}

const keyOf = (customer: string) => customerKey(SHOP, customer)

/** What one of the two builds can be asked to do. */
const work: Work = {
  // As the API does: the shop is looked up first.
  async post(body) {
    await shops.shop(SHOP)
    return recordPurchases(SHOP, [body], ports)
  },
  react: async (customer) => (await reactToCustomer(keyOf(customer), ports)).outcome,
  async send(customer) {
    const { facts } = await loadCustomer(table, keyOf(customer))
    for (const { status, campaign, n, step } of facts.messages)
      if (status === 'due') {
        const due = { pk: keyOf(customer), sk: `message#${campaign}#${n}#${step}` }
        const { outcome } = await sendMessage(due, ports)
        if (outcome === 'accepted') sent.push(due.sk)
      }
    return sent.splice(0)
  },
  async load(customer) {
    const { facts, notUnderstood, state } = await loadCustomer(table, keyOf(customer))
    return { orders: facts.orders, notUnderstood, class: state?.class }
  },
  async finish() {
    const finished = await finishUpgrade(table, now())
    shops.forget()
    return finished
  },
  async wait(ms) {
    aheadMs += ms
  },
}

for await (const line of createInterface({ input: process.stdin })) {
  const [name, argument] = JSON.parse(line) as [keyof Work, never]
  const answer = await work[name](argument).then(
    (value) => ({ value }),
    (error) => ({ problem: error.failureCause ?? error.code ?? error.name }),
  )
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
process.exit(0)
