import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { GetSendQuotaCommand, SESClient } from '@aws-sdk/client-ses'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { SendOutcome } from '../../../functions/domain/message.ts'
import { HOUR_MS, MINUTE_MS } from '../../../functions/domain/time.ts'
import type { Mailer, OutgoingMail } from '../../../functions/pipeline/sending/mailer.ts'
import {
  makeSesClient,
  makeSesMailer,
  type SesClientSettings,
} from '../../../functions/pipeline/sending/ses/ses-mailer.ts'
import { sendAlone } from '../../support/any-mail.ts'
import { anyCredentials } from '../../support/loopback.ts'
import { type SesEndpoint, type SesFault, startSesEndpoint } from '../../support/ses-endpoint.ts'

const NOW = Date.UTC(2026, 6, 28)

const mail: OutgoingMail = {
  messageId: 'tea/客户 17/care#1#tips.2',
  customer: 'tea/17',
  subject: 'Hello',
  tracked: false,
  shop: 'tea',
  campaign: 'care',
  step: 'tips.2',
  to: 'li@例子.公司',
  from: 'hello@tea.example',
  bytes: Buffer.from('Subject: tea\r\n\r\n=E8=8C=B6&+%\r\n'),
}

const notReached = { outcome: 'parked', reason: 'ses-not-reached', until: NOW + 15 * MINUTE_MS }

let ses: SesEndpoint
const clients: SESClient[] = []

function clientOf(settings: SesClientSettings = {}): SESClient {
  const client = makeSesClient({ ...anyCredentials, endpoint: ses.endpoint, ...settings })
  clients.push(client)
  return client
}
const mailerOf = (settings: SesClientSettings = {}): Mailer =>
  makeSesMailer({ client: clientOf(settings), configurationSet: 'rekindle', clock: () => NOW })

async function outcomeOf(fault: SesFault): Promise<SendOutcome> {
  ses.failNext(fault)
  return sendAlone(mailerOf({ requestTimeoutMs: 300 }), mail)
}

beforeEach(async () => {
  ses = await startSesEndpoint(() => NOW)
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  await ses.stop()
})

describe('a mail that links to the example shop', () => {
  test('waits, and nothing of it reaches SES', async () => {
    const said = await sendAlone(mailerOf(), { ...mail, leadsToExample: true })
    expect(said).toEqual({ outcome: 'parked', reason: 'example-links', until: NOW + HOUR_MS })
    expect(ses.attempts()).toBe(0)
  })
})

describe('a mail that SES accepts', () => {
  test('arrives byte for byte, for one recipient, under its tags', async () => {
    const said = await sendAlone(mailerOf(), mail)
    expect(ses.received).toEqual([
      {
        messageId: said.outcome === 'accepted' ? said.mailerMessageId : '',
        destinations: ['li@xn--fsqu00a.xn--55qx5d'],
        source: 'hello@tea.example',
        configurationSet: 'rekindle',
        tags: {
          'rekindle-shop': 'tea',
          'rekindle-campaign': 'care',
          'rekindle-step': 'tips_2E2',
          'ses:feedback-id-a': 'care',
          'ses:feedback-id-b': 'tea',
          'rekindle-message': 'tea_2F_E5_AE_A2_E6_88_B7_2017_2Fcare_231_23tips_2E2',
        },
        bytes: mail.bytes,
        at: NOW,
      },
    ])
  })

  test.each([
    ['that may be tracked goes out where SES tracks', true, 'rekindle-tracked', 'rekindle-tracked'],
    ['that must not goes out where it does not', false, 'rekindle-tracked', 'rekindle'],
    ['is tracked nowhere where nothing is', true, undefined, 'rekindle'],
  ])('%s', async (_, tracked, trackedConfigurationSet, expected) => {
    const mailer = makeSesMailer({
      client: clientOf(),
      configurationSet: 'rekindle',
      ...(trackedConfigurationSet !== undefined && { trackedConfigurationSet }),
      clock: () => NOW,
    })
    await sendAlone(mailer, { ...mail, tracked })
    expect(ses.received.map(({ configurationSet }) => configurationSet)).toEqual([expected])
  })

  test('is not known to SES again, so the mailer is not repeatable', () => {
    expect(mailerOf().repeatable).toBe(false)
  })
})

