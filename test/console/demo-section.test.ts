/** What the first page of the demonstration says of its three customers, and which mail is on top. */
import { describe, expect, it, test } from 'vitest'
import type { MessageEntry } from '../../functions/console/console-reads.ts'
import { demoSection, openingOrder } from '../../functions/console/demo-section.ts'
import type { Message } from '../../functions/domain/message.ts'
import { MINUTE_MS } from '../../functions/domain/time.ts'
import { source } from '../../functions/http/html.ts'
import { voiceFor } from '../../functions/language/voice.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { customer, days, message, NOON, settings } from '../support/given.ts'

const voice = voiceFor('en', 'UTC', NOON)
const SHOP = { id: 'acme', name: 'Acme', campaignNames: {} }

/** As words, of a customer who has these messages. */
function told(role: 'mailed' | 'waiting' | 'withoutConsent', ...messages: readonly Message[]) {
  const facts = customer({ customer: 'lin', messages })
  const record = {
    key: customerKey('acme', 'lin'),
    ...{
      facts,
      lifecycle: [],
      notUnderstood: [],
      lines: {},
      eventBodies: new Map(),
      mailed: [],
      formerIds: [],
    },
  }
  const section = source(demoSection([{ role, customer: record }], SHOP, voice))
  return section
    .slice(section.indexOf('<li>'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
}

describe('Of a customer of the demonstration it says', () => {
  const waiting = (reason: 'domain-not-ready' | 'no-consent') =>
    message({ status: 'held', reason, until: NOON + days(3) })

  it('that they got a mail only if one was sent', () => {
    const sent = message({
      status: 'accepted',
      acceptedAt: NOON,
      locale: 'en',
      mailerMessageId: 'm',
    })
    expect(told('mailed', sent)).toMatch(/Got an e-mail lin .*: Sent in English\..*Read the e-mail/)
  })

  it('until when a mail waits that the sending domain keeps back', () => {
    expect(told('mailed', waiting('domain-not-ready'))).toMatch(
      /E-mail is waiting lin .*Held back because the sending domain has not passed its check\. If this does not change by 4 Jan 2026, 12:00, it is skipped\..*See why/,
    )
  })

  it('that a mail which waited too long was not sent', () => {
    const reason = 'stale-domain-not-ready'
    expect(told('mailed', message({ status: 'skipped', reason, at: NOON }))).toMatch(
      /Not sent lin .*Skipped because the sending domain did not pass its check in time\. See why/,
    )
    expect(told('waiting', message({ status: 'skipped', reason, at: NOON }))).toContain('Not sent')
  })

  it('that there is no consent, whatever becomes of the message', () => {
    expect(told('withoutConsent', waiting('no-consent'))).toContain('No consent, no marketing mail')
    expect(told('withoutConsent')).toMatch(/No consent, no marketing mail lin No step due yet/)
  })
})

describe('The messages on top', () => {
  const entry = (name: string, locale?: string): MessageEntry => ({
    customer: name,
    message:
      locale === undefined
        ? message({ status: 'held', reason: 'no-consent', until: NOON + days(3) })
        : message({ status: 'accepted', acceptedAt: NOON, locale, mailerMessageId: 'm' }),
    at: NOON,
  })
  const newest = [entry('a', 'zh-CN'), entry('b'), entry('c', 'en-GB'), entry('d', 'zh-CN')]
  const orderAt = (language: 'en' | 'zh-CN', now: number) =>
    openingOrder(
      newest,
      settings({ shop: { ...settings().shop, openedAt: NOON } }).shop,
      voiceFor(language, 'UTC', now),
      now,
    ).map((one) => one.customer)

  test('are in the language of the page while the shop has been open for less than a minute', () => {
    expect(orderAt('en', NOON + 20_000)).toEqual(['c', 'a', 'b', 'd'])
    expect(orderAt('zh-CN', NOON + 20_000)).toEqual(['a', 'd', 'b', 'c'])
  })

  test('are the newest from then on', () => {
    expect(orderAt('en', NOON + MINUTE_MS)).toEqual(['a', 'b', 'c', 'd'])
  })
})
