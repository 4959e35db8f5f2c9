/** Takes the README's pictures of the demonstration shop, one in each language: `npm run screenshots`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LANGUAGES } from '../../functions/language/language-tags.ts'
import { runDemo } from '../../functions/runtimes/one-machine/demo.ts'
import { serve } from '../../functions/runtimes/one-machine/serve.ts'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { openChromium } from '../support/chromium.ts'

const SIZE = { width: 1100, height: 720 }
const PICTURES = new URL('../../.github/', import.meta.url)
const nameOf = (language: string): string =>
  language === 'en' ? 'overview.png' : `overview.${language}.png`

const folder = mkdtempSync(join(tmpdir(), 'rekindle-screenshots-'))
const now = () => Date.now()
const log = () => {}
const machine = await serve({
  engine: sqliteEngine,
  file: join(folder, 'demo.sqlite'),
  port: 0,
  host: '127.0.0.1',
  mailer: 'inbox',
  now,
  log,
})
const demo = await runDemo(machine, now, log)
const browser = await openChromium()
try {
  for (const language of LANGUAGES) {
    const page = await browser.newPage({ viewport: SIZE, locale: language, colorScheme: 'light' })
    await page.goto(new URL('/shops/demo', machine.consoleUrl).href)
    await page.locator('.mail-row').first().waitFor()
    await page.screenshot({ path: new URL(nameOf(language), PICTURES).pathname })
    await page.close()
  }
} finally {
  await browser.close()
  await demo.stop()
  await machine.stop()
  rmSync(folder, { recursive: true })
}
