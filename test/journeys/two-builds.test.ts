import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { SETTINGS_KEPT_MS } from '../../functions/runtimes/shop-cache.ts'
import { makeDynamoDbTable } from '../../functions/store/dynamodb/dynamodb-table.ts'
import { guestId } from '../../functions/store/identity.ts'
import { customerKey, orderSort } from '../../functions/store/keys.ts'
import type { Table } from '../../functions/store/table.ts'
import { dynamodbEngineMissing, startDynamodbEngine } from '../support/dynamodb-engine.ts'
import { loadedShop, SHOP } from '../support/loaded-shop.ts'
import { clientFor, createRekindleTable } from '../support/store-engines.ts'
import { FORMER_FORMAT, makeVariant, NEWER_FORMAT, THIS_BUILD } from '../support/variant-build.ts'

/** A build at work on the store: one of `work` in build-process.ts after another. */
type Build = {
  readonly ask: (name: string, argument?: unknown) => Promise<Answer>
  readonly child: ChildProcess
}
type Answer = { readonly value?: unknown; readonly problem?: string }

function startBuild(root: string, engine: string, location: string): Build {
  const script = join(root, 'test/support/build-process.ts')
  const child = spawn(process.execPath, [script, engine, location], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    child,
    async ask(name, argument) {
      child.stdin.write(`${JSON.stringify([name, argument])}\n`)
      const { value: line } = await answers.next()
      return JSON.parse(line as string) as Answer
    },
  }
}

const folder = mkdtempSync(join(tmpdir(), 'rekindle-two-builds-'))
const newer = makeVariant(join(folder, 'newer'), NEWER_FORMAT)
const former = makeVariant(join(folder, 'former'), FORMER_FORMAT)
afterAll(() => rmSync(folder, { recursive: true }))

type Engine = {
  readonly name: string
  readonly missing: string | undefined
  readonly start: () => Promise<{
    readonly table: Table
    readonly location: string
    readonly stop: () => Promise<void>
  }>
}

const ENGINES: readonly Engine[] = [
  {
    name: 'dynamodb',
    missing: dynamodbEngineMissing,
    async start() {
      const { endpoint, stop } = await startDynamodbEngine()
      const client = clientFor(endpoint)
      await createRekindleTable(client, 'rekindle')
      const table = makeDynamoDbTable({ client, tableName: 'rekindle' })
      return { table, location: endpoint, stop }
    },
  },
  {
    name: 'sqlite',
    missing: undefined,
    async start() {
      const location = join(folder, 'shop.sqlite')
      const { table, close } = await sqliteEngine.openShared(location)
      return { table, location, stop: async () => close() }
    },
  },
]

