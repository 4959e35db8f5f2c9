/** Words of `rekindle suppression`, in English. */
import type { SuppressionVerbs, SuppressionWords } from '../../command/suppression-words.ts'
import { figure } from '../../figures.ts'
import { count } from '../count.ts'

const scope = {
  shop: 'For this shop only',
  'all-shops': 'For all shops, including future ones',
}
const ADDRESS = 'The e-mail address, or its hash from an export'

export const enSuppressionVerbs: SuppressionVerbs = {
  'suppression import': {
    summary: 'Import a suppression list from a CSV or JSON file',
    about: [
      'The file, plain or gzipped, needs a header with a column "email", or "address_hash" as in an export. It may have "reason" and "at" (UTC if no offset is given; by default the time the file was last changed). The exports of Mailchimp (unsubscribed, cleaned), Klaviyo, Amazon SES and Postmark are read as they are, CSV with any delimiter or JSON, and so are contacts with a column for their status: those who did not opt out are left out and counted. Of a row with several addresses, such as "Email" and "Secondary Email", all are suppressed. Reasons from other systems are accepted: bounce, hard bounce, complaint, spam, unsubscribe. Unsubscribed addresses get no marketing mail; all others get no mail at all. The whole file is read first, and importing it again changes nothing.',
    ],
    arguments: { FILE: 'The CSV or JSON file' },
    options: { ...scope, reason: 'The reason for rows without one' },
    examples: {
      bounces: 'Import a list of bounced addresses',
      all: 'Import an export for all shops',
    },
  },
  'suppression export': {
    summary: 'Export the suppression list as CSV, with keyed hashes of addresses',
    about: [
      'Addresses are not stored, so the list contains keyed hashes. Each row says whether it applies to one shop or to all. Another installation recognizes the hashes only if it uses the same secret. Without --shop and --all-shops everything is exported; with --shop, everything that applies to that shop. The file can be imported again as it is.',
    ],
    arguments: {},
    options: { ...scope, to: 'The file to write (default: standard output)' },
    examples: { file: 'Write everything to a file', pipe: 'Compress the list of one shop' },
  },
  'suppression add': {
    summary: 'Add an address to the suppression list',
    about: [
      'With the reason "unsubscribe" the address gets no marketing mail but still gets service mail; with any other reason it gets no mail at all.',
    ],
    arguments: { ADDRESS },
    options: { ...scope, reason: 'The reason' },
    examples: { shop: 'Suppress an address in one shop', all: 'Unsubscribe it in all shops' },
  },
  'suppression remove': {
    summary: 'Remove an address from the suppression list',
    about: [
      'An opt-out is not removed: only the customer can opt in again, which the shop then reports like any consent. The reason is stored with the hash, so do not include an address in it.',
    ],
    arguments: { ADDRESS },
    options: {
      ...scope,
      reason: 'Why it may be mailed again, such as "support confirmed the mailbox works"',
    },
    examples: { remove: 'Allow mail to an address again' },
  },
}

export const enSuppression: SuppressionWords = {
  reasons: {
    'no-such-mailbox': 'no such mailbox',
    complaint: 'complaint',
    'account-list': 'on the suppression list of your Amazon SES account',
    'soft-bounces': 'too many soft bounces',
    'by-hand': 'added manually',
    unsubscribe: 'unsubscribed',
  },
  scopeMissing: '--shop ID or --all-shops is required: choose which shops it applies to',
  secretMissing: '--secret ARN is required: addresses are only stored as keyed hashes',
  shop: (shop) => `the shop ${shop}`,
  allShops: 'all shops',
  added: (where, reason) => `Added to the suppression list for ${where}: ${reason}`,
  known: (where, reason) => `Already on the suppression list for ${where}: ${reason}`,
  removed: (where, reason) => `Removed from the suppression list for ${where} (was: ${reason}).`,
  onCarriersList:
    'Remove it from the list of your Amazon SES account as well: until then Amazon SES sends it nothing, and the next message puts it on this list again.',
  notSuppressed: (where) => `The address is not suppressed for ${where}, so nothing was changed.`,
  trySingleShop: 'It may be suppressed for a single shop: try --shop ID.',
  suppressedForAll: 'It is still suppressed for all shops; remove that with --all-shops.',
  optedOut:
    'It is unsubscribed, though: it gets no marketing mail until the customer opts in again.',
  notAnAddress: (typed) => `"${typed}" is neither an e-mail address nor the hash of one`,
  rowsWritten: (rows, file) => `${count(rows, 'row')} written to ${file}`,
  done: (n) => `${count(n, 'address', 'addresses')} done`,
  imported: (rows, added, known, refused, leftOut) =>
    [
      `${count(rows, 'row')} read: ${figure(added)} added`,
      `${figure(known)} already on the list`,
      ...(leftOut > 0 ? [`${figure(leftOut)} left out (contacts who did not opt out)`] : []),
      ...(refused > 0 ? [`${figure(refused)} rejected`] : []),
    ].join(', '),
  refusedLine: 'not an e-mail address',
  moreRefused: (lines) => `and ${count(lines, 'more line')} like these`,
  list: {
    bothColumns: 'there are two columns for addresses, email and address_hash; remove one',
    noColumn: 'the header needs a column named email or address_hash',
    otherColumn: (unknown, known) =>
      `the column ${unknown} has an address too, next to ${known}; rename it to email_2 to suppress both, or remove it`,
    notAHash: (cell) => `${cell} is not an address_hash, which has 43 letters, digits, - and _`,
    reason: (cell, known) => `unknown reason ${cell}; use one of: ${known}`,
    scope: (cell, shops) =>
      `unknown scope ${cell}; use "all", or "shop:" and an existing shop (${shops})`,
    instant: (cell) =>
      `${cell} is not a time; use a time such as 2026-03-01T12:00:00Z or a date such as 2026-03-01`,
    status: (cell, known) =>
      `unknown status ${cell}; use subscribed, unsubscribed, cleaned or one of: ${known}`,
    ofSubscribers:
      'this is an export of subscribed contacts, or of all customers; export those who unsubscribed, and those who were cleaned',
    noList: (known) => `there is no list in this JSON; it needs one of: ${known}`,
    onePage:
      'this is one page of the list (it has a NextToken); export all pages, and remove the token',
    notJson: 'this is not valid JSON; a list of several pages needs one file for each page',
    notUtf8: 'this is not UTF-8; save the file as UTF-8',
    nothingChanged: (place, problem) => `${place}: ${problem}. Nothing was changed.`,
  },
}
