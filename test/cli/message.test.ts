import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message, MessageStatus } from '../../functions/domain/message.ts'
import { encode } from '../../functions/store/codecs/read-customer-rows.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { message as messageOf } from '../support/given.ts'
import { customerRows, openShop, put, winBackName, winBackRows } from './known-customer.ts'
import { makeWorkplace } from './run-command.ts'
import { here } from './run-here.ts'

const workplace = makeWorkplace(here)
const { rekindle, json, remove } = workplace
afterAll(remove)

const STARTED = Date.UTC(2026, 2, 1, 12)

const message = (step: string, status: MessageStatus, rest: Partial<Message> = {}): Message =>
  messageOf(status, { campaign: 'dormant', step, dueAt: STARTED, ...rest })

beforeAll(async () => {
  await openShop(workplace)
  await put(workplace, [
    ...customerRows('ann/17', STARTED - 1),
    ...winBackRows('ann/17', STARTED, [
      message(
        'picks',
        {
          status: 'unknown',
          locale: 'en',
          claimedAt: STARTED + 60_000,
          at: STARTED + 90_000,
          giveUpAt: Date.UTC(2099, 0, 1),
        },
        { attempt: 2, provider: 'gmail', mailedAs: { customer: 'ann-before', n: 3 } },
      ),
      message('invitation', { status: 'held', reason: 'no-language', until: Date.UTC(2099, 0, 1) }),
    ]),
    ...customerRows('bea', STARTED),
    encode('state', customerKey('acme', 'ann-before'), { version: 1, movedTo: 'ann/17' }),
  ])
})

const show = (id: string, ...more: readonly string[]) =>
  rekindle(['message', 'show', id, '--shop', 'acme', ...more])

describe('a message', () => {
  it('is shown with its delivery history: what it is, what happened to it, and what comes next', async () => {
    const { code, out } = await show('ann%2F17/dormant#1#picks')
    expect(code).toBe(0)
    expect(out).toBe(
      [
        'dormant#1#picks to customer ann/17 of acme: Unknown',
        '',
        `  campaign          ${await winBackName(workplace)} (dormant), journey 1`,
        '  step              Recommendations (picks)',
        '  template          picks',
        '  type              Marketing',
        '  language          English',
        '  mailbox provider  Gmail',
        '',
        'Delivery history:',
        '  2026-03-01 12:00 UTC  Started because the customer moved to Dormant on 2026-03-01.',
        '  2026-03-01 12:00 UTC  The step became due.',
        '                        1 earlier attempt did not succeed.',
        '  2026-03-01 12:01 UTC  Handed over for sending (attempt 2).',
        '  2026-03-01 12:01 UTC  Amazon SES did not respond, so it is unclear whether the message was sent.',
        '',
        'What happens next:',
        '  It will not be sent again. If Amazon SES reports on it by 2099-01-01 00:00 UTC, it is marked as sent.',
        '',
      ].join('\n'),
    )
  })

  it('never shows the address', async () => {
    const { out } = await show('ann%2F17/dormant#1#picks')
    expect(out + (await show('ann%2F17/dormant#1#picks', '--json')).out).not.toContain('@')
  })

  it.each([
    ['as it is', 'ann/17/dormant#1#picks'],
    ['percent-encoded', 'ann%2F17/dormant%231%23picks'],
    ['with the shop in front', 'acme/ann%2F17/dormant#1#picks'],
    ['as a tag of SES holds it', 'acme_2Fann_252F17_2Fdormant_231_23picks'],
  ])('is found by its id %s', async (_, id) => {
    const { code, out } = await show(id)
    expect({ code, first: out.split('\n')[0] }).toEqual({
      code: 0,
      first: 'dormant#1#picks to customer ann/17 of acme: Unknown',
    })
  })

  it('is found by the id that it was mailed under, when its customer had another', async () => {
    const { code, out } = await show('ann-before/dormant#3#picks')
    expect({ code, first: out.split('\n')[0] }).toEqual({
      code: 0,
      first: 'dormant#1#picks to customer ann/17 of acme: Unknown',
    })
  })

  it('is printed as JSON with instants and reasons', async () => {
    const told = await json<Record<string, unknown>>([
      ...['message', 'show', 'ann/17/dormant#1#invitation', '--shop', 'acme'],
    ])
    expect(told).toMatchObject({
      shop: 'acme',
      customer: 'ann/17',
      message: 'dormant#1#invitation',
      status: 'held',
      outcome: 'held',
      locale: null,
      dueAt: '2026-03-01T12:00:00.000Z',
      story: [
        { kind: 'journey-started', at: '2026-03-01T12:00:00.000Z' },
        { kind: 'fell-due', at: '2026-03-01T12:00:00.000Z' },
        { kind: 'held', reason: 'no-language', until: '2099-01-01T00:00:00.000Z' },
      ],
    })
  })

  it('that does not exist is a failure that lists the existing ones', async () => {
    const { code, err } = await show('ann/17/dormant#2#picks')
    expect(code).toBe(1)
    expect(err).toContain('has no message dormant#2#picks')
    expect(err).toContain('Available: dormant#1#invitation, dormant#1#picks')
  })

  it('of a customer without messages suggests the verb that explains why', async () => {
    const { code, err } = await show('bea/dormant#1#picks')
    expect(code).toBe(1)
    expect(err).toContain('rekindle customer why bea --shop acme --campaign dormant')
  })

  it('of an unknown customer is a failure', async () => {
    const { code, err } = await show('zoe/dormant#1#picks')
    expect(code).toBe(1)
    expect(err).toContain('There is no customer zoe in acme')
  })

  it.each(['picks', 'ann/dormant', '/dormant#1#picks', 'ann/dormant#x#picks'])(
    'whose id is "%s" is wrong usage',
    async (id) => {
      const { code, err } = await show(id)
      expect(code).toBe(2)
      expect(err).toContain('CUSTOMER/CAMPAIGN#N#STEP')
    },
  )
})
