import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { UNKNOWN_ADDRESS } from '../../../functions/domain/address.ts'
import type { Feedback } from '../../../functions/domain/feedback/feedback.ts'
import { GIVE_UP_AFTER_MS } from '../../../functions/domain/message.ts'
import { MINUTE_MS } from '../../../functions/domain/time.ts'
import { liftSuppression, loadAddress } from '../../../functions/store/addresses.ts'
import { UnreadableRowError } from '../../../functions/store/codecs/codec.ts'
import { addressKey } from '../../../functions/store/keys.ts'
import { loadShopPace } from '../../../functions/store/pace.ts'
import { fakeMailer } from '../../support/due-welcome.ts'
import { consent, days, hours, NOON } from '../../support/given.ts'
import { STORE_ENGINES, type StoreUnderTest } from '../../support/store-engines.ts'
import {
  emailOf,
  everyRow,
  type Happening,
  hashOf,
  type MailedShop,
  mailedShop,
  RECEIPT,
  SHOP,
  wipe,
} from './record-feedback-shop.ts'

const AT = NOON + MINUTE_MS
const HARD_BOUNCE: Happening = { kind: 'bounced', bounce: 'no-such-mailbox' }
const REFUSED: Happening = { kind: 'bounced', bounce: 'policy' }
const FULL: Happening = { kind: 'bounced', bounce: 'temporary' }
const VAGUE: Happening = { kind: 'bounced', bounce: 'unclear' }
const COMPLAINED: Happening = { kind: 'complained' }
const DELIVERED: Happening = { kind: 'delivered' }

const REPORTED: readonly (readonly [string, Happening, Feedback])[] = [
  ['sent', { kind: 'sent' }, { sentAt: AT }],
  ['delivered', DELIVERED, { deliveredAt: AT }],
  ['delayed', { kind: 'delayed' }, { delayedAt: AT }],
  ['rejected', { kind: 'rejected' }, { rejectedAt: AT }],
  ['not rendered', { kind: 'rendering-failed' }, { renderingFailedAt: AT }],
  ['complained of', COMPLAINED, { complainedAt: AT }],
  ['opened', { kind: 'opened', machine: false }, { openedAt: AT }],
  ['opened by a machine', { kind: 'opened', machine: true }, { machineOpenedAt: AT }],
  ['clicked', { kind: 'clicked', machine: false }, { lastClickAt: AT }],
  ['clicked by a machine', { kind: 'clicked', machine: true }, { machineClickedAt: AT }],
  ['bounced permanently', HARD_BOUNCE, { bouncedAt: AT, bounce: 'no-such-mailbox' }],
  ['bounced for policy', REFUSED, { bouncedAt: AT, bounce: 'policy' }],
  ['deferred', FULL, { bouncedAt: AT, bounce: 'temporary' }],
  ['bounced without a reason', VAGUE, { bouncedAt: AT, bounce: 'unclear' }],
]

