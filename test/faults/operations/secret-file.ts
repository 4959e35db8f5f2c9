/** The secret file is lost in three ways while addresses are known by its hashes alone. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Scenario } from './scenario.ts'
import { type SuppressedShop, suppressedShop } from './suppressed-shop.ts'

const LISTED = Array.from({ length: 8 }, (_, i) => `listed-${i}`)
const BUYERS = Array.from({ length: 24 }, (_, i) => `buyer-${i}`)

const LOSSES: Readonly<Record<string, (file: string) => void>> = {
  removed: (file) => rmSync(file),
  replaced: (file) => writeFileSync(file, 'z'.repeat(43)),
  'cut short': (file) => writeFileSync(file, readFileSync(file, 'utf8').slice(0, 36)),
}

export const secretFile: Scenario = {
  name: 'the secret file is removed, replaced or cut short',
  async run(folder) {
    const shop = await suppressedShop(folder)
    try {
      await shop.start()
      await shop.suppress(LISTED)
      for (const id of BUYERS.slice(0, 12)) await shop.buy(id)
      await shop.end('SIGTERM')
      const secret = `${shop.file}.secret`
      const kept = readFileSync(secret, 'utf8')
      for (const [how, lose] of Object.entries(LOSSES)) {
        lose(secret)
        await expectRefused(how, shop)
        writeFileSync(secret, kept)
      }
      await shop.start()
      for (const id of [...LISTED, ...BUYERS.slice(12)]) await shop.buy(id)
      return await shop.judge()
    } finally {
      await shop.stop()
    }
  },
}

async function expectRefused(how: string, { rekindle, findings }: SuppressedShop): Promise<void> {
  const serving = ['serve', '--port', '0', '--console-port', '0', '--mailer', 'ses']
  const verbs = [
    [...serving, '--public-url', 'https://mail.example.com'],
    ['suppression', 'add', 'someone@example.com', '--all-shops'],
  ]
  for (const verb of verbs) {
    const { code, said } = await rekindle(...verb)
    if (code !== 1 || !said.includes('no customer is recognized as opted out'))
      findings.push(`with the secret ${how}, rekindle ${verb[0]} ended with ${code}: ${said}`)
  }
}
