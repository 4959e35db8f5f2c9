/** `rekindle backup`: a verified copy of a store on this machine, taken while it is served. */
import { existsSync } from 'node:fs'
import manifest from '../../../package.json' with { type: 'json' }
import { percent } from '../../language/figures.ts'
import { Failure, UsageError } from '../failure.ts'
import { storeOptions } from '../open-store.ts'
import { makeProgress } from '../progress.ts'
import { type Given, type Io, jsonOption, type Options, verb } from '../verb.ts'
import { shortInstant } from '../words.ts'
import { contentsLines } from './contents-text.ts'
import { newPassphrase, passphraseOption } from './passphrase.ts'
import { undisturbed } from './problem.ts'

const options = {
  db: storeOptions.db,
  ...passphraseOption,
  'without-secret': {},
  ...jsonOption,
} as const satisfies Options

export const backup = verb('backup', {
  arguments: [{ name: 'TO' }],
  options,
  examples: {
    ask: 'rekindle backup /backups/before-the-upgrade',
    timer:
      'rekindle backup /backups/$(date +%F) --db /var/lib/rekindle/shop.sqlite \\\n    --passphrase-file /etc/rekindle/passphrase',
  },
  async run(given, io) {
    const [folder = ''] = given.arguments
    const file = given.value('db')
    if (!existsSync(file)) throw new Failure((w) => w.failures.noDatabase(file))
    const passphrase = await passphraseFor(given, io)
    const { takeBackup } = await import('../../runtimes/one-machine/sqlite/backup/take-backup.ts')
    const progress = makeProgress(io)
    try {
      const taken = await undisturbed((signal) =>
        takeBackup({
          ...{ file, to: folder, passphrase, version: manifest.version, now: io.now, signal },
          onProgress: (share) => progress.show(io.words.backup.copying(percent(share))),
        }),
      )
      return { folder, ...taken }
    } finally {
      progress.done()
    }
  },
  text({ folder, ...taken }, speech) {
    const { backup: own } = speech.words
    return [
      own.taken(folder, shortInstant(taken.takenAt)),
      ...contentsLines(taken, speech),
      ...(taken.secret.stored === 'sealed' ? [own.passphraseMoved] : []),
    ].join('\n')
  },
})

async function passphraseFor(given: Given<typeof options>, io: Io): Promise<string | undefined> {
  const file = given.text('passphrase-file')
  if (!given.flag('without-secret')) return newPassphrase(file, io)
  if (file !== undefined) throw new UsageError((w) => w.backup.usage.passphraseNotNeeded)
  return undefined
}
