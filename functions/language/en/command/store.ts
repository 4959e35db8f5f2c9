/** Words of `rekindle store check`, in English. */
import type { StoreVerbs, StoreWords } from '../../command/store-words.ts'
import { count } from '../count.ts'

export const enStoreVerbs: StoreVerbs = {
  'store check': {
    summary: 'Check a store for damage and for rows that contradict each other',
    about: [
      'For a file, it first checks every page and index of the database and of the inbox. Then it reads every customer of every shop and checks that facts were decided for, that no wake is later than the next decision, that marketing messages have their place under the caps, and that open messages belong to a journey.',
      'It changes nothing and may run while the server runs. Each problem is one line with ids only; the exit code is 1 if there are any.',
    ],
    arguments: {},
    options: {},
    examples: {
      file: 'Check the file of this machine',
      table: 'Check a deployed table, for a program',
    },
  },
}

export const enStore: StoreWords = {
  checked: (shops, customers, messages) =>
    `No problems found: ${count(shops, 'shop')}, ${count(customers, 'customer')}, ${count(messages, 'message')}`,
  findings: {
    file: 'Damaged file',
    'row-unreadable': 'Row that this version does not understand',
    'reaction-lost': 'Facts without a decision',
    'wake-late': 'Wake later than the next decision',
    'slot-missing': 'Message without a place under the caps',
    'journey-missing': 'Open message without a journey',
    fingerprint: 'Secret missing or not the one of this store',
  },
  more: (findings) => `and ${count(findings, 'more problem')}`,
  failed: (findings, store) => `${count(findings, 'problem')} found in ${store}`,
}
