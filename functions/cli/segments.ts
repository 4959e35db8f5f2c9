/** `rekindle segments`: how many customers are in each class, at any instant. */
import { LIFECYCLE_CLASSES } from '../domain/lifecycle-class.ts'
import { type Segments, segmentsAt } from '../insight/reports/segments.ts'
import { eachCustomer } from '../store/customers.ts'
import { customersPrefix } from '../store/keys.ts'
import { type Command, jsonOption } from './command.ts'
import { shopIn, shopOption, storeOptions, withStore } from './open-store.ts'
import { typedInstant } from './read-values.ts'
import { columns, figure, shortInstant } from './words.ts'

export const command: Command = {
  name: 'segments',
  summary: 'Counts customers by class, today or at any past instant.',
  about:
    'Counted anew from orders and refunds by the policy of today; nothing is changed. Whoever was not a customer yet at that instant is not counted.',
  arguments: [],
  options: {
    ...shopOption,
    'as-of': {
      value: 'INSTANT',
      about: 'such as 2026-03-01 or 2026-03-01T08:00:00Z; if left out, now',
    },
    ...storeOptions,
    ...jsonOption,
  },
  examples: [
    'rekindle segments --shop acme',
    'rekindle segments --shop acme --as-of 2026-01-01 --json',
  ],
  run: (given, io) =>
    withStore(given, async (store) => {
      const text = given.text('as-of')
      const asOf = text === undefined ? io.now() : typedInstant('as-of', text)
      const { settings } = await shopIn(store, given.value('shop'))
      const customers = eachCustomer(store.table, customersPrefix(settings.shop.id))
      const segments = await segmentsAt(customers, asOf, settings)
      io.print(given.flag('json') ? JSON.stringify(segments) : told(segments))
    }),
}

const told = ({ asOf, customers, classes }: Segments): string =>
  [
    `As of ${shortInstant(asOf)}:`,
    columns([
      ...LIFECYCLE_CLASSES.map((name) => [
        name,
        figure(classes[name]),
        share(classes[name], customers),
      ]),
      ['customers', figure(customers), ''],
    ]),
  ].join('\n')

const share = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)}%`
