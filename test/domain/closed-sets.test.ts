import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  CONSENT_SOURCES,
  type ConsentFact,
  consentAt,
  SHOP_CONSENT_SOURCES,
} from '../../functions/domain/consent.ts'
import {
  classesWithin,
  isLifecycleClass,
  LIFECYCLE_CLASSES,
  stageOf,
} from '../../functions/domain/lifecycle-class.ts'
import {
  isMessageStatus,
  isOpen,
  isSettled,
  MESSAGE_STATUSES,
  type Message,
  type MessageOf,
} from '../../functions/domain/message.ts'
import {
  DEFER_REASONS,
  isLapse,
  MESSAGE_HOLD_REASONS,
  SKIP_REASONS,
} from '../../functions/domain/message-reasons.ts'

const withStatus = (status: Message['status']) => ({ status }) as Message

describe('The classes of the lifecycle', () => {
  test('are asked for in one order, so that a customer is in one class at a time', () => {
    const stretch = { from: 0, count: 3, dormantFrom: 50, decisive: 10 }
    expect(classesWithin(stretch, 51, { frequentWindowDays: 0 })).toEqual([
      { class: 'frequent', from: 0 },
      { class: 'active', from: 10 },
      { class: 'dormant', from: 50 },
    ])
    expect(classesWithin(stretch, 10, { frequentWindowDays: 0 })).toEqual([
      { class: 'frequent', from: 0 },
    ])
  })

  test('have a stage each: one before the first purchase, one since the customer stopped', () => {
    const stages = Object.groupBy(LIFECYCLE_CLASSES, stageOf)
    expect(stages['not-yet']).toEqual(['prospect'])
    expect(stages.stopped).toEqual(['dormant'])
  })

  test('are known by name, and nothing else is', () => {
    expect(LIFECYCLE_CLASSES.every(isLifecycleClass)).toBe(true)
    expect(['no-such-class', '', 'toString', '__proto__'].some(isLifecycleClass)).toBe(false)
  })
})

describe('The statuses of a message', () => {
  test('are known by name, and nothing else is', () => {
    expect(MESSAGE_STATUSES.every(isMessageStatus)).toBe(true)
    expect(['sent', '', 'constructor'].some(isMessageStatus)).toBe(false)
  })

  test('leave a message open, settled, or with its sender and carrier', () => {
    const messages = MESSAGE_STATUSES.map(withStatus)
    expect(messages.filter(isOpen).map(({ status }) => status)).toEqual([
      'held',
      'deferred',
      'due',
      'parked',
    ])
    expect(messages.filter(isSettled).map(({ status }) => status)).toEqual([
      'skipped',
      'accepted',
      'refused',
      'given-up',
    ])
    expectTypeOf(isOpen).guards.toEqualTypeOf<MessageOf<'held' | 'deferred' | 'due' | 'parked'>>()
  })

  test('that are unknown are neither open nor settled, so that nothing is sent', () => {
    const unknown = { status: 'of-a-later-version' } as unknown as Message
    expect([isOpen(unknown), isSettled(unknown)]).toEqual([false, false])
  })
})

describe('The reasons to skip a step', () => {
  test('have one for each hold and deferral that lasted too long', () => {
    expect(SKIP_REASONS.filter(isLapse)).toHaveLength(
      MESSAGE_HOLD_REASONS.length + DEFER_REASONS.length,
    )
    expect(new Set(SKIP_REASONS).size).toBe(SKIP_REASONS.length)
  })
})

describe('The sources of consent', () => {
  const standing = (source: string) => {
    const facts = [
      { purpose: 'marketing', act: 'withdrawn', at: 1, source: 'unsubscribe' },
      { purpose: 'marketing', act: 'granted', at: 2, source },
    ] as readonly ConsentFact[]
    return consentAt(facts, 'marketing', 3)
  }

  test('are all for a shop to report but a complaint', () => {
    expect(
      CONSENT_SOURCES.filter((one) => !SHOP_CONSENT_SOURCES.some((own) => own === one)),
    ).toEqual(['complaint'])
  })

  test('that are not the customer’s own act override no withdrawal', () => {
    expect(CONSENT_SOURCES.filter((source) => standing(source) === 'withdrawn')).toEqual([
      'sync',
      'import',
    ])
  })

  test('that are unknown override no withdrawal either', () => {
    expect(standing('of-a-later-version')).toBe('withdrawn')
  })
})
