import { afterAll, describe, expect, it } from 'vitest'
import { messageSort } from '../../../functions/domain/message-ref.ts'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import { makeWriteMail } from '../../../functions/pipeline/sending/write-mail.ts'
import { loadAddress } from '../../../functions/store/addresses.ts'
import { templateRow } from '../../../functions/store/published-campaigns.ts'
import { secret } from '../../support/api-shop.ts'
import { decidedShop, keyOf, welcome } from '../../support/decided-shop.ts'
import { fakeMailer, portsOf } from '../../support/due-welcome.ts'
import { days, NOON, order } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

const step = {
  ...{ id: 'tips', template: 'hello', afterMs: 0 },
  repeat: { everyMs: days(1), while: 'first-time' as const },
}

/** A customer who gets tips each day while their first purchase is the only one. */
async function daily(customer: string, words = 'Tips of the season') {
  const campaign = { ...welcome, contentHash: `of ${customer}`, steps: [step] }
  const shop = decidedShop(table, { campaigns: [campaign] })
  const publish = async (text: string, contentHash: string) => {
    const parts = { subject: 'Tips', html: `<p>${text}</p>`, content: {} }
    const put = templateRow('acme', { ...campaign, contentHash }, 'hello', 'en', {
      ...parts,
      text: `${text}\nLeave: {{ unsubscribeUrl }}`,
    })
    await table.write([{ put }])
    const { settings } = shop.inForce
    const version = settings.version + 1
    shop.inForce.settings = { ...settings, version, campaigns: [{ ...campaign, contentHash }] }
  }
  await publish(words, campaign.contentHash)
  await shop.recordConsenting(customer, { orders: [order('o-1', NOON)] })
  const { mailer, sent } = fakeMailer()
  const ports = portsOf(shop, mailer, {
    writeMail: makeWriteMail({
      table,
      renderer: makeRenderer(),
      signToken: secret.signToken,
      publicUrl: 'https://mail.acme.example',
      now: () => shop.clock.now,
    }),
  })
  const onDay = async (day: number) => {
    shop.clock.now = NOON + days(day)
    await shop.react(customer)
    const sk = messageSort({ campaign: 'welcome', n: 1, step: `tips.${day + 1}` })
    const delivery = await sendMessage({ pk: keyOf(customer), sk }, ports)
    return { delivery, stored: await shop.row(customer, sk) }
  }
  const slots = async () =>
    (await loadAddress(table, 'acme', `hash of ${customer}@example.org`)).own.slots.map(
      (slot) => slot.step,
    )
  return { onDay, publish, sent, slots }
}

describe('An occurrence of a repeated step', () => {
  it('is skipped where it says what the customer had, whatever its links, and leaves its place', async () => {
    const { onDay, sent, slots } = await daily('same')
    expect((await onDay(0)).delivery).toMatchObject({ outcome: 'accepted' })
    const second = await onDay(1)
    expect(second.delivery).toEqual({ outcome: 'not-sent', why: 'skipped' })
    expect(second.stored).toMatchObject({ status: 'skipped', reason: 'nothing-new' })
    expect(sent).toHaveLength(1)
    expect(await slots()).toEqual(['tips.1'])
  })

  it('is sent once there are new words, and skipped where older ones come again', async () => {
    const { onDay, publish, sent } = await daily('changing')
    await onDay(0)
    await publish('Other tips', 'second')
    expect((await onDay(1)).delivery).toMatchObject({ outcome: 'accepted' })
    await publish('Tips of the season', 'third')
    expect((await onDay(2)).stored).toMatchObject({ status: 'skipped', reason: 'nothing-new' })
    expect(sent).toHaveLength(2)
  })

  it('is sent where it says something else to this customer, such as another date', async () => {
    const { onDay, sent } = await daily(
      'dated',
      'Tips {% if lifecycle %}{{ "now" | date: "%F %H:%M:%S.%L" }}{% endif %}',
    )
    await onDay(0)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await onDay(1)
    expect(sent).toHaveLength(2)
  })
})
