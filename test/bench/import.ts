/**
 * `rekindle import` as it is used: a process of its own, and a file of the size of a gift shop's
 * nine months (the public data set where it is at hand, otherwise one made here).
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createGzip } from 'node:zlib'
import type { Figure } from './figure.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const PUBLIC = join(ROOT, '../shared/data/online_retail_2010-12-01_2011-08-31.csv.gz')
const ROWS = 320_705

export async function benchImport(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-import-'))
  const db = join(folder, 'shop.sqlite')
  try {
    const isPublic = existsSync(PUBLIC)
    const file = isPublic ? PUBLIC : await madeFile(join(folder, 'orders.csv.gz'))
    await rekindle(
      'shop',
      'add',
      'bench',
      '--db',
      db,
      '--name',
      'Bench',
      '--currency',
      'GBP',
      '--zone',
      'Europe/London',
      '--address',
      '1 Test Street',
      '--from',
      'Bench <b@bench.example>',
      '--url',
      'https://bench.example',
    )
    const start = performance.now()
    const peakMb = await rekindle(
      'import',
      file,
      '--mapping',
      'online-retail',
      '--shop',
      'bench',
      '--db',
      db,
    )
    const seconds = (performance.now() - start) / 1_000
    const what = isPublic ? 'import of the Online Retail file' : 'import of a made file'
    return [
      { what: `${what}, ${ROWS} rows`, value: seconds, unit: 's', aim: '15' },
      { what: `${what}, rows`, value: ROWS / seconds, unit: '/s' },
      { what: `${what}, peak memory`, value: peakMb, unit: 'MB', aim: '300' },
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** @returns the process's peak resident memory in MB, which it writes as its last words */
async function rekindle(...args: readonly string[]): Promise<number> {
  const lastWords = `process.on('exit', () => console.error(process.resourceUsage().maxRSS))`
  const child = spawn(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(lastWords)}`,
      join(ROOT, 'functions/cli/rekindle.ts'),
      ...args,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`rekindle ${args[0]} ended with ${code}: ${said}`)
  return Number(said.trim().split('\n').at(-1)) / 1_024
}

/** Baskets of some 28 lines, as in the public file, a quarter of the rows without a customer. */
async function madeFile(file: string): Promise<string> {
  const out = createGzip()
  const written = once(out.pipe(createWriteStream(file)), 'close')
  out.write('InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n')
  const start = Date.UTC(2010, 11, 1, 8)
  for (let row = 0; row < ROWS; row++) {
    const invoice = Math.floor(row / 28)
    const at = new Date(start + invoice * 1_700_000).toISOString().slice(0, 16).replace('T', ' ')
    const customer = invoice % 4 === 0 ? '' : 12_000 + ((invoice * 7_919) % 3_400)
    const line = `${536_365 + invoice},${10_000 + (row % 3_000)},Item ${row % 3_000},${1 + (row % 12)},${at}:00,${1 + (row % 20)}.${25 * (row % 4) || '00'},${customer},United Kingdom\n`
    if (!out.write(line)) await once(out, 'drain')
  }
  out.end()
  await written
  return file
}
