/**
 * Reading a feed of 100,000 articles, each file in a process of its own: the time and the most
 * memory that it takes. The files are made here.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Figure } from './figure.ts'

const ARTICLES = 100_000
const READER = fileURLToPath(new URL('../../functions/intake/feeds/read-feed.ts', import.meta.url))

type File = { readonly head: string; readonly row: (n: number) => string; readonly foot: string }

const text = 'Leaves of the first harvest, steamed and rolled by hand. '.repeat(6)

const FILES: Readonly<Record<string, File>> = {
  CSV: {
    head: 'id,title,description,link,image_link,price,sale_price,availability\n',
    row: (n) =>
      `A-${n},"Tea no. ${n}, ""green""","${text}",https://shop.example/tea-${n},https://shop.example/tea-${n}.jpg,12.50 EUR,9.90 EUR,in_stock\n`,
    foot: '',
  },
  RSS: {
    head: '<?xml version="1.0"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>\n',
    row: (n) =>
      `<item><g:id>A-${n}</g:id><title>Tea no. ${n} &amp; more</title><description><![CDATA[${text}]]></description><link>https://shop.example/tea-${n}</link><g:image_link>https://shop.example/tea-${n}.jpg</g:image_link><g:price>12.50 EUR</g:price><g:sale_price>9.90 EUR</g:sale_price><g:availability>in_stock</g:availability></item>\n`,
    foot: '</channel></rss>\n',
  },
  JSON: {
    head: '{"items":[\n{"id":"A-x","title":"Tea","availability":"in_stock"}',
    row: (n) =>
      `,\n{"id":"A-${n}","title":"Tea no. ${n}","description":"${text}","link":"https://shop.example/tea-${n}","imageLink":"https://shop.example/tea-${n}.jpg","price":"12.50 EUR","salePrice":"9.90 EUR","availability":"in_stock"}`,
    foot: ']}\n',
  },
}

export async function benchFeeds(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-feeds-'))
  const figures: Figure[] = []
  try {
    for (const [name, file] of Object.entries(FILES)) {
      const path = join(folder, `feed.${name.toLowerCase()}`)
      await make(path, file)
      const { seconds, peakMb } = await read(path)
      const what = `reading a feed of ${ARTICLES.toLocaleString('en')} articles, ${name}`
      figures.push({ what, value: seconds, unit: 's', aim: '10' })
      figures.push({ what: `${what}, peak memory`, value: peakMb, unit: 'MB', aim: '200' })
    }
    return figures
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function make(path: string, { head, row, foot }: File): Promise<void> {
  const out = createWriteStream(path)
  out.write(head)
  for (let n = 0; n < ARTICLES; n++) if (!out.write(row(n))) await once(out, 'drain')
  out.end(foot)
  await once(out, 'close')
}

async function read(path: string): Promise<{ readonly seconds: number; readonly peakMb: number }> {
  const script = `
    import { createReadStream } from 'node:fs'
    import { readFeed } from ${JSON.stringify(READER)}
    const start = performance.now()
    const options = { currency: 'EUR', locale: 'en', zone: 'Europe/Berlin' }
    const { unread } = await readFeed(createReadStream(${JSON.stringify(path)}), options, () => {})
    if (unread > 0) throw new Error(unread + ' rows were not read')
    const peakMb = process.resourceUsage().maxRSS / 1024
    console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, peakMb }))`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`reading ${path} ended with ${code}`)
  return JSON.parse(said)
}
