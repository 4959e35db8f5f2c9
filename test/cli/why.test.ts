import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { message } from '../support/given.ts'
import { customerRows, daysAgo, openShop, put, winBackName, winBackRows } from './known-customer.ts'
import { makeWorkplace, TEMPLATES } from './run-command.ts'
import { here } from './run-here.ts'

const workplace = makeWorkplace(here)
const { rekindle, json, remove } = workplace
afterAll(remove)

const BECAME_DORMANT = daysAgo(2)
const SUPPRESSED = daysAgo(1)
const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The win-back again, for customers with a forecast. */
async function publishPicky(): Promise<void> {
  const folder = workplace.path('picky')
  cpSync(join(TEMPLATES, 'dormant'), folder, { recursive: true })
  const file = join(folder, 'campaign.yaml')
  const yaml = readFileSync(file, 'utf8')
    .replace('id: dormant', 'id: picky')
    .replace('steps:', 'eligible: { maxChance: 0.7 }\nsteps:')
    .replace('template: picks', 'template: picks\n    conditions: { minPurchases: 2 }')
    .replace('after: P10D', 'after: P10D\n    conditions: { minPurchases: 2 }')
  writeFileSync(file, yaml)
  await json(['publish', folder, '--shop', 'acme'])
}

const address = (customer: string, rest: object) => ({
  pk: `~address/hash-of-${customer}`,
  sk: 'acme',
  softBounces: [],
  slots: [],
  version: 1,
  ...rest,
})

beforeAll(async () => {
  await openShop(workplace)
  await publishPicky()
  await put(workplace, [
    ...customerRows('new', daysAgo(1)),
    ...customerRows('old', daysAgo(200)),
    ...customerRows('ann', BECAME_DORMANT - 90 * 86_400_000),
    ...winBackRows('ann', BECAME_DORMANT, [
      message(
        {
          status: 'accepted',
          locale: 'en',
          acceptedAt: BECAME_DORMANT,
          mailerMessageId: 'm',
        },
        {
          campaign: 'dormant',
          dueAt: BECAME_DORMANT,
          attempt: 1,
          feedback: { deliveredAt: BECAME_DORMANT + 1_000 },
        },
      ),
    ]),
    ...customerRows('zed', daysAgo(1)).map((row) =>
      row.sk === 'profile' ? { ...row, country: 'ZZ' } : row,
    ),
    ...customerRows('odd', daysAgo(1)).map((row) => {
      const { email, addressHash: _hash, ...rest }: Record<string, unknown> = row
      return email === undefined
        ? row
        : { ...rest, pk: row.pk, sk: row.sk, emailFault: 'placeholder' }
    }),
    ...customerRows('gone', BECAME_DORMANT - 90 * 86_400_000),
    ...winBackRows('gone', BECAME_DORMANT, []),
    ...customerRows('uma', BECAME_DORMANT - 90 * 86_400_000),
    ...winBackRows('uma', BECAME_DORMANT, [
      message(
        { status: 'skipped', reason: 'not-eligible', at: BECAME_DORMANT },
        { campaign: 'picky', step: 'invitation', dueAt: BECAME_DORMANT },
      ),
    ]).map((row) => ({
      ...row,
      sk: row.sk.replace('#dormant#', '#picky#'),
      campaign: 'picky',
    })),
    address('gone', { suppression: { reason: 'no-such-mailbox', at: SUPPRESSED } }),
    { pk: 'acme/gone', sk: 'hold#h', reason: 'support-complaint', at: daysAgo(1) },
    { pk: 'acme', sk: 'pause#other', provider: 'other', reason: 'bounces', at: daysAgo(1) },
  ])
})

const why = (customer: string, campaign = 'dormant') =>
  rekindle(['customer', 'why', customer, '--shop', 'acme', '--campaign', campaign])

