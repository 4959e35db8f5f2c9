import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countsAs,
  type DeliveryCounts,
  reasonToPause,
} from '../../../functions/domain/feedback/reputation.ts'
import { defaultPolicy } from '../../../functions/domain/policy.ts'

const POLICY = defaultPolicy('EUR')

describe('the reason to pause marketing to a mailbox provider', () => {
  it.each<readonly [string, DeliveryCounts, ReturnType<typeof reasonToPause>]>([
    ['nothing was sent', { sent: 0, bounced: 0, complained: 0 }, undefined],
    [
      'nothing was sent lately, and old mail bounces',
      { sent: 0, bounced: 9, complained: 9 },
      undefined,
    ],
    ['too few mails to judge by', { sent: 199, bounced: 199, complained: 199 }, undefined],
    ['2.5% bounced', { sent: 200, bounced: 5, complained: 0 }, 'bounces'],
    ['a little less bounced', { sent: 201, bounced: 5, complained: 0 }, undefined],
    ['0.05% complained', { sent: 6_000, bounced: 0, complained: 3 }, 'complaints'],
    ['a little less complained', { sent: 6_001, bounced: 0, complained: 3 }, undefined],
    [
      'one in a hundred complained, but only two',
      { sent: 200, bounced: 0, complained: 2 },
      undefined,
    ],
    ['both are too many', { sent: 1_000, bounced: 900, complained: 3 }, 'complaints'],
  ])('where %s', (_, standing, reason) => {
    expect(reasonToPause(standing, POLICY)).toBe(reason)
  })

  it('never goes away because more went wrong, nor comes because more was sent', () => {
    const anyStanding = fc.record({
      sent: fc.nat({ max: 10_000 }),
      bounced: fc.nat({ max: 400 }),
      complained: fc.nat({ max: 20 }),
    })
    fc.assert(
      fc.property(anyStanding, fc.nat({ max: 50 }), (standing, more) => {
        const { sent, bounced, complained } = standing
        const paused = reasonToPause(standing, POLICY) !== undefined
        const worse = { sent, bounced: bounced + more, complained: complained + more }
        if (paused) expect(reasonToPause(worse, POLICY)).toBeDefined()
        const better = { ...standing, sent: sent + more }
        if (!paused && sent >= POLICY.pauseAt.leastSent)
          expect(reasonToPause(better, POLICY)).toBeUndefined()
      }),
    )
  })
})

describe('what goes wrong with a mail', () => {
  it('counts as a bounce whatever the reason, unless it was only deferred', () => {
    expect(
      (['no-such-mailbox', 'policy', 'unclear', 'temporary', 'complaint'] as const).map(countsAs),
    ).toEqual(['bounced', 'bounced', 'bounced', undefined, 'complained'])
  })
})
