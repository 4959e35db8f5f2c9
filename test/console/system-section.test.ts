import { load } from 'cheerio'
import { describe, expect, test } from 'vitest'
import { makeConsole } from '../../functions/console/console.ts'
import type { ConsolePorts } from '../../functions/console/page-request.ts'
import type { SystemState } from '../../functions/console/system-section.ts'
import { DAY_MS, HOUR_MS } from '../../functions/domain/time.ts'
import { makeConsoleReads } from '../../functions/runtimes/one-machine/sqlite/console-reads.ts'
import { inboxFileOf } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { importRow } from '../../functions/store/imports.ts'
import { openForReading } from '../../functions/store/sqlite/database.ts'
import { NOON } from '../support/given.ts'
import { emptyShopInAFile, unhashed } from './shop-in-a-file.ts'

describe('The overview of a server', () => {
  const withSystem =
    (system: SystemState, feeds?: ConsolePorts['feeds']) => async (lang: string) => {
      const empty = await emptyShopInAFile()
      await empty.table.write([{ put: importRow('demo', 'cut-short', 'running') }])
      const reads = makeConsoleReads(openForReading(empty.file, inboxFileOf(empty.file)))
      const answer = await makeConsole({
        reads,
        now: () => empty.until,
        settings: empty.settings,
        addressHash: unhashed,
        system: async () => system,
        ...(feeds && { feeds }),
      })({ method: 'GET', path: '/', query: new URLSearchParams({ lang }), headers: {} })
      empty.close()
      return load(String(answer.body))
    }

  test('says that it is ready and that nothing is overdue', async () => {
    const $ = await withSystem({ health: { ready: true }, oldestWakeLagMs: 900 })('en')
    expect($('[aria-label="Server"]').text().replace(/\s+/g, ' ')).toContain(
      'StatusReady Messages waiting0 Messages in doubt0 Longest overdue decisionNone',
    )
    expect($('[role="alert"]').length).toBe(0)
    expect($('.counts').text()).toContain('An import is not complete')
    expect($('.counts').text()).toContain('rekindle import list --shop demo')
  })

  test('says which feed has failed for a day, since when, and why', async () => {
    const run = { at: NOON, status: 'failed', why: 'log-in' } as const
    const feedsOf = (failingSince: number) => async () => [
      { name: 'english', failingSince, runs: [run] },
    ]
    const ready: SystemState = { health: { ready: true }, oldestWakeLagMs: 0 }
    const failing = withSystem(ready, feedsOf(NOON - 365 * DAY_MS))
    expect((await failing('en'))('.counts').text()).toMatch(
      /The product feed english has failed since .+: the server asks for a log-in or a token/,
    )
    expect((await failing('zh'))('.counts').text()).toContain('服务器要求登录或令牌')
    const fresh = await withSystem(ready, feedsOf(NOON + 365 * DAY_MS))('en')
    expect(fresh('.counts').text()).not.toContain('product feed')
  })

  test('says which feed was too short to withdraw by', async () => {
    const outcome = { products: 1, withdrawn: 0, isCut: true }
    const runs = [
      { at: NOON, status: 'failed', why: 'slow' },
      { at: NOON - 1, status: 'read', outcome },
    ] as const
    const ready: SystemState = { health: { ready: true }, oldestWakeLagMs: 0 }
    const ask = withSystem(ready, async () => [{ name: 'english', runs }])
    const text = (await ask('en'))('.counts').text()
    expect(text).toContain('The product feed english would have withdrawn more than 30%')
    expect(text).toContain('rekindle products feed read english --shop demo --yes')
    expect((await ask('zh'))('.counts').text()).toContain('可能不完整')
  })

  test('says at the top why it accepts nothing, and for how long decisions are overdue', async () => {
    const ask = withSystem({
      health: { ready: false, cause: 'disk-full', since: NOON },
      oldestWakeLagMs: 5 * HOUR_MS + 1,
    })
    const $ = await ask('en')
    expect($('.counts [role="alert"]').text()).toContain('The disk is full')
    expect($('[aria-label="Server"]').text()).toContain('5 hours')
    expect((await ask('zh'))('.counts [role="alert"]').text()).toContain('磁盘已满')
  })

  test('says how many events of SES could not be used, where a person should look', async () => {
    const sesEvents = new Map([
      ['recorded', 90],
      ['not-ours', 1_234],
      ['auto-reply', 7],
    ])
    const ask = withSystem({ health: { ready: true }, oldestWakeLagMs: 0, sesEvents })
    const text = (await ask('en'))('[aria-label="Server"]').text().replace(/\s+/g, ' ')
    expect(text).toContain(
      'Amazon SES events that could not be used About a message that Rekindle did not send1,234 Since',
    )
    expect(text).not.toContain('Automatic replies')
    expect((await ask('zh'))('[aria-label="服务器"]').text()).toContain('不是由 Rekindle 发送')
  })
})
