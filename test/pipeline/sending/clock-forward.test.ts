import { expect, it } from 'vitest'
import { MINUTE_MS } from '../../../functions/domain/time.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import { dueWelcome, fakeMailer, portsOf } from '../../support/due-welcome.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

it('decides again where the clock was put forward while the mail was written', async () => {
  const { shop, key, stored } = await dueWelcome(temporaryTable().table)
  const { mailer, sent } = fakeMailer()
  let prepared = 0
  const jumping = {
    ...mailer,
    async prepare(mail: Parameters<typeof mailer.prepare>[0]) {
      if (prepared++ === 0) shop.clock.now += 20 * MINUTE_MS
      return mailer.prepare(mail)
    },
  }
  let written = 0
  const ports = portsOf(shop, jumping)
  await sendMessage(key, {
    ...ports,
    writeMail: (...asked) => {
      written++
      return ports.writeMail(...asked)
    },
  })
  expect([written, prepared, sent.length]).toEqual([2, 2, 1])
  expect(await stored()).toMatchObject({ status: 'accepted', attempt: 1 })
})
