import {
  type DynamoDBClient,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { withSuppression } from '../../functions/domain/address.ts'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { HOUR_MS, isoInstant } from '../../functions/domain/time.ts'
import { EXPIRES_AT } from '../../functions/manifest.ts'
import { changeAddress } from '../../functions/store/addresses.ts'
import { encode } from '../../functions/store/codecs/read-customer-rows.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { makeDynamoDbTable } from '../../functions/store/dynamodb/dynamodb-table.ts'
import { tombstone } from '../../functions/store/erasure.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { loadRestore } from '../../functions/store/restore-rows.ts'
import { addShop, campaignRow, changeShop } from '../../functions/store/shops.ts'
import type { Table } from '../../functions/store/table.ts'
import {
  type DynamodbEngine,
  dynamodbEngineMissing,
  startDynamodbEngine,
} from '../support/dynamodb-engine.ts'
import { campaign, consent, message, order } from '../support/given.ts'
import type { Loopback } from '../support/loopback.ts'
import { clientFor, createRekindleTable } from '../support/store-engines.ts'
import { startTableSettings } from '../support/table-settings.ts'
import { runHere } from './run-here.ts'

// No other process decides here by a shop's former settings.
vi.mock('../../functions/cli/settings-delay.ts', () => ({ untilSettingsApply: async () => {} }))

/** On the second, as it is typed. */
const TAKEN_AT = Math.floor(Date.now() / 1_000) * 1_000 - HOUR_MS
const WELCOME = campaign({ id: 'welcome', start: { kind: 'purchase' } })
const BUYERS = ['ann', 'bob', 'cat', 'dan', 'eve']
const key = (customer: string) => customerKey('tea', customer)
const hashOf = (customer: string) => customer.padEnd(43, '-')

describe.skipIf(dynamodbEngineMissing)('rekindle restore adopt', () => {
  let engine: DynamodbEngine
  let front: Loopback
  let client: DynamoDBClient
  const tables: Record<string, Table> = {}

  /** As it was at the instant of the copy: five customers have just bought. */
  async function make(name: string): Promise<Table> {
    await createRekindleTable(client, name)
    const table = makeDynamoDbTable({ client, tableName: name })
    const from = { name: 'Tea', address: 'hello@tea.example' }
    const shop = { id: 'tea', name: 'Tea', zone: 'UTC', postalAddress: 'x', openedAt: 0, from }
    const domainCheck = { domain: 'tea.example', passedAt: 0 }
    await addShop(table, { ...shop, domainCheck }, { ...defaultPolicy('EUR'), quietHours: null })
    await changeShop(table, 'tea', () => ({
      rows: [campaignRow('tea', WELCOME, { en: 'Hi' })],
    }))
    await table.write(
      BUYERS.flatMap((customer) => [
        {
          put: encode('profile', key(customer), {
            ...{ email: `${customer}@example.com`, locale: 'en', country: 'GB' },
            ...{ updatedAt: TAKEN_AT - 9, addressHash: hashOf(customer) },
          }),
        },
        { put: encode('consent', key(customer), consent(TAKEN_AT - 9)) },
        { put: encode('order', key(customer), order('o-1', TAKEN_AT - 5)) },
      ]),
    )
    return table
  }

  /** What the former deployment did after that instant. */
  async function liveOn(table: Table): Promise<void> {
    const start = { kind: 'purchase', orderId: 'o-1' } as const
    const welcome = { campaign: 'welcome', n: 1 }
    const accepted = { acceptedAt: TAKEN_AT + 5, mailerMessageId: 'm' }
    const sent = message({ status: 'accepted', locale: 'en', ...accepted })
    const left = consent(TAKEN_AT + 7, { act: 'withdrawn', source: 'form' })
    await table.write([
      { put: encode('journey', key('ann'), { ...welcome, startedAt: TAKEN_AT - 5, start }) },
      { put: encode('message', key('ann'), { ...sent, ...welcome, attempt: 1 }) },
      { put: encode('consent', key('bob'), left) },
      { put: tombstone(key('dan'), TAKEN_AT + 9, 3) },
    ])
    await changeAddress(table, 'tea', hashOf('cat'), (facts) =>
      withSuppression(facts, { reason: 'complaint', at: TAKEN_AT + 8 }),
    )
  }

  beforeAll(async () => {
    engine = await startDynamodbEngine()
    front = await startTableSettings(engine.endpoint)
    client = clientFor(front.endpoint)
    for (const name of ['original', 'restored', 'unproven']) tables[name] = await make(name)
    await liveOn(tables.original as Table)
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', front.endpoint)
    vi.stubEnv('AWS_REGION', 'us-east-1')
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local')
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    client?.destroy()
    await front?.stop()
    await engine?.stop()
  })

  const adopt = (table: string, ...more: readonly string[]) =>
    runHere([
      ...['restore', 'adopt', '--table', table, '--taken-at', isoInstant(TAKEN_AT)],
      ...more,
    ])
  /** As the command that is refused says. */
  async function switchOn(TableName: string): Promise<void> {
    const StreamSpecification = {
      ...{ StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' as const },
    }
    await client.send(new UpdateTableCommand({ TableName, StreamSpecification }))
    await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: true }))
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true }
    await client.send(
      new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }),
    )
    const TimeToLiveSpecification = { Enabled: true, AttributeName: EXPIRES_AT }
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))
  }
  const statusesOf = async (name: string) => {
    const found: Record<string, readonly string[]> = {}
    for (const customer of BUYERS) {
      const { facts } = await loadCustomer(tables[name] as Table, key(customer))
      found[customer] = facts.messages.map((one) =>
        'reason' in one ? `${one.status} ${one.reason}` : one.status,
      )
    }
    return found
  }

  it('changes nothing while protection is off or the senders run', async () => {
    const original = ['--original', 'original']
    const unready = await adopt('restored', ...original, '--senders-stopped')
    expect(unready).toMatchObject({ code: 1, out: '' })
    for (const lack of ['stream is off', 'protection is off', 'recovery is off', 'not removed'])
      expect(unready.err).toContain(lack)
    expect(unready.err).not.toContain('index')

    await switchOn('restored')
    expect(await adopt('restored', ...original)).toMatchObject({
      ...{ code: 2, out: '', err: expect.stringContaining('Stop the senders first') },
    })
    expect(await adopt('restored', '--original', 'restored', '--senders-stopped')).toMatchObject({
      ...{ code: 2, out: '' },
    })
    expect(await adopt('no-such-table', ...original, '--senders-stopped')).toMatchObject({
      ...{ code: 1, out: '', err: expect.stringContaining('no-such-table: ResourceNotFound') },
    })
    const later = ['--taken-at', isoInstant(Date.now() + HOUR_MS), '--senders-stopped']
    expect(
      await runHere(['restore', 'adopt', '--table', 'restored', ...original, ...later]),
    ).toMatchObject({ code: 2, out: '', err: expect.stringContaining('still to come') })
    expect(await loadRestore(tables.restored as Table)).toBeUndefined()
  })

  it('repeats nothing that the original sent, and keeps every opt-out', async () => {
    const { code, out, err } = await adopt(
      'restored',
      ...['--original', 'original', '--senders-stopped', '--json'],
    )
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toMatchObject({ epoch: 1, covered: true, erased: 1, decided: 5 })
    expect(await statusesOf('restored')).toEqual({
      ...{ ann: ['accepted'], bob: ['skipped unsubscribed'], cat: ['skipped suppressed'] },
      // Erased; and not sent by the original.
      ...{ dan: [], eve: ['due'] },
    })
    const again = await adopt('restored', '--original', 'original', '--senders-stopped', '--json')
    expect(JSON.parse(again.out)).toMatchObject({ epoch: 1, covered: true, rows: 0 })
    expect((await statusesOf('restored')).ann).toEqual(['accepted'])
  })

  it('holds marketing where the original is gone, and says what is unknown', async () => {
    await switchOn('unproven')
    const { code, out } = await adopt('unproven', '--senders-stopped')
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('Marketing waits'),
    })
    expect(Object.values(await statusesOf('unproven')).flat()).not.toContain('due')
    const status = await runHere(['restore', 'status', '--table', 'unproven'])
    expect(status.out).toContain('Marketing waits')
  })
})
