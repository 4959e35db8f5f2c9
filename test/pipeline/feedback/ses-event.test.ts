import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSesEvent } from '../../../functions/pipeline/feedback/ses-event.ts'
import {
  bounce,
  CARRIER_ID,
  complaint,
  delivery,
  detailOf,
  EVENTS,
  engagement,
  failed,
  hardBounce,
  MESSAGE,
  mail,
  onTheBus,
  REPORTED_AT,
  SENT_AT,
} from './ses-fixtures.ts'

const read = (body: unknown) => {
  const reading = readSesEvent(body)
  return reading.outcome === 'ignored' ? reading.reason : reading.event
}

describe('an event of SES', () => {
  it.each(EVENTS)('%s is read whole', (detailType, eventType, more, at, happening) => {
    const expected = {
      outcome: 'event',
      event: {
        messageId: MESSAGE,
        mailerMessageId: CARRIER_ID,
        at: Date.parse(at),
        ...happening,
      },
      recipients: ['li@example.com'],
    }
    const detail = detailOf(eventType, more)
    const bus = onTheBus(detailType, detail)
    expect(readSesEvent(bus)).toEqual({ ...expected, eventId: bus.id })
    expect(readSesEvent(detail)).toEqual(expected)
    const sns = { Type: 'Notification', MessageId: 'm-1', Message: JSON.stringify(detail) }
    expect(readSesEvent(sns)).toEqual({ ...expected, eventId: 'm-1' })
    const { eventType: _, ...unnamed } = detail
    expect(read(onTheBus(detailType, unnamed))).toEqual(expected.event)
    expect(read({ ...unnamed, notificationType: eventType })).toEqual(expected.event)
  })

  it('is the same when it is delivered again', () => {
    const bus = onTheBus('Email Bounced', detailOf('Bounce', { bounce: hardBounce }))
    expect(readSesEvent(structuredClone(bus))).toEqual(readSesEvent(bus))
  })

  it('is about as many recipients as a mail of SES can have, however many it names', () => {
    const all = Array.from({ length: 3_000 }, (_, i) => `a${i}@example.com`)
    const others = all.map((address) => ({ emailAddress: `x${address}` }))
    const reading = readSesEvent({
      ...detailOf('Bounce', { bounce: { ...hardBounce, bouncedRecipients: others } }),
      mail: { ...mail, destination: all },
    })
    expect(reading).toMatchObject({ outcome: 'event', recipients: all.slice(0, 50) })
  })

  it('is read through unknown fields', () => {
    const odd = detailOf('Delivery', { delivery: { ...delivery, remoteMtaIp: '192.0.2.9' }, x: 1 })
    expect(read(odd)).toMatchObject({ kind: 'delivered' })
  })
})

describe('a bounce', () => {
  const kindOf = (each: object) => {
    const event = read(detailOf('Bounce', { bounce: each }))
    if (typeof event === 'string') return event
    return event.kind === 'bounced' ? event.bounce : event.kind
  }

  it.each([
    ['no-such-mailbox', bounce('Permanent', 'NoEmail')],
    ['no-such-mailbox', bounce('Permanent', 'Suppressed', failed('5.1.1', 'suppressed'))],
    ['withheld', bounce('Permanent', 'OnAccountSuppressionList')],
    ['withheld', bounce('Permanent', 'OnTenantSuppressionList')],
    [
      'no-such-mailbox',
      bounce('Transient', 'General', failed('5.4.4', '550 5.4.4 Invalid domain')),
    ],
    ['unclear', bounce('Permanent', 'General')],
    ['policy', bounce('Permanent', 'General', failed('5.1.1', '550 Mail content denied'))],
    ['temporary', bounce('Permanent', 'General', failed('5.2.2', '552 5.2.2 over quota'))],
    ['temporary', bounce('Transient', 'MailboxFull')],
    ['temporary', bounce('Transient', 'General', failed('4.4.7', '554 4.4.7 Message expired'))],
    ['temporary', bounce('Transient', 'General', failed('5.1.1', '550 5.1.1 user unknown'))],
    ['temporary', bounce('Undetermined', 'Undetermined', { status: '5.0.0' })],
    ['policy', bounce('Transient', 'ContentRejected')],
    ['temporary', {}],
    ['temporary', { bouncedRecipients: 'li@example.com' }],
  ])('is %s: %j', (kind, each) => {
    expect(kindOf(each)).toBe(kind)
  })

  it.each([
    ['out of office', bounce('Transient', 'General')],
    ['out of office, undetermined', bounce('Undetermined', 'Undetermined')],
    ['with a report that it arrived', bounce('Transient', 'General', { status: '2.0.0' })],
    ['with a report that it went on', bounce('Transient', 'General', { action: 'relayed' })],
  ])('that is an automatic reply, %s, is not a bounce', (_, each) => {
    expect(kindOf(each)).toBe('auto-reply')
  })

  it('that only reports a delay is a delay', () => {
    expect(kindOf(bounce('Transient', 'General', { action: 'delayed', status: '4.4.1' }))).toBe(
      'delayed',
    )
  })
})

