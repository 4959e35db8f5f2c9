import { expect, it } from 'vitest'
import { HOUR_MS } from '../../functions/domain/time.ts'
import { reportIgnoredEvents } from '../../functions/runtimes/report-ignored-events.ts'
import { NOON } from '../support/given.ts'

it('an event that cannot be used has a line an hour for its reason, with how many there were', () => {
  const logged: unknown[] = []
  const clock = { now: NOON }
  const onIgnored = reportIgnoredEvents(
    (_level, event, facts) => logged.push([event, facts]),
    () => clock.now,
  )
  for (let i = 0; i < 5; i++) onIgnored('not-ours')
  onIgnored('no-time')
  clock.now += HOUR_MS
  onIgnored('not-ours')
  expect(logged).toEqual([
    ['event-ignored', { reason: 'not-ours', count: 1 }],
    ['event-ignored', { reason: 'no-time', count: 1 }],
    ['event-ignored', { reason: 'not-ours', count: 5 }],
  ])
})
