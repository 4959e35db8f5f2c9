/** What the command reports to programs, with `--json`, of a small store with fixed rows. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { publishCampaign } from '../../functions/campaigns/publish-campaign.ts'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { addShop } from '../../functions/store/shops.ts'
import { customerRows, put, winBackRows, withRows } from '../cli/known-customer.ts'
import { makeWorkplace } from '../cli/run-command.ts'
import { shopOf } from '../support/api-shop.ts'
import { message } from '../support/given.ts'
import { golden } from './golden.ts'
import { shippedCampaigns } from './shipped.ts'

const workplace = makeWorkplace()
afterAll(workplace.remove)

/** Long ago, so that nothing depends on the day of the test: whoever bought is dormant. */
const BOUGHT = Date.UTC(2020, 0, 1, 12)
const DORMANT = Date.UTC(2020, 2, 31, 12)
const OPENED = Date.UTC(2019, 0, 1)
const NEVER = Date.UTC(2099, 0, 1)

beforeAll(async () => {
  await withRows(workplace, async (table) => {
    // Quiet hours would make it depend on the hour of the test.
    const policy = { ...defaultPolicy('EUR'), quietHours: null }
    await addShop(table, { ...shopOf('acme'), openedAt: OPENED }, policy)
    const { openedAt: _, ...loading } = shopOf('other')
    await addShop(table, loading, { ...defaultPolicy('CNY'), dormantAfterDays: 60 })
    for (const campaign of (await shippedCampaigns()).values())
      await publishCampaign(table, 'acme', campaign, OPENED)
  })
  await put(workplace, [
    ...customerRows('ann/17', BOUGHT),
    ...winBackRows('ann/17', DORMANT, [
      message(
        { status: 'accepted', locale: 'en', acceptedAt: DORMANT, mailerMessageId: 'ses-1' },
        {
          campaign: 'dormant',
          dueAt: DORMANT,
          attempt: 1,
          provider: 'gmail',
          feedback: { sentAt: DORMANT, deliveredAt: DORMANT + 1_000, openedAt: DORMANT + 2_000 },
          heard: 3,
        },
      ),
      message(
        { status: 'held', reason: 'no-language', until: NEVER },
        { campaign: 'dormant', step: 'invitation', template: 'invitation', dueAt: DORMANT },
      ),
    ]),
    ...customerRows('bea', BOUGHT + 86_400_000),
    { pk: 'acme/bea', sk: 'hold#h', reason: 'chargeback', at: BOUGHT },
  ])
})

const SHOP = ['--shop', 'acme']
const COMMANDS: readonly (readonly string[])[] = [
  ['shop', 'list'],
  ['customer', 'show', 'ann/17', ...SHOP],
  ['customer', 'show', 'bea', ...SHOP],
  ['customer', 'why', 'ann/17', ...SHOP, '--campaign', 'dormant'],
  ['customer', 'why', 'bea', ...SHOP, '--campaign', 'first-time'],
  ['message', 'show', 'ann/17/dormant#1#picks', ...SHOP],
  ['message', 'show', 'acme_2Fann_252F17_2Fdormant_231_23invitation', ...SHOP],
  ['segments', ...SHOP, '--as-of', '2020-02-01'],
  ['backtest', ...SHOP, '--from', '2020-01-01', '--to', '2020-06-01', '--assume-reachable'],
]

it('the command reports as before', async () => {
  const started = new Date().toISOString()
  const reports: Record<string, unknown> = {}
  for (const args of COMMANDS) reports[args.join(' ')] = await workplace.json(args)
  // The command has no other clock than the machine's; only what it asks now says when.
  const withoutNow = golden(reports).replaceAll(/"(20\d\d-\d\d-\d\dT[\d:.]+Z)"/g, (text, at) =>
    at >= started && at < '2099' ? '"now"' : text,
  )
  await expect(withoutNow).toMatchFileSnapshot('./cli.json')
})
