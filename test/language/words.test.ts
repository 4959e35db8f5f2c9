import { describe, expect, test } from 'vitest'
import type { Message, MessageStatus } from '../../functions/domain/message.ts'
import { en } from '../../functions/language/en/words.ts'
import { LANGUAGES } from '../../functions/language/language-tags.ts'
import { WORDS } from '../../functions/language/languages.ts'
import { messageSentence } from '../../functions/language/message-sentences.ts'
import { whyNotSentence } from '../../functions/language/start-sentences.ts'
import { customerName, shortId, voiceFor } from '../../functions/language/voice.ts'

const FACTS = {
  purchases: 3,
  purchasesInWindow: 3,
  windowDays: 90,
  frequentPurchases: 3,
  dormantAfter: '90 days',
  last: '3 May',
  reason: 'a reason',
  class: 'Dormant',
  day: '3 May',
  order: 'o-1',
  named: 'birthday',
  days: 2,
  side: 'before',
  time: '09:00',
  language: 'English',
  until: '3 May, 12:00 UTC',
  attempt: '2',
  fix: 'Fix it.',
  from: '1 May, 12:00 UTC',
  line: '7',
  why: 'the price',
  cell: '12,345 EUR',
  moment: '1 May, 12:00 UTC',
  least: '2',
  segment: 'VIP',
  names: 'Tea',
  name: 'viewed',
}
const TOLD_BY_FACTS =
  /^\.(classMeanings|classReasons|starts|whyNot|outlook|deliveryEvents(?!\.tried-before)|products\.sale|asked(?=\.(?:orders|spend|products|event|range)))\.|^\.products\.unread$/

/** Every text of a language by its path; a sentence gets the same facts in each language. */
function texts(words: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([name, value]) => {
    const here = `${path}.${name}`
    if (typeof value === 'string') return [[here, value] as const]
    if (typeof value === 'object') return texts(value, here)
    return [[here, TOLD_BY_FACTS.test(here) ? value(FACTS) : value('x', 'y', 'z')] as const]
  })
}

const reasons = <R extends string>(words: Readonly<Record<R, string>>) => Object.keys(words) as R[]

const STATUSES: readonly MessageStatus[] = [
  ...reasons(en.holds).map((reason) => ({ status: 'held', reason, until: 1 }) as const),
  ...reasons(en.deferrals).map((reason) => ({ status: 'deferred', reason, until: 1 }) as const),
  ...reasons(en.skips).map((reason) => ({ status: 'skipped', reason, at: 1 }) as const),
  { status: 'due', locale: 'en', decidedAt: 1, relayAt: 2 },
  {
    status: 'claimed',
    locale: 'en',
    claimedAt: 1,
    claimId: 'c',
    leaseUntil: 2,
    repeatable: true,
  },
  { status: 'accepted', locale: 'zh-CN', acceptedAt: 1, mailerMessageId: 'm' },
  { status: 'refused', reason: 'ses-message-rejected', at: 1 },
  ...reasons(en.mailers).map((reason) => ({ status: 'parked', reason, until: 1 }) as const),
  { status: 'unknown', locale: 'en', claimedAt: 1, at: 2, giveUpAt: 3 },
  { status: 'given-up', locale: 'en', claimedAt: 1, at: 3 },
]

const message = (status: MessageStatus): Message => ({
  campaign: 'dormant',
  n: 1,
  step: 'picks',
  template: 'picks',
  marketing: true,
  dueAt: 1,
  putOff: false,
  attempt: 0,
  ...status,
})

describe('The words of the pages', () => {
  test.each(LANGUAGES)(
    'say in %s the same things as in English, and leave nothing empty',
    (language) => {
      const told = texts(WORDS[language])
      expect(told.map(([path]) => path).sort()).toEqual(
        texts(en)
          .map(([path]) => path)
          .sort(),
      )
      for (const [path, text] of told) {
        expect(text, path).toMatch(/\S/)
        expect(text, path).not.toMatch(/undefined|NaN|\[object/)
      }
    },
  )

  test.each(LANGUAGES)(
    'describe in %s what happened to a message and why, for every reason',
    (language) => {
      const voice = voiceFor(language, 'Europe/London', 0)
      const sentences = STATUSES.map((status) => messageSentence(message(status), voice))
      expect(new Set(sentences).size).toBe(STATUSES.length)
      for (const sentence of sentences) {
        expect(sentence).not.toMatch(/undefined|stale-|put-off-|ses-|pace-/)
        expect(sentence).toMatch(/[.。]$/)
      }
    },
  )

  test.each(Object.values(WORDS))(
    'describe what started a journey as a whole sentence (%#)',
    (words) => {
      const { unknown, ...known } = words.starts.started
      const facts = {
        class: 'Dormant',
        segment: 'VIP',
        order: 'o-1',
        named: 'birthday',
        day: '3 May',
      }
      for (const sentenceOf of Object.values(known))
        expect(sentenceOf(facts)).toMatch(/3 May.*[.。]$/)
      expect(unknown(facts)).toMatch(/[.。]$/)
    },
  )

  test('keep a word of the mailer that has no translation', () => {
    const refused = message({ status: 'refused', reason: 'ses-something-new', at: 1 })
    expect(messageSentence(refused, voiceFor('en', 'UTC', 0))).toContain('ses-something-new')
  })

  test('say when a message that waits is skipped, and when one is only checked again', () => {
    const sentenceFor = (reason: 'no-consent' | 'intake-late') =>
      messageSentence(message({ status: 'held', reason, until: 0 }), voiceFor('en', 'UTC', 0))
    expect(sentenceFor('no-consent')).toContain('by 1 Jan 1970, 00:00, it is skipped.')
    expect(sentenceFor('intake-late')).toContain('It is checked again on 1 Jan 1970, 00:00.')
  })

  test('name a guest by the beginning of a long hash', () => {
    const voice = voiceFor('en', 'UTC', 0)
    expect(shortId('~guest:PFAJnr_VvIhTlrg9', undefined, voice)).toBe('Guest PFAJnr')
    expect(customerName('~guest:PFAJnr_VvIhTlrg9', undefined, voice)).toBe('Guest PFAJnr')
    expect(customerName('17', { name: 'Ann' }, voice)).toBe('Ann')
    expect(customerName('~guest:PFAJnr', { email: 'lin@example.com' }, voice)).toBe(
      'l…@example.com',
    )
  })

  test('name a customer on one line, in the order in which it is read', () => {
    const voice = voiceFor('en', 'UTC', 0)
    expect(customerName('17', { name: '\u202eAnn\n\u2066Lee' }, voice)).toBe('Ann Lee')
    expect(customerName('17', { name: '\u202e' }, voice)).toBe('17')
    expect(shortId('\u202e9-di', undefined, voice)).toBe('9-di')
  })

  test('name the class and the day that a reason speaks of', () => {
    const voice = voiceFor('en', 'UTC', Date.UTC(2026, 5, 1))
    expect(
      whyNotSentence({ reason: 'turn-comes', class: 'dormant', at: Date.UTC(2026, 5, 12) }, voice),
    ).toBe(
      'The customer was already Dormant when this campaign began; it starts for them on 12 Jun 2026.',
    )
  })
})
