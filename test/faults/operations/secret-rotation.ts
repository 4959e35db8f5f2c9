/** Both keys are changed while purchases arrive, and the server and the pass are killed meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Scenario } from './scenario.ts'
import { suppressedShop } from './suppressed-shop.ts'

const LISTED = Array.from({ length: 12 }, (_, i) => `listed-${i}`)
/** Until every process has read a key that was added. */
const KNOWN_AFTER_MS = 10_500

export const secretRotation: Scenario = {
  name: 'both keys of the secret are changed under load, with kills',
  async run(folder) {
    const shop = await suppressedShop(folder)
    let posting = true
    let posted = 0
    try {
      await shop.start()
      await shop.suppress(LISTED)
      const load = (async () => {
        while (posting) {
          await shop.buy(`buyer-${posted++}`)
          // Those on the list buy one after the other, from before the change to after it.
          if (posted % 40 === 0 && posted / 40 <= LISTED.length)
            await shop.buy(LISTED[posted / 40 - 1] ?? '')
          await sleep(30)
        }
      })()
      const killed = async () => {
        await shop.end('SIGKILL')
        await shop.start()
      }
      await shop.must('secret', 'add', 'signing')
      await shop.must('secret', 'add', 'address')
      await killed()
      await sleep(KNOWN_AFTER_MS)
      await shop.must('secret', 'use', 'signing', '2')
      await shop.must('secret', 'use', 'address', '2')
      // A pass that comes too early, next to a kill.
      await Promise.all([shop.must('secret', 'rekey'), killed()])
      await sleep(KNOWN_AFTER_MS)
      await Promise.all([shop.must('secret', 'rekey'), killed()])
      posting = false
      await load
      for (const id of LISTED) await shop.buy(id)
      const { said } = await shop.rekindle('secret', 'rekey', '--json')
      if (!said.includes('"complete": true') && !said.includes('"complete":true'))
        shop.findings.push(`the pass is not complete: ${said}`)
      const { said: left } = await shop.rekindle('secret', 'status', '--json')
      if (!/"moving":\s*false/.test(left)) shop.findings.push(`customers are left: ${left}`)
      return await shop.judge()
    } finally {
      posting = false
      await shop.stop()
    }
  },
}
