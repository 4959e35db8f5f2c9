/** Words of `rekindle import` and `rekindle products import`, in English. */
import type { ImportVerbs, ImportWords } from '../../command/import-words.ts'
import { figure } from '../../figures.ts'
import { count } from '../count.ts'

const purchases = (n: number) => count(n, 'purchase')
const customers = (n: number) => count(n, 'customer')

export const enImportVerbs: ImportVerbs = {
  import: {
    summary: 'Import orders and refunds from a CSV file',
    about: [
      'The file may be gzipped. It is read completely before anything is stored, so a file with an error changes nothing. Importing the same file again changes nothing either, and completes a run that was interrupted.',
      'The file is UTF-8, unless the mapping states another encoding. If every row is left out or rejected, the exit code is 3.',
      'If the shop is open, customers in the file get no mail until the import is complete. With --url this cannot be guaranteed, so import before you open the shop.',
    ],
    arguments: { FILE: 'The CSV file' },
    options: {
      mapping: 'How to read the columns: the name of an included mapping, or a YAML file',
      'close-others':
        'When this import is complete, close interrupted imports that will not be run again',
      'consent-evidence':
        'Where proof of the imported consents is kept (the consent column of the mapping)',
    },
    examples: {
      file: 'Import an export from Shopify',
      own: 'Use your own mapping and another database',
      url: 'Import into a Rekindle running elsewhere',
    },
  },
  'import list': {
    summary: 'List the imports of a shop that did not finish',
    about: [
      'The customers of such an import get no mail until it is complete. To continue it, run the same import again with the same file; what is stored already is not stored twice.',
    ],
    arguments: {},
    options: {},
    examples: { list: 'Show what did not finish' },
  },
  'import finish': {
    summary: 'Complete an import without the rest of its file',
    about: ['Its customers are re-evaluated and may get mail. Everything that was stored stays.'],
    arguments: { IMPORT: 'The import, as "import list" shows it' },
    options: {},
    examples: { finish: 'Complete it as it is' },
  },
  'import withdraw': {
    summary: 'Remove what an import stored that did not finish',
    about: [
      'Removes the orders and refunds that only this import brought. What was there before, what the shop has posted as well, and what another import brought too all stay. Profiles and consents stay, because they do not show which import they came from. Customers are re-evaluated.',
    ],
    arguments: { IMPORT: 'The import, as "import list" shows it' },
    options: {},
    examples: { withdraw: 'Remove its orders and refunds' },
  },
  'import repair': {
    summary: 'List and lift withdrawals that earlier imports stored from unticked boxes',
    about: [
      'Earlier versions stored a withdrawal of consent for every value of the consent column that did not grant, also where a box at a checkout was empty. Such a withdrawal overrides every later import. This command lists those that are dated at an order of their customer and came from a mapping without consent.withdrawn. Customers who unsubscribed in any other way keep all their withdrawals.',
      'Which value the file had is not stored. If it meant that the customer unsubscribed, do not lift it.',
    ],
    arguments: {},
    options: { lift: 'Lift what is listed; customers are re-evaluated' },
    examples: { list: 'List them first', lift: 'Lift them' },
  },
  'products import': {
    summary: 'Import the products that mail may recommend, from a product feed',
    about: [
      'The feed is a file of Google Merchant Center (RSS, Atom or text), Meta, Shopify (products_export or products.json) or WooCommerce, or any other table with --mapping; plain or gzipped. The id must be the SKU used in orders. Other languages of a product are kept. A product without a title, link or image is stored but never shown. Importing a feed again changes nothing.',
      'A row that names a product and cannot be read takes it out of mail until it can: it is never shown with yesterday’s price. The command then ends with exit code 1, and the other rows are imported. A product that no feed names for 30 days (recommend.unseenAfterDays in the policy) is not shown any more.',
    ],
    arguments: { FILE: 'The feed' },
    options: {
      locale: 'The language of rows that do not name one, such as en or zh-CN',
      mapping: 'How to read a table of any other shape, as a YAML file',
      currency: 'The currency of the prices (default: the currency of the shop)',
      encoding: 'The encoding of the file (default: utf-8)',
      'id-column': 'The column or element that holds the id, such as sku or mpn',
      'id-rule':
        'How ids are changed to be those of the orders, such as shopify-variant+lower for shopify_GB_123_456',
      yes: 'With --full: withdraw products even if they are more than 30% of those available',
      full: 'The feed is complete: products missing from it are no longer available in its languages',
    },
    examples: {
      feed: 'Import an English feed',
      full: 'Replace all Chinese products',
      ids: 'Use the ids of Shopify variants',
    },
  },
}

