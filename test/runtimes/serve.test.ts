import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isLoopback } from '../../functions/runtimes/one-machine/listening.ts'
import {
  type OneMachine,
  type ServeOptions,
  serve,
} from '../../functions/runtimes/one-machine/serve.ts'
import { inboxFileOf } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekindle-serve-'))
afterAll(() => rmSync(folder, { recursive: true }))

const start = (name: string, options: Partial<ServeOptions> = {}): Promise<OneMachine> =>
  serve({
    engine: sqliteEngine,
    file: join(folder, name),
    port: 0,
    host: '127.0.0.1',
    mailer: 'inbox',
    now: () => Date.now(),
    log: () => {},
    ...options,
  })

function ask(
  url: string,
  path: string,
  host?: string,
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const headers = host === undefined ? {} : { host }
    const asked = request(url + path, { headers }, async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk as Buffer)
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() })
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** The pages read what the mails are kept in, which is made while the machine starts. */
const firstPage = (url: string) =>
  expect.poll(async () => (await ask(url, '/')).status, { timeout: 10_000, interval: 50 })

async function takenPort(): Promise<{ readonly port: number; readonly free: () => Promise<void> }> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    port: (server.address() as AddressInfo).port,
    free: () => new Promise((closed) => server.close(() => closed())),
  }
}

describe('a machine for this machine alone', () => {
  let machine: OneMachine
  beforeAll(async () => {
    machine = await start('alone.sqlite')
  })

  it('shows its pages and answers the API at one address', async () => {
    expect(machine.consoleUrl).toBe(machine.url)
    await firstPage(machine.url).toBe(200)
    expect(await ask(machine.url, '/openapi.json')).toMatchObject({ status: 200 })
  })

  it('says that it is ready, and shows its figures, under its own name alone', async () => {
    const { status, body } = await ask(machine.url, '/health')
    expect({ status, body: JSON.parse(body) }).toEqual({
      status: 200,
      body: { ready: true, mail: 'goes out' },
    })
    expect((await ask(machine.url, '/metrics')).body).toContain('\nrekindle_ready 1\n')
    for (const path of ['/health', '/metrics'])
      expect(await ask(machine.url, path, 'evil.example')).toMatchObject({ status: 403 })
  })

  it('shows no page under another name', async () => {
    expect(await ask(machine.url, '/', 'evil.example')).toMatchObject({ status: 403 })
  })

  it.skipIf(process.platform === 'win32')('keeps its files to their owner', async () => {
    await firstPage(machine.url).toBe(200)
    const file = join(folder, 'alone.sqlite')
    const files = [file, `${file}-wal`, `${file}.lock`, `${file}.secret`, inboxFileOf(file)]
    const modes = files.map((each) => (statSync(each).mode & 0o777).toString(8))
    expect(modes).toEqual(files.map(() => '600'))
  })

  // Its pages were read, over connections that cannot tidy up.
  it('leaves no log of a database behind when it is stopped', async () => {
    await machine.stop()
    const left = readdirSync(folder).filter((name) => name.startsWith('alone.'))
    expect(left.filter((name) => /-(wal|shm)$/.test(name))).toEqual([])
    expect(left).toContain('alone.sqlite.inbox')
  })
})

describe('a machine that customers reach', () => {
  let machine: OneMachine
  beforeAll(async () => {
    machine = await start('public.sqlite', {
      publicUrl: 'https://mail.shop.example',
      consolePort: 0,
    })
  })
  afterAll(() => machine.stop())

  it.each(['127.0.0.1:7070', 'localhost', 'mail.shop.example'])(
    'shows no page to them, under whatever name a proxy calls it: %s',
    async (host) => {
      for (const path of ['/', '/demo', '/demo/customers', '/health', '/metrics']) {
        const { status, body } = await ask(machine.url, path, host)
        expect({ status, body: JSON.parse(body) }).toMatchObject({
          status: 404,
          body: { detail: `no such route: GET ${path}` },
        })
      }
    },
  )

  it('answers the API and unsubscribe links', async () => {
    expect(await ask(machine.url, '/openapi.json')).toMatchObject({ status: 200 })
    expect(await ask(machine.url, '/v1/shops/tea/customers/c')).toMatchObject({ status: 401 })
    expect((await ask(machine.url, '/unsubscribe/x')).body).toContain('<html')
  })

  it('shows its pages on a port of this machine alone, and nothing else there', async () => {
    expect(machine.consoleUrl).not.toBe(machine.url)
    expect(new URL(machine.consoleUrl).hostname).toBe('localhost')
    await firstPage(machine.consoleUrl).toBe(200)
    expect(await ask(machine.consoleUrl, '/', 'evil.example')).toMatchObject({ status: 403 })
    expect(await ask(machine.consoleUrl, '/v1/shops/tea/customers/c')).toMatchObject({
      status: 404,
    })
  })
})

it.each([
  ['127.0.0.1', true],
  ['127.8.0.1', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.0.7', false],
  ['127.evil.example', false],
])('an address of this machine alone: %s is %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})

describe('a machine that cannot start', () => {
  it('says that its secret is empty and what to do, and gives everything back', async () => {
    const secret = join(folder, 'empty.sqlite.secret')
    writeFileSync(secret, '')
    await expect(start('empty.sqlite')).rejects.toMatchObject({
      fault: { kind: 'secret-incomplete', file: secret },
    })
    rmSync(secret)
    await (await start('empty.sqlite')).stop()
  })

  it('gives back the file and the port that it took before another was taken', async () => {
    const [taken, other] = [await takenPort(), await takenPort()]
    await other.free()
    const options = { publicUrl: 'https://mail.shop.example', consolePort: taken.port }
    await expect(start('ports.sqlite', { ...options, port: other.port })).rejects.toMatchObject({
      fault: { kind: 'port-taken', port: taken.port, option: 'console-port' },
    })
    await expect(
      start('ports.sqlite', { ...options, port: taken.port, consolePort: other.port }),
    ).rejects.toMatchObject({
      fault: { kind: 'port-taken', port: taken.port, option: 'port' },
    })
    await taken.free()
    await (await start('ports.sqlite', { ...options, port: other.port })).stop()
  })

  it('gives them back if what is in the file stops it', async () => {
    const taken = await takenPort()
    await taken.free()
    const database = openDatabase(join(folder, 'torn.sqlite'))
    database.sqlite.exec(
      `INSERT INTO rows (pk, sk, body, sending) VALUES ('tea/c', 'message#x', 'torn', 'claimed')`,
    )
    await expect(start('torn.sqlite', { port: taken.port })).rejects.toThrow('JSON')
    database.sqlite.exec('DELETE FROM rows')
    database.close()
    await (await start('torn.sqlite', { port: taken.port })).stop()
    expect(existsSync(join(folder, 'torn.sqlite-wal'))).toBe(false)
  })
})
