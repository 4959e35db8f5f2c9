/**
 * A shop on one machine whose disk is lost: a backup was taken while offers waited, they went out
 * afterwards, and some customers opted out, complained or were erased meanwhile. What is restored,
 * and with which journal, differs.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withSuppression } from '../../functions/domain/address.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { restoreBackup } from '../../functions/runtimes/one-machine/sqlite/backup/restore-backup.ts'
import { takeBackup } from '../../functions/runtimes/one-machine/sqlite/backup/take-backup.ts'
import { inboxFileOf } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { changeAddress } from '../../functions/store/addresses.ts'
import { openForReading } from '../../functions/store/sqlite/database.ts'
import { SHOP } from './loaded-shop.ts'
import {
  firstPurchase,
  type MachineFlag,
  type OneMachineProcess,
  poster,
  startOneMachine,
} from './one-machine.ts'

export const BUYERS = 10
const PASSPHRASE = 'a passphrase for tests'
/** The campaign sends its offer seven days after the purchase. */
const OFFER_AFTER_DAYS = 7.1

/** Where the journal is afterwards, and how the older rows come back. */
export type Loss = {
  readonly journal: 'next-to-it' | 'elsewhere' | 'lost'
  readonly comesBack: 'by-restore' | 'copied-by-hand'
}

export type Aftermath = {
  /** Mails that left twice, by their ids. */
  readonly twice: readonly string[]
  /** Mails to people who had opted out, complained or were erased. */
  readonly toOptedOut: readonly string[]
  /** Offers to customers of the lost span that did not go out when they fell due. */
  readonly neverSent: readonly string[]
  /** Orders of the lost span that are not there after the shop posted them again. */
  readonly missing: readonly string[]
  /** Mails that left before the loss. */
  readonly sent: number
  readonly kills: number
}

/** Customers by what they did after the backup; each has a mail that waits when it is taken. */
const LEFT = ['1', '2']
const COMPLAINED = ['3']
const ERASED = ['4']
const LATE = ['late-1', 'late-2']
/** New since the backup, and left. */
const LATE_LEFT = ['late-3']

/** Lives through the loss and reports what came of it. */
export async function loseTheDisk(
  folder: string,
  { journal, comesBack }: Loss,
): Promise<Aftermath> {
  mkdirSync(join(folder, 'disk'), { recursive: true })
  const file = join(folder, 'disk', 'shop.sqlite')
  const elsewhere = join(folder, 'journals')
  mkdirSync(elsewhere, { recursive: true })
  const path = journal === 'elsewhere' ? join(elsewhere, 'shop.journal') : `${file}.journal`
  const flags: readonly MachineFlag[] = journal === 'elsewhere' ? [`journal=${path}`] : []
  const ids = Array.from({ length: BUYERS }, (_, nth) => String(nth))

  // Ten introductions leave; ten offers wait.
  let machine = await startOneMachine(file, undefined, flags)
  const boughtAt = new Date().toISOString()
  await buy(machine, ids, boughtAt)
  await untilMails(file, BUYERS)
  const backup = join(folder, 'backup')
  const now = () => Date.now()
  if (comesBack === 'by-restore')
    await takeBackup({ file, to: backup, passphrase: PASSPHRASE, version: 'test', now })
  await machine.end('SIGTERM')
  if (comesBack === 'copied-by-hand') copyFolder(dirname(file), backup)
  const inBackup = new Set(mailsIn(file))

  // Some leave, others buy, and a week later the offers go out.
  machine = await startOneMachine(file, undefined, [...flags, 'days=1'])
  const lateAt = new Date(Date.now() + DAY_MS).toISOString()
  await buy(machine, [...LATE, ...LATE_LEFT], lateAt)
  await untilMails(file, BUYERS + LATE.length + LATE_LEFT.length)
  await leave(machine, file, [...LEFT, ...LATE_LEFT])
  await complain(file, COMPLAINED)
  await erase(machine, ERASED)
  await machine.end('SIGKILL')
  machine = await startOneMachine(file, undefined, [...flags, `days=${OFFER_AFTER_DAYS}`])
  const quiet = [...LEFT, ...COMPLAINED, ...ERASED]
  await untilMails(
    file,
    BUYERS + LATE.length + LATE_LEFT.length - ERASED.length + BUYERS - quiet.length,
  )
  await machine.end('SIGKILL')
  const sent = mailsIn(file)

  // The disk is lost.
  const kept = join(folder, 'kept.journal')
  copyFileSync(path, kept)
  rmSync(dirname(file), { recursive: true })
  mkdirSync(dirname(file))
  if (comesBack === 'by-restore')
    await restoreBackup({ from: backup, file, passphrase: async () => PASSPHRASE })
  else copyFolder(backup, dirname(file))
  rmSync(path, { force: true })
  if (journal !== 'lost') copyFileSync(kept, path)

  machine = await startOneMachine(file, undefined, [...flags, `days=${OFFER_AFTER_DAYS + 0.1}`])
  // The shop posts the orders of the lost span again, and customers use the links of their mails.
  await buy(machine, [...LATE, ...LATE_LEFT], lateAt)
  await sleep(3_000)
  await machine.end('SIGKILL')
  // A second start finishes whatever the first did not, and repeats nothing; the offers of the lost
  // span fall due.
  machine = await startOneMachine(file, undefined, [...flags, `days=${OFFER_AFTER_DAYS + 1.1}`])
  await sleep(4_000)
  const orders = ordersIn(file)
  await machine.end('SIGTERM')

  const again = mailsIn(file).filter((id) => !inBackup.has(id))
  const gone = [...quiet, ...LATE_LEFT].map((id) => `customer-${id}`)
  return {
    twice: again.filter((id) => sent.includes(id)),
    toOptedOut: again.filter((id) => gone.some((customer) => id.includes(`/${customer}/`))),
    neverSent:
      journal === 'lost'
        ? []
        : LATE.filter(
            (id) => !again.some((mail) => mail.includes(`/customer-${id}/first-time#1#offer`)),
          ),
    missing: [...ids.filter((id) => !ERASED.includes(id)), ...LATE, ...LATE_LEFT].filter(
      (id) => !orders.has(`order#order-${id}`),
    ),
    sent: sent.length,
    kills: 3,
  }
}

