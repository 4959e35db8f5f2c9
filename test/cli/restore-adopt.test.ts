import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adoptTable } from '../../functions/cli/restore/adopt-table.ts'
import { decide } from '../../functions/domain/decide.ts'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { EXPIRES_AT, WAKE_INDEX } from '../../functions/manifest.ts'
import { withAddress } from '../../functions/pipeline/decisions/decide-customer.ts'
import { changeAddress, loadAddress } from '../../functions/store/addresses.ts'
import { encode } from '../../functions/store/codecs/read-customer-rows.ts'
import { addCodes, loadCoupon, takeCode } from '../../functions/store/codes.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { makeDynamoDbTable } from '../../functions/store/dynamodb/dynamodb-table.ts'
import { lacksOf } from '../../functions/store/dynamodb/table-readiness.ts'
import { tombstone } from '../../functions/store/erasure.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { addShop, campaignRow, changeShop, loadShop } from '../../functions/store/shops.ts'
import { loadStoredSecret, putStoredSecret } from '../../functions/store/stored-secret.ts'
import type { Table } from '../../functions/store/table.ts'
import {
  type DynamodbEngine,
  dynamodbEngineMissing,
  startDynamodbEngine,
} from '../support/dynamodb-engine.ts'
import { campaign, consent, message, NOON, order } from '../support/given.ts'
import { clientFor, createRekindleTable } from '../support/store-engines.ts'

const TAKEN_AT = NOON - DAY_MS
const HASH = 'h'.repeat(43)
const WELCOME = campaign({ id: 'welcome', start: { kind: 'purchase' }, activeFrom: 0 })
const key = (customer: string) => customerKey('tea', customer)

describe('whether a restored table can be adopted', () => {
  const ON = { TimeToLiveStatus: 'ENABLING', AttributeName: EXPIRES_AT }
  const described = (table: object, recovery: string, expiry: object) => {
    const answers: Readonly<Record<string, object>> = {
      DescribeTableCommand: { Table: table },
      DescribeTimeToLiveCommand: { TimeToLiveDescription: expiry },
      DescribeContinuousBackupsCommand: {
        ContinuousBackupsDescription: {
          PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: recovery },
        },
      },
    }
    return {
      send: async (command: { readonly constructor: { readonly name: string } }) =>
        answers[command.constructor.name],
    }
  }
  const lacks = (table: object, recovery = 'ENABLED', expiry: object = ON) =>
    lacksOf(
      described(table, recovery, expiry) as unknown as Pick<DynamoDBClient, 'send'>,
      'restored',
    )
  const whole = {
    TableStatus: 'ACTIVE',
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    GlobalSecondaryIndexes: [{ IndexName: WAKE_INDEX, IndexStatus: 'ACTIVE' }],
    DeletionProtectionEnabled: true,
  }

  it('is refused as AWS restores it, with all that is off', async () => {
    const off = { TimeToLiveStatus: 'DISABLED' }
    expect(await lacks({ TableStatus: 'ACTIVE' }, 'DISABLED', off)).toEqual([
      ...['stream', 'wake-index', 'protection', 'recovery', 'expiry'],
    ])
    expect(await lacks(whole, 'ENABLED', { ...ON, AttributeName: 'other' })).toEqual(['expiry'])
    expect(await lacks({ ...whole, TableStatus: 'CREATING' })).toEqual(['not-active'])
  })

  it('is granted once everything is on', async () => {
    expect(await lacks(whole)).toEqual([])
  })
})

