/** `rekindle restore`: a backup as the files of a store, where there is none yet. */

import { contentsLines } from '../backup/contents-text.ts'
import { knownPassphrase, passphraseOption } from '../backup/passphrase.ts'
import { undisturbed } from '../backup/problem.ts'
import { storeOptions } from '../open-store.ts'
import { jsonOption, type Options, verb } from '../verb.ts'
import { shortInstant } from '../words.ts'

const options = {
  db: storeOptions.db,
  ...passphraseOption,
  check: {},
  ...jsonOption,
} as const satisfies Options

export const restore = verb('restore', {
  arguments: [{ name: 'FROM' }],
  options,
  examples: {
    restore: 'rekindle restore /backups/2026-11-30 --db /var/lib/rekindle/shop.sqlite',
    check:
      'rekindle restore /backups/2026-11-30 --check --passphrase-file /etc/rekindle/passphrase',
  },
  async run(given, io) {
    const [from = ''] = given.arguments
    const file = given.flag('check') ? null : given.value('db')
    const passphrase = () => knownPassphrase(given.text('passphrase-file'), io)
    const restored = await undisturbed(async (signal) => {
      if (file === null) {
        const { verifyBackup } = await import(
          '../../runtimes/one-machine/sqlite/backup/verify-backup.ts'
        )
        return { ...(await verifyBackup(from, passphrase, signal)).manifest, journal: null }
      }
      const { restoreBackup, restoredJournalOf } = await import(
        '../../runtimes/one-machine/sqlite/backup/restore-backup.ts'
      )
      const manifest = await restoreBackup({ from, file, passphrase, signal })
      return { ...manifest, journal: restoredJournalOf(file) }
    })
    return { folder: from, file, ...restored }
  },
  text({ folder, file, journal, ...restored }, speech) {
    const { backup: own } = speech.words
    const at = shortInstant(restored.takenAt)
    if (journal === null || file === null)
      return [own.whole(folder, at), ...contentsLines(restored, speech)].join('\n')
    return [
      own.restored(folder, at, file),
      ...contentsLines(restored, speech),
      own.journalNext(journal),
      own.withoutJournal(at),
    ].join('\n')
  },
})