describe.each(STORE_ENGINES)('delivery events, kept on $name', ({ missing, start }) => {
  describe.skipIf(missing)(missing ?? 'of a mail', () => {
    let store: StoreUnderTest
    let shop: MailedShop
    beforeAll(async () => {
      store = await start()
    })
    afterAll(() => store?.stop())
    beforeEach(async () => {
      await wipe(store.table)
      shop = await mailedShop(store.table)
    })
    const suppressionOf = async (email: string) => (await shop.address(email)).facts.suppression

    it.each(REPORTED)(
      'that it was %s is stored on its message, reported once or again',
      async (...reported) => {
        const [, happening, feedback] = reported
        await shop.has('ann')
        expect(await shop.report({ customer: 'ann', happening, at: AT })).toBe('recorded')
        expect(await shop.message('ann')).toMatchObject({ status: 'accepted', feedback })
        const rows = await everyRow(store.table)
        expect(await shop.report({ customer: 'ann', happening, at: AT })).toBe('known')
        expect(await everyRow(store.table)).toEqual(rows)
      },
    )

    it('settles an unknown message', async () => {
      await shop.buys('ann')
      const { mailer } = fakeMailer({ outcome: 'unknown' })
      expect(await shop.send('ann', undefined, mailer)).toBe('unknown')
      await shop.report({ customer: 'ann', happening: DELIVERED, at: AT })
      expect(await shop.message('ann')).toMatchObject({
        status: 'accepted',
        settledBy: 'event',
        acceptedAt: NOON,
        mailerMessageId: 'ses-1',
        feedback: { deliveredAt: AT },
      })
    })

    it('has the customer of a message that it settles decided for: the next step may count from it', async () => {
      await shop.buys('ann')
      const { mailer } = fakeMailer({ outcome: 'unknown' })
      await shop.send('ann', undefined, mailer)
      const wake = async () => (await shop.load('ann')).state?.wakeAt
      expect(await wake()).toBeGreaterThan(NOON + MINUTE_MS)
      shop.clock.now = NOON + MINUTE_MS
      await shop.report({ customer: 'ann', happening: DELIVERED, at: AT })
      expect(await wake()).toBe(NOON + MINUTE_MS)
      shop.clock.now += MINUTE_MS
      await shop.report({ customer: 'ann', happening: COMPLAINED, at: AT })
      expect(await wake()).toBe(NOON + MINUTE_MS)
    })

    it('settles a message that was given up', async () => {
      const at = NOON + GIVE_UP_AFTER_MS
      const status = { status: 'given-up', locale: 'en', claimedAt: NOON, at } as const
      await shop.has('ann', { status })
      await shop.report({ customer: 'ann', happening: HARD_BOUNCE, at })
      expect(await shop.message('ann')).toMatchObject({ status: 'accepted', acceptedAt: NOON })
    })

    it.each([
      { outcome: 'accepted', mailerMessageId: 'ses-1' },
      { outcome: 'unknown' },
      { outcome: 'parked', reason: 'a quota', until: NOON + days(1) },
    ] as const)('$outcome says its sender too late, and it stays settled', async (said) => {
      await shop.buys('ann')
      const { mailer } = fakeMailer(async () => {
        await shop.report({ customer: 'ann', happening: DELIVERED, at: AT })
        return said
      })
      expect(await shop.send('ann', undefined, mailer)).toBe(said.outcome)
      expect(await shop.message('ann')).toMatchObject({
        status: 'accepted',
        attempt: 1,
        mailerMessageId: 'ses-1',
        feedback: { deliveredAt: AT },
      })
    })

    it('a missing mailbox ends all mail to it, for every customer who shares it', async () => {
      const email = 'both@example.org'
      await shop.buys('ann', email)
      await shop.send('ann')
      await shop.report({ customer: 'ann', happening: HARD_BOUNCE, at: AT })
      expect(await suppressionOf(email)).toEqual({ reason: 'no-such-mailbox', at: AT })
      await shop.buys('bea', email)
      await shop.buys('cem')
      const skipped = { status: 'skipped', reason: 'suppressed' }
      expect(await shop.message('bea')).toMatchObject(skipped)
      expect(await shop.message('bea', RECEIPT)).toMatchObject(skipped)
      expect(await shop.message('cem')).toMatchObject({ status: 'due' })
      // It was due before anybody knew; the door knows.
      expect(await shop.send('ann', RECEIPT)).toBe('skipped')
      expect(await shop.message('ann', RECEIPT)).toMatchObject(skipped)
    })

    it('does not affect the address in another shop', async () => {
      await shop.has('ann')
      await shop.report({ customer: 'ann', happening: COMPLAINED, at: AT })
      const elsewhere = await loadAddress(store.table, 'other', hashOf(emailOf('ann')))
      expect(elsewhere.facts).toEqual(UNKNOWN_ADDRESS)
    })

    it('a refusal for policy slows the provider down and suppresses no address', async () => {
      await shop.has('ann', { email: 'ann@gmail.com' })
      const tale = { customer: 'ann', happening: REFUSED, at: AT }
      await shop.report(tale)
      const { providers } = await loadShopPace(store.table, SHOP)
      expect(providers).toMatchObject({ gmail: { slow: { factor: 2 } } })
      expect(await store.table.query(addressKey(hashOf('ann@gmail.com')))).toEqual([])
      shop.clock.now = NOON + hours(0.5)
      expect(await shop.report(tale)).toBe('known')
      expect((await loadShopPace(store.table, SHOP)).providers).toEqual(providers)
    })

    const bouncesOn = async (happening: Happening, on: readonly number[]) => {
      for (const [i, day] of on.entries()) {
        await shop.has('ann', { step: `hello.${i}` })
        const name = `welcome#1#hello.${i}`
        await shop.report({ customer: 'ann', name, happening, at: NOON + days(day) })
      }
      return suppressionOf(emailOf('ann'))
    }

    it.each([
      ['deferred', FULL],
      ['refused without a reason', VAGUE],
    ])('that it was %s three times within 14 days suppresses the address', async (_, happening) => {
      const at = NOON + days(13.9)
      expect(await bouncesOn(happening, [0, 7, 13.9])).toEqual({ reason: 'soft-bounces', at })
    })

    it('three deferrals that are not within 14 days suppress no address', async () => {
      expect(await bouncesOn(FULL, [0, 7, 14, 22, 30])).toBeUndefined()
    })

    it('a complaint reaches the address although only a newer build understands its message', async () => {
      await shop.has('li')
      const [row] = (await everyRow(store.table)).filter(({ sk }) => sk.startsWith('message#'))
      if (!row) throw new Error('there is no message')
      await store.table.write([{ put: { ...row, v: 2 } }])
      await expect(shop.report({ customer: 'li', happening: COMPLAINED, at: AT })).rejects.toThrow(
        UnreadableRowError,
      )
      expect((await shop.address(emailOf('li'))).facts).toMatchObject({
        suppression: { reason: 'complaint', at: AT },
        withdrawnAt: AT,
      })
      expect(await store.table.get(row)).toEqual({ ...row, v: 2 })
    })

    it('a complaint is the opt-out of all who share the address', async () => {
      const email = 'both@example.org'
      await shop.has('ann', { email })
      await shop.report({ customer: 'ann', happening: COMPLAINED, at: AT })
      const { facts } = await shop.load('ann')
      expect(facts.consents).toContainEqual({
        purpose: 'marketing',
        act: 'withdrawn',
        at: AT,
        source: 'complaint',
        evidence: 'welcome#1#hello',
      })
      expect(facts.address).toMatchObject({
        suppression: { reason: 'complaint', at: AT },
        withdrawnAt: AT,
      })
      shop.clock.now = AT
      await shop.buys('bea', email)
      expect(await shop.message('bea')).toMatchObject({ reason: 'suppressed' })
      // Lifted by hand, service mail goes to it again, and marketing does not.
      await liftSuppression(store.table, SHOP, hashOf(email), { why: 'a mistake', at: AT })
      await shop.buys('cem', email)
      expect(await shop.message('cem')).toMatchObject({ reason: 'unsubscribed' })
      expect(await shop.message('cem', RECEIPT)).toMatchObject({ status: 'due' })
    })

    it('of a complaint is not outdone by a synchronisation', async () => {
      await shop.has('ann')
      await shop.report({ customer: 'ann', happening: COMPLAINED, at: AT })
      const synced = consent(AT + days(9), { source: 'sync', basis: 'explicit' })
      await shop.agrees('ann', synced)
      expect(await shop.marketingOf('ann', AT + days(10))).toBe('withdrawn')
    })

    it('follows from the graver of two bounces, also if it came second', async () => {
      await shop.has('ann')
      await shop.report({ customer: 'ann', happening: FULL, at: AT })
      expect(await shop.report({ customer: 'ann', happening: HARD_BOUNCE, at: AT + 1 })).toBe(
        'recorded',
      )
      expect(await suppressionOf(emailOf('ann'))).toMatchObject({ reason: 'no-such-mailbox' })
      expect(await shop.message('ann')).toMatchObject({
        feedback: { bouncedAt: AT, bounce: 'temporary' },
      })
    })

    it('is not held against an address again once a person lifted it', async () => {
      await shop.has('ann')
      const tale = { customer: 'ann', happening: HARD_BOUNCE, at: AT }
      await shop.report(tale)
      const lifting = { why: 'they fixed it', at: AT + days(1) }
      await liftSuppression(store.table, SHOP, hashOf(emailOf('ann')), lifting)
      expect(await shop.report(tale)).toBe('known')
      expect(await suppressionOf(emailOf('ann'))).toBeUndefined()
    })

    it('without a recipient affects no address', async () => {
      await shop.has('ann')
      for (const happening of [HARD_BOUNCE, FULL, COMPLAINED])
        await shop.report({ customer: 'ann', happening, at: AT, recipients: [] })
      expect(await shop.message('ann')).toMatchObject({
        feedback: { bouncedAt: AT, complainedAt: AT },
      })
      expect(await shop.marketingOf('ann', AT)).toBe('withdrawn')
      expect((await everyRow(store.table)).filter(({ pk }) => pk.startsWith('~address'))).toEqual(
        [],
      )
    })

    it('of all its recipients is held against each', async () => {
      await shop.has('ann')
      const recipients = ['ann@example.org', 'her-other@example.org']
      await shop.report({ customer: 'ann', happening: HARD_BOUNCE, at: AT, recipients })
      for (const email of recipients)
        expect(await suppressionOf(email)).toMatchObject({ reason: 'no-such-mailbox' })
    })

    it.each([
      ['that is not there', { customer: 'ann', name: 'welcome#2#hello' }],
      ['of a customer who does not exist', { customer: 'stranger' }],
      ['of another shop', { customer: 'ann', shop: 'other' }],
      ['that was never handed over', { customer: 'due' }],
      ['of a customer who was erased', { customer: 'erased' }],
      ['without a valid name', { customer: 'ann', name: 'welcome' }],
      ['with an endless name', { customer: 'ann', name: `welcome#1#${'x'.repeat(2_000)}` }],
    ])('changes nothing for a message %s, and says so', async (_, tale) => {
      await shop.has('ann')
      await shop.has('due', {
        attempt: 0,
        status: { status: 'due', locale: 'en', decidedAt: NOON, relayAt: NOON },
      })
      await shop.has('erased')
      const erased = (await everyRow(store.table)).filter(({ pk }) => pk === `${SHOP}/erased`)
      await store.table.write(erased.map(({ pk, sk }) => ({ remove: { pk, sk } })))
      const rows = await everyRow(store.table)
      for (const [, happening] of REPORTED)
        expect(await shop.report({ ...tale, happening, at: AT })).toBe('no-such-message')
      expect(await everyRow(store.table)).toEqual(rows)
      expect(shop.paused).toEqual([])
    })

    it.each(['', 'acme', 'acme/ann', '~shops/acme/a#1#b', 'acme/%zz/a#1#b', 'a/b/c/d#1#e'])(
      'changes nothing if "%s" is not one of our ids',
      async (messageId) => {
        const rows = await everyRow(store.table)
        const event = { messageId, at: AT, ...HARD_BOUNCE } as never
        expect(await shop.record({ event, recipients: ['ann@example.org'] })).toBe(
          'no-such-message',
        )
        expect(await everyRow(store.table)).toEqual(rows)
      },
    )
  })
})