describe('a complaint', () => {
  const kindOf = (more: object) => {
    const event = read(detailOf('Complaint', { complaint: complaint(more) }))
    if (typeof event === 'string') return event
    return event.kind === 'complained' ? (event.complaint ?? 'spam') : event.kind
  }

  it.each([
    ['spam', undefined],
    ['fraud', 'fraud'],
    ['auth-failed', 'auth-failure'],
    ['not-spam', 'not-spam'],
  ])('is read as %s if the report says %s', (kind, type) => {
    expect(kindOf({ complaintFeedbackType: type })).toBe(kind)
  })

  it.each(['OnAccountSuppressionList', 'OnTenantSuppressionList'])(
    'of %s is not an act of the customer, because the mail was never sent',
    (complaintSubType) => {
      expect(kindOf({ complaintSubType, complaintFeedbackType: undefined })).toBe('withheld')
    },
  )
})

describe('an opening or a click', () => {
  const gmail =
    'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)'
  const prefetch =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0'
  const cubot = 'Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 Chrome/120 Mobile'

  it.each([
    ['SES says so', true, { isBotEvent: 'Likely' }],
    ['SES says it is a person', false, { isBotEvent: 'Unlikely' }],
    ['SES says nothing', false, { isBotEvent: undefined }],
    ['Apple fetches it for privacy', true, { userAgent: 'Mozilla/5.0' }],
    ['Gmail fetches it ahead', true, { userAgent: prefetch }],
    ['Gmail fetches it because it is opened', false, { userAgent: gmail }],
    [
      'Yahoo fetches it because it is opened',
      false,
      { userAgent: 'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html' },
    ],
    ['a gateway looks at it', true, { userAgent: 'Barracuda Sentinel (EE)' }],
    ['a program fetches it', true, { userAgent: 'python-requests/2.32.0' }],
    [
      'a chat previews it',
      true,
      { userAgent: 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' },
    ],
    ['a crawler finds it', true, { userAgent: 'Mozilla/5.0 (compatible; bingbot/2.0)' }],
    ['a telephone is called Cubot', false, { userAgent: cubot }],
    [
      'Outlook shows it',
      false,
      { userAgent: 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0)' },
    ],
    ['no agent is named', false, { userAgent: undefined }],
    ['SES takes a program for a person', true, { userAgent: 'curl/8.5.0', isBotEvent: 'Unlikely' }],
  ])('where %s is a machine’s: %s', (_, machine, more) => {
    expect(read(detailOf('Open', { open: engagement(more) }))).toMatchObject({ machine })
    expect(read(detailOf('Click', { click: engagement(more) }))).toMatchObject({ machine })
  })
})

describe('when it happened', () => {
  const at = (detail: object) => {
    const event = read(onTheBus('Email Bounced', detail))
    return typeof event === 'string' ? event : new Date(event.at).toISOString()
  }
  const { timestamp: _, ...timeless } = hardBounce

  it('is the mail’s instant if the event has none', () => {
    expect(at(detailOf('Bounce', { bounce: timeless }))).toBe(SENT_AT)
  })

  it.each([undefined, 'yesterday', '2026-10-01', '1', 1_790_000_000, '2026-13-01T00:00:00Z'])(
    'is the envelope’s if neither has one: %s',
    (timestamp) => {
      const detail = {
        ...detailOf('Bounce', { bounce: { ...hardBounce, timestamp } }),
        mail: { ...mail, timestamp },
      }
      expect(at(detail)).toBe(new Date(REPORTED_AT).toISOString())
    },
  )

  it('is that of SNS if SNS brought it', () => {
    const Message = JSON.stringify({ eventType: 'Send', mail: { ...mail, timestamp: undefined } })
    expect(read({ Message, Timestamp: REPORTED_AT })).toMatchObject({ at: Date.parse(REPORTED_AT) })
  })

  it('is never guessed', () => {
    const { timestamp: __, ...undated } = mail
    expect(read({ eventType: 'Send', mail: undated })).toBe('no-time')
  })
})

describe('whom it is about', () => {
  const recipients = (named: readonly (string | undefined)[], destination: unknown) => {
    const bouncedRecipients = named.map((emailAddress) => ({ emailAddress }))
    const reading = readSesEvent({
      eventType: 'Bounce',
      mail: { ...mail, destination },
      bounce: { ...hardBounce, bouncedRecipients },
    })
    return reading.outcome === 'ignored' ? reading.reason : reading.recipients
  }

  it('is given by bare addresses', () => {
    expect(recipients(['Li <li@example.com>'], ['"Li, W." <li@example.com>'])).toEqual([
      'li@example.com',
    ])
  })

  it('is every recipient if the report names none', () => {
    expect(recipients([], ['li@example.com'])).toEqual(['li@example.com'])
    expect(recipients([undefined], ['li@example.com'])).toEqual(['li@example.com'])
  })

  it('is only who bounced if it was sent to several', () => {
    expect(recipients(['Wu <Wu@example.com>'], ['li@example.com', 'wu@example.com'])).toEqual([
      'wu@example.com',
    ])
  })

  it('is never an address that the mail was not sent to', () => {
    expect(recipients(['behind@forwarder.example'], ['li@example.com'])).toEqual(['li@example.com'])
  })

  it('is no one if the event does not name to whom the mail went: a report may name any address', () => {
    expect(recipients(['li@example.com', 'li@example.com'], undefined)).toEqual([])
  })
})

describe('what is ignored', () => {
  const sent = detailOf('Send')
  it.each([
    ['not-ses', null],
    ['not-ses', 'Email Sent'],
    ['not-ses', []],
    ['not-ses', {}],
    ['not-ses', { ...onTheBus('Email Sent', sent), source: 'aws.health' }],
    ['not-json', { Type: 'Notification', Message: '{"eventType":', MessageId: 'm-1' }],
    ['topic-check', { notificationType: 'AmazonSnsSubscriptionSucceeded', message: 'You have.' }],
    ['not-ses', { Type: 'SubscriptionConfirmation', Message: 'You have chosen to subscribe.' }],
    ['not-of-a-mail', onTheBus('Sending Status Disabled', { version: '1.0' })],
    ['not-of-a-mail', onTheBus('Email Folded', detailOf('Fold'))],
    ['not-of-a-mail', { ...onTheBus('Email Sent', {}), detail: 'gone' }],
    ['not-ours', { ...sent, mail: { ...mail, tags: undefined } }],
    ['not-ours', { ...sent, mail: { ...mail, tags: { 'rekindle-message': 'tea' } } }],
    ['not-ours', { ...sent, mail: { ...mail, tags: { 'ses:operation': ['SendEmail'] } } }],
    ['subscription', onTheBus('Email Subscribed', detailOf('Subscription'))],
    ['subscription', onTheBus('Email Subscription', { mail })],
  ])('as %s: %j', (reason, body) => {
    expect(readSesEvent(body)).toEqual({ outcome: 'ignored', reason })
  })
})

describe('whatever arrives', () => {
  const anyJson = fc.jsonValue()
  const anyPart = fc.oneof(anyJson, fc.anything())
  const eventTypes = EVENTS.map(([, eventType]) => eventType)

  it('is read without a throw', () => {
    fc.assert(fc.property(fc.anything(), (body) => void readSesEvent(body)))
  })

  it('is read without a throw inside the coats of SNS and EventBridge', () => {
    fc.assert(
      fc.property(anyJson, (inner) => {
        const bus = onTheBus('Email Bounced', {})
        expect(['event', 'ignored']).toContain(readSesEvent({ ...bus, detail: inner }).outcome)
        readSesEvent({ Message: JSON.stringify(inner), MessageId: inner, Timestamp: inner })
      }),
    )
  })

  it('is still of our message whatever its parts are', () => {
    const anyParts = fc.record({
      bounce: anyPart,
      complaint: anyPart,
      open: anyPart,
      click: anyPart,
    })
    fc.assert(
      fc.property(fc.constantFrom(...eventTypes), anyParts, anyPart, (eventType, parts, odd) => {
        const oddMail = { ...mail, destination: odd, messageId: odd, headers: odd }
        const reading = readSesEvent({ eventType, ...parts, mail: oddMail })
        if (reading.outcome !== 'event') return
        expect(reading.event.messageId).toBe(MESSAGE)
        expect(Number.isInteger(reading.event.at)).toBe(true)
        for (const address of reading.recipients) expect(address).toBeTypeOf('string')
      }),
    )
  })
})
