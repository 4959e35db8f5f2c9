import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inboxFileOf } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { openForReading } from '../../functions/store/sqlite/database.ts'
import { storeFindings } from '../support/store-findings.ts'

const REKINDLE = fileURLToPath(new URL('../../functions/cli/rekindle.ts', import.meta.url))
const MAIL_WITHIN_MS = 45_000

describe('the demonstration, as npm start runs it', () => {
  let folder: string
  let db: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekindle-demo-'))
    db = join(folder, 'demo.sqlite')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  async function start(): Promise<{ child: ChildProcess; url: string; key: string }> {
    const child = spawn(
      process.execPath,
      [REKINDLE, 'serve', '--demo', '--port', '0', '--db', db],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
    })
    while (!/KEY=\S+/.test(said) && child.exitCode === null) await sleep(50)
    return {
      child,
      url: /http:\/\/localhost:\d+/.exec(said)?.[0] ?? '',
      key: /KEY=(\S+)/.exec(said)?.[1] ?? '',
    }
  }

  async function stop(child: ChildProcess): Promise<number> {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    const [code] = await ended
    return code as number
  }

  function read<T>(sql: string): T[] {
    const database = openForReading(db, inboxFileOf(db))
    const rows = database.prepare(sql).all() as T[]
    database.close()
    return rows
  }
  const mails = () => read<{ recipient: string }>('SELECT recipient FROM inbox').length
  const rows = (like: string) =>
    read<{ n: number }>(`SELECT count(*) AS n FROM rows WHERE sk LIKE '${like}'`)[0]?.n ?? 0

  it(
    'shows 18 months of history and three customers with their mail at once, and goes on where it stopped',
    async () => {
      const first = await start()
      const page = await (await fetch(first.url)).text()
      expect(page).toContain('Kettle &amp; Leaf')
      const seeded = rows('order#%')
      expect(seeded).toBeGreaterThan(2_500)
      const classes = read<{ class: string }>(
        `SELECT DISTINCT json_extract(body, '$.class') AS class FROM rows
         WHERE sk = 'state' AND json_extract(body, '$.movedTo') IS NULL`,
      )
      expect(classes).toHaveLength(5)

      expect(mails()).toBeGreaterThan(1)
      const [english, chinese] = ['en', 'zh-CN'].map(async (language) => {
        const opened = await fetch(first.url, { headers: { 'accept-language': language } })
        return /class="cast">.*?<\/ul>/s.exec(await opened.text())?.[0] ?? ''
      })
      expect(await english).toMatch(
        /Got an e-mail.*Read the e-mail.*E-mail is waiting.*No consent/s,
      )
      expect(await chinese).toMatch(/已收到邮件.*查看邮件.*邮件正在等待.*未同意接收/s)

      const deadline = Date.now() + MAIL_WITHIN_MS
      while (rows('order#%') === seeded && Date.now() < deadline) await sleep(200)
      expect(await stop(first.child)).toBe(0)
      const [ordersThen, mailsThen] = [rows('order#%'), mails()]
      expect(ordersThen).toBeGreaterThan(seeded)

      const second = await start()
      expect(rows('order#%') - ordersThen).toBeLessThan(5)
      expect(mails()).toBeGreaterThanOrEqual(mailsThen)
      const own = await fetch(`${second.url}/v1/shops/demo/customers/c-00001`, {
        headers: { authorization: `Bearer ${second.key}` },
      })
      expect(own.status).toBe(200)
      expect(await stop(second.child)).toBe(0)
      expect(await storeFindings(db)).toEqual([])
    },
    MAIL_WITHIN_MS * 2,
  )
})
