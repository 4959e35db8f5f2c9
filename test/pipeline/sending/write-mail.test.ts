import { afterAll, describe, expect, it } from 'vitest'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import { makeWriteMail } from '../../../functions/pipeline/sending/write-mail.ts'
import { failureName } from '../../../functions/store/failure.ts'
import { templateRow } from '../../../functions/store/published-campaigns.ts'
import { secret } from '../../support/api-shop.ts'
import { type DecidedShop, decidedShop, keyOf, welcome } from '../../support/decided-shop.ts'
import { dueWelcome, fakeMailer, portsOf } from '../../support/due-welcome.ts'
import { consent, NOON } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

describe('a mail', () => {
  const writing = (shop: DecidedShop) =>
    makeWriteMail({
      table,
      renderer: makeRenderer(),
      signToken: secret.signToken,
      publicUrl: 'https://mail.acme.example',
      now: shop.ports.now,
    })
  const putTemplate = (version: number, text: string) =>
    table.write([
      {
        put: templateRow('acme', { id: 'welcome', contentHash: `v${version}` }, 'hello', 'en', {
          subject: 'Hello {{ customer.name }}',
          html: '<p>{{ lifecycle.purchases }}</p>',
          text,
          content: {},
        }),
      },
    ])
  const inVersion = (version: number) =>
    decidedShop(table, {
      version,
      campaigns: [{ ...welcome, version, contentHash: `v${version}` }],
    })

  it('goes to the customer with a link by which they can leave', async () => {
    await putTemplate(1, '{{ unsubscribeUrl }}')
    const { shop, customer, key } = await dueWelcome(table, inVersion(1))
    const { mailer, sent } = fakeMailer()
    await sendMessage(key, portsOf(shop, mailer, { writeMail: writing(shop) }))
    const [mail] = sent
    expect(mail).toMatchObject({
      messageId: `acme/${customer}/welcome#1#hello`,
      customer: keyOf(customer),
      to: `${customer}@example.org`,
      from: 'hello@acme.example',
      subject: 'Hello',
    })
    const source = Buffer.from(mail?.bytes ?? []).toString()
    expect(source).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    const link = /https:\/\/mail\.acme\.example\/unsubscribe\/([\w.-]+)/.exec(
      source.replaceAll(/\r\n[ \t]|=\r\n/g, ''),
    )
    expect(secret.openToken(link?.[1] ?? '', NOON)).toMatchObject({
      use: 'leave',
      shop: 'acme',
      customer,
      campaign: 'welcome',
      n: 1,
      step: 'hello',
    })
  })

  it('is tracked once the customer has agreed to that', async () => {
    await putTemplate(5, 'Welcome')
    const trackedFor = async (agreed: boolean) => {
      const { shop, customer, key } = await dueWelcome(table, inVersion(5))
      if (agreed) await shop.record(customer, { consents: [consent(0, { purpose: 'tracking' })] })
      const { mailer, sent } = fakeMailer()
      await sendMessage(key, portsOf(shop, mailer, { writeMail: writing(shop) }))
      return sent.map(({ tracked }) => tracked)
    }
    expect(await trackedFor(true)).toEqual([true])
    expect(await trackedFor(false)).toEqual([false])
  })

  it.each([
    ['has no template', 2, undefined],
    ['uses what there is not', 3, '{{ customer.secret }}'],
  ])(
    'that %s is refused with a reason, and reported without an address',
    async (_, version, text) => {
      if (text !== undefined) await putTemplate(version, text)
      const { shop, customer, key, stored } = await dueWelcome(table, inVersion(version))
      const { mailer, sent } = fakeMailer()
      const reported: string[] = []
      const said = await sendMessage(
        key,
        portsOf(shop, mailer, {
          writeMail: writing(shop),
          onUnwritable: (message, error) => reported.push(message, failureName(error)),
        }),
      )
      expect(said).toMatchObject({ outcome: 'refused' })
      expect(await stored()).toMatchObject({ reason: 'mail-could-not-be-written', attempt: 0 })
      expect(sent).toEqual([])
      expect(reported[0]).toBe('welcome#1#hello')
      expect(reported.join(' ')).not.toContain(`${customer}@`)
    },
  )

  it('whose template cannot be loaded just now stays due, and is sent the next time', async () => {
    await putTemplate(4, 'Welcome')
    const { shop, key, stored } = await dueWelcome(table, inVersion(4))
    const { mailer, sent } = fakeMailer()
    let failing = true
    const get: typeof table.get = (wanted) =>
      failing ? Promise.reject(new Error('throttled')) : table.get(wanted)
    const writeMail = makeWriteMail({
      table: { ...table, get },
      renderer: makeRenderer(),
      signToken: secret.signToken,
      publicUrl: 'https://mail.acme.example',
      now: shop.ports.now,
    })
    const ports = portsOf(shop, mailer, { writeMail })
    await expect(sendMessage(key, ports)).rejects.toThrow('throttled')
    expect(await stored()).toMatchObject({ status: 'due', attempt: 0 })
    failing = false
    expect(await sendMessage(key, ports)).toMatchObject({ outcome: 'accepted' })
    expect(sent).toHaveLength(1)
  })
})
