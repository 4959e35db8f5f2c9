/** What the threads of an engine do: read for the pages, keep mails, learn. */
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../functions/domain/time.ts'
import type { OutgoingMail } from '../../functions/pipeline/sending/mailer.ts'
import { startLearning } from '../../functions/runtimes/one-machine/learning.ts'
import { startMailThread } from '../../functions/runtimes/one-machine/mail-thread.ts'
import { parseCustomerKey } from '../../functions/store/keys.ts'
import { addShop } from '../../functions/store/shops.ts'
import { sendAlone } from '../support/any-mail.ts'
import { settings } from '../support/given.ts'
import { type EngineUnderTest, fact, keyOf } from './engine-under-test.ts'

const mailTo = (customer: string): OutgoingMail => ({
  messageId: `${keyOf(customer)}/welcome#1#hello`,
  shop: 'acme',
  customer: keyOf(customer),
  campaign: 'welcome',
  step: 'hello',
  to: `${customer}@example.com`,
  from: 'hello@acme.example',
  subject: 'Hello',
  bytes: Buffer.from('Subject: Hello\r\n\r\nHello'),
  tracked: false,
})

export function testThreads(running: EngineUnderTest): void {
  const { kind, clock, shared } = running

  describe('in its threads', () => {
    const openShop = async () => {
      const { shop, policy } = settings()
      await addShop(running.engine.table, shop, policy)
    }

    it('answers a verb that only asks, and takes no write from it', async () => {
      await openShop()
      const { table, close } = await kind.openToAsk(running.location)
      expect((await table.query('~shops')).map(({ sk }) => sk)).toEqual(['acme'])
      await expect(table.write([fact('c-1')])).rejects.toThrow('only asks')
      close()
      expect(await running.engine.table.query(keyOf('c-1'))).toEqual([])
    })

    it('reads for the pages what was answered before', async () => {
      expect(await running.engine.reads.shops()).toEqual([])
      expect(await running.engine.reads.mail('acme/c-1/welcome#1#hello')).toBeUndefined()
      await openShop()
      expect((await running.engine.reads.shops()).map(({ id }) => id)).toEqual(['acme'])
      await running.engine.table.write([fact('c-1')])
      expect(await running.engine.reads.customer('acme', 'c-1')).toMatchObject({ mailed: [] })
    })

    it('dates a mail by its own time, however the clock of the machine is set', async () => {
      clock.now += DAY_MS
      const at = running.engine.now()
      const mail = startMailThread({
        entry: running.engine.threads.mail,
        publicUrl: 'https://a.example',
        now: running.engine.now,
      })
      await sendAlone(mail.inbox, mailTo('c-1'))
      await mail.close()
      const found = await running.engine.reads.mail(mailTo('c-1').messageId)
      expect(found?.receivedAt).toBeGreaterThanOrEqual(at)
    })

    it('keeps a mail once, and none of a customer just erased', async () => {
      const mail = startMailThread({
        entry: running.engine.threads.mail,
        publicUrl: 'https://a.example',
        now: running.engine.now,
      })
      const kept = async () => {
        const mails = await Promise.all(
          ['c-1', 'c-10'].map((customer) => running.engine.reads.mail(mailTo(customer).messageId)),
        )
        return mails.flatMap((mail) => (mail ? [mail.customer] : []))
      }
      try {
        for (const customer of ['c-1', 'c-1', 'c-10'])
          expect(await sendAlone(mail.inbox, mailTo(customer))).toMatchObject({
            outcome: 'accepted',
          })
        expect(await kept()).toEqual(['c-1', 'c-10'])
        await running.engine.eraseMails(keyOf('c-1'))
        expect(await kept()).toEqual(['c-10'])
        expect(await sendAlone(mail.inbox, mailTo('c-1'))).toMatchObject({ outcome: 'parked' })
        await shared(({ eraseMails }) => eraseMails(keyOf('c-10'), running.engine.now))
        expect(await kept()).toEqual([])
      } finally {
        await mail.close()
      }
    })

    it('learns from the rows, and shows observers what it learned', async () => {
      await openShop()
      const learned = new Set<string>()
      running.engine.onCommitted((changes) => {
        for (const { after } of changes)
          if (after && !parseCustomerKey(after.pk)) learned.add(after.pk)
      })
      const events: string[] = []
      const learning = startLearning({
        entry: running.engine.threads.learning,
        table: running.engine.table,
        now: running.engine.now,
        log: (_level, event) => events.push(event),
        firstAfterMs: 1,
      })
      await expect
        .poll(() => events, { timeout: 30_000 })
        .toEqual(['model-fitted', 'recommendations-built'])
      await learning.stop()
      expect([...learned].toSorted()).toEqual(expect.arrayContaining(['acme', '~items/acme']))
      expect(running.engine.writtenByOthers()).toBe(false)
    })
  })
}
