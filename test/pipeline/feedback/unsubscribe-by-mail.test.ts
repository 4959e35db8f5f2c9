import type { SESEvent } from 'aws-lambda'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAutomatic, tokenIn } from '../../../functions/pipeline/feedback/read-unsubscribe-mail.ts'
import { makeUnsubscribeByMail } from '../../../functions/pipeline/feedback/unsubscribe-by-mail.handler.ts'
import { tombstone } from '../../../functions/store/erasure.ts'
import { readKeyRing } from '../../../functions/store/key-ring.ts'
import { customerKey } from '../../../functions/store/keys.ts'
import { makeSecret } from '../../../functions/store/secret.ts'
import { NOW, secret } from '../../support/api-shop.ts'
import { temporaryTable } from '../../support/temporary-table.ts'
import { makeUnsubscribeShop, tokenOf, type UnsubscribeShop } from './unsubscribe-shop.ts'

const token = tokenOf('lin')
const halves = [token.slice(0, 70), token.slice(70)] as const
const base64 = (text: string) => Buffer.from(text).toString('base64')
const quoted = (text: string) => text.replaceAll('_', '=5F')

describe('the token in a mail', () => {
  it.each<[string, string]>([
    ['alone', token],
    ['after Re:', `Re: ${token}`],
    ['after AW: and before more', `AW: ${token} (please!)`],
    ['after a word that ran into it', `unsubscribe${token}`],
    ['folded', `${halves[0]}\r\n ${halves[1]}`],
    ['wrapped with a tab', `Re:\t${halves[0]}\t${halves[1]}`],
    ['as a quoted-printable word', `=?utf-8?Q?${quoted(token)}?=`],
    [
      'as two words of base64',
      `=?utf-8?B?${base64(halves[0])}?=\r\n =?utf-8?B?${base64(halves[1])}?=`,
    ],
    ['in a Chinese answer', `=?utf-8?B?${base64('回复：')}?= ${token}`],
    ['in quotation marks', `"${token}"`],
  ])('is found in the subject: %s', (_, subject) => {
    expect(tokenIn({ subject })).toBe(token)
  })

  it.each<[string, string]>([
    ['alone', `${token}\r\n`],
    ['under a greeting', `Hello,\n\nplease unsubscribe me:\n${token}\n\nThank you`],
    ['quoted', `On Monday you wrote:\n> > ${token}\n`],
    ['quoted and wrapped', `> ${halves[0]}\n> ${halves[1]}\n`],
    ['after a subject that was cut off', `\n\n${token}`],
  ])('is found in the text: %s', (_, text) => {
    expect(tokenIn({ subject: halves[0], text })).toBe(token)
  })

  it('is found for any customer it was signed for', () => {
    const payload = fc.record({
      use: fc.constant('leave' as const),
      shop: fc.string({ minLength: 1 }),
      customer: fc.string({ unit: 'grapheme', minLength: 1 }),
      campaign: fc.string(),
      issuedAt: fc.nat(),
    })
    fc.assert(
      fc.property(payload, fc.nat({ max: 300 }), (signed, at) => {
        const own = secret.signToken(signed)
        const subject = `Re: ${own.slice(0, at)}\r\n ${own.slice(at)} .`
        expect(tokenIn({ subject })).toBe(own)
      }),
    )
  })

  it.each<[string, string]>([
    ['nothing', ''],
    ['words', 'Please take me off your list. Thank you!'],
    ['half a token', halves[0]],
    ['a token to confirm', tokenOf('lin', { use: 'confirm' })],
    ['an invalid encoded word', '=?utf-8?Q?=ZZ?= =?nonsense?B?!!!?='],
  ])('is not found in %s', (_, subject) => {
    expect(tokenIn({ subject, text: subject })).toBeUndefined()
  })

  it('is not looked for below the first lines', () => {
    expect(tokenIn({ text: `${'\n'.repeat(40)}${token}` })).toBeUndefined()
  })
})

