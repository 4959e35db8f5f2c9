import { describe, expect, it } from 'vitest'
import { GOOD_ZONE, SUBJECT, without } from './good-zone.ts'
import { useJudging } from './judging.ts'

const { serve, asked, check } = useJudging()

describe('a sending domain', () => {
  it('passes if everything is as SES and the mailbox providers want it', async () => {
    const { domain, outcome, checks } = await check()
    expect({ domain, outcome }).toEqual({ domain: 'tea.example', outcome: 'passed' })
    expect(checks.map((result) => `${result.check} ${result.outcome}`)).toEqual([
      'dkim passed',
      'spf passed',
      'dmarc passed',
      'mail-from passed',
      'tracking passed',
      'reply-to passed',
      'unsubscribe-mailbox passed',
      'public-url not-used',
    ])
    expect(checks.flatMap(({ problems, notes, fixes }) => [problems, notes, fixes].flat())).toEqual(
      [],
    )
  })

  it('passes without what the shop has no use for', async () => {
    const { outcome, checks } = await check(
      without('trackingDomain', 'replyTo', 'unsubscribeMailbox'),
    )
    expect(outcome).toBe('passed')
    expect(checks.filter((one) => one.outcome === 'not-used').map((one) => one.check)).toEqual([
      'tracking',
      'unsubscribe-mailbox',
      'public-url',
    ])
  })

  it('fails without DKIM keys or a MAIL FROM domain, which are required', async () => {
    const { outcome, checks } = await check(without('dkimTokens', 'mailFromDomain'))
    expect(outcome).toBe('failed')
    expect(Object.fromEntries(checks.map((one) => [one.check, one.problems]))).toMatchObject({
      dkim: ['dkim-not-set-up'],
      spf: ['mail-from-not-set-up'],
      dmarc: [],
      'mail-from': ['mail-from-not-set-up'],
    })
  })

  it('passes without a region if all else is given', async () => {
    const { outcome, checks } = await check(without('region'))
    expect(outcome).toBe('passed')
    expect(checks.flatMap(({ notes }) => notes)).toEqual([])
  })

  it.each([
    ['_dmarc', {}, 'failed'],
    ['_dmarc', 'servfail', 'could-not-ask'],
    ['_dmarc', GOOD_ZONE['_dmarc.tea.example'] ?? {}, 'not-known'],
  ] as const)(
    'leaves open what only SES knows if SES was not asked: %s %o, %s',
    async (name, records, expected) => {
      serve({ ...GOOD_ZONE, [`${name}.tea.example`]: records })
      const { outcome, checks } = await check(without('region', 'dkimTokens', 'mailFromDomain'))
      expect(outcome).toBe(expected)
      expect(
        checks.filter((one) => one.outcome === 'not-known').map((one) => [one.check, one.notes]),
      ).toEqual([
        ['dkim', ['dkim-keys-not-given']],
        ['spf', ['mail-from-not-given']],
        ['mail-from', ['mail-from-not-given']],
      ])
    },
  )

  it('shows a record to complete if the region is not known', async () => {
    serve({ ...GOOD_ZONE, 'bounce.tea.example': { MX: [[10, 'feedback-smtp.amazonses.com']] } })
    const { checks } = await check(without('region'))
    expect(checks.find((one) => one.check === 'mail-from')).toMatchObject({
      problems: ['mail-from-mx-wrong', 'mail-from-spf-missing'],
      fixes: [{ type: 'MX', value: '10 feedback-smtp.REGION.amazonses.com' }, { type: 'TXT' }],
    })
  })

  it.each([
    'shop@gmail.com',
    'shop@QQ.com',
    'shop@vip.163.com',
    'shop@yahoo.co.jp',
    'shop@outlook.de',
  ])('of a mailbox provider fails at once: %s', async (fromAddress) => {
    const before = asked()
    expect(await check({ ...SUBJECT, fromAddress })).toEqual({
      domain: fromAddress.slice(5).toLowerCase(),
      outcome: 'failed',
      problems: ['from-domain-not-own'],
      checks: [],
    })
    expect(asked()).toBe(before)
  })

  it.each(['live.example', 'notgmail.com', 'gmail.com.tea.example', 'yahoo.example'])(
    'that only looks like a provider is asked about: %s',
    async (domain) => {
      const { problems, checks } = await check({ ...SUBJECT, fromAddress: `hello@${domain}` })
      expect(problems).toEqual([])
      expect(checks).toHaveLength(8)
    },
  )

  it.each(['unanswered', 'servfail', 'refused'] as const)(
    'neither passes nor fails if the resolver is %s',
    async (fault) => {
      serve(Object.fromEntries(Object.keys(GOOD_ZONE).map((name) => [name, fault])))
      const { outcome, checks } = await check()
      expect(outcome).toBe('could-not-ask')
      for (const result of checks.filter((one) => one.check !== 'public-url')) {
        expect(result).toMatchObject({ outcome: 'could-not-ask', problems: [], fixes: [] })
        expect(result.unanswered).toContain('no answer about ')
      }
    },
  )

  it('fails if one thing is known to be wrong, even if others are unknown', async () => {
    serve({ ...GOOD_ZONE, '_dmarc.tea.example': {}, 'bounce.tea.example': 'servfail' })
    const { outcome, checks } = await check()
    expect(outcome).toBe('failed')
    expect(Object.fromEntries(checks.map((one) => [one.check, one.outcome]))).toMatchObject({
      dkim: 'passed',
      spf: 'could-not-ask',
      dmarc: 'failed',
      'mail-from': 'could-not-ask',
    })
  })
})