describe('what SES says against a mail', () => {
  test('too fast: it is parked for one to two seconds, spread by message', async () => {
    const mailer = mailerOf()
    const instants = new Set<number>()
    for (let i = 0; i < 8; i++) {
      ses.failNext('sending-rate')
      const said = await sendAlone(mailer, { ...mail, messageId: `m${i}` })
      expect(said).toMatchObject({ outcome: 'parked', reason: 'ses-sending-rate' })
      if (said.outcome === 'parked') instants.add(said.until)
    }
    expect(Math.min(...instants)).toBeGreaterThanOrEqual(NOW + 1_000)
    expect(Math.max(...instants)).toBeLessThan(NOW + 2_000)
    expect(instants.size).toBeGreaterThan(4)
  })

  test('the daily quota is used up: it is parked for an hour', async () => {
    expect(await outcomeOf('daily-quota')).toEqual({
      outcome: 'parked',
      reason: 'ses-daily-quota',
      until: NOW + HOUR_MS,
    })
  })

  test.each([
    ['MessageRejected', 'ses-message-rejected'],
    ['InvalidParameterValue', 'ses-invalid-parameter-value'],
  ])('%s: it is refused as %s', async (code, reason) => {
    const said = await outcomeOf({ status: 400, code, message: 'For li@example.com.' })
    expect(said).toEqual({ outcome: 'refused', reason })
  })

  test.each([
    ['MailFromDomainNotVerifiedException', 'ses-mail-from-domain-not-verified'],
    ['MailFromDomainNotVerified', 'ses-mail-from-domain-not-verified'],
    ['AccountSendingPausedException', 'ses-account-sending-paused'],
    ['AccountSendingPaused', 'ses-account-sending-paused'],
    ['ConfigurationSetSendingPausedException', 'ses-configuration-set-sending-paused'],
    ['ConfigurationSetDoesNotExist', 'ses-configuration-set-does-not-exist'],
    ['ConfigurationSetDoesNotExistException', 'ses-configuration-set-does-not-exist'],
  ])('%s: it waits an hour for a person to fix the account', async (code, reason) => {
    const said = await outcomeOf({ status: 400, code, message: 'No.' })
    expect(said).toEqual({ outcome: 'parked', reason, until: NOW + HOUR_MS })
  })

  test('AWS paused the account over its bounces: it waits, although the code is of one mail', async () => {
    const message = 'Sending paused for this account. For more information, see the inbox.'
    expect(await outcomeOf({ status: 400, code: 'MessageRejected', message })).toEqual({
      outcome: 'parked',
      reason: 'ses-account-sending-paused',
      until: NOW + HOUR_MS,
    })
  })

  test('the address is not verified: it waits, and the reason names no address', async () => {
    const said = await outcomeOf({
      status: 400,
      code: 'MessageRejected',
      message: 'Email address is not verified. The following identities failed: li@example.com',
    })
    expect(said).toEqual({
      outcome: 'parked',
      reason: 'ses-address-not-verified',
      until: NOW + HOUR_MS,
    })
  })

  test.each([
    [403, 'SignatureDoesNotMatch'],
    [403, 'InvalidClientTokenId'],
    [400, 'ExpiredToken'],
    [403, 'AccessDenied'],
  ])('%i %s: it waits for a person to fix the keys', async (status, code) => {
    expect(await outcomeOf({ status, code, message: 'No.' })).toEqual({
      outcome: 'parked',
      reason: 'ses-not-allowed',
      until: NOW + 15 * MINUTE_MS,
    })
  })
})

describe('where it is unknown whether it was sent', () => {
  test.each<SesFault>([
    'internal-error',
    'service-unavailable',
    'internal-error-after',
    'reset-before',
    'reset-after',
    'garbled-after',
    'hang',
    'hang-after',
    { status: 302, code: 'Moved', message: 'Elsewhere.' },
  ])('%j is unknown, and is never tried again', async (fault) => {
    expect(await outcomeOf(fault)).toEqual({ outcome: 'unknown' })
    expect(ses.attempts()).toBe(1)
  })
})

