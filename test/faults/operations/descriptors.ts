/** More connections are open than the process may have files. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Scenario } from './scenario.ts'
import { judged, postEach, startServer, untilMailed } from './server.ts'

const CONNECTIONS = 60
/** As many more files as are open may be opened. */
const SPARE = 8
/** The client, too, still has connections that the server could not keep. */
const TRIES = 10
const TRY_AGAIN_MS = 300

export const descriptors: Scenario = {
  name: 'the process runs out of file descriptors while purchases arrive',
  async run(folder) {
    const file = join(folder, 'shop.sqlite')
    const server = await startServer(file)
    const wrong: string[] = []
    const pid = String(server.child.pid)
    const before = await postEach(server, ['before-1', 'before-2'])
    await untilMailed(file, before.accepted)
    const most = readdirSync(`/proc/${pid}/fd`).length + SPARE
    execFileSync('prlimit', ['--pid', pid, `--nofile=${most}:`])
    const port = Number(new URL(server.url).port)
    const idle = await Promise.all(Array.from({ length: CONNECTIONS }, () => opened(port)))
    const ids = Array.from({ length: 20 }, (_, i) => `during-${i}`)
    const during = await postEach(server, ids)
    for (const [id, { status }] of during.refused)
      if (status !== 0 && status !== 503) wrong.push(`${id}: ${status}`)
    if (during.refused.size === 0) wrong.push('it did not run out of descriptors')
    for (const socket of idle) socket?.destroy()
    const accepted = new Set([...before.accepted, ...during.accepted])
    let waiting = [...during.refused.keys()]
    for (let tries = 0; waiting.length > 0 && tries < TRIES; tries++) {
      await sleep(TRY_AGAIN_MS)
      const again = await postEach(server, waiting)
      for (const id of again.accepted) accepted.add(id)
      waiting = [...again.refused.keys()]
    }
    if (waiting.length > 0) wrong.push('connections are free again, and purchases are refused')
    if (!(await server.health()).ready) wrong.push('it is not ready again')
    await untilMailed(file, accepted)
    await server.end('SIGTERM')
    return judged(file, accepted, wrong)
  },
}

/** Undefined where the server closed it at once. */
async function opened(port: number): Promise<Socket | undefined> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  await Promise.race([once(socket, 'connect'), once(socket, 'close'), sleep(1_000)])
  return socket
}
