/** A secret that is not the store's is refused by every verb; its keys are changed step by step. */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../functions/domain/time.ts'
import { recordCustomer, recordPurchases } from '../../functions/intake/record-facts.ts'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { loadAddress } from '../../functions/store/addresses.ts'
import { customerBehind, guestId } from '../../functions/store/identity.ts'
import { customerKey, PROFILE } from '../../functions/store/keys.ts'
import type { Secret, TokenPayload } from '../../functions/store/secret.ts'
import type { Table } from '../../functions/store/table.ts'
import { NOON } from '../support/given.ts'
import { SHOP_DETAILS } from './run-command.ts'
import { runHere } from './run-here.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekindle-secret-verbs-'))
const db = join(folder, 'shop.sqlite')
const file = `${db}.secret`
afterAll(() => rmSync(folder, { recursive: true }))

let now = NOON
const run = (...args: readonly string[]) => runHere([...args, '--db', db], { now: () => now })

async function json<T>(...args: readonly string[]): Promise<T> {
  const { code, out, err } = await run(...args, '--json')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}

/** As a server that runs meanwhile has it. */
async function inStore<T>(work: (table: Table, secret: Secret) => Promise<T>): Promise<T> {
  const { table, secret, close } = await sqliteEngine.openShared(db)
  try {
    return await work(table, await secret(() => now))
  } finally {
    close()
  }
}

const EMAIL = 'lin@example.com'
const payload: TokenPayload = {
  use: 'leave',
  shop: 'acme',
  customer: 'lin',
  campaign: 'care',
  issuedAt: NOON,
}
const profile = (table: Table) => table.get({ pk: customerKey('acme', 'lin'), sk: PROFILE })

beforeAll(async () => {
  await json('shop', 'add', 'acme', ...SHOP_DETAILS)
  await inStore((table, secret) =>
    recordCustomer('acme', 'lin', { email: EMAIL, updatedAt: NOON }, { table, ...secret }, NOON),
  )
  await json('suppression', 'add', EMAIL, '--shop', 'acme')
})

describe('a secret that is not the one of the store', () => {
  const kept = `${file}.kept`
  const verbs = [
    ['suppression', 'add', 'ann@example.com', '--shop', 'acme'],
    ['customer', 'show', EMAIL, '--shop', 'acme', '--by-address'],
    ['secret', 'status'],
    ['secret', 'add', 'signing'],
    ['shop', 'add', 'zeta', ...SHOP_DETAILS],
  ]

  async function expectRefused(says: RegExp): Promise<void> {
    for (const verb of verbs) {
      const { code, out, err } = await run(...verb)
      expect.soft({ verb, code, out }).toEqual({ verb, code: 1, out: '' })
      expect.soft(err).toMatch(says)
      expect.soft(err).toContain('no customer is recognized as opted out')
    }
    copyFileSync(kept, file)
  }

  beforeAll(() => renameSync(file, kept))

  it('is refused where it is missing, and no other is made', async () => {
    for (const verb of verbs) expect((await run(...verb)).code).toBe(1)
    expect(existsSync(file)).toBe(false)
    await expectRefused(/shop\.sqlite\.secret is missing \(fingerprint [\w-]{8}\).*backup/s)
  })

  it('is refused where it was replaced, by both fingerprints', async () => {
    writeFileSync(file, 'z'.repeat(43))
    await expectRefused(/is not the one of this store: \w+ key 1 has the fingerprint [\w-]{8}, and/)
  })

  it('is refused where it was cut short', async () => {
    writeFileSync(file, readFileSync(kept, 'utf8').slice(0, 40))
    await expectRefused(/is not the one of this store/)
  })
})

