/** Words of `rekindle model`, in English. */
import type { ModelVerbs, ModelWords } from '../../command/model-words.ts'
import { all, count } from '../count.ts'
import { enRuleCheck } from './rule-check.ts'

const source = {
  orders: 'A CSV file of orders, plain or gzipped; nothing is stored',
  mapping: 'With --orders: how to read the columns, the name of an included mapping or a YAML file',
  shop: 'Instead of --orders: the shop whose orders to use',
}
const fitting = {
  family: 'The model',
  unit: 'The time unit of parameters and results',
  prior:
    'none: maximum likelihood, as in the papers; usual: shrunk towards typical shops, as used for a shop. Defaults to none with --orders and usual with --shop',
  until:
    'Use purchases up to this time (inclusive). Defaults to the last order in a file, or now for a shop',
}
const CURRENCY =
  'The currency of the spend; others are excluded. Defaults to that of most purchases'
const rule = {
  'within-days':
    'The days within which a customer is to buy again. Defaults to those of the policy, otherwise 90',
  theta: 'No longer supported: use --chance',
}
const customers = (n: number) => count(n, 'customer')
const purchases = (n: number) => count(n, 'purchase')

export const enModelVerbs: ModelVerbs = {
  'model fit': {
    summary: 'Fit a model of how customers buy, to a file or to a shop',
    about: [
      'With --orders a model is fitted to the file and nothing is stored. Purchases of a customer on the same day (UTC) count as one. Fully refunded purchases do not count; free ones do, as in the papers. Gamma-Gamma uses repeat purchases, in major units of the currency.',
      'With --shop, MBG/NBD in days is fitted to all data of the shop. It takes effect one minute later, for purchases from then on: customers keep their threshold until their next purchase. Before the shop is opened it applies to its whole history. It is only used if the policy sets personal thresholds (personalThreshold).',
    ],
    arguments: {},
    options: {
      ...source,
      ...fitting,
      family: 'With --orders: the model',
      currency: `With --family gammagamma: ${CURRENCY.charAt(0).toLowerCase()}${CURRENCY.slice(1)}`,
    },
    examples: {
      json: 'BG/NBD in weeks, as JSON',
      cdnow: 'The CDNOW sample up to the calibration date',
      shop: 'Fit a shop and use the model',
    },
  },
  'model score': {
    summary: 'Score each customer: chance to buy again, expected purchases, dormancy date',
    about: [
      'The model is fitted to the same orders first, and nothing is stored. T, t_x and the horizon use the time unit. Expected spend is per purchase (Gamma-Gamma), in major units of the currency. The chance is that of at least one purchase within --within-days. The dormancy date is when it falls to --chance without another purchase; it always comes from MBG/NBD in the same unit and is not limited by the bounds of a policy. Unknown values are empty. Guests are identified by their address, as in the file.',
    ],
    arguments: {},
    options: {
      ...source,
      ...fitting,
      ...rule,
      family: 'The model for P(alive), the chance and expected purchases',
      currency: CURRENCY,
      chance:
        'The chance at which a customer becomes dormant, between 0 and 1; auto: at least 0.25, and such that as many customers are dormant as by the fixed days of the policy (90 for a file). Defaults to auto',
      horizon: 'How far to look ahead, in the time unit',
      csv: 'Print all customers as CSV instead of the top twenty',
    },
    examples: { csv: 'All customers of a file, as CSV', shop: 'The top customers of a shop' },
  },
  'model check': {
    summary: 'Test on past purchases whether personal days are better than fixed ones',
    about: [
      'Judges the rule of dormancy at its own horizon: at six instants 30 days apart, the last one --within-days before the end of the data, MBG/NBD is fitted to what was known then. The shares judged correctly are compared with the best fixed number of days in hindsight, with 95% intervals, followed by AUC, Brier score, calibration, timing, the customers at each bound, expected money and a recommendation. For a shop it also counts the customers whose class would change, and the mails that would follow. Nothing is stored.',
      'With --until it compares any model with what followed instead, as the papers do: purchases by earlier frequency, prediction errors, AUC, calibration and cumulative repeat purchases of customers with a purchase by --until.',
    ],
    arguments: {},
    options: {
      ...source,
      ...fitting,
      ...rule,
      chance:
        'The chance at which the personal rule considers a customer dormant: auto, or a number between 0 and 1. Defaults to that of the policy, otherwise auto',
      'fixed-days':
        'The fixed number of days to compare with. Defaults to that of the policy, otherwise 90',
      'min-days':
        'The least personal days. Defaults to a third of --within-days if that is given, otherwise to that of the policy',
      'max-days':
        'The most personal days. Defaults to twice --within-days if that is given, otherwise to that of the policy',
      currency:
        'The currency of the expected money. Defaults to that of the shop, or of most purchases',
      family: 'With --until: the model',
      unit: 'With --until: the time unit of parameters',
      prior: `With --until: ${fitting.prior}`,
      until: 'Compare a model fitted to purchases up to this time (inclusive) with what followed',
      to: 'With --until: test on purchases up to this time (inclusive). Defaults to the last order in a file, or now for a shop',
      monthly: 'No longer supported: without --until, rules are always compared at six instants',
      'each-month': 'The former name of --monthly; no longer supported either',
      svg: 'With --until: write a chart of expected and actual purchases to this file',
    },
    examples: {
      file: 'Test on a file of orders',
      shop: 'Test on a shop, and see what personal days would change',
      papers: 'Compare a model with what followed, with a chart',
    },
  },
}