it.each<[string | undefined, boolean]>([
  [undefined, false],
  ['no', false],
  [' No ; because="x"', false],
  ['auto-replied', true],
  ['auto-generated; type=vacation', true],
  ['auto-notified', true],
  ['no-such-keyword', true],
])('a mail that is Auto-Submitted %s: automatic is %s', (autoSubmitted, expected) => {
  expect(isAutomatic(autoSubmitted === undefined ? {} : { autoSubmitted })).toBe(expected)
})

describe('a mail to the unsubscribe mailbox', () => {
  const { table, stop } = temporaryTable()
  const received: (readonly [string, string])[] = []
  let shop: UnsubscribeShop
  beforeAll(async () => {
    shop = await makeUnsubscribeShop(table)
  })
  afterAll(stop)

  const receive = async (...mails: { subject?: string; headers?: Record<string, string> }[]) => {
    received.length = 0
    const handle = makeUnsubscribeByMail({
      table,
      openToken: secret.openToken,
      now: () => NOW,
      onMail: (id, outcome) => received.push([id, outcome]),
    })
    const Records = mails.map(({ subject, headers = {} }, i) => ({
      ses: {
        mail: {
          messageId: `ses-${i}`,
          source: 'someone.else@example.net',
          headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
          commonHeaders: { from: ['someone.else@example.net'], subject },
        },
      },
    }))
    await handle({ Records } as unknown as SESEvent)
    return received.map(([, outcome]) => outcome)
  }

  it('unsubscribes the customer whom the token names, whatever the sender, and once', async () => {
    await shop.store('lin')
    expect(await receive({ subject: `Re: ${token}` }, { subject: token })).toEqual([
      'left',
      'had-left',
    ])
    expect(await shop.consentOf('lin')).toBe('withdrawn')
    expect((await shop.facts('lin')).consents.at(-1)).toMatchObject({
      source: 'unsubscribe',
      evidence: 'care#2#tea.3',
    })
  })

  it('is opened by the number of its key, and with a number that only stands before it', async () => {
    const ring = readKeyRing(`${'k'.repeat(43)}\nsigning 2 ${'s'.repeat(43)}`)
    const use = { signing: 2, address: 1, retired: [], isMoving: false }
    const numbered = makeSecret(ring, use).signToken({
      ...{ use: 'leave', shop: 'tea', customer: 'lin', campaign: 'care', issuedAt: NOW },
    })
    expect(tokenIn({ subject: `Re: ${numbered}` })).toBe(numbered)
    await shop.store('ann')
    expect(await receive({ subject: `2. ${tokenOf('ann')}` })).toEqual(['left'])
  })

  it('is processed if a person sent it, and ignored if a machine answered', async () => {
    await shop.store('mei')
    const subject = tokenOf('mei')
    expect(await receive({ subject, headers: { 'auto-submitted': 'auto-replied' } })).toEqual([
      'sent-by-a-machine',
    ])
    expect(await shop.consentOf('mei')).toBe('granted')
    expect(await receive({ subject, headers: { 'Auto-Submitted': 'no' } })).toEqual(['left'])
  })

  it('is ignored without a token of ours, and each is logged by its id alone', async () => {
    await shop.table.write([{ put: tombstone(customerKey('tea', 'erased'), NOW, 9) }])
    const before = await shop.rows()
    const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    const outcomes = await receive(
      {},
      { subject: 'Remove lin@example.com' },
      { subject: forged },
      { subject: tokenOf('lin', { issuedAt: 0 }) },
      { subject: tokenOf('erased', { addressHash: undefined }) },
    )
    expect(outcomes).toEqual([
      'no-token',
      'no-token',
      'token-does-not-open',
      'token-does-not-open',
      'unknown-customer',
    ])
    expect(received.map(([id]) => id)).toEqual(['ses-0', 'ses-1', 'ses-2', 'ses-3', 'ses-4'])
    expect(await shop.rows()).toEqual(before)
  })
})
