/** Runs the real command in a process of its own, in a folder of its own. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
export const TEMPLATES = join(PROJECT, 'templates')
export const NODE = join(PROJECT, 'node_modules/.bin/node')
export const REKINDLE = join(PROJECT, 'functions/cli/rekindle.ts')
/** Hundreds of processes load the same modules: each is compiled once. */
const NODE_COMPILE_CACHE = join(PROJECT, 'node_modules/.cache/rekindle-compiled')

export type Outcome = { readonly code: number; readonly out: string; readonly err: string }

export type Workplace = {
  readonly folder: string
  /** Runs `rekindle` with these arguments; whatever it exits with is an outcome. */
  readonly rekindle: (
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => Promise<Outcome>
  /** Runs it with `--json`. @throws if it does not exit with 0 */
  readonly json: <T>(args: readonly string[]) => Promise<T>
  readonly path: (name: string) => string
  readonly remove: () => void
}

/** Runs the command with these arguments, this folder as the current one, and this environment. */
export type Run = (
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>>,
) => Promise<Outcome>

export const inOwnProcess: Run = (args, folder, env) =>
  new Promise((resolve) => {
    execFile(
      NODE,
      [REKINDLE, ...args],
      {
        cwd: folder,
        env: { PATH: process.env.PATH, NODE_COMPILE_CACHE, ...env },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, out, err) => {
        const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0
        resolve({ code, out, err })
      },
    )
  })

/**
 * @param run `here` of run-here.ts, unless the process itself matters: its environment, its signals,
 * or that it ends
 * @example const { rekindle, remove } = makeWorkplace(here); afterAll(remove)
 */
export function makeWorkplace(run: Run = inOwnProcess): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-cli-'))
  const rekindle: Workplace['rekindle'] = (args, env = {}) => run(args, folder, env)
  return {
    folder,
    rekindle,
    async json(args) {
      const { code, out, err } = await rekindle([...args, '--json'])
      if (code !== 0) throw new Error(`exit code ${code}: ${err}`)
      return JSON.parse(out)
    },
    path: (name) => join(folder, name),
    remove: () => rmSync(folder, { recursive: true }),
  }
}

/** What `shop add` asks for in addition to the id. */
export const SHOP_DETAILS = [
  ...['--name', 'Example Goods', '--currency', 'EUR', '--zone', 'Europe/Berlin'],
  ...['--address', 'Example Goods, 1 Example Street, 10115 Berlin'],
  ...[
    '--from',
    'Example Goods <hello@shop.example>',
    '--url',
    'https://shop.example',
    '--country',
    'GB',
  ],
]