describe.skipIf(dynamodbEngineMissing)('a table restored to a point in time', () => {
  let engine: DynamodbEngine
  let client: DynamoDBClient
  let original: Table

  const made = async (name: string): Promise<Table> => {
    await createRekindleTable(client, name)
    const table = makeDynamoDbTable({ client, tableName: name })
    const shop = { id: 'tea', name: 'Tea', zone: 'UTC', postalAddress: 'x', openedAt: 0 }
    const from = { name: 'Tea', address: 'hello@tea.example' }
    await addShop(table, { ...shop, from }, { ...defaultPolicy('EUR'), quietHours: null })
    await changeShop(table, 'tea', () => ({ rows: [campaignRow('tea', WELCOME, { en: 'Hi' })] }))
    for (const customer of ['ann', 'bob', 'cat', 'dan'])
      await table.write([
        {
          put: encode('profile', key(customer), {
            ...{ email: `${customer}@example.com`, locale: 'en', country: 'GB' },
            ...{ updatedAt: TAKEN_AT - 9, addressHash: customer === 'cat' ? HASH : customer },
          }),
        },
        { put: encode('consent', key(customer), consent(TAKEN_AT - 9)) },
        { put: encode('order', key(customer), order('o-1', TAKEN_AT - 5)) },
      ])
    return table
  }
  const started = { campaign: 'welcome', n: 1, startedAt: TAKEN_AT - 5 } as const
  const messagesOf = async (table: Table, customer: string) => {
    const { facts } = await withAddress(table, await loadCustomer(table, key(customer)))
    const settings = (await loadShop(table, 'tea'))?.settings
    if (!settings) throw new Error('the shop does not exist')
    const { messages, journeys } = decide(facts, NOON, settings)
    return {
      journeys: [...facts.journeys, ...journeys].map(({ n }) => n),
      changes: messages.map(({ after }) => [
        after.n,
        after.status,
        'reason' in after && after.reason,
      ]),
    }
  }

  beforeAll(async () => {
    engine = await startDynamodbEngine()
    client = clientFor(engine.endpoint)
    original = await made('original')
    const lease = { claimedAt: TAKEN_AT + 5, claimId: 'c', leaseUntil: NOON, repeatable: false }
    const claimed = { ...message({ status: 'claimed', locale: 'en', ...lease }), attempt: 1 }
    await original.write([
      {
        put: encode('journey', key('ann'), {
          ...started,
          start: { kind: 'purchase', orderId: 'o-1' },
        }),
      },
      { put: encode('message', key('ann'), { ...claimed, campaign: 'welcome', n: 1 }) },
      {
        put: encode(
          'consent',
          key('bob'),
          consent(TAKEN_AT + 7, { act: 'withdrawn', source: 'form' }),
        ),
      },
      { put: tombstone(key('dan'), TAKEN_AT + 9, 3) },
    ])
    const fingerprint = { fingerprint: 'f', addedAt: TAKEN_AT + 2 }
    const signing = { current: 1, keys: { 1: fingerprint } }
    const address = { current: 2, keys: { 1: fingerprint, 2: fingerprint } }
    await original.write([
      putStoredSecret(undefined, { signing, address, rekeyedAt: TAKEN_AT + 3 }),
    ])
    await changeAddress(original, 'tea', HASH, (facts) => ({
      ...facts,
      suppression: { reason: 'complaint', at: TAKEN_AT + 8 },
    }))
  })
  afterAll(async () => {
    client?.destroy()
    await engine?.stop()
  })

  it('has what the original proves: nothing is sent twice, and every opt-out holds', async () => {
    const table = await made('proven')
    const adopting = { table, original, takenAt: TAKEN_AT, now: () => NOON }
    expect(await adoptTable(adopting)).toMatchObject({
      erased: 1,
      restore: { epoch: 1, covered: true, restoredAt: NOON },
    })
    expect((await loadShop(table, 'tea'))?.settings.restore).toMatchObject({ optOuts: 'journal' })
    const keys = await loadStoredSecret(table)
    expect(keys).toMatchObject({ address: { current: 2 } })
    expect(keys?.rekeyedAt).toBeUndefined()
    expect(await messagesOf(table, 'ann')).toEqual({ journeys: [1], changes: [] })
    const { facts } = await loadCustomer(table, key('ann'))
    expect(facts.messages).toMatchObject([{ status: 'unknown', claimedAt: TAKEN_AT + 5 }])
    expect((await messagesOf(table, 'bob')).changes).toEqual([[1001, 'skipped', 'unsubscribed']])
    expect((await messagesOf(table, 'cat')).changes).toEqual([[1001, 'skipped', 'suppressed']])
    expect((await loadCustomer(table, key('dan'))).facts).toMatchObject({
      orders: [],
      consents: [],
    })
    // The same instant is the same restore.
    expect((await adoptTable(adopting)).restore.epoch).toBe(1)
  })

  it('gives no code again that the original has given', async () => {
    const [table, latest] = [await made('codes'), await made('codes-given')]
    const coupon = { pool: 'hello', code: 'H-1' }
    for (const one of [table, latest])
      await addCodes(one, { shop: 'tea', pool: 'hello' }, [coupon], TAKEN_AT - 5)
    const owner = { shop: 'tea', key: key('ann'), campaign: 'welcome', n: 1 }
    await latest.writeTogether(takeCode(owner, coupon, TAKEN_AT + 5))
    await adoptTable({ table, original: latest, takenAt: TAKEN_AT, now: () => NOON })
    expect(await loadCoupon(table, { ...owner, entries: [1] })).toEqual(coupon)
    const taking = takeCode({ ...owner, key: key('bob') }, coupon, NOON)
    expect(await table.writeTogether(taking)).not.toBe('committed')
  })

  it('takes nothing back of what was recorded since, if it is adopted again', async () => {
    const table = await made('twice')
    const adopting = { table, original, takenAt: TAKEN_AT, now: () => NOON }
    await adoptTable(adopting)
    await changeAddress(table, 'tea', HASH, (facts) => ({ ...facts, withdrawnAt: NOON + 1 }))
    const settled = message({
      ...{ status: 'accepted', locale: 'en', acceptedAt: TAKEN_AT + 6, mailerMessageId: 'm' },
    })
    await table.write([
      {
        put: encode('message', key('ann'), { ...settled, attempt: 1, campaign: 'welcome', n: 1 }),
      },
    ])
    // The former senders were not all stopped.
    const left = consent(NOON + 2, { act: 'withdrawn', source: 'form' })
    await original.write([{ put: encode('consent', key('ann'), left) }])
    await changeAddress(original, 'tea', 'ann', (facts) => ({ ...facts, withdrawnAt: NOON + 2 }))
    await adoptTable(adopting)
    expect((await loadAddress(table, 'tea', HASH)).facts).toMatchObject({
      withdrawnAt: NOON + 1,
      suppression: { reason: 'complaint' },
    })
    expect((await loadAddress(table, 'tea', 'ann')).facts).toMatchObject({ withdrawnAt: NOON + 2 })
    const { facts } = await loadCustomer(table, key('ann'))
    expect(facts.messages).toMatchObject([{ status: 'accepted' }])
    expect(facts.consents.some(({ act }) => act === 'withdrawn')).toBe(true)
  })

  it('ends the same where the first time was cut short', async () => {
    const table = await made('cut')
    let left = 3
    const ended: Table = {
      ...table,
      write(writes) {
        if (left-- === 0) throw new Error('killed')
        return table.write(writes)
      },
    }
    const adopting = { original, takenAt: TAKEN_AT, now: () => NOON }
    await expect(adoptTable({ ...adopting, table: ended })).rejects.toThrow('killed')
    await changeAddress(table, 'tea', HASH, (facts) => ({ ...facts, withdrawnAt: NOON + 1 }))
    // Deployed all the same, it sends nothing.
    expect((await messagesOf(table, 'ann')).changes).toEqual([])
    expect((await loadShop(table, 'tea'))?.settings.restore).toMatchObject({ optOuts: 'unknown' })
    const { restore } = await adoptTable({ ...adopting, table })
    expect((await loadShop(table, 'tea'))?.settings.restore).toMatchObject({ optOuts: 'journal' })
    expect(restore).toMatchObject({ epoch: 1, covered: true })
    expect((await loadAddress(table, 'tea', HASH)).facts).toMatchObject({
      withdrawnAt: NOON + 1,
      suppression: { reason: 'complaint' },
    })
    const { facts } = await loadCustomer(table, key('ann'))
    expect(facts.messages).toMatchObject([{ status: 'unknown', claimedAt: TAKEN_AT + 5 }])
    expect((await loadCustomer(table, key('dan'))).facts.orders).toEqual([])
  })

  it('is proven once the original turns up after all', async () => {
    const table = await made('late')
    const adopting = { table, takenAt: TAKEN_AT, now: () => NOON }
    await adoptTable({ ...adopting, original: undefined })
    const { restore } = await adoptTable({ ...adopting, original })
    expect(restore).toMatchObject({ epoch: NOON / 1_000 + 1, covered: true })
    expect((await loadShop(table, 'tea'))?.settings.restore).toMatchObject({ optOuts: 'journal' })
  })

  it('holds marketing without the original, and begins nothing for causes before it', async () => {
    const table = await made('unproven')
    const adopting = { table, original: undefined, takenAt: TAKEN_AT, now: () => NOON }
    expect((await adoptTable(adopting)).restore).toMatchObject({ covered: false })
    expect(await messagesOf(table, 'ann')).toEqual({ journeys: [], changes: [] })
    await table.write([{ put: encode('order', key('ann'), order('o-2', NOON)) }])
    expect(await messagesOf(table, 'ann')).toEqual({
      journeys: [NOON + 1],
      changes: [[NOON + 1, 'held', 'restored']],
    })
  })
})
