/** Words of `rekindle shop`, in English. */
import type { ShopVerbs, ShopWords } from '../../command/shop-words.ts'
import { all, count } from '../count.ts'

const SENDER = 'The sender of its mail, such as "Example Goods <hello@shop.example>"'
const ADDRESS = 'The postal address that the law requires in every mail'
const NAME = 'The name that customers know'
const URL = 'The website of the shop, which its mail links to'
const mailboxes = {
  'reply-to': 'Where replies are read (default: the address of --from)',
  'unsubscribe-mailbox':
    'Where unsubscribe requests sent by mail arrive; named in the header of every mail',
}
const POLICY = 'A YAML file with the settings that differ from the default policy'

export const enShopVerbs: ShopVerbs = {
  'shop add': {
    summary: 'Add a shop and show its first API key',
    about: [
      'A new shop is not open: it stores its history and starts no campaign. Import the history, then open the shop with: rekindle shop open ID. The key is shown only once.',
    ],
    arguments: {
      ID: 'The id of the shop: letters, digits, "-", "_" and ".". It cannot be changed later',
    },
    options: {
      name: NAME,
      currency: 'Its currency (ISO 4217), such as EUR',
      zone: 'Its time zone (IANA), such as Europe/Berlin',
      address: ADDRESS,
      from: SENDER,
      url: URL,
      languages:
        'Languages to use when the language of a customer is unknown, best first, such as en,zh-CN',
      country:
        'The country (ISO 3166-1), such as DE, whose law applies to customers with an unknown country (default: the strictest rule)',
      ...mailboxes,
      policy: POLICY,
    },
    examples: { add: 'Add a shop in Germany that writes in English' },
  },
  'shop open': {
    summary: 'Open a shop once its history is imported, so that campaigns start',
    about: [
      'First learns how customers buy, so that personal thresholds apply to the whole history, then re-evaluates every customer. Campaigns do not start for events before the opening: customers who moved to a class earlier get no mail for it, unless a campaign has a backlog. A shop that is already open stays open.',
    ],
    arguments: { ID: 'The shop' },
    options: {},
    examples: { open: 'Open a shop' },
  },
  'shop change': {
    summary: 'Change the name, sender, website or addresses of a shop',
    about: [
      'Applies to all mail sent from now on. A new domain in --from must pass the check: rekindle domain check',
    ],
    arguments: { ID: 'The shop' },
    options: {
      name: NAME,
      address: ADDRESS,
      from: SENDER,
      url: URL,
      'delivery-events':
        'Whether the shop posts an event named delivered when a parcel arrives: on or off. Campaigns with withDeliveryEvents then start from it',
      ...mailboxes,
    },
    examples: { change: 'Accept unsubscribe requests by mail' },
  },
  'shop list': {
    summary: 'List the shops',
    about: [],
    arguments: {},
    options: {},
    examples: { list: 'All shops', json: 'With their campaigns and keys, as JSON' },
  },
  'shop policy': {
    summary: 'Show or replace the policy: thresholds, quiet hours, frequency caps',
    about: [
      'The file contains the settings that differ from the default policy; all others return to their defaults. Every customer is then re-evaluated. Without --policy the current policy is shown and nothing changes.',
    ],
    arguments: { ID: 'The shop' },
    options: { policy: POLICY },
    examples: { show: 'Show the current policy', replace: 'Replace it' },
  },
  'shop key add': {
    summary: 'Issue one more API key; the other keys stay as they are',
    about: [
      'Give each client a key of its own, with no more scopes than it needs: ingest to post purchases and profiles, consent to post consents with them, read to look customers up, feedback to post SES events, admin for all of it and to erase customers. The key is shown only once.',
    ],
    arguments: { ID: 'The shop' },
    options: {
      scope: 'What the key allows, separated by commas',
      name: 'What the key is for, as the list of keys shows it',
    },
    examples: {
      purchases: 'A key for the backend that posts purchases',
      events: 'A key for the EventBridge API destination that posts SES events',
    },
  },
  'shop key list': {
    summary: 'List the API keys of a shop, with the day on which each was last used',
    about: ['Keys are shown by their beginning, never by their secret. Days are in UTC.'],
    arguments: { ID: 'The shop' },
    options: {},
    examples: { list: 'The keys of a shop' },
  },
  'shop key revoke': {
    summary: 'Revoke an API key',
    about: [
      'Processes keep the settings of a shop for up to ten seconds, so the key may still be accepted for that long. The other keys stay as they are.',
    ],
    arguments: {
      ID: 'The shop',
      KEY: 'The name of the key, or its beginning, such as rk_Xb0q4y8sL2A',
    },
    options: {},
    examples: { byName: 'Revoke a key by its name', byId: 'Revoke a key by its beginning' },
  },
  'shop rotate-key': {
    summary: 'Issue a new API key and let all old ones expire',
    about: [
      'Replaces every key of the shop, whatever its scopes; for one more key use rekindle shop key add. The key is shown only once. Old keys keep working for a while, so that every client can switch first; with --keep-old 0 they expire immediately.',
    ],
    arguments: { ID: 'The shop' },
    options: {
      scopes: 'What the key allows, separated by commas; default: those of the latest key',
      'keep-old': 'How long the old keys keep working',
    },
    examples: {
      rotate: 'A new key with the same scopes',
      atOnce: 'A key for ingestion only, and revoke the others immediately',
    },
  },
  'shop resume': {
    summary: 'Resume marketing to a mailbox provider after an automatic pause',
    about: [
      'Marketing to a mailbox provider pauses automatically when too many messages bounce or too many customers complain, before the provider blocks the shop. Find the cause first, such as an old list or a campaign that customers do not want. Then resume: waiting messages are sent, messages that were skipped stay skipped, and bounces and complaints are counted from zero. Without --provider the current pauses are listed.',
    ],
    arguments: { ID: 'The shop' },
    options: { provider: 'The mailbox provider to resume. Without it, pauses are listed' },
    examples: { list: 'List the pauses', resume: 'Resume marketing to Gmail' },
  },
}

