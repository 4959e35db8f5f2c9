/** `rekindle backtest`: the campaigns over the past, before anything is switched on. */
import { backtest } from '../../insight/reports/backtest.ts'
import { eachCustomer } from '../../store/customers.ts'
import { customersPrefix } from '../../store/keys.ts'
import { type Command, type Given, type Io, jsonOption } from '../command.ts'
import { Failure, UsageError } from '../failure.ts'
import { type Store, shopIn, storeOptions, withStore } from '../open-store.ts'
import { makeProgress } from '../progress.ts'
import { typedInstant } from '../read-values.ts'
import { shopOption } from '../verb.ts'
import { counted } from '../words.ts'
import { openBacktestCsv } from './csv.ts'
import { tellBacktest } from './text.ts'

export const command: Command = {
  name: 'backtest',
  summary: 'Runs the campaigns over the past: who would have been mailed what, when, and why not.',
  about:
    'The campaigns that are published run as if the shop had opened and they had been in force at --from. Nothing is written and nobody is mailed.',
  arguments: [],
  options: {
    ...shopOption,
    from: { value: 'INSTANT', about: 'where to begin, such as 2026-01-01', required: true },
    to: { value: 'INSTANT', about: 'where to end, itself not included', required: true },
    csv: { value: 'FILE', about: 'write every message to this file, one a row' },
    'assume-reachable': {
      about: 'as if every customer had an address, consent, and read the first language there is',
    },
    ...storeOptions,
    ...jsonOption,
  },
  examples: [
    'rekindle backtest --shop acme --from 2026-01-01 --to 2026-07-01',
    'rekindle backtest --shop acme --from 2026-01-01 --to 2026-07-01 --assume-reachable --csv mails.csv',
  ],
  run: (given, io) => withStore(given, (store) => run(store, given, io)),
}

async function run(store: Store, given: Given, io: Io): Promise<void> {
  const from = typedInstant('from', given.value('from'))
  const to = typedInstant('to', given.value('to'))
  if (from >= to) throw new UsageError('--from must be before --to')
  const { settings } = await shopIn(store, given.value('shop'))
  const { id } = settings.shop
  if (settings.campaigns.length === 0)
    throw new Failure(
      `The shop ${id} has no campaign to run. Publish some first: rekindle publish templates --shop ${id}`,
    )
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
    onProgress: (customers) => progress.show(`${counted(customers, 'customer')} replayed`),
  })
  await csv?.close()
  progress.done()
  io.print(given.flag('json') ? JSON.stringify(report) : tellBacktest(report))
}
