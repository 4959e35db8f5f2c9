/** `rekindle secret rekey`: every customer's address under the current key. */
import { rekeyCustomers } from '../../store/rekey-customers.ts'
import { rekeyCompleteFrom } from '../../store/rotate-secret.ts'
import { listShops } from '../../store/shops.ts'
import { isMoving, loadStoredSecret } from '../../store/stored-secret.ts'
import { UsageError } from '../failure.ts'
import { withStore } from '../open-store.ts'
import { makeProgress } from '../progress.ts'
import { paced } from '../reevaluate.ts'
import { verb } from '../verb.ts'
import { exactInstant } from '../words.ts'
import { keeperOf, knownKeys, secretOptions, writeKeys } from './secret-keeper.ts'

export const rekey = verb('secret rekey', {
  arguments: [],
  options: secretOptions,
  examples: { rekey: 'rekindle secret rekey' },
  run: (given, io) =>
    withStore(given, async (store) => {
      const keeper = await keeperOf(given, store)
      const { stored } = await knownKeys(store, keeper, io.now)
      const secret = await store.secret(io.now)
      if (!secret) throw new UsageError((w) => w.secret.secretMissing)
      const beganAt = io.now()
      const progress = makeProgress(io)
      const counts = await rekeyCustomers(store.table, {
        shops: await listShops(store.table),
        keys: secret.addressKeys(),
        now: io.now,
        ...(Number.isFinite(store.decisionsPerSecond) && {
          pace: paced(store.decisionsPerSecond, io.now),
        }),
        onProgress: (profiles) => progress.show(io.words.secret.progress(profiles)),
      })
      progress.done()
      const completeFrom = rekeyCompleteFrom(stored) ?? beganAt
      const isComplete = beganAt >= completeFrom && counts.changed === 0
      const latest = await loadStoredSecret(store.table)
      if (isComplete && latest && isMoving(latest) && latest.version === stored.version)
        await writeKeys(store, latest, { ...latest, rekeyedAt: io.now() })
      return { ...counts, complete: isComplete, ...(!isComplete && { againFrom: completeFrom }) }
    }),
  text: ({ moved, known, unexplained, againFrom }, { words: { secret: words } }) =>
    [
      moved === 0 && againFrom === undefined ? words.nothingToRekey : words.rekeyed(moved, known),
      ...(unexplained > 0 ? [words.unexplained(unexplained)] : []),
      ...(againFrom === undefined ? [] : [words.rekeyAgain(exactInstant(againFrom))]),
    ].join('\n'),
})