export const enShop: ShopWords = {
  none: (store) => `There is no shop in ${store} yet. Add one with: rekindle shop add`,
  columns: {
    shop: 'shop',
    name: 'name',
    currency: 'currency',
    openSince: 'open since',
    campaigns: 'campaigns',
    keys: 'keys',
  },
  notOpen: 'not open',
  openImports: (shop, imports, list) =>
    `${shop}: ${count(imports, 'import')} not complete; see ${list}`,
  withPaused: (campaigns, paused) => `${campaigns} (${paused} paused)`,
  exists: (shop) =>
    `The shop ${shop} already exists and was not changed. For another key: rekindle shop key add ${shop}`,
  added: (shop) => `Added the shop ${shop}. It is not open yet.`,
  key: (scopes) => `Its API key (${scopes}) is shown only once:`,
  openNext: (shop) => `Import its history, then open it: rekindle shop open ${shop}`,
  opened: (shop, since) => `The shop ${shop} has been open since ${since}.`,
  changed: (shop, fields) => `Changed ${all(fields)} of the shop ${shop}.`,
  publishAgain:
    'Publish campaigns with withDeliveryEvents again, so that they start from deliveries or no longer do',
  nothingToChange: 'Nothing to change: use at least one option',
  policyInForce: (shop) => `The new policy of ${shop} is in effect.`,
  consentByCountry: {
    title: 'Consent that marketing mail requires, by the customer’s country',
    otherCountries: 'every other country',
    countryUnknown: 'country unknown',
    markUnknown:
      'no marketing mail, since the mark that its law asks for in the subject is not known: state it under countries in the policy (null for none)',
    subjectMark: (mark) => `the subject begins with ${mark}`,
  },
  newKey: (shop, scopes) => `The new API key of ${shop} (${scopes}) is shown only once:`,
  oldKeys: (keys, until) =>
    keys === 0 ? 'There are no old keys.' : `${count(keys, 'old key')} will expire at ${until}.`,
  keys: {
    columns: {
      key: 'key',
      name: 'name',
      scopes: 'scopes',
      added: 'added',
      lastUsed: 'last used',
      expires: 'expires',
    },
    unnamed: '-',
    noUse: 'no use recorded',
    never: 'never',
    none: (shop) => `${shop} has no API key. Issue one with: rekindle shop key add ${shop}`,
    nameTaken: (name) =>
      `A key is already named "${name}"; use another name, or revoke that key first`,
    unknown: (shop) => `There is no such key. To list the keys: rekindle shop key list ${shop}`,
    inForce: 'A running server accepts it within ten seconds. The other keys stay as they are.',
    revoked: (key, seconds) =>
      `Revoked the key ${key}. It stops working within ${count(seconds, 'second')}.`,
    noneLeft: (shop) => `${shop} has no API key now. Issue one with: rekindle shop key add ${shop}`,
  },
  pauseReasons: {
    bounces: 'too many messages bounced',
    complaints: 'too many complaints',
  },
  noPauses: (shop) => `Marketing for ${shop} is not paused at any mailbox provider.`,
  paused: (provider, since, reason, resume) =>
    `Marketing to ${provider} has been paused since ${since}: ${reason}. Resume it with: ${resume}`,
  resumed: (provider) => `Marketing to ${provider} is resumed.`,
  notPaused: (provider, paused) =>
    `Marketing to ${provider} is not paused, so nothing was changed.${paused.length === 0 ? '' : ` Paused: ${paused.join(', ')}`}`,
  invalid: {
    deliveryEvents: (typed) => `Invalid value "${typed}" for --delivery-events: use on or off`,
    id: (typed) =>
      `Invalid id "${typed}": use up to 64 letters, digits, "-", "_" and ".", such as acme`,
    currency: (typed) =>
      `Invalid value "${typed}" for --currency: use an ISO 4217 code such as EUR`,
    country: (typed) => `Invalid value "${typed}" for --country: use an ISO 3166-1 code such as DE`,
    zone: (typed) =>
      `Invalid value "${typed}" for --zone: use an IANA time zone such as Europe/Berlin`,
    sender: (typed) =>
      `Invalid value "${typed}" for --from: use a name and an address, such as "Example Goods <hello@shop.example>"`,
  },
}
