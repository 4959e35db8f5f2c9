/** How a process of one machine follows the keys of its store, and refuses to work without them. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SECOND_MS } from '../../functions/domain/time.ts'
import type { Engine, SharedStore } from '../../functions/runtimes/one-machine/engine.ts'
import { takeBackup } from '../../functions/runtimes/one-machine/sqlite/backup/take-backup.ts'
import {
  replaceSecretFile,
  secretFileOf,
} from '../../functions/runtimes/one-machine/sqlite/secret-file.ts'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { keyFingerprint, withKeyLine } from '../../functions/store/key-ring.ts'
import { customerKey, PROFILE } from '../../functions/store/keys.ts'
import { keyAdded, keyUsed } from '../../functions/store/rotate-secret.ts'
import type { TokenPayload } from '../../functions/store/secret.ts'
import { loadStoredSecret, putStoredSecret } from '../../functions/store/stored-secret.ts'
import { NOON } from '../support/given.ts'

const SIGNING = { kind: 'signing', number: 2 } as const
const KEY = 's'.repeat(43)
const payload: TokenPayload = {
  use: 'leave',
  shop: 'tea',
  customer: '1',
  campaign: 'care',
  issuedAt: 0,
}

let folder: string
let file: string
let engine: Engine
/** By which a process knows that a second has passed. */
let elapsed = 0

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekindle-own-secret-'))
  file = join(folder, 'shop.sqlite')
  vi.spyOn(performance, 'now').mockImplementation(() => elapsed)
  engine = await sqliteEngine.open(file, () => NOON)
})
afterEach(async () => {
  await engine.close()
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

const secretText = () => readFileSync(secretFileOf(file), 'utf8')

async function shared<T>(work: (store: SharedStore) => Promise<T>): Promise<T> {
  const store = await sqliteEngine.openShared(file)
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

/** As `rekindle secret add` and `use` do it; the secret may be left out. */
async function rotate(addsToFile: boolean): Promise<void> {
  if (addsToFile) replaceSecretFile(file, withKeyLine(secretText(), 'signing', 2, KEY))
  await shared(async ({ table }) => {
    const stored = await loadStoredSecret(table)
    if (!stored) throw new Error('the keys are not noted')
    const added = keyAdded(stored, SIGNING, keyFingerprint('signing', Buffer.from(KEY)), NOON)
    const { keys } = keyUsed(added, SIGNING, 0, NOON)
    if (keys) await table.write([putStoredSecret(stored, keys)])
  })
}

describe('a server that runs', () => {
  it('signs with a key that a command made the current one, within a second', async () => {
    const { signToken, openToken } = engine.secret
    const before = signToken(payload)
    await rotate(true)
    elapsed += SECOND_MS
    const after = signToken(payload)
    expect([before, after].map((token) => token.startsWith('2.'))).toEqual([false, true])
    expect([before, after].map((token) => openToken(token, 1))).toEqual([payload, payload])
  })

  it('hashes and signs nothing once it lacks a key that the store names', async () => {
    await rotate(false)
    elapsed += SECOND_MS
    const fault = { kind: 'key-missing', key: 'signing', number: 2 }
    const refused = expect.objectContaining({
      fault: expect.objectContaining({ fault: expect.objectContaining(fault) }),
    })
    expect(() => engine.secret.addressHash('li@example.com')).toThrow(refused)
    expect(() => engine.secret.signToken(payload)).toThrow(refused)
  })
})

describe('a store without a secret', () => {
  it('is not given one by a command that only asks', async () => {
    await engine.close()
    rmSync(secretFileOf(file))
    await shared(async ({ table, secret }) => {
      await table.write([{ remove: { pk: '~store', sk: 'secret' } }])
      await expect(secret()).rejects.toMatchObject({ fault: { kind: 'secret-missing' } })
      expect(existsSync(secretFileOf(file))).toBe(false)
      await secret(() => NOON)
      expect(existsSync(secretFileOf(file))).toBe(true)
    })
    engine = await sqliteEngine.open(file, () => NOON)
  })

  it('is not given one where an address was hashed, though no key is noted', async () => {
    const profile = { pk: customerKey('tea', '1'), sk: PROFILE, addressHash: 'h'.repeat(43) }
    const note = { pk: '~store', sk: 'secret' }
    await engine.table.write([{ put: profile }, { remove: note }])
    await engine.close()
    const kept = secretText()
    rmSync(secretFileOf(file))
    const opening = sqliteEngine.open(file, () => NOON)
    await expect(opening).rejects.toMatchObject({ fault: { kind: 'secret-missing' } })
    expect(existsSync(secretFileOf(file))).toBe(false)
    writeFileSync(secretFileOf(file), kept)
    engine = await sqliteEngine.open(file, () => NOON)
  })
})

describe('a backup', () => {
  const passphrase = undefined
  const back = (to: string) =>
    takeBackup({ file, to: join(folder, to), passphrase, version: '1', now: () => NOON })

  it('is refused with another secret than the one of its rows', async () => {
    writeFileSync(secretFileOf(file), 'z'.repeat(43))
    await expect(back('other')).rejects.toMatchObject({ fault: { kind: 'secret-differs' } })
    expect(existsSync(join(folder, 'other'))).toBe(false)
  })

  it('is known by the first key of its secret, so that an added key changes nothing', async () => {
    const { secret: before } = await back('before')
    await rotate(true)
    expect((await back('after')).secret).toEqual(before)
  })
})