describe('a new signing key', () => {
  let token: string

  it('is shown once it was added, and may be used once every process has read it', async () => {
    token = await inStore(async (_, { signToken }) => signToken(payload))
    const before = readFileSync(file, 'utf8')
    expect(await json('secret', 'add', 'signing')).toMatchObject({ kind: 'signing', number: 2 })
    expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^${before}\nsigning 2 [\\w-]{43}\n$`))
    const early = await run('secret', 'use', 'signing', '2')
    expect(early.err).toContain('Signing key 2 may not have been read everywhere yet')
    now += 10 * SECOND_MS
    expect(await json('secret', 'use', 'signing', '2')).toMatchObject({ former: 1 })
    expect((await run('secret', 'status')).out).toMatch(/signing key 2 \([\w-]{8}\): current since/)
  })

  it('signs from then on, while the links of the former key keep working', () =>
    inStore(async (_, { signToken, openToken }) => {
      expect(signToken(payload)).toMatch(/^2\./)
      expect(openToken(signToken(payload), now)).toEqual(payload)
      expect(openToken(token, now)).toEqual(payload)
    }))

  it('lets the former one be retired after 400 days, and not before', async () => {
    expect((await run('secret', 'retire', 'signing', '2')).err).toContain('is the current one')
    now += 400 * DAY_MS
    expect((await run('secret', 'retire', 'signing', '1')).err).toContain('valid until')
    now += 10 * SECOND_MS
    await json('secret', 'retire', 'signing', '1')
    await inStore(async (_, { openToken }) => expect(openToken(token, NOON + 1)).toBeUndefined())
    expect((await run('secret', 'status')).out).toContain('address key 1')
  })

  it('that a command had added when it was cut short is the next that is added', async () => {
    writeFileSync(file, `${readFileSync(file, 'utf8').trimEnd()}\nsigning 3 ${'t'.repeat(43)}\n`)
    expect(await json('secret', 'add', 'signing')).toMatchObject({ number: 3 })
    expect(readFileSync(file, 'utf8').match(/^signing/gm)).toHaveLength(2)
  })
})

describe('a new address key', () => {
  it('is used, and every customer and what is known about them moves to it', async () => {
    const former = await inStore(async (table) => (await profile(table))?.addressHash)
    await json('secret', 'add', 'address')
    now += 10 * SECOND_MS
    await json('secret', 'use', 'address', '2')
    expect(
      (await run('suppression', 'remove', String(former), '--shop', 'acme', '--reason', 'x')).err,
    ).toContain('Hashes cannot be used until every customer has')
    expect(await json('secret', 'rekey')).toMatchObject({ moved: 1, complete: false })
    now += 10 * SECOND_MS
    expect(await json('secret', 'rekey')).toMatchObject({ moved: 0, known: 1, complete: true })
    await inStore(async (table, { addressHash }) => {
      expect((await profile(table))?.addressHash).toBe(addressHash(EMAIL))
      expect(addressHash(EMAIL)).not.toBe(former)
      const { facts } = await loadAddress(table, 'acme', addressHash(EMAIL))
      expect(facts.suppression?.reason).toBe('by-hand')
    })
  })

  it('lists each address once, and takes one off the list by either hash', async () => {
    const listed = async () => (await run('suppression', 'export')).out.match(/by-hand/g)
    expect(await listed()).toHaveLength(1)
    const args = ['suppression', 'remove', EMAIL, '--shop', 'acme', '--reason', 'works again']
    expect(await json(...args)).toMatchObject({ lifted: 'by-hand' })
    expect(await listed()).toBeNull()
  })

  it('leads guests, whose id is the hash of their address, to their new id', async () => {
    await inStore((table, secret) =>
      recordPurchases(
        'acme',
        [
          {
            orderId: 'o-1',
            paidAt: NOON,
            currency: 'EUR',
            grossMinor: 1,
            customer: { email: 'guest@example.com' },
          },
        ],
        { table, ...secret },
      ),
    )
    expect(await json('secret', 'add', 'address')).toMatchObject({ number: 3 })
    now += HOUR_MS
    const before = await inStore(async (_, { addressHash }) =>
      guestId(addressHash('guest@example.com')),
    )
    await json('secret', 'use', 'address', '3')
    now += 10 * SECOND_MS
    await json('secret', 'rekey')
    await inStore(async (table, { addressHash }) => {
      const after = guestId(addressHash('guest@example.com'))
      expect(after).not.toBe(before)
      expect(await customerBehind(table, customerKey('acme', before))).toBe(
        customerKey('acme', after),
      )
    })
  })

  it('is never retired, since addresses without a customer are found by its hashes', async () => {
    const { code, err } = await run('secret', 'retire', 'address', '1')
    expect(code).toBe(1)
    expect(err).toContain('An address key is not retired')
  })
})
