/** The disk fills up while purchases arrive, and has room again later. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Scenario } from './scenario.ts'
import { judged, postEach, type Server, startServer, untilMailed } from './server.ts'

const DISK_MB = 24
/** So little is left that the next purchases do not fit. */
const LEFT_BYTES = 64 * 1024

/** What stops the server from writing, and lets it write again. */
type Limit = {
  readonly causes: readonly string[]
  readonly set: (server: Server, file: string) => void
  readonly lift: (server: Server) => void
}

export const diskFull: Scenario = {
  name: 'the disk is full while purchases arrive',
  async run(folder) {
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    const isMounted = mount(disk)
    try {
      return await fillUp(join(disk, 'shop.sqlite'), isMounted ? fullDisk(disk) : LARGEST_FILE)
    } finally {
      if (isMounted) execFileSync('umount', [disk])
    }
  },
}

async function fillUp(file: string, limit: Limit) {
  const server = await startServer(file)
  const wrong: string[] = []
  const idsOf = (when: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${when}-${i}`)
  const before = await postEach(server, idsOf('before', 20))
  await untilMailed(file, before.accepted)
  limit.set(server, file)
  // One after another, so that the last ones meet a full disk.
  const during = { accepted: new Set<string>(), refused: new Map<string, unknown>() }
  for (const id of idsOf('during', 120)) {
    const { accepted, refused } = await postEach(server, [id])
    for (const one of accepted) during.accepted.add(one)
    for (const [one, { status, cause }] of refused) {
      during.refused.set(one, status)
      if (status !== 503 || !limit.causes.includes(cause ?? ''))
        wrong.push(`${one}: ${status} ${cause}`)
    }
  }
  if (during.refused.size === 0) wrong.push('the disk was not full')
  const state = await server.health()
  if (state.ready || !limit.causes.includes(state.cause ?? ''))
    wrong.push(`/health says ${JSON.stringify(state)}`)
  if (!server.logged.some(({ problem }) => /SQLITE_(FULL|IOERR) \(\d+\): /.test(problem ?? '')))
    wrong.push('the log does not name the disk')
  limit.lift(server)
  const again = await postEach(server, [...during.refused.keys()])
  if (again.refused.size > 0) wrong.push('there is room again, and purchases are refused')
  const accepted = new Set([...before.accepted, ...during.accepted, ...again.accepted])
  await untilMailed(file, accepted)
  await server.end('SIGTERM')
  return judged(file, accepted, wrong)
}

/** A small disk in memory; only root may mount one. */
function mount(disk: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', disk], {
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
}

function fullDisk(disk: string): Limit {
  const ballast = join(disk, 'ballast')
  return {
    causes: ['disk-full'],
    set() {
      const { bavail, bsize } = statfsSync(disk)
      writeFileSync(ballast, Buffer.alloc(Math.max(bavail * bsize - LEFT_BYTES, 0)))
    },
    lift: () => rmSync(ballast),
  }
}

/** Without a disk of our own: no file may grow any more. */
const LARGEST_FILE: Limit = {
  causes: ['disk-full'],
  set: (server, file) => limitFiles(server, String(statSync(`${file}-wal`).size + LEFT_BYTES)),
  lift: (server) => limitFiles(server, 'unlimited'),
}

const limitFiles = ({ child }: Server, size: string): unknown =>
  execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${size}:unlimited`])
