/** `rekindle store check`: whether a store is whole, and whether its rows agree with each other. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { StoreFinding } from '../../domain/store-check.ts'
import type { CommandWords } from '../../language/command/command-words.ts'
import { checkStore, type OtherCheck } from '../../pipeline/check/check-store.ts'
import { loadStoredSecret } from '../../store/stored-secret.ts'
import { Failure } from '../failure.ts'
import { askStore, type Store, secretOption, storeOptions } from '../open-store.ts'
import { problemOf } from '../problem-of.ts'
import { makeProgress } from '../progress.ts'
import { type Io, jsonOption, verb } from '../verb.ts'

export const check = verb('store check', {
  arguments: [],
  options: { ...storeOptions, ...secretOption, ...jsonOption },
  examples: {
    file: 'rekindle store check --db shop.sqlite',
    table: 'rekindle store check --table rekindle --json',
  },
  run: (given, io) =>
    askStore(given, async (store) => {
      const progress = makeProgress(io)
      try {
        const { check: inspection, table, name } = store
        const checked = await checkStore({
          table,
          // Decisions were made by the clock of the store, which may be ahead of this machine's.
          now: () => Math.max(io.now(), inspection.latestTime() ?? 0),
          pending: inspection.pending,
          settle: () => sleep(inspection.settlesAfterMs),
          others: OTHER_CHECKS.map((make) => make(store, io)),
          onProgress: (customers) => progress.show(io.words.progress.customersRead(customers)),
        })
        return { store: name, ...checked }
      } finally {
        progress.done()
      }
    }),
  json: ({ store: _store, ...checked }) => checked,
  text: ({ shops, customers, messages, findings, more }, { words }) =>
    findings.length === 0
      ? words.store.checked(shops, customers, messages)
      : [
          ...findings.map((finding) => findingLine(finding, words)),
          ...(more > 0 ? [words.store.more(more)] : []),
        ].join('\n'),
  failure: ({ findings, more, store }) =>
    findings.length === 0 ? undefined : (w) => w.store.failed(findings.length + more, store),
})

/** Each is made for the store that is checked. */
const OTHER_CHECKS: readonly ((store: Store, io: Io) => OtherCheck)[] = [
  (store) => async () =>
    store.check.faults().map((detail): StoreFinding => ({ check: 'file', detail })),
  (store, io) => () => checkSecret(store, io),
]

/** A table's is checked where --secret names it; a store that never used one has none to check. */
async function checkSecret(store: Store, { words }: Io): Promise<readonly StoreFinding[]> {
  if ((await loadStoredSecret(store.table)) === undefined) return []
  try {
    await store.secret()
    return []
  } catch (error) {
    const detail = error instanceof Failure ? error.sentence(words) : problemOf(error, words)
    return [{ check: 'fingerprint', detail }]
  }
}

/** @example 'Wake later than the next decision: acme, c-17: no wake, due 2026-05-01T08:00:00.000Z' */
function findingLine(
  { check: what, shop, customer, message, detail }: StoreFinding,
  words: CommandWords,
): string {
  const where = [shop, customer, message].filter((part) => part !== undefined)
  const parts = [...(where.length > 0 ? [words.together(where)] : []), ...(detail ? [detail] : [])]
  return parts.reduce(words.labelled, words.store.findings[what])
}