export const enImport: ImportWords = {
  rows: (n) => `${count(n, 'row')} read`,
  leftOut: (n, reason) => `${count(n, 'row')} left out: ${reason}`,
  leftOutFor: (leftOut, values) => `${leftOut} (${values.join(', ')})`,
  valueRows: (value, n) => `${value}: ${count(n, 'row')}`,
  leftOutReasons: {
    'no-customer': 'no customer',
    'no-order-id': 'no order id',
    'no-instant': 'no date',
    'no-currency': 'no currency',
    'no-amount': 'no amount',
    'amount-too-large': 'amount too large',
    'negative-amount': 'negative amount',
    'refund-without-amount': 'refund without an amount',
    'not-paid': 'not paid',
    'test-order': 'test order',
  },
  missingColumn: (column) => `The file has no column "${column}", so no row was left out by it`,
  countriesNotUnderstood:
    'Warning: countries that were not understood. Their customers get no marketing until their country is known. Give the codes of these values in the mapping (countries), and import the file again:',
  country: (value, n) => `${value}: ${count(n, 'purchase or refund', 'purchases or refunds')}`,
  otherCountries: (n) => `other values: ${count(n, 'purchase or refund', 'purchases or refunds')}`,
  addressesNotMailable:
    'Warning: e-mail addresses that cannot be mailed. The orders are kept, and the customers get no mail until they have another address:',
  emailFaults: {
    malformed: 'not an e-mail address',
    'local-part-not-ascii': 'characters before the @ that Amazon SES cannot send to',
    'domain-invalid': 'the domain is not valid',
    placeholder: 'a placeholder, not a mailbox',
  },
  notMailable: (n, reason) =>
    `${count(n, 'purchase or refund', 'purchases or refunds')}: ${reason}`,
  noConsentAct: (n, value) =>
    `${count(n, 'record')} with ${value} in the consent column, which is not an act of consent. If the value means that the customer unsubscribed, list it under consent.withdrawn`,
  ordersOfSeveral: (n, examples) =>
    `Warning: ${count(n, 'order id')} with more than one customer (${examples.join(', ')}). Check that order.id names the right column.`,
  customersOfSeveral: (n, examples) =>
    `Warning: ${count(n, 'customer id')} with more than one e-mail address (${examples.join(', ')}). If these ids do not each belong to one person, customer.id names the wrong column.`,
  rejected: (n, reason) => `${count(n, 'record')} rejected: ${reason}`,
  purchases: (n, without) =>
    without === 0 ? purchases(n) : `${purchases(n)} (${figure(without)} without an amount)`,
  totals: (bought, refunds, n) => `${bought} and ${count(refunds, 'refund')} from ${customers(n)}`,
  gross: (money) => `${money} before refunds`,
  statuses: {
    recorded: (n) => `${figure(n)} new`,
    updated: (n) => `${figure(n)} updated`,
    unchanged: (n) => `${figure(n)} already stored`,
    stale: (n) => `${figure(n)} older than the stored version`,
    erased: (n) => `${figure(n)} from erased customers`,
    rejected: (n) => `${figure(n)} rejected`,
  },
  ofThese: (parts) => `Of these, ${parts.join(', ')}`,
  nothing: 'Nothing to store',
  allLeftOut: (n) =>
    n === 1
      ? 'The file has no purchase: its only row was left out. Check the mapping.'
      : `The file has no purchase: all ${figure(n)} rows were left out. Check the mapping.`,
  allRejected: (n) =>
    n === 1
      ? 'Nothing was stored: the only record was rejected. Check the mapping.'
      : `Nothing was stored: all ${figure(n)} records were rejected. Check the mapping.`,
  reevaluated: (n) => `${customers(n)} re-evaluated`,
  stillOpen: (n) =>
    `${count(n, 'other import')} of this shop did not finish. The customers in ${n === 1 ? 'it' : 'them'} get no mail until then: run ${n === 1 ? 'it' : 'them'} again with the same file, or this one with --close-others. "rekindle import list" shows ${n === 1 ? 'it' : 'them'}.`,
  open: (importId, orders, n, finish, withdraw) =>
    `${importId}: not complete; ${count(orders, 'order')} of ${customers(n)} stored. To complete it as it is: ${finish}; to remove its orders: ${withdraw}`,
  howToContinue: 'To continue an import, run it again with the same file.',
  noneOpen: (shop) => `Every import of ${shop} is complete`,
  notOpen: (importId, open) =>
    open.length === 0
      ? `There is no incomplete import ${importId}: every import of this shop is complete`
      : `There is no incomplete import ${importId}. Incomplete: ${open.join(', ')}`,
  withdrawn: (importId, orders, refunds) =>
    `Import ${importId} is withdrawn: ${count(orders, 'order')} and ${count(refunds, 'refund')} removed; profiles and consents stay`,
  notToWithdraw: (importId) =>
    `Import ${importId} cannot be withdrawn, because it was complete once or an older version began it: run it again with the same file, or complete it as it is with "import finish"`,
  finished: (importId) => `Import ${importId} is complete; everything that was stored stays`,
  secretMissing:
    '--secret ARN is required: the file may contain guests, who are identified by a keyed hash of their address',
  nothingImported: (place, problem) => `${place}: ${problem}. Nothing was imported.`,
  noMapping: (file, included, meant) =>
    `No mapping or file named ${file}. Use a YAML file or an included mapping: ${included}${meant === undefined ? '' : `. Did you mean ${meant}?`}`,
  repair: {
    one: (customer, at, evidence) =>
      `${customer}: withdrawn ${at}${evidence === undefined ? '' : ` (${evidence})`}`,
    more: (n) => `and ${count(n, 'more withdrawal')}; --json lists all`,
    staying: {
      listed: (n) => `${count(n, 'withdrawal')} kept: the mapping listed the value as withdrawn`,
      'not-at-an-order': (n) =>
        `${count(n, 'withdrawal')} kept: not dated at an order, so it may be an act of the customer`,
      'withdrawn-otherwise': (n) =>
        `${count(n, 'withdrawal')} kept: the customer unsubscribed in another way as well`,
      'not-understood': (n) =>
        `${count(n, 'withdrawal')} kept: a newer version wrote something about the customer`,
    },
    found: (n, of) => `${count(n, 'withdrawal')} of ${customers(of)} may come from an unticked box`,
    howToLift:
      'If the file only had boxes that were empty, run this again with --lift. If its values meant that customers unsubscribed, keep them.',
    lifted: (n, of) => `${count(n, 'withdrawal')} of ${customers(of)} lifted`,
  },
  products: {
    done: (n) => `${count(n, 'row')} done`,
    totals: (n, rows, shape, parts) =>
      `${count(n, 'product')} in ${count(rows, 'row')} (${shape}): ${parts.join(', ')}`,
    recorded: (n) => `${figure(n)} new`,
    updated: (n) => `${figure(n)} updated`,
    unchanged: (n) => `${figure(n)} already stored`,
    newer: (n) => `${figure(n)} posted meanwhile and kept so`,
    withdrawn: (n) => `${figure(n)} no longer available`,
    refused: (n) => `${count(n, 'row')} rejected`,
    unread: (n) => `${figure(n)} not shown until the rows about them can be read`,
    incomplete: (n) => `${figure(n)} incomplete and not shown`,
    moreRefused: (n) => `and ${count(n, 'more row')} with errors`,
    moreNotes: (n) => `and ${count(n, 'more row')} with notes`,
    unnamed: (n, known) =>
      `The feed does not name ${figure(n)} of the ${count(known, 'product')} available in its languages. They stay available: if the feed is complete, --full withdraws them.`,
    cut: (n, known) =>
      `The feed does not name ${figure(n)} of the ${count(known, 'product')} available in its languages. That is more than 30%, as if it had been cut short.`,
    nothingWithdrawn:
      'No product was withdrawn. If the feed is complete, import it again with --full --yes.',
    rowsRefused: (n) =>
      `${count(n, 'row')} could not be read. The products that they name are not shown in mail until they can be.`,
    bestSellersMissing: (counted, named, missing) =>
      `Of the ${figure(counted)} best-selling products, the feed names ${figure(named)}. Not in it: ${missing.join(', ')}${missing.length < counted - named ? ', …' : ''}. Mail recommends a product only if its id in the feed is its SKU in the orders: --id-column and --id-rule choose other ids.`,
    betterRule: (rule, named) => `With --id-rule ${rule} it would name ${figure(named)} of them.`,
    notCounted: (shop) =>
      `To see whether the ids of the feed are the SKUs of the orders, count the orders with: rekindle recommend build --shop ${shop}`,
    options: {
      locale: (value) => `--locale: "${value}" is not a language tag such as en or zh-CN`,
      currency: (value) => `--currency: "${value}" is not a currency code such as EUR`,
      encoding: (value) => `--encoding: "${value}" is not a known encoding`,
      'id-rule': (value) =>
        `--id-rule: "${value}" is not a rule; use as-is, lower, upper, shopify-product or shopify-variant, or one of the last two with lower or upper, such as shopify-variant+lower`,
    },
    nothingImported: (file, problem) => `${file}: ${problem}. Nothing was imported.`,
    someImported: (file, problem) =>
      `${file}: ${problem}. What came before it was imported, and nothing was withdrawn.`,
  },
}
