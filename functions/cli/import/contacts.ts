/** `rekindle import contacts`: people whom a shop knows, from a list. */
import { recordContacts } from '../../intake/record-contacts.ts'
import { cannotRead, Failure, UsageError } from '../failure.ts'
import { secretOption, shopIn, storeOptions, withStore } from '../open-store.ts'
import { makeProgress } from '../progress.ts'
import { reevaluateEach } from '../reevaluate.ts'
import { formOf } from '../suppression/list-form.ts'
import { jsonOption, shopOption, verb } from '../verb.ts'
import { noting } from './into-store.ts'
import { readContacts } from './read-contacts.ts'
import { refusedLines } from './refused-lines.ts'
import { openTouchedCustomers } from './touched-customers.ts'

type Result = {
  readonly rows: number
  readonly recorded: number
  readonly erased: number
  readonly refused: number
  readonly decided: number
}

const CONTACTS_AT_A_TIME = 64

export const contacts = verb('import contacts', {
  arguments: [{ name: 'FILE' }],
  options: {
    ...shopOption,
    ignore: { value: 'COLUMNS' },
    'consent-evidence': { value: 'TEXT' },
    ...storeOptions,
    ...secretOption,
    ...jsonOption,
  },
  examples: {
    file: 'rekindle import contacts contacts.csv --shop acme',
    consent:
      'rekindle import contacts contacts.csv --shop acme \\\n    --consent-evidence "sign-up form, CRM export of May 2026" --ignore "List,Rating"',
  },
  run: (given, io) =>
    withStore(given, async (store): Promise<Result> => {
      const [file = ''] = given.arguments
      const { settings } = await shopIn(store, given.value('shop'))
      const secret = await store.secret(io.now)
      if (!secret) throw new UsageError((w) => w.import.secretMissing)
      const form = await formOf(file).catch((error: Error) => {
        throw cannotRead(file, error)
      })
      const list = await readContacts({
        ...{ file, declarations: settings.declarations, now: io.now(), words: io.words },
        delimiter: form === 'json' ? ',' : form.delimiter,
        ignored: (given.text('ignore') ?? '').split(',').map((name) => name.trim()),
        evidence: given.text('consent-evidence'),
      })
      io.stderr.write(refusedLines(file, list.refused, io.words.contacts.moreRefused))
      const touched = openTouchedCustomers()
      const progress = makeProgress(io)
      try {
        const ports = { ...secret, table: noting(store.table, touched), now: io.now }
        let erased = 0
        for (let at = 0; at < list.contacts.length; at += CONTACTS_AT_A_TIME) {
          const some = list.contacts.slice(at, at + CONTACTS_AT_A_TIME)
          const outcomes = await recordContacts(settings.shop.id, some, ports, io.now())
          erased += outcomes.filter((outcome) => outcome === 'erased').length
          progress.show(io.words.progress.recordsStored(at + some.length))
        }
        progress.done()
        const decided = await reevaluateEach(store, touched.keys(), io)
        const recorded = list.contacts.length - erased
        return { rows: list.rows, recorded, erased, refused: list.refused.length, decided }
      } finally {
        progress.done()
        touched.close()
      }
    }),
  failure: ({ rows, refused }) =>
    rows > 0 && refused === rows
      ? new Failure((w) => w.contacts.allRefused(rows), 'nothing')
      : undefined,
  text: ({ rows, recorded, erased, refused, decided }, { words }) =>
    [words.contacts.imported(rows, recorded, erased, refused), words.reevaluated(decided)].join(
      '\n',
    ),
})
