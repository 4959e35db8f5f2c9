/** `rekindle backtest`: the campaigns over the past, before anything is switched on. */
import type { Settings } from '../../domain/policy.ts'
import { backtest } from '../../insight/reports/backtest.ts'
import type { NamesByCampaign } from '../../language/voice.ts'
import { eachCustomer } from '../../store/customers.ts'
import { customersPrefix } from '../../store/keys.ts'
import { loadCampaignNames } from '../../store/shops.ts'
import { Failure, UsageError } from '../failure.ts'
import { askStore, type Store, shopIn, storeOptions } from '../open-store.ts'
import { makeProgress } from '../progress.ts'
import { typedInstant } from '../read-values.ts'
import { type Given, type Io, jsonOption, type Options, shopOption, verb } from '../verb.ts'
import { openBacktestCsv } from './csv.ts'
import { backtestText } from './text.ts'

const options = {
  ...shopOption,
  from: { value: 'TIME', required: true },
  to: { value: 'TIME', required: true },
  csv: { value: 'FILE' },
  'assume-reachable': {},
  ...storeOptions,
  ...jsonOption,
} as const satisfies Options

export const backtestVerb = verb('backtest', {
  arguments: [],
  options,
  examples: {
    run: 'rekindle backtest --shop acme --from 2026-01-01 --to 2026-07-01',
    csv: 'rekindle backtest --shop acme --from 2026-01-01 --to 2026-07-01 \\\n    --assume-reachable --csv mails.csv',
  },
  run: (given, io) => askStore(given, (store) => replay(store, given, io)),
  json: ({ report }) => report,
  text: ({ report, names }, speech) => backtestText(report, names, speech),
})

async function replay(store: Store, given: Given<typeof options>, io: Io) {
  const from = typedInstant('from', given.value('from'))
  const to = typedInstant('to', given.value('to'))
  if (from >= to) throw new UsageError((w) => w.reports.backtest.order)
  const { settings } = await shopIn(store, given.value('shop'))
  const { id } = settings.shop
  if (settings.campaigns.length === 0) throw new Failure((w) => w.reports.backtest.noCampaigns(id))
  const file = given.text('csv')
  const csv = file === undefined ? undefined : await openBacktestCsv(file)
  const progress = makeProgress(io)
  const report = await backtest({
    customers: () => eachCustomer(store.table, customersPrefix(id)),
    settings,
    from,
    to,
    assumeReachable: given.flag('assume-reachable'),
    ...(csv && { onMessage: csv.add }),
    onProgress: (customers) => progress.show(io.words.reports.backtest.replayed(customers)),
  })
  await csv?.close()
  progress.done()
  return { report, names: await namesOf(store, settings) }
}

async function namesOf({ table }: Store, { shop, campaigns }: Settings): Promise<NamesByCampaign> {
  const found = await Promise.all(
    campaigns.map(async ({ id }) => [id, await loadCampaignNames(table, shop.id, id)] as const),
  )
  return Object.fromEntries(found.flatMap(([id, names]) => (names ? [[id, names]] : [])))
}