describe('the reason why a customer did or did not get the mails of a campaign', () => {
  it('is that the campaign starts later', async () => {
    const { code, out } = await why('new')
    expect(code).toBe(0)
    expect(out).toMatch(/^Customer new of acme, campaign .+ \(dormant\)\n {2}First-time since/)
    expect(out).toContain('Dormant after 90 days without a purchase (the shop’s fixed limit)')
    expect(out).toContain(
      'The campaign has not started for this customer:\n  Starts when the customer moves to Dormant.',
    )
    expect(out).toContain(`enters ${await winBackName(workplace)}`)
  })

  it('is that they were in the class before the campaign began', async () => {
    const { out } = await why('old')
    expect(out).toContain('The customer was already Dormant when this campaign began on ')
    expect(out).toContain('it only includes customers who move to Dormant later')
  })

  it('is explained step by step, with what comes next and when', async () => {
    const { out } = await why('ann')
    expect(out).toContain(
      `Journey 1: Started because the customer moved to Dormant on ${day(BECAME_DORMANT)}`,
    )
    expect(out).toContain('It is still running.')
    expect(out).toContain('  Recommendations: Delivered\n')
    expect(out).toContain('The receiving mail server accepted the message.')
    expect(out).toContain('Mail from this campaign cannot be sent right now:')
    expect(out).toContain('- Marketing to other mailbox providers is paused. Find out why')
    expect(out).toMatch(
      /does not receive “Event invitation” \(.+\): marketing to this mailbox provider/,
    )
  })

  it('lists all blockers, including what is known about the address', async () => {
    const told = await json<{ readonly blockers: readonly { readonly reason: string }[] }>([
      ...['customer', 'why', 'gone', '--shop', 'acme', '--campaign', 'first-time'],
    ])
    const reasons = told.blockers.map(({ reason }) => reason)
    expect(reasons.slice(0, 3)).toEqual(['suppressed', 'customer-on-hold', 'provider-paused'])
    const { out } = await why('gone', 'first-time')
    expect(out).toContain(
      `- The address has been on the suppression list since ${day(SUPPRESSED)}: the mailbox does not exist.`,
    )
    expect(out).toContain('open complaint')
  })

  it('says that the strictest rule applies where the country was not understood', async () => {
    const args = ['customer', 'why', 'zed', '--shop', 'acme', '--campaign', 'first-time']
    const { countryNotUnderstood, blockers } = await json<{
      readonly countryNotUnderstood: boolean
      readonly blockers: readonly { readonly reason: string }[]
    }>(args)
    expect(countryNotUnderstood).toBe(true)
    expect(blockers.map(({ reason }) => reason)).toContain('consent-unconfirmed')
    expect((await rekindle(args)).out).toContain(
      'was not understood, so the strictest rule applies',
    )
    expect((await rekindle([...args, '--lang', 'zh-CN'])).out).toContain('因此适用最严格的规则')
    expect((await why('new')).out).not.toContain('was not understood')
  })

  it('says why the address that was given cannot be mailed', async () => {
    const { out } = await why('odd', 'first-time')
    expect(out).toContain('- The e-mail address that was given is a placeholder and not a mailbox.')
    const { blockers } = await json<{
      readonly blockers: readonly { readonly reason: string; readonly because: string }[]
    }>(['customer', 'why', 'odd', '--shop', 'acme', '--campaign', 'first-time'])
    expect(blockers[0]).toMatchObject({ reason: 'no-address' })
    const shown = await rekindle(['customer', 'show', 'odd', '--shop', 'acme'])
    expect(shown.out).toContain('the e-mail address that was given is a placeholder')
  })

  it('lists the conditions of a campaign and its steps next to a customer who does not meet them', async () => {
    const { out } = await why('uma', 'picky')
    const lines = out.split('\n').map((line) => line.trim())
    const linesBelow = (line: RegExp) => lines.slice(lines.findIndex((one) => line.test(one)) + 1)
    expect(linesBelow(/Skipped because the customer does not meet the conditions\.$/)[0]).toBe(
      'Only for customers who have a chance to buy again of at most 70% and have bought at least 2 times.',
    )
    const blockers = linesBelow(/^- The customer does not meet the conditions\./)
    expect(blockers.filter((line) => line.includes('Only for customers'))).toEqual([
      'Only for customers who have a chance to buy again of at most 70%.',
      'Recommendations: Only for customers who have bought at least 2 times.',
      'Event invitation: Only for customers who have bought at least 2 times.',
    ])
  })

  it('is printed as JSON with instants and reasons', async () => {
    expect(
      await json(['customer', 'why', 'ann', '--shop', 'acme', '--campaign', 'dormant']),
    ).toMatchObject({
      shop: 'acme',
      customer: 'ann',
      campaign: 'dormant',
      isPublished: true,
      class: 'dormant',
      whyNot: null,
      journeys: [
        {
          n: 1,
          startedAt: new Date(BECAME_DORMANT).toISOString(),
          messages: [{ step: 'picks', outcome: 'delivered', status: 'accepted' }],
        },
      ],
    })
  })

  it('fails for an unknown campaign, and lists the known ones', async () => {
    const { code, err } = await why('ann', 'win-back')
    expect(code).toBe(1)
    expect(err).toContain('has no campaign "win-back". Available:')
    expect(err).toContain('dormant')
  })

  it('fails for an unknown customer', async () => {
    const { code, err } = await why('zoe')
    expect(code).toBe(1)
    expect(err).toContain('There is no customer zoe')
  })

  it('asks for the campaign', async () => {
    const { code, err } = await rekindle(['customer', 'why', 'ann', '--shop', 'acme'])
    expect(code).toBe(2)
    expect(err).toContain('--campaign ID is required')
  })
})
