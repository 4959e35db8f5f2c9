/** Another process holds the write lock for longer than a request is held open. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Scenario } from './scenario.ts'
import { judged, postEach, startServer, untilMailed } from './server.ts'

const HELD_MS = 15_000
/** A server that waits for the lock in its own thread answers nothing in the meantime. */
const ANSWERS_WITHIN_MS = 2_000

const HOLDER = `
  const { DatabaseSync } = require('node:sqlite')
  const sqlite = new DatabaseSync(process.argv[1], { timeout: 5_000 })
  sqlite.exec('BEGIN IMMEDIATE')
  process.stdout.write('held')
  setTimeout(() => sqlite.exec('COMMIT'), ${HELD_MS})`

export const locked: Scenario = {
  name: 'another process holds the write lock for 15 s while purchases arrive',
  async run(folder) {
    const file = join(folder, 'shop.sqlite')
    const server = await startServer(file)
    const before = await postEach(server, ['before-1', 'before-2'])
    const holder = spawn(process.execPath, ['-e', HOLDER, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const released = once(holder, 'exit')
    await once(holder.stdout, 'data')
    const wrong: string[] = []
    const early = postEach(server, ['early-1', 'early-2', 'early-3'])
    let longestMs = 0
    for (const until = Date.now() + HELD_MS / 2; Date.now() < until; ) {
      const asked = performance.now()
      await (await fetch(`${server.url}/openapi.json`)).arrayBuffer()
      longestMs = Math.max(longestMs, performance.now() - asked)
      await sleep(250)
    }
    if (longestMs > ANSWERS_WITHIN_MS) wrong.push(`an answer took ${Math.round(longestMs)} ms`)
    const state = await server.health()
    if (state.cause !== 'locked') wrong.push(`/health says ${JSON.stringify(state)}`)
    const late = await postEach(server, ['late-1', 'late-2', 'late-3'])
    if (late.refused.size > 0) wrong.push('what waited for less than 10 s was refused')
    const refused = (await early).refused
    if (refused.size === 0) wrong.push('what waited for 10 s was not refused')
    for (const [id, { status, cause }] of refused)
      if (status !== 503 || cause !== 'locked') wrong.push(`${id}: ${status} ${cause}`)
    if (!server.logged.some(({ problem }) => problem?.startsWith('SQLITE_BUSY')))
      wrong.push('the log does not name the lock')
    await released
    const again = await postEach(server, [...refused.keys()])
    const accepted = new Set([...before.accepted, ...late.accepted, ...again.accepted])
    if (!(await server.health()).ready) wrong.push('it is not ready again')
    await untilMailed(file, accepted)
    await server.end('SIGTERM')
    return judged(file, accepted, wrong)
  },
}
