import { afterAll, describe, expect, it } from 'vitest'
import { type MessageBase, type MessageStatus, makeDue } from '../../../functions/domain/message.ts'
import { outboxOf } from '../../../functions/pipeline/reactions/relay-outbox.ts'
import type { Row } from '../../../functions/store/table.ts'
import { decidedShop, keyOf, messageKey, WELCOME_SORT } from '../../support/decided-shop.ts'
import { days, message, NOON, order } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const key = messageKey('c-1')
const dueMessage = (relayAt: number) => ({
  ...key,
  marketing: true,
  provider: 'other',
  relayAt,
})
const rowOf = (fields: object): Row => ({ ...key, ...fields })
const due = (relayAt: number): Row =>
  rowOf(message({ status: 'due', locale: 'en', decidedAt: NOON, relayAt }))
const held = rowOf(message({ status: 'held', reason: 'no-address', until: NOON }))

describe('due messages in the outbox', () => {
  it('leave when they are new, or were something else before', () => {
    expect(outboxOf([{ after: due(5) }]).dueMessages).toEqual([dueMessage(5)])
    expect(outboxOf([{ before: held, after: due(5) }]).dueMessages).toEqual([dueMessage(5)])
  })

  it('leave again when their relay moved, for the first may have been lost', () => {
    expect(outboxOf([{ before: due(5), after: due(9) }]).dueMessages).toEqual([dueMessage(9)])
  })

  it('stay if nothing of that changed', () => {
    const changes = [
      { before: due(5), after: due(5) },
      { before: due(5), after: { ...due(5), putOff: true } },
      { before: due(5) },
      { before: due(5), after: held },
      { after: { ...due(5), sk: 'order#1' } },
    ]
    expect(outboxOf(changes)).toEqual({ dueMessages: [], lifecycleChanges: [] })
  })

  it.each<MessageStatus>([
    {
      status: 'claimed',
      locale: 'en',
      claimedAt: 1,
      claimId: 'x',
      leaseUntil: 2,
      repeatable: true,
    },
    { status: 'accepted', locale: 'en', acceptedAt: 1, mailerMessageId: 'm' },
    { status: 'skipped', reason: 'too-late', at: 1 },
    { status: 'unknown', locale: 'en', claimedAt: 1, at: 2, giveUpAt: 9 },
  ])('never leave as $status', (status) => {
    expect(outboxOf([{ after: rowOf(message(status)) }]).dueMessages).toEqual([])
  })

  it('leave once from a batch that has them more than once', () => {
    const { dueMessages } = outboxOf([{ after: due(5) }, { before: due(5), after: due(9) }])
    expect(dueMessages).toEqual([dueMessage(9)])
  })
})

describe('changes of class in the outbox', () => {
  const row: Row = {
    pk: keyOf('c/1'),
    sk: 'lifecycle#2026-01-01T12:00:00.000Z',
    from: 'active',
    to: 'dormant',
    since: NOON,
    noticedAt: NOON,
  }

  it('leave once, under an id that is always the same', () => {
    const { lifecycleChanges } = outboxOf([{ after: row }, { after: row }])
    expect(lifecycleChanges).toEqual([
      {
        id: 'acme/c%2F1#lifecycle#2026-01-01T12:00:00.000Z',
        shop: 'acme',
        customer: 'c/1',
        from: 'active',
        to: 'dormant',
        since: NOON,
        noticedAt: NOON,
      },
    ])
  })

  it('are not relayed when a row is only touched, or deleted', () => {
    expect(outboxOf([{ before: row, after: row }, { before: row }]).lifecycleChanges).toEqual([])
  })
})

describe('the outbox of a life', () => {
  const { table, changes, stop } = temporaryTable()
  afterAll(stop)

  it('holds each message once, again if it was not sent, and each change of class once', async () => {
    const shop = decidedShop(table)
    await shop.recordConsenting('c-1', { orders: [order('o-1', NOON)] })
    const leaves = async (at: number) => {
      shop.clock.now = at
      changes.length = 0
      await shop.react('c-1')
      const { dueMessages, lifecycleChanges } = outboxOf(changes)
      return [dueMessages.map(({ sk }) => sk), lifecycleChanges.map(({ to }) => to)]
    }
    const { relayAt } = makeDue({} as MessageBase, { locale: 'en' }, NOON)
    expect(await leaves(NOON)).toEqual([[WELCOME_SORT], ['first-time']])
    expect(await leaves(relayAt - 1)).toEqual([[], []])
    expect(await leaves(relayAt)).toEqual([[WELCOME_SORT], []])
    expect(await leaves(NOON + days(4))).toEqual([[], []])
    expect(await leaves(NOON + days(90))).toEqual([[], ['dormant']])
    expect(await leaves(NOON + days(91))).toEqual([[], []])
  })
})
