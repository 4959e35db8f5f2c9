import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, type Instant } from '../../functions/domain/time.ts'
import type { OutgoingMail } from '../../functions/pipeline/sending/mailer.ts'
import type { Engine, SharedStore } from '../../functions/runtimes/one-machine/engine.ts'
import { startLearning } from '../../functions/runtimes/one-machine/learning.ts'
import { startMailThread } from '../../functions/runtimes/one-machine/mail-thread.ts'
import {
  customerKey,
  orderSort,
  PROFILE,
  parseCustomerKey,
  STORE_KEY,
} from '../../functions/store/keys.ts'
import { addShop } from '../../functions/store/shops.ts'
import type { Row, RowChange } from '../../functions/store/table.ts'
import { sendAlone } from '../support/any-mail.ts'
import { settings } from '../support/given.ts'
import { RUNTIME_ENGINES } from '../support/runtime-engines.ts'

const IN_USE = { fault: { kind: 'database-in-use' } }
const PROCESS = fileURLToPath(new URL('../support/engine-process.ts', import.meta.url))
/** Answered by the other process before it is killed. */
const ANSWERED_BEFORE_KILL = 200

const keyOf = (customer: string) => customerKey('acme', customer)
const fact = (customer: string, order = 'o-1'): { readonly put: Row } => ({
  put: { pk: keyOf(customer), sk: orderSort(order), grossMinor: 100 },
})
const messageOf = (customer: string, status: string): { readonly put: Row } => ({
  put: { pk: keyOf(customer), sk: 'message#welcome#1#hello', status },
})
const mailTo = (customer: string): OutgoingMail => ({
  messageId: `${keyOf(customer)}/welcome#1#hello`,
  shop: 'acme',
  customer: keyOf(customer),
  campaign: 'welcome',
  step: 'hello',
  to: `${customer}@example.com`,
  from: 'hello@acme.example',
  subject: 'Hello',
  bytes: Buffer.from('Subject: Hello\r\n\r\nHello'),
  tracked: false,
})