async function buy(machine: OneMachineProcess, ids: readonly string[], at: string): Promise<void> {
  const { post, close } = poster(machine, 4)
  for (const id of ids) {
    const status = await post(JSON.stringify(firstPurchase(id, at)))
    if (status < 200 || status >= 300) throw new Error(`a purchase was answered with ${status}`)
  }
  close()
}

async function leave(machine: OneMachineProcess, file: string, ids: readonly string[]) {
  const { secret, close } = await sqliteEngine.openShared(file)
  const { signToken } = await secret()
  close()
  for (const id of ids) {
    const payload = { shop: SHOP, customer: `customer-${id}`, campaign: 'first-time' }
    const token = signToken({ use: 'leave', ...payload, issuedAt: Date.now() })
    const { status } = await fetch(`${machine.url}/unsubscribe/${token}`, { method: 'POST' })
    if (status !== 200) throw new Error(`unsubscribing was answered with ${status}`)
  }
}

/** As a command does, next to the server. */
async function complain(file: string, ids: readonly string[]): Promise<void> {
  const { table, secret, close } = await sqliteEngine.openShared(file)
  const { addressHash } = await secret()
  for (const id of ids)
    await changeAddress(table, SHOP, addressHash(`customer-${id}@example.com`), (facts) =>
      withSuppression(facts, { reason: 'complaint', at: Date.now() }),
    )
  close()
}

async function erase({ url, bearer }: OneMachineProcess, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const { status } = await fetch(`${url}/v1/shops/${SHOP}/customers/customer-${id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${bearer}` },
    })
    if (status !== 200) throw new Error(`an erasure was answered with ${status}`)
  }
}

function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from))
    if (!basename(name).endsWith('.journal')) copyFileSync(join(from, name), join(to, name))
}

function query(path: string, sql: string): readonly unknown[] {
  if (!existsSync(path)) return []
  const sqlite = openForReading(path)
  try {
    return sqlite
      .prepare(sql)
      .all()
      .map(({ id }) => id)
  } finally {
    sqlite.close()
  }
}

const mailsIn = (file: string): readonly string[] =>
  query(inboxFileOf(file), 'SELECT message_id AS id FROM inbox').map(String)

const ordersIn = (file: string): ReadonlySet<unknown> =>
  new Set(query(file, "SELECT sk AS id FROM rows WHERE sk LIKE 'order#%'"))

async function untilMails(file: string, mails: number): Promise<void> {
  const deadline = Date.now() + 60_000
  while (mailsIn(file).length < mails) {
    if (Date.now() > deadline)
      throw new Error(`${mailsIn(file).length} mails arrived in a minute, not ${mails}`)
    await sleep(50)
  }
}