export const enModel: ModelWords = {
  shop: (shop) => `the shop ${shop}`,
  units: { days: 'days', weeks: 'weeks' },
  verdict: {
    fitted: 'Reliable.',
    doubtful: 'A rough guide',
    unusable: 'Not usable, so a fixed number of days applies',
    because: (verdict) => `${verdict}:`,
  },
  file: {
    rows: (rows, bought, refunds) =>
      `${count(rows, 'row')}: ${purchases(bought)} and ${count(refunds, 'refund')}`,
    free: (n) =>
      `${purchases(n)} cost nothing and ${n === 1 ? 'counts as a purchase' : 'count as purchases'}`,
    refundsWithoutOrder: (n) =>
      `${count(n, 'refund')} named no order and ${n === 1 ? 'was' : 'were'} not deducted`,
  },
  fit: {
    heading: (model, from, until, unit) => `${model} on ${from} up to ${until}, in ${unit}.`,
    customers: (n, repeaters) => `From ${customers(n)}, ${repeaters} with a repeat purchase.`,
    repeatCustomers: (n) => `From ${customers(n)} with a repeat purchase.`,
    leftOut: (once, withoutSpend) =>
      `Left out: ${once} who bought once, ${withoutSpend} whose repeat purchases cost nothing.`,
    otherCurrencies: (n, currency) => `Left out: ${purchases(n)} not in ${currency}.`,
    columns: { value: 'value', low: '95% from', high: 'to' },
    likelihood: (value, seconds) => `Log-likelihood ${value}, found in ${seconds} s.`,
    version: (version) => `Model version ${version} (MBG/NBD, in days).`,
    policyDays: 'The fixed number of days of the policy applies to all customers.',
    inForce: (from) =>
      from === undefined
        ? 'Applies to all purchases, if the policy sets personal thresholds (personalThreshold).'
        : `Applies to purchases from ${from}, if the policy sets personal thresholds (personalThreshold).`,
  },
  score: {
    heading: (model, from, until, horizon, unit) =>
      `${model} on ${from} up to ${until}, for the next ${horizon} ${unit}.`,
    columns: {
      customer: 'customer',
      alive: 'alive',
      again: (days) => `buys in ${count(days, 'day')}`,
      purchases: 'purchases',
      spend: (currency) => (currency === undefined ? 'spend' : `spend, ${currency}`),
      threshold: (chance) => `dormant (${chance})`,
    },
    more: (n) => `And ${n} more with fewer expected purchases; use --csv to print them all.`,
    unusable: (model, reasons) =>
      `Customers cannot be scored with ${model}: ${reasons}. Try another --family, --prior usual or a later --until; see the result with: rekindle model fit`,
    noThreshold: (reasons) =>
      `There is no dormancy date, because MBG/NBD cannot be used: ${reasons}`,
    otherCurrencies: (n, currency) =>
      `Expected spend leaves out ${purchases(n)} not in ${currency}`,
    noSpend: (reasons) =>
      `There is no expected spend, because Gamma-Gamma cannot be used: ${reasons}`,
    horizon: (typed, unit, most) =>
      `Invalid value "${typed}" for --horizon: use a number of ${unit} above zero and up to ${most}`,
  },
  check: {
    heading: (model, from, until, to, days) =>
      `${model} on ${from}, fitted up to ${until}, tested up to ${to} (${count(days, 'day')}).`,
    totals: (n, bought, expected, off) =>
      `${customers(n)} made ${purchases(bought)} in the test period; ${expected} were expected${off === '' ? '' : ` (${off})`}.`,
    frequency: 'Purchases per customer in the test period, by number of earlier repeat purchases:',
    frequencyColumns: {
      times: 'repeats',
      customers: 'customers',
      expected: 'expected',
      actual: 'actual',
    },
    orMore: (times) => `${times} or more`,
    errors: (meanAbsolute, rootMeanSquare, bias) =>
      `Error of expected purchases per customer: ${meanAbsolute} mean absolute, ${rootMeanSquare} root mean square, ${bias} bias.`,
    auc: (alive, again) =>
      `AUC for "buys again in the test period": ${alive} by P(alive), ${again} by the probability of buying again.`,
    noAuc: 'none',
    calibration: 'Calibration, by decile of the probability of buying again:',
    calibrationColumns: {
      decile: 'decile',
      customers: 'customers',
      chance: 'predicted',
      bought: 'bought',
    },
    tracking: 'Cumulative repeat purchases:',
    trackingColumns: { upTo: 'up to', expected: 'expected', actual: 'actual', off: 'error' },
  },
  rule: enRuleCheck,
  plot: {
    verdicts: { fitted: '', doubtful: ' (doubtful)', unusable: ' (unusable)' },
    title: (model, verdict, from) => `${model}${verdict} on ${from}: expected against actual`,
    about: (n, until, days, expected, actual, off) =>
      `${customers(n)}, fitted up to ${until}, tested for ${count(days, 'day')}: ${expected} purchases expected in the test period, ${actual} made${off === '' ? '' : ` (${off})`}`,
    description:
      'Left: cumulative repeat purchases. Right: purchases per customer in the test period, by number of earlier repeat purchases.',
    tracking: 'Cumulative repeat purchases',
    frequency: 'Purchases per customer in the test period',
    axis: 'earlier repeat purchases (customers below)',
    fitted: 'fitted',
    tested: 'tested',
    expected: 'expected',
    actual: 'actual',
  },
  usage: {
    sourceMissing:
      '--orders FILE or --shop ID is required: a CSV file of orders with its --mapping, or a shop',
    mappingForShop: '--mapping can only be used with --orders; a shop does not need it',
    storeForFile: (option) => `${option} can only be used with --shop; --orders does not need it`,
    ofFilesOnly: (options) =>
      `${all(options)} cannot be used with --shop: a shop uses MBG/NBD in days, on all of its data. Try other models with --orders, or test them with: rekindle model check --shop`,
    currency: (model) =>
      `--currency can only be used with --family gammagamma: ${model} does not use amounts`,
    chance: (typed) =>
      `Invalid value "${typed}" for --chance: use auto or a probability between 0 and 1, such as 0.25`,
    theta:
      '--theta is no longer supported: customers become dormant when the chance to buy again within --within-days falls to --chance. Use --chance auto, or a number between 0 and 1 such as --chance 0.25',
    monthly: (option) =>
      `${option} is no longer supported: leave out --until, and the rules are compared at six instants`,
    bounds: (least, most) =>
      `--min-days ${least} is more than --max-days ${most}: use a lower minimum or a higher maximum`,
    withUntil: (options) =>
      `${all(options)} can only be used with --until, which compares a model with what followed`,
    withoutUntil: (options) =>
      `${all(options)} cannot be used with --until, which compares a model and no rule`,
    order: '--until must be before --to',
    tooFar: '--to is more than a hundred years after --until: use an earlier time',
  },
  failures: {
    empty: (from) => `${from} has no orders, so there is nothing to learn from`,
    beforeFirst: (until, from, first) =>
      `There are no purchases by --until ${until}: the first purchase in ${from} was at ${first}. Use a later time`,
    currency: (typed, from, known) =>
      `There are no purchases in "${typed}" in ${from}. Use one of: ${known}`,
    currencyCount: (code, n) => `${code} (${purchases(n)})`,
    oneInstant: (from, at) =>
      `All purchases in ${from} have the same time, ${at}: there is nothing to test a model on. More orders are needed`,
    nothingToTest: (until, from, last) =>
      `There is nothing to test on after --until ${until}: the last purchase in ${from} was at ${last}. Use an earlier time`,
    untested: (model, until, reasons) =>
      `${model} cannot be tested with the purchases by ${until}: ${reasons}. Use a later --until, or try --prior usual`,
  },
  beyondData: (from, last, to) =>
    `The last purchase in ${from} was at ${last}: nothing is known between then and --to ${to}`,
  laterThanNow: (from, last) =>
    `Orders in ${from} that are later than now were left out: the last one is of ${last}`,
}
