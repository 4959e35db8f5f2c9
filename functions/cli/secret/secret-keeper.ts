/** Where a store's keys are, and how they are read and replaced: a file, or a secret on AWS. */
import type { Instant } from '../../domain/time.ts'
import type { StoredSecret } from '../../store/codecs/store-rows.ts'
import { type KeyRing, readKeyRing, withKeyLine, withoutKeyLine } from '../../store/key-ring.ts'
import { type Key, type Keys, KNOWN_AFTER_MS } from '../../store/rotate-secret.ts'
import { loadStoredSecret, putStoredSecret } from '../../store/stored-secret.ts'
import { Failure, UsageError } from '../failure.ts'
import { type Store, type StoreGiven, secretOption, storeOptions } from '../open-store.ts'
import { jsonOption } from '../verb.ts'
import type { SecretKeeper } from './table-secret.ts'

export const secretOptions = { ...storeOptions, ...secretOption, ...jsonOption } as const

/** @throws UsageError if a table is given without its secret */
export async function keeperOf(given: StoreGiven, store: Store): Promise<SecretKeeper> {
  if (given.find('table') !== undefined) {
    const arn = given.find('secret')
    if (arn === undefined) throw new UsageError((w) => w.secret.secretMissing)
    const { tableSecretKeeper } = await import('./table-secret.ts')
    return tableSecretKeeper(arn)
  }
  const files = await import('../../runtimes/one-machine/sqlite/secret-file.ts')
  return {
    name: files.secretFileOf(store.name),
    text: async () => files.readSecretFile(store.name)?.toString() ?? '',
    replace: async (text) => files.replaceSecretFile(store.name, text),
    knownAfterMs: KNOWN_AFTER_MS.machine,
  }
}

export type KnownKeys = { readonly ring: KeyRing; readonly stored: StoredSecret }

/**
 * The keys of a store that has its fingerprints; they are stored if they were not yet.
 *
 * @throws Failure if the secret is not the one of the store
 */
export async function knownKeys(
  store: Store,
  keeper: SecretKeeper,
  now: () => Instant,
): Promise<KnownKeys> {
  await store.secret(now)
  const stored = await loadStoredSecret(store.table)
  if (!stored) throw new Failure((w) => w.secret.notStored)
  return { ring: readKeyRing(await keeper.text()), stored }
}

/** @throws Failure if the row was changed since it was read */
export async function writeKeys(store: Store, before: StoredSecret, after: Keys): Promise<void> {
  const { version: _version, ...keys } = { version: 0, ...after }
  const [result] = await store.table.write([putStoredSecret(before, keys)])
  if (!result?.done) throw new Failure((w) => w.secret.refusals.changedMeanwhile)
}

/**
 * Puts a key back that the row names and the secret lacks: another command that added one at the
 * same time replaced the whole text, and without the key the store could not be opened any more.
 */
export async function keepKey(
  keeper: Pick<SecretKeeper, 'text' | 'replace'>,
  { kind, number }: Key,
  key: Uint8Array,
): Promise<void> {
  const text = await keeper.text()
  const found = readKeyRing(text)[kind].get(number)
  if (found && Buffer.compare(found, key) === 0) return
  const others = withoutKeyLine(text, kind, number)
  await keeper.replace(withKeyLine(others, kind, number, Buffer.from(key).toString()))
}

/** What was typed as KIND and NUMBER. @throws Failure if there is no such key */
export function typedKey([kind, number = '']: readonly string[]): Key {
  const key = { kind: kind === 'address' ? kind : 'signing', number: Number(number) } as const
  if (/^[1-9]\d{0,3}$/.test(number)) return key
  throw new Failure((w) => w.secret.refusals.noSuchKey({ ...key, number: 0 }))
}
