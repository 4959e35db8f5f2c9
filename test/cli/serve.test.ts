import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorkplace, NODE, REKINDLE, SHOP_DETAILS } from './run-command.ts'
import { IMPORT, writeSmallShop } from './small-shop.ts'

const workplace = makeWorkplace()
const { rekindle, json, folder, remove } = workplace

afterAll(remove)

type Server = { readonly process: ChildProcess; readonly url: string }

/** The real command, on a free port; resolves when it says where it runs, in words of `where`. */
async function startServer(
  more: readonly string[] = ['--db', 'rekindle.sqlite'],
  where = /is running at (http:\/\/\S+)/,
): Promise<Server> {
  const args = [REKINDLE, 'serve', '--port', '0', ...more]
  const process = spawn(NODE, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  for await (const chunk of process.stdout as AsyncIterable<Buffer>) {
    said += chunk
    const url = where.exec(said)?.[1]
    if (url) return { process, url }
  }
  throw new Error(`the server ended: ${said}`)
}

describe('the server that `serve` runs', () => {
  let server: Server
  let key: string

  beforeAll(async () => {
    writeSmallShop(workplace)
    key = (await json<{ readonly key: string }>(['shop', 'add', 'acme', ...SHOP_DETAILS])).key
    server = await startServer()
  })

  afterAll(async () => {
    server.process.kill('SIGKILL')
  })

  it('accepts an import over HTTP, and the same import again changes nothing', async () => {
    const args = [...IMPORT, '--url', server.url, '--json']
    const [first, again] = [
      await rekindle(args, { REKINDLE_KEY: key }),
      await rekindle(args, { REKINDLE_KEY: key }),
    ]
    expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(first.out)).toMatchObject({
      purchases: 6,
      refunds: 1,
      statuses: { recorded: 7, unchanged: 0, rejected: 0 },
    })
    expect(JSON.parse(again.out)).toMatchObject({ statuses: { recorded: 0, unchanged: 7 } })
  })

  it('returns over HTTP what the file says about a customer', async () => {
    const args = ['customer', 'show', 'cem', '--shop', 'acme']
    const overHttp = await rekindle([...args, '--url', server.url], { REKINDLE_KEY: key })
    expect(overHttp).toEqual(await rekindle(args))
    expect(overHttp.out).toContain('Customer cem: Dormant')
  })

  it('says what is wrong with a key', async () => {
    const { code, err } = await rekindle([...IMPORT, '--url', server.url], {
      REKINDLE_KEY: `${key}x`,
    })
    expect(code).toBe(1)
    expect(err).toContain('answered 401: the key is not valid for this shop')
  })

  it('does not let a second one work on the same file', async () => {
    const { code, err } = await rekindle(['serve', '--port', '0'])
    expect(code).toBe(1)
    expect(err).toContain('Another Rekindle is already using rekindle.sqlite')
  })

  it('picks up what the command writes to its file meanwhile', async () => {
    const { key: fresh } = await json<{ readonly key: string }>(['shop', 'rotate-key', 'acme'])
    await expect
      .poll(
        async () =>
          (
            await rekindle(['customer', 'show', 'ann', '--shop', 'acme', '--url', server.url], {
              REKINDLE_KEY: fresh,
            })
          ).code,
        { timeout: 15_000, interval: 500 },
      )
      .toBe(0)
  })

  it('finishes its current work and stops when asked to', async () => {
    const ended = once(server.process, 'exit')
    server.process.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })
})

describe('a server that `serve` runs for customers', () => {
  it('prints the address of its pages, which only this machine can reach', async () => {
    const args = ['--db', 'public.sqlite', '--create', '--public-url', 'https://mail.shop.example']
    const { process, url } = await startServer(
      [...args, '--console-port', '0'],
      /Console \(this machine only\): (http:\/\/localhost:\S+)/,
    )
    expect((await fetch(`${url}/none`)).status).toBe(404)
    const ended = once(process, 'exit')
    process.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })

  it('creates no database on a path that may be mistyped, and says how to create one', async () => {
    const { code, err } = await rekindle(['serve', '--port', '0', '--db', 'shpo.sqlite'])
    expect(code).toBe(1)
    expect(err).toContain('There is no database shpo.sqlite')
    expect(err).toContain('rekindle shop add --db shpo.sqlite')
    expect(err).toContain('rekindle serve --create --db shpo.sqlite')
    expect(readdirSync(folder).filter((name) => name.startsWith('shpo'))).toEqual([])
  })

  it('stops at once, and says why, if its secret is incomplete', async () => {
    writeFileSync(workplace.path('torn.sqlite.secret'), '')
    const args = ['serve', '--port', '0', '--db', 'torn.sqlite', '--create']
    const { code, err } = await rekindle(args)
    expect(code).toBe(1)
    expect(err).toContain('torn.sqlite.secret is incomplete: restore it from a backup')
  })
})
