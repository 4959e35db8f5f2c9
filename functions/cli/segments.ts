/** `rekindle segments`: how many customers are in each class, at any time. */
import { LIFECYCLE_CLASSES } from '../domain/lifecycle-class.ts'
import { segmentsAt } from '../insight/reports/segments.ts'
import { figure } from '../language/figures.ts'
import { WORDS } from '../language/languages.ts'
import { eachCustomer } from '../store/customers.ts'
import { customersPrefix } from '../store/keys.ts'
import { columns } from './columns.ts'
import { askStore, shopIn, storeOptions } from './open-store.ts'
import { typedInstant } from './read-values.ts'
import { jsonOption, shopOption, verb } from './verb.ts'
import { shortInstant } from './words.ts'

export const segments = verb('segments', {
  arguments: [],
  options: { ...shopOption, 'as-of': { value: 'TIME' }, ...storeOptions, ...jsonOption },
  examples: {
    now: 'rekindle segments --shop acme',
    past: 'rekindle segments --shop acme --as-of 2026-01-01 --json',
  },
  run: (given, io) =>
    askStore(given, async (store) => {
      const text = given.text('as-of')
      const asOf = text === undefined ? io.now() : typedInstant('as-of', text)
      const { settings } = await shopIn(store, given.value('shop'))
      const customers = eachCustomer(store.table, customersPrefix(settings.shop.id))
      return segmentsAt(customers, asOf, settings)
    }),
  text: ({ asOf, customers, classes }, { language, words: { reports } }) =>
    [
      reports.asOf(shortInstant(asOf)),
      columns([
        ...LIFECYCLE_CLASSES.map((name) => [
          WORDS[language].classes[name],
          figure(classes[name]),
          share(classes[name], customers),
        ]),
        [reports.allCustomers, figure(customers), ''],
      ]),
    ].join('\n'),
})

const share = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)}%`
