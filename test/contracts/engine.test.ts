import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../functions/domain/time.ts'
import type { Engine, SharedStore } from '../../functions/runtimes/one-machine/engine.ts'
import { PROFILE, STORE_KEY } from '../../functions/store/keys.ts'
import type { Row } from '../../functions/store/table.ts'
import { RUNTIME_ENGINES } from '../support/runtime-engines.ts'

import { testCommits } from './engine-commits.ts'
import { testThreads } from './engine-threads.ts'
import { type EngineUnderTest, fact, keyOf } from './engine-under-test.ts'

const IN_USE = { fault: { kind: 'database-in-use' } }
const PROCESS = fileURLToPath(new URL('../support/engine-process.ts', import.meta.url))
/** Answered by the other process before it is killed. */
const ANSWERED_BEFORE_KILL = 200

describe.each(RUNTIME_ENGINES)('the engine on $name', ({ name, kind, locationIn }) => {
  let folder: string
  let stores = 0
  let location: string
  const clock = { now: 0 }
  let engine: Engine
  const open = () => kind.open(location, () => clock.now)

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekindle-engine-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  beforeEach(async () => {
    location = locationIn(folder, String(stores++))
    clock.now = Date.now()
    engine = await open()
  })
  afterEach(() => engine.close())

  async function restart(): Promise<void> {
    await engine.close()
    engine = await open()
  }

  async function shared<T>(work: (store: SharedStore) => Promise<T>): Promise<T> {
    const store = await kind.openShared(location)
    try {
      return await work(store)
    } finally {
      store.close()
    }
  }

  describe('where its process is killed', () => {
    it('keeps each answered fact with its mark, and belongs to the next process', async () => {
      await engine.close()
      const child = spawn(process.execPath, [PROCESS, name, location], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const ended = once(child, 'exit')
      const answered: string[] = []
      for await (const line of createInterface(child.stdout)) {
        answered.push(line)
        if (answered.length === 1) await expect(open()).rejects.toMatchObject(IN_USE)
        if (answered.length === ANSWERED_BEFORE_KILL) child.kill('SIGKILL')
      }
      await ended
      engine = await open()
      const facts: string[] = []
      for await (const { pk } of engine.table.scan('acme/')) facts.push(pk)
      expect(answered.length).toBeGreaterThanOrEqual(ANSWERED_BEFORE_KILL)
      expect(facts).toEqual(expect.arrayContaining(answered))
      expect(engine.pending.reactions().toSorted()).toEqual(facts.toSorted())
    })
  })

  describe('as the property of one process', () => {
    it('is refused to a second owner until the first closes it', async () => {
      await expect(open()).rejects.toMatchObject(IN_USE)
      await engine.close()
      engine = await open()
    })

    it('is free again after an opening that failed', async () => {
      await engine.close()
      const longAgo = kind.open(location, () => clock.now - 2 * DAY_MS)
      await expect(longAgo).rejects.toMatchObject({ fault: { kind: 'clock-behind' } })
      engine = await open()
    })

    it('commits what was asked for before it closes', async () => {
      const writing = engine.table.write([fact('c-1')])
      await restart()
      await writing
      expect(await engine.table.get(fact('c-1').put)).toEqual(fact('c-1').put)
    })
  })

  describe('in what left under a claim', () => {
    it('knows of each claim of earlier owners whether it stayed, until they are forgotten', async () => {
      const { newClaimId, note } = engine.departures
      const [left, stayed] = [newClaimId(), newClaimId()]
      note(left)
      const known = () => [left, stayed].map(engine.departures.hasSurelyStayed)
      await restart()
      expect(known()).toEqual([false, true])
      const ofThisOwner = engine.departures.newClaimId()
      expect(engine.departures.hasSurelyStayed(ofThisOwner)).toBe(false)
      await restart()
      expect(known()).toEqual([false, true])
      engine.departures.forgetEarlier()
      await restart()
      expect(known()).toEqual([false, false])
    })

    it('says nothing of a claim that it did not name', () => {
      expect(engine.departures.hasSurelyStayed('claim-1')).toBe(false)
      expect(() => engine.departures.note('claim-1')).toThrow()
    })
  })

  describe('over a restart', () => {
    it('proves by writing that it can be written, and changes nothing by it', async () => {
      await engine.table.write([fact('c-1')])
      const rows = await engine.table.query(keyOf('c-1'))
      const { buckets } = engine.commitTimes()
      await engine.proveWritable()
      expect(await engine.table.query(keyOf('c-1'))).toEqual(rows)
      expect(engine.commitTimes().buckets.at(-1)?.count).toBe((buckets.at(-1)?.count ?? 0) + 1)
    })

    it('never lets time run backwards', async () => {
      clock.now += HOUR_MS
      const before = engine.now()
      clock.now -= 2 * HOUR_MS
      expect(engine.now()).toBeGreaterThanOrEqual(before)
      await restart()
      expect(engine.now()).toBeGreaterThanOrEqual(before)
    })

    it('keeps its secret, which commands share', async () => {
      const made = engine.secret.addressHash('li@example.com')
      await restart()
      expect(engine.secret.addressHash('li@example.com')).toBe(made)
      await shared(async ({ secret }) =>
        expect((await secret()).addressHash('li@example.com')).toBe(made),
      )
    })
  })

  describe('with its secret', () => {
    const { email, addressHash } = { email: 'li@example.com', addressHash: 'x'.repeat(43) }
    const profile = { pk: keyOf('c-1'), sk: PROFILE, email, addressHash, updatedAt: 1 }
    const refused = (kind: string) => ({ fault: { kind } })

    /** A store whose first address was hashed with another secret, and which noted none. */
    async function withoutNote(row: Row): Promise<void> {
      await engine.table.write([
        { remove: { pk: STORE_KEY, sk: 'secret' } },
        { put: { contentHash: 'h', ...row } },
      ])
    }

    it('notes by which keys it was written, once', async () => {
      const noted = await engine.table.query(STORE_KEY, { prefix: 'secret' })
      expect(noted).toMatchObject([{ signing: { current: 1 }, address: { current: 1 } }])
      await restart()
      expect(await engine.table.query(STORE_KEY, { prefix: 'secret' })).toEqual(noted)
    })

    it('is refused where addresses were hashed with another, also to a command', async () => {
      await withoutNote(profile)
      await expect(shared(({ secret }) => secret())).rejects.toMatchObject(
        refused('secret-differs'),
      )
      await expect(restart()).rejects.toMatchObject(refused('secret-differs'))
      await shared(({ table }) => table.write([{ remove: profile }]).then(() => undefined))
      engine = await open()
    })

    it('notes its keys where an address was hashed with them, as before there were notes', async () => {
      await withoutNote({ ...profile, addressHash: engine.secret.addressHash(email) })
      await restart()
      expect(await engine.table.query(STORE_KEY, { prefix: 'secret' })).toHaveLength(1)
    })
  })

  const running: EngineUnderTest = {
    ...{ kind, clock, restart, shared },
    get engine() {
      return engine
    },
    get location() {
      return location
    },
  }
  testCommits(running)
  testThreads(running)
})