for (const { name, missing, start } of ENGINES)
  describe.skipIf(missing)(`two builds on one store (${name})`, () => {
    let table: Table
    let stop: () => Promise<void>
    let before: Build
    let builds: { readonly old: Build; readonly new: Build }
    beforeAll(async () => {
      const { location, ...store } = await start()
      table = store.table
      stop = store.stop
      await loadedShop(table, Date.now() - 60_000)
      before = startBuild(former, name, location)
      builds = {
        old: startBuild(THIS_BUILD, name, location),
        new: startBuild(newer, name, location),
      }
    }, 60_000)
    afterAll(async () => {
      for (const { child } of [before, ...Object.values(builds)]) child.kill()
      await stop()
    })

    /** A first purchase with consent, after which a mail is due. */
    const purchase = (id: string) => {
      const at = new Date().toISOString()
      return {
        orderId: `o-${id}`,
        paidAt: Date.now(),
        currency: 'EUR',
        grossMinor: 2_500,
        customer: {
          ...{ id, email: `${id}@example.com`, locale: 'en', country: 'GB' },
          consents: [
            { purpose: 'marketing', act: 'granted', at: Date.parse(at), source: 'checkout' },
          ],
        },
      }
    }
    const orderRow = (id: string) =>
      table.get({ pk: customerKey(SHOP, id), sk: orderSort(`o-${id}`) })

    it('one from before customers could move reads the guest and the customer, also after a rollback', async () => {
      const { old } = builds
      const guest = { ...purchase('ana'), orderId: 'o-guest' }
      const { id: _id, ...anonymous } = guest.customer
      const hash = `hash of ${anonymous.email}`
      await before.ask('post', { ...guest, customer: anonymous })
      expect(await before.ask('react', guestId(hash))).toEqual({ value: 'committed' })
      expect(await old.ask('react', guestId(hash))).toEqual({ value: 'unchanged' })
      await old.ask('post', purchase('ana'))
      expect(await old.ask('react', 'ana')).toEqual({ value: 'committed' })
      for (const { ask } of [before, old])
        for (const id of ['ana', guestId(hash)])
          expect(await ask('load', id)).toMatchObject({
            value: { notUnderstood: [], class: 'first-time', orders: [{}] },
          })
      expect(await before.ask('react', 'ana')).toEqual({ value: 'unchanged' })

      expect(await old.ask('finish')).toEqual({ value: { from: 1, to: 2, shops: 1 } })
      await old.ask('wait', SETTINGS_KEPT_MS)
      await before.ask('wait', SETTINGS_KEPT_MS)
      await old.ask('post', { ...purchase('ana'), orderId: 'o-later' })
      expect(await old.ask('react', 'ana')).toEqual({ value: 'committed' })
      expect(await old.ask('load', 'ana')).toMatchObject({
        value: { class: 'frequent', orders: [{}, {}, {}] },
      })
      expect(await before.ask('post', purchase('refused'))).toEqual({ problem: 'newer-format' })
      expect(await before.ask('load', 'ana')).toMatchObject({
        value: { notUnderstood: ['state row: version 2'] },
      })
    })

    it.each([
      ['old', 'new'],
      ['new', 'old'],
    ] as const)('a purchase that the %s one took is mailed once by either', async (one, other) => {
      const id = `by-${one}`
      expect(await builds[one].ask('post', purchase(id))).toHaveProperty('value')
      expect(await orderRow(id)).toMatchObject({ grossMinor: 2_500 })
      expect(await builds[other].ask('react', id)).toEqual({ value: 'committed' })
      expect(await builds[one].ask('react', id)).toEqual({ value: 'unchanged' })
      const sends = await Promise.all([builds[one].ask('send', id), builds[other].ask('send', id)])
      expect(sends.flatMap(({ value }) => value)).toHaveLength(1)
      for (const { ask } of Object.values(builds))
        expect(await ask('load', id)).toMatchObject({
          value: { notUnderstood: [], class: 'first-time', orders: [{ grossMinor: 2_500 }] },
        })
    })

    it('a rollback before the upgrade is finished needs nothing', async () => {
      await builds.new.ask('post', purchase('rolled-back'))
      await builds.new.ask('react', 'rolled-back')
      expect(await builds.old.ask('send', 'rolled-back')).toMatchObject({
        value: [expect.stringContaining('message#')],
      })
    })

    it('the old one refuses to write once it is finished, and the new one loses nothing', async () => {
      await builds.new.ask('post', purchase('before'))
      const { id: _id, ...anonymous } = purchase('moved').customer
      await builds.old.ask('post', { ...purchase('guest'), customer: anonymous })
      expect(await builds.new.ask('finish')).toEqual({ value: { from: 2, to: 3, shops: 1 } })
      expect(await builds.new.ask('finish')).toEqual({ value: { from: 3, to: 3, shops: 0 } })
      // In the time that settings are kept, the old one may still write what both understand.
      await builds.old.ask('wait', SETTINGS_KEPT_MS)
      expect(await builds.old.ask('post', purchase('refused'))).toEqual({ problem: 'newer-format' })
      expect(await builds.old.ask('react', 'before')).toEqual({ problem: 'newer-format' })
      expect(await builds.new.ask('react', 'before')).toEqual({ value: 'committed' })

      await builds.new.ask('post', purchase('moved'))
      expect(await builds.new.ask('react', 'moved')).toEqual({ value: 'committed' })
      expect(await builds.new.ask('load', 'moved')).toMatchObject({
        value: { notUnderstood: [], orders: [{ grossMinor: 2_500 }, { grossMinor: 2_500 }] },
      })

      await builds.new.ask('post', purchase('after'))
      expect(await orderRow('after')).toMatchObject({ gross: 2_500, v: 2 })
      expect(await builds.new.ask('react', 'after')).toEqual({ value: 'committed' })
      for (const id of ['before', 'after'])
        expect(await builds.new.ask('send', id)).toMatchObject({ value: [expect.anything()] })
      expect(await builds.old.ask('load', 'after')).toMatchObject({
        value: { notUnderstood: ['order row: version 2'] },
      })
    })
  })