describe('what never reached SES', () => {
  test('nothing listens: it is parked', async () => {
    await ses.stop()
    expect(await sendAlone(mailerOf(), mail)).toEqual(notReached)
  })

  test('there are no credentials: it is parked', async () => {
    const credentials = () => Promise.reject(new Error('Could not load credentials.'))
    expect(await sendAlone(mailerOf({ credentials }), mail)).toEqual(notReached)
  })

  test('its connection is never open: it is parked, and nothing left', async () => {
    const mute = createServer().listen(0, '127.0.0.1')
    await once(mute, 'listening')
    const { port } = mute.address() as AddressInfo
    const endpoint = `https://127.0.0.1:${port}`
    const mailer = mailerOf({ endpoint, connectionTimeoutMs: 100, requestTimeoutMs: 1_000 })
    const ready = await mailer.prepare(mail)
    if (ready.outcome !== 'ready') throw new Error(ready.outcome)
    const onLeaving = vi.fn()
    expect(await ready.send(onLeaving)).toEqual(notReached)
    expect(onLeaving).not.toHaveBeenCalled()
    mute.close()
  })

  test('the address cannot be written: it is refused by its code', async () => {
    expect(await sendAlone(mailerOf(), { ...mail, to: '李@example.com' })).toEqual({
      outcome: 'refused',
      reason: 'address-local-part-not-ascii',
    })
    expect(ses.attempts()).toBe(0)
  })

  test('a client that retries automatically is rejected', async () => {
    const client = new SESClient({ ...anyCredentials, endpoint: ses.endpoint, maxAttempts: 3 })
    clients.push(client)
    await expect(sendAlone(makeSesMailer({ client, clock: () => NOW }), mail)).rejects.toThrow(
      /twice/,
    )
    expect(ses.attempts()).toBe(0)
  })
})

describe('a mail that is ready', () => {
  test('is signed, and not a byte of it has reached SES before it is sent', async () => {
    const client = clientOf()
    const signed: boolean[] = []
    client.middlewareStack.add(
      (next) => (args) => {
        signed.push('authorization' in (args.request as { headers: object }).headers)
        return next(args)
      },
      { step: 'deserialize', priority: 'high' },
    )
    const ready = await makeSesMailer({ client, clock: () => NOW }).prepare(mail)
    if (ready.outcome !== 'ready') throw new Error(ready.outcome)
    expect([signed, ses.attempts()]).toEqual([[true], 0])
    expect(await ready.send(() => {})).toMatchObject({ outcome: 'accepted' })
    expect(ses.attempts()).toBe(1)
  })

  test.each(['a new connection', 'a connection that was used before'])(
    'says that it leaves on %s before SES has it, and stays here if that cannot be noted',
    async (connection) => {
      const mailer = mailerOf()
      const before = connection === 'a new connection' ? 0 : 1
      if (before === 1) await sendAlone(mailer, mail)
      const prepared = async () => {
        const ready = await mailer.prepare(mail)
        if (ready.outcome !== 'ready') throw new Error(ready.outcome)
        return ready
      }
      const attempts: number[] = []
      const kept = await prepared()
      const full = new Error('no space left')
      const refused = kept.send(() => {
        attempts.push(ses.attempts())
        throw full
      })
      await expect(refused).rejects.toBe(full)
      expect(ses.attempts()).toBe(before)
      const sent = await prepared()
      expect(await sent.send(() => attempts.push(ses.attempts()))).toMatchObject({
        outcome: 'accepted',
      })
      expect(attempts).toEqual([before, before])
      expect(ses.attempts()).toBe(before + 1)
    },
  )

  test('leaves nothing if it is discarded', async () => {
    const ready = await mailerOf().prepare(mail)
    if (ready.outcome !== 'ready') throw new Error(ready.outcome)
    ready.discard()
    expect(await ready.send(() => {})).toMatchObject({ outcome: 'parked' })
    expect(ses.attempts()).toBe(0)
  })

  test('is not made of one that cannot be signed', async () => {
    const credentials = () => Promise.reject(new Error('Could not load credentials.'))
    expect(await mailerOf({ credentials }).prepare(mail)).toMatchObject({ outcome: 'parked' })
  })
})

test('the stand-in reports the quota that SES would', async () => {
  ses.setQuota({ max24HourSend: 200, maxSendRate: 1, sentLast24Hours: 7 })
  expect(await clientOf().send(new GetSendQuotaCommand({}))).toMatchObject({
    Max24HourSend: 200,
    MaxSendRate: 1,
    SentLast24Hours: 7,
  })
})