describe.each(RUNTIME_ENGINES)('the engine on $name', ({ name, kind, locationIn }) => {
  let folder: string
  let stores = 0
  let location: string
  let clock: Instant
  let engine: Engine
  const open = () => kind.open(location, () => clock)

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekindle-engine-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  beforeEach(async () => {
    location = locationIn(folder, String(stores++))
    clock = Date.now()
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
      const longAgo = kind.open(location, () => clock - 2 * DAY_MS)
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

  describe('in its pending work', () => {
    it('marks each customer with a fact that no reaction covered, and no other', async () => {
      await engine.table.write([fact('c-1'), fact('c-1', 'o-2'), messageOf('c-2', 'due')])
      await engine.table.writeTogether([
        { put: { pk: keyOf('c-3'), sk: PROFILE, name: 'Lin' } },
        { put: { pk: keyOf('c-3'), sk: 'state', class: 'prospect' } },
      ])
      await engine.table.write([{ ...fact('c-4'), on: { equals: { grossMinor: 1 } } }])
      await engine.table.writeTogether([
        fact('c-5'),
        { ...fact('c-1'), on: { absent: true as const } },
      ])
      expect(engine.pending.reactions().toSorted()).toEqual([keyOf('c-1'), keyOf('c-3')])
      expect(engine.pending.markOf(keyOf('c-2')).mark).toBe(0)
      await restart()
      expect(engine.pending.reactions().toSorted()).toEqual([keyOf('c-1'), keyOf('c-3')])
    })

    it('clears a mark unless a fact came since the mark was read', async () => {
      const { table, pending } = engine
      await table.write([fact('c-1'), fact('c-2')])
      const marks = [pending.markOf(keyOf('c-1')), pending.markOf(keyOf('c-2'))]
      await table.write([fact('c-2', 'o-2')])
      await pending.clearMarks(marks)
      expect(pending.reactions()).toEqual([keyOf('c-2')])
      await restart()
      expect(engine.pending.reactions()).toEqual([keyOf('c-2')])
      await engine.pending.clearMarks([engine.pending.markOf(keyOf('c-2'))])
      expect(engine.pending.reactions()).toEqual([])
    })

    it('lists messages that are due or claimed, after a restart too, and no settled one', async () => {
      const statuses = ['due', 'claimed', 'accepted', 'skipped', 'held']
      await engine.table.write(statuses.map((status) => messageOf(status, status)))
      await engine.table.write([messageOf('sent', 'due'), messageOf('sent', 'accepted')])
      const waiting = () => engine.pending.messages().map(({ pk, status }) => [pk, status])
      expect(waiting().toSorted()).toEqual([
        [keyOf('claimed'), 'claimed'],
        [keyOf('due'), 'due'],
      ])
      await restart()
      expect(waiting()).toHaveLength(2)
    })
  })

  describe('to its observers', () => {
    it('shows every committed change once, in the order of the commits', async () => {
      const seen: RowChange[] = []
      engine.onCommitted((changes) => seen.push(...changes))
      const { table } = engine
      const pk = keyOf('c-1')
      await Promise.all(
        Array.from({ length: 200 }, (_, nth) => {
          const put = { pk, sk: `order#${nth % 5}`, nth }
          if (nth % 3 === 0) return table.write([{ put }])
          if (nth % 3 === 1) return table.writeTogether([{ put }, messageOf(`c-${nth}`, 'due')])
          return table.write([{ remove: put }, { put, on: { equals: { nth: -1 } } }])
        }),
      )
      const rows = new Map<string, Row>()
      for (const { before, after } of seen) {
        const row = after ?? before
        if (!row) continue
        const key = `${row.pk} ${row.sk}`
        expect(before).toEqual(rows.get(key))
        if (after) rows.set(key, after)
        else rows.delete(key)
      }
      const stored: Row[] = []
      for await (const row of table.scan('acme/')) stored.push(row)
      expect(new Set(stored)).toEqual(new Set(rows.values()))
    })

    it('shows what one call wrote in one call, before the write is answered', async () => {
      const seen: (readonly RowChange[])[] = []
      engine.onCommitted((changes) => seen.push(changes))
      await engine.table.write([fact('c-1'), fact('c-1', 'o-2')])
      expect(seen).toEqual([[{ after: fact('c-1').put }, { after: fact('c-1', 'o-2').put }]])
      await engine.table.writeTogether([fact('c-2'), messageOf('c-2', 'due')])
      expect(seen[1]).toEqual([{ after: fact('c-2').put }, { after: messageOf('c-2', 'due').put }])
    })

    it('shows each of several observers the same, and nothing that failed its condition', async () => {
      const seen: [RowChange[], RowChange[]] = [[], []]
      for (const mine of seen) engine.onCommitted((changes) => mine.push(...changes))
      await engine.table.write([fact('c-1'), { ...fact('c-1'), on: { absent: true } }])
      await engine.table.writeTogether([fact('c-2'), { ...fact('c-1'), on: { absent: true } }])
      expect(seen[0]).toEqual([{ after: fact('c-1').put }])
      expect(seen[1]).toEqual(seen[0])
    })
  })

  describe('next to other writers', () => {
    it('notices what they wrote, and does not take its own writes for theirs', async () => {
      const seen: RowChange[] = []
      engine.onCommitted((changes) => seen.push(...changes))
      await shared(({ table }) => table.write([fact('c-1')]))
      expect(engine.writtenByOthers()).toBe(true)
      expect(engine.pending.reactions()).toEqual([keyOf('c-1')])
      expect(await engine.table.get(fact('c-1').put)).toEqual(fact('c-1').put)
      expect(seen).toEqual([])
      expect(engine.writtenByOthers()).toBe(false)
      await engine.table.write([fact('c-2')])
      expect(engine.writtenByOthers()).toBe(false)
    })

    it('shows them its rows and marks, and lets them clear a mark', async () => {
      await engine.table.write([fact('c-1')])
      await shared(async ({ table, pending }) => {
        expect(await table.get(fact('c-1').put)).toEqual(fact('c-1').put)
        await pending.clearMarks([pending.markOf(keyOf('c-1'))])
      })
      expect(engine.pending.reactions()).toEqual([])
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
      clock += HOUR_MS
      const before = engine.now()
      clock -= 2 * HOUR_MS
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

  describe('in its threads', () => {
    const openShop = async () => {
      const { shop, policy } = settings()
      await addShop(engine.table, shop, policy)
    }

    it('answers a verb that only asks, and takes no write from it', async () => {
      await openShop()
      const { table, close } = await kind.openToAsk(location)
      expect((await table.query('~shops')).map(({ sk }) => sk)).toEqual(['acme'])
      await expect(table.write([fact('c-1')])).rejects.toThrow('only asks')
      close()
      expect(await engine.table.query(keyOf('c-1'))).toEqual([])
    })

    it('reads for the pages what was answered before', async () => {
      expect(await engine.reads.shops()).toEqual([])
      expect(await engine.reads.mail('acme/c-1/welcome#1#hello')).toBeUndefined()
      await openShop()
      expect((await engine.reads.shops()).map(({ id }) => id)).toEqual(['acme'])
      await engine.table.write([fact('c-1')])
      expect(await engine.reads.customer('acme', 'c-1')).toMatchObject({ mailed: [] })
    })

    it('dates a mail by its own time, however the clock of the machine is set', async () => {
      clock += DAY_MS
      const at = engine.now()
      const mail = startMailThread({
        entry: engine.threads.mail,
        publicUrl: 'https://a.example',
        now: engine.now,
      })
      await sendAlone(mail.inbox, mailTo('c-1'))
      await mail.close()
      const found = await engine.reads.mail(mailTo('c-1').messageId)
      expect(found?.receivedAt).toBeGreaterThanOrEqual(at)
    })

    it('keeps a mail once, and none of a customer just erased', async () => {
      const mail = startMailThread({
        entry: engine.threads.mail,
        publicUrl: 'https://a.example',
        now: engine.now,
      })
      const kept = async () => {
        const mails = await Promise.all(
          ['c-1', 'c-10'].map((customer) => engine.reads.mail(mailTo(customer).messageId)),
        )
        return mails.flatMap((mail) => (mail ? [mail.customer] : []))
      }
      try {
        for (const customer of ['c-1', 'c-1', 'c-10'])
          expect(await sendAlone(mail.inbox, mailTo(customer))).toMatchObject({
            outcome: 'accepted',
          })
        expect(await kept()).toEqual(['c-1', 'c-10'])
        await engine.eraseMails(keyOf('c-1'))
        expect(await kept()).toEqual(['c-10'])
        expect(await sendAlone(mail.inbox, mailTo('c-1'))).toMatchObject({ outcome: 'parked' })
        await shared(({ eraseMails }) => eraseMails(keyOf('c-10'), engine.now))
        expect(await kept()).toEqual([])
      } finally {
        await mail.close()
      }
    })

    it('learns from the rows, and shows observers what it learned', async () => {
      await openShop()
      const learned = new Set<string>()
      engine.onCommitted((changes) => {
        for (const { after } of changes)
          if (after && !parseCustomerKey(after.pk)) learned.add(after.pk)
      })
      const events: string[] = []
      const learning = startLearning({
        entry: engine.threads.learning,
        table: engine.table,
        now: engine.now,
        log: (_level, event) => events.push(event),
        firstAfterMs: 1,
      })
      await expect
        .poll(() => events, { timeout: 30_000 })
        .toEqual(['model-fitted', 'recommendations-built'])
      await learning.stop()
      expect([...learned].toSorted()).toEqual(expect.arrayContaining(['acme', '~items/acme']))
      expect(engine.writtenByOthers()).toBe(false)
    })
  })
})
