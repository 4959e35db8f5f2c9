/** What all verbs of the command say, in English. */
import type { CommonWords } from '../../command/common-words.ts'
import { all, count, either } from '../count.ts'

const customers = (n: number) => count(n, 'customer')
const meant = (names: readonly string[]) =>
  names.length === 0 ? '' : ` Did you mean ${either(names)}?`
const invalid = (option: string, typed: string, expected: string) =>
  `Invalid value "${typed}" for --${option}: ${expected}`

/** By the code of the operating system. */
const SYSTEM: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the disk',
  ENOTDIR: 'it is not a folder',
}

export const enCommon: CommonWords = {
  help: {
    tagline: 'Lifecycle e-mail for shops, owned by the shop.',
    sentence: (summary) => `${summary}.`,
    usage: 'Usage',
    verb: 'COMMAND',
    options: '[options]',
    verbsTitle: 'Commands',
    argumentsTitle: 'Arguments',
    optionsTitle: 'Options',
    everywhereTitle: 'Global options',
    examplesTitle: 'Examples',
    required: 'required',
    repeatable: 'one or more',
    oneOf: (choices) => `one of: ${choices}`,
    known: (names) => `available: ${names}`,
    standard: (value) => `default: ${value}`,
    fromEnvironment: (variable) => `environment: ${variable}`,
    between: '; ',
    inBrackets: (notes) => ` (${notes})`,
    moreHelp: (command) => `Help for a command: ${command}`,
    exitCodes:
      'Exit codes: 0 success, 1 failure, 2 incorrect usage, 3 an imported file without a purchase.',
    help: 'Show help',
    lang: (languages) =>
      `Output language: ${languages}. Defaults to the locale of the shell (LC_ALL, LC_MESSAGES, LANG)`,
    version: 'Show the version',
    escape: 'Treat everything that follows as an argument',
  },
  groups: {
    store: 'Check a store',
    shop: 'Add, open and configure shops',
    'shop key': 'Issue, list and revoke API keys',
    campaign: 'Pause and resume campaigns',
    customer: 'Show, explain and erase customers',
    message: 'Show the delivery history of a message',
    suppression: 'Manage the suppression list',
    domain: 'Check the sending domain',
    restore: 'Restore a backup, and confirm what it lost',
    products: 'Import products to recommend',
    'products feed': 'Fetch product feeds from their addresses',
    recommend: 'Show and rebuild product recommendations',
    upgrade: 'Check, follow and finish an upgrade',
    model: 'Fit, score and test models of customer behavior',
    secret: 'Check the secret and change its keys',
  },
  options: {
    shop: 'The shop',
    db: 'The database file on this machine',
    table: 'The DynamoDB table of a deployment, using the AWS credentials of this shell',
    url: 'The address of a running Rekindle; the API key is read from REKINDLE_KEY',
    secret: 'With --table: the secret in AWS Secrets Manager that address hashes are keyed with',
    json: 'Print JSON instead of text',
  },
  usage: {
    unknownVerb: (typed, names) => `Unknown command "${typed}".${meant(names)}`,
    unknownOption: (typed, names) => `Unknown option ${typed}.${meant(names)}`,
    missingOption: (option, about) => `${option} is required: ${about}`,
    missingOptions: (n) => `${n} required options are missing:`,
    emptyOption: (option, about) => `${option} is empty: ${about}`,
    needsValue: (option) => `${option} needs a value`,
    repeated: (option) => `${option} is given more than once`,
    missingArgument: (name, about) => `Missing argument ${name}. ${about}`,
    extraArgument: (typed) => `Unexpected argument "${typed}"`,
    exclude: (options) => `${all(options)} cannot be combined: use only one of them`,
    oneOf: (place, typed, choices, name) =>
      `Invalid value "${typed}" for ${place}: use one of ${choices}.${name === undefined ? '' : meant([name])}`,
    instant: (option, typed) =>
      invalid(
        option,
        typed,
        'use a date such as 2026-03-01, or a time with its offset such as 2026-03-01T00:00:00Z',
      ),
    length: (option, typed) => invalid(option, typed, 'use a duration such as 24h, 30m, 7d or 0'),
    whole: (option, typed, from, to) =>
      invalid(option, typed, `use a whole number from ${from} to ${to}`),
    language: (option, typed) => invalid(option, typed, 'use a language tag such as en or zh-CN'),
    url: (option, typed, example) => invalid(option, typed, `use a URL such as ${example}`),
    address: (option, typed, why) => invalid(option, typed, why),
    addressFaults: {
      'address-malformed': 'The address must have the form local-part@domain.',
      'address-local-part-not-ascii':
        'The part of the address before the @ must be ASCII: SES cannot send to others.',
      'address-domain-invalid': 'The domain of the address is not valid.',
    },
    noKey: '--url needs the API key of the shop in the environment: REKINDLE_KEY=rk_...',
    seeHelp: (command) => `See: ${command}`,
  },
  notes: {
    renamedVerb: (old, current) =>
      `"${old}" is now "${current}"; the old name will be removed in the next release`,
    renamedOption: (old, current) =>
      `${old} is now ${current}; the old name will be removed in the next release`,
  },
  failures: {
    system: (code, message, path) => {
      const known = SYSTEM[code]
      const at = path === undefined ? '' : `${path}: `
      return known === undefined ? message : `${at}${known} (${code})`
    },
    unexpected: (message) => `Unexpected error: ${message}`,
    notLoaded: (message) => `The command could not be loaded: ${message}`,
    notUtf8: 'the text is not UTF-8; save the file as UTF-8',
    cannotRead: (file, why) => `Cannot read ${file}: ${why}`,
    cannotWrite: (file, why) => `Cannot write ${file}: ${why}`,
    cannotOpen: (file, why) => `Cannot open ${file}: ${why}`,
    noDatabase: (file) =>
      `There is no database ${file}. Choose another with --db FILE, or create one with: rekindle shop add`,
    newerFormat: (store, theirs, own) =>
      `${store} has been upgraded to format ${theirs}, and this version of Rekindle only writes format ${own}. Use the version that is deployed`,
    aws: (store, name, message) =>
      `${store}: ${name}: ${message}. Check the table name, the region (AWS_REGION) and the credentials of this shell`,
    emptySecret: (arn) => `The secret ${arn} is empty`,
    noShop: (shop, store, others) =>
      others.length === 0
        ? `There is no shop "${shop}" in ${store}, and no other shop either. Add it with: rekindle shop add ${shop}`
        : `There is no shop "${shop}" in ${store}. Available: ${others.join(', ')}`,
    noCustomer: (customer, shop) =>
      `There is no customer ${customer} in ${shop}. Use the id from the shop’s orders`,
    noCampaign: (shop, campaign, others) =>
      `The shop ${shop} has no campaign "${campaign}". ${others.length === 0 ? 'No campaign is published yet' : `Available: ${others.join(', ')}`}`,
    notUnderstood: (what) =>
      `Some data was written by a newer version of Rekindle (${what}) and was left unchanged. Run this again with the newer version.`,
    someFailed: (failed, of, kinds) =>
      `${customers(failed)} of ${of} could not be re-evaluated: ${kinds}. Run the command again; the others are done.`,
    answered: (url, status, detail) => `${url} answered ${status}: ${detail}`,
    notReached: (url, why) => `Cannot reach ${url}: ${why}`,
  },
  reevaluated: (n) =>
    n === 0 ? 'No customers needed re-evaluation' : `${customers(n)} re-evaluated`,
  progress: {
    reevaluated: (n) => `${customers(n)} re-evaluated`,
    rowsRead: (n) => `${count(n, 'row')} read`,
    recordsStored: (n) => `${count(n, 'record')} stored`,
    customersRead: (n) => `${customers(n)} read`,
  },
  titled: (title) => `${title}:`,
  labelled: (label, value) => `${label}: ${value}`,
  together: (facts) => facts.join(', '),
  withId: (name, id) => (name === id ? id : `${name} (${id})`),
  joinSentences: (sentence, next) => `${sentence} ${next}`,
}
