/**
 * The secret of one SQLite file: its keys, as the rows say that they are used.
 *
 * 1. It is used only if it is the one that the rows were written with (store/stored-secret.ts).
 * 2. It is made only for a store that has no row which depends on one.
 * 3. A process that runs for long reads the row again each second, and the keys where the row has
 *    changed. So a key that was added is known to every process a second later, and a key becomes
 *    current for all within a second.
 */
import type { DatabaseSync } from 'node:sqlite'
import { decode } from '../../../store/codecs/codec.ts'
import { SHARED_ROWS } from '../../../store/codecs/shared-rows.ts'
import type { StoredSecret } from '../../../store/codecs/store-rows.ts'
import { type KeyRing, shortFingerprint } from '../../../store/key-ring.ts'
import { ADDRESSES_PREFIX, PROFILE, STORE_KEY } from '../../../store/keys.ts'
import { type Secret, secretBehind } from '../../../store/secret.ts'
import { rowIn } from '../../../store/sqlite/columns.ts'
import { StartError } from '../../../store/start-fault.ts'
import {
  type HashedAddress,
  refuseOtherAddresses,
  SecretError,
  secretOf,
  storeFirstSecret,
} from '../../../store/stored-secret.ts'
import type { Table } from '../../../store/table.ts'
import { makeSecretFile, readKeyFile, secretFileOf } from './secret-file.ts'

/** How long a change of the keys may go unnoticed. */
const SECRET_READ_EVERY_MS = 1_000

type OwnSecretPorts = {
  readonly file: string
  readonly sqlite: DatabaseSync
  readonly table: Table
  readonly now: () => number
}

/**
 * The secret of a store that is in use, made and noted where the store is new.
 *
 * @throws StartError if it is missing, incomplete or another than the store's
 */
export async function openSecret({ file, sqlite, table, now }: OwnSecretPorts): Promise<Secret> {
  const reads = secretReads(sqlite)
  if (reads.row() === undefined) await noteFirst(file, reads, table, now())
  return liveSecret(file, sqlite)
}

/**
 * As `openSecret`, for a command that only asks: nothing is made and nothing is noted.
 *
 * @throws StartError also if the store has no secret yet
 */
export function askSecret({ file, sqlite }: Pick<OwnSecretPorts, 'file' | 'sqlite'>): Secret {
  const { row, addresses } = secretReads(sqlite)
  if (row() === undefined) {
    const ring = readKeyFile(file)
    if (ring) named(file, () => refuseOtherAddresses(ring, addresses()))
  }
  return liveSecret(file, sqlite)
}

/**
 * The secret of a store that another thread or process has opened.
 *
 * @throws StartError if it is missing, incomplete or another than the store's
 */
export function liveSecret(file: string, sqlite: DatabaseSync): Secret {
  const { text, row } = secretReads(sqlite)
  const read = () => ({ text: text(), secret: readSecret(file, row()), at: performance.now() })
  let held = read()
  return secretBehind(() => {
    const now = performance.now()
    if (now < held.at + SECRET_READ_EVERY_MS) return held.secret
    held = text() === held.text ? { ...held, at: now } : read()
    return held.secret
  })
}

function readSecret(file: string, stored: StoredSecret | undefined): Secret {
  const ring = readKeyFile(file)
  if (!ring) throw missing(file, stored)
  return named(file, () => secretOf(ring, stored))
}

async function noteFirst(
  file: string,
  reads: ReturnType<typeof secretReads>,
  table: Table,
  now: number,
): Promise<void> {
  const found = readKeyFile(file)
  if (!found && reads.hasAddress()) throw missing(file, undefined)
  if (!found) makeSecretFile(file)
  const ring: KeyRing | undefined = found ?? readKeyFile(file)
  if (!ring) throw missing(file, undefined)
  try {
    await storeFirstSecret(table, ring, reads.addresses(), now)
  } catch (error) {
    throw namedError(file, error)
  }
}

const missing = (file: string, stored: StoredSecret | undefined): StartError =>
  new StartError({
    kind: 'secret-missing',
    file: secretFileOf(file),
    ...(stored && { stored: shortFingerprint(stored.address.keys[1]?.fingerprint ?? '') }),
  })

function named<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw namedError(file, error)
  }
}

const namedError = (file: string, error: unknown): unknown =>
  error instanceof SecretError
    ? new StartError({ kind: 'secret-differs', file: secretFileOf(file), fault: error.fault })
    : error

/** One of these is enough, of a random sample: they are found in the order of their hashes. */
const SAMPLE = 100

function secretReads(sqlite: DatabaseSync) {
  const selectRow = sqlite.prepare(
    `SELECT pk, sk, body FROM rows WHERE pk = '${STORE_KEY}' AND sk = 'secret'`,
  )
  const selectProfiles = sqlite.prepare(
    `SELECT body FROM rows
     WHERE sk = '${PROFILE}' AND json_extract(body, '$.addressHash') > '' LIMIT ${SAMPLE}`,
  )
  const selectAddress = sqlite.prepare(
    `SELECT 1 FROM rows WHERE pk > '${ADDRESSES_PREFIX}' AND pk < '${ADDRESSES_PREFIX}~' LIMIT 1`,
  )
  const addresses = (): readonly HashedAddress[] =>
    selectProfiles.all().flatMap(({ body }) => {
      const { email, addressHash } = JSON.parse(String(body))
      return typeof email === 'string' ? [{ email, addressHash }] : []
    })
  return {
    /** As it is stored: another text is another row. */
    text: () => selectRow.get()?.body,
    row(): StoredSecret | undefined {
      const found = selectRow.get()
      if (!found) return undefined
      const { value, fault } = decode(SHARED_ROWS.secret, rowIn(found))
      if (fault !== undefined) throw new Error(fault)
      return value
    },
    addresses,
    /** Whether anything in the store was made with a secret. */
    hasAddress: () => (selectProfiles.get() ?? selectAddress.get()) !== undefined,
  }
}
