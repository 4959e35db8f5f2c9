import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inboxFileOf } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { openForReading } from '../../functions/store/sqlite/database.ts'
import { firstPurchase, poster, startOneMachine } from '../support/one-machine.ts'
import { storeFindings } from '../support/store-findings.ts'

const KILLS = 6
const CONNECTIONS = 24

describe('killed with SIGKILL while it works, again and again', () => {
  let folder: string
  let file: string
  const accepted: string[] = []

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rekindle-kill-'))
    file = join(folder, 'shop.sqlite')
    for (let round = 0; round < KILLS; round++) await loadUntilKilled(round)
    const survivor = await startOneMachine(file)
    await untilAllSent()
    await survivor.end('SIGTERM')
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  /** Posts as fast as it goes and kills somewhere in the middle, at another moment each time. */
  async function loadUntilKilled(round: number): Promise<void> {
    const machine = await startOneMachine(file)
    const { post, close } = poster(machine, CONNECTIONS)
    let next = 0
    let killed = false
    const before = accepted.length
    const load = Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        while (!killed) {
          const id = `${round}-${next++}`
          const at = new Date().toISOString()
          const status = await post(JSON.stringify(firstPurchase(id, at)))
          if (status === 201) accepted.push(id)
        }
      }),
    )
    await sleep(150 + 130 * round)
    // A loaded machine takes longer for its first purchases.
    for (let wait = 0; wait < 200 && accepted.length <= before + 10; wait++) await sleep(25)
    killed = true
    await machine.end('SIGKILL')
    await load
    close()
  }

  async function untilAllSent(): Promise<void> {
    for (let wait = 0; wait < 300; wait++) {
      if (count(`sk = 'message#first-time#1#introduction'`) === count(`sk LIKE 'order#%'`)) {
        if (count('sending IS NOT NULL') === 0) return
      }
      await sleep(100)
    }
  }

  function read<T>(sql: string): T[] {
    const database = openForReading(file, inboxFileOf(file))
    const rows = database.prepare(sql).all() as T[]
    database.close()
    return rows
  }

  const count = (where: string): number =>
    read<{ n: number }>(`SELECT count(*) AS n FROM rows WHERE ${where}`)[0]?.n ?? 0

  it('has every purchase that got its 2xx', () => {
    const stored = new Set(
      read<{ sk: string }>(`SELECT sk FROM rows WHERE sk LIKE 'order#%'`).map(({ sk }) => sk),
    )
    expect(accepted.length).toBeGreaterThan(KILLS * 10)
    expect(accepted.filter((id) => !stored.has(`order#order-${id}`))).toEqual([])
  })

  it('has sent every message that was due, each once', () => {
    const received = read<{ recipient: string }>('SELECT recipient FROM inbox').map(
      ({ recipient }) => recipient,
    )
    expect(new Set(received).size).toBe(received.length)
    const missing = accepted.filter((id) => !received.includes(`customer-${id}@example.com`))
    expect(missing).toEqual([])
    expect(count(`sk LIKE 'message#%' AND json_extract(body, '$.status') <> 'accepted'`)).toBe(0)
  })

  it('leaves no work behind, and rows that agree with each other', async () => {
    expect(read('SELECT pk FROM pending')).toEqual([])
    expect(await storeFindings(file)).toEqual([])
  })
})
