/** Words of `rekindle import contacts`, in English. */
import { LONGEST_TEXT } from '../../../domain/declared-value.ts'
import type { ContactVerbs, ContactWords } from '../../command/contact-words.ts'
import { count, either } from '../count.ts'

export const enContactVerbs: ContactVerbs = {
  'import contacts': {
    summary:
      'Import customers who may not have bought yet, with consents and attributes, from a CSV file',
    about: [
      'The header names the columns: id, email (one of the two is required), name, locale, country, zone, updatedAt, consent, consentAt, consentEvidence, consentWording, and any attribute that the shop has declared (rekindle shop declare). What a row states is added to what is known; empty cells change nothing. A row without updatedAt is as of now.',
      'The consent column grants with granted, subscribed, yes, true or 1, and withdraws with withdrawn or unsubscribed; any other value is no act of consent. A grant does not override an opt-out that is stored. consentAt is an instant such as 2026-01-31T12:00:00Z, or a day, which begins in UTC.',
      'Rows with faults are reported by line and left out. Importing a file again is safe.',
    ],
    arguments: { FILE: 'A CSV file in UTF-8, plain or gzipped' },
    options: {
      ignore: 'Columns that are not read, separated by commas',
      'consent-evidence':
        'Where proof of the imported consents is kept, for rows that do not say so',
    },
    examples: {
      file: 'Import a list',
      consent: 'Name where the proof of the consents is, and leave columns out',
    },
  },
}

export const enContacts: ContactWords = {
  imported: (rows, recorded, erased, refused) =>
    [
      `${count(rows, 'row')}: ${count(recorded, 'contact')} imported`,
      ...(erased > 0 ? [`${count(erased, 'customer')} erased since, left out`] : []),
      ...(refused > 0 ? [`${count(refused, 'row')} with faults, left out`] : []),
    ].join('; '),
  allRefused: (rows) => `Nothing was imported: ${count(rows, 'row')} with faults`,
  moreRefused: (others) => `and ${count(others, 'more row', 'more rows')} with faults`,
  unknownColumn: (place, name, meant) =>
    `${place}: "${name}" is neither a column of a contact list nor a declared attribute.${meant === undefined ? '' : ` Did you mean "${meant}"?`} Rename it, declare it with rekindle shop declare, or leave it out with --ignore`,
  undeclared: (name, meant) =>
    `customer.attributes: the shop has declared no attribute "${name}".${meant === undefined ? '' : ` Did you mean "${meant}"?`} Rename it, or declare it with rekindle shop declare`,
  leftOut: (attribute, values) =>
    `Warning: ${count(values, 'value')} of ${attribute} left out, since they do not fit its declared type`,
  notOverHttp:
    'A mapping with customer.attributes cannot be used with --url: import into the store itself, with --db or --table',
  noWho: (place) =>
    `${place}: no column "id" or "email". Name the column that identifies the customer`,
  noConsentAt: (place) =>
    `${place}: a column "consent" but no column "consentAt". Add when each consent was given`,
  badValue: (column, mustBe) => `${column} ${mustBe}`,
  ahead: (field) => `${field} is in the future`,
  values: {
    'not-a-text': () => 'must be text',
    'too-long': () => `must have at most ${LONGEST_TEXT} characters`,
    'not-a-number': () => 'must be a number such as 12.5',
    'not-a-date': () => 'must be a date such as 2026-01-31, or 01-31 without a year',
    'not-yes-no': () => 'must be yes or no',
    'not-an-option': (options) => `must be ${either([options].flat())}`,
  },
}
