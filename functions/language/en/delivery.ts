/** A message's delivery history, in English. */
import type { DeliveryWords } from '../delivery-words.ts'
import { counted } from './plural.ts'

const inLanguage = (language: string): string => (language === '' ? '' : ` in ${language}`)
const followedBy = (fix: string): string => (fix === '' ? '' : ` ${fix}`)

export const enDelivery: DeliveryWords = {
  joinSentences: (sentence, next) => `${sentence} ${next}`.trim(),
  outcomes: {
    held: 'Waiting',
    deferred: 'Deferred',
    due: 'Queued',
    claimed: 'Sending',
    accepted: 'Sent',
    refused: 'Failed',
    parked: 'Will retry',
    skipped: 'Not sent',
    unknown: 'Unknown',
    'given-up': 'Unknown',
    delivered: 'Delivered',
    delayed: 'Delayed',
    bounced: 'Bounced',
    complained: 'Marked as spam',
    reported: 'Reported',
    withheld: 'Withheld',
    rejected: 'Rejected',
    'rendering-failed': 'Failed',
  },
  deliveryEvents: {
    'fell-due': () => 'The step became due.',
    'journey-ended': (f) => `The journey ended: ${f.reason}.`,
    'was-deferred': () => 'It was deferred at least once; the times were not kept.',
    'tried-before': (times) => `${counted(times, 'earlier attempt')} did not succeed.`,
    held: (f) => `Held back because ${f.reason}.`,
    deferred: (f) => `Deferred because ${f.reason}.`,
    parked: (f) => `Not sent yet: ${f.reason}.`,
    decided: (f) => `Queued for sending${inLanguage(f.language)}.`,
    claimed: (f) => `Handed over for sending (attempt ${f.attempt}).`,
    accepted: {
      answer: (f) => `Sent${inLanguage(f.language)}.`,
      event: (f) =>
        `Sent${inLanguage(f.language)}. The response was lost, but a later report from Amazon SES confirms it.`,
    },
    refused: (f) => `It could not be sent: ${f.reason}.`,
    unknown: () => 'Amazon SES did not respond, so it is unclear whether the message was sent.',
    'given-up': () =>
      'Amazon SES did not report on it in time, so it remains unclear whether it was sent.',
    skipped: (f) => `Skipped because ${f.reason}.`,
    sent: 'Amazon SES accepted the message for delivery.',
    delayed: 'The receiving mail server has not accepted it yet; Amazon SES keeps trying.',
    delivered: 'The receiving mail server accepted the message.',
    rejected: {
      'bad-content':
        'Amazon SES did not send it because it found a virus or other bad content in it.',
      unknown: 'Amazon SES accepted it but did not send it. No reason is on record.',
    },
    withheld:
      'Amazon SES did not send it: Amazon SES keeps this address on your account’s suppression list.',
    'rendering-failed': 'Amazon SES could not render it.',
    complained: {
      abuse: 'The customer marked it as spam.',
      fraud: 'The mailbox provider reported it as fraud or phishing.',
      virus: 'The mailbox provider reported a virus in it.',
      other: 'The mailbox provider reported a complaint about it, without saying what about.',
    },
    'auth-failed':
      'The mailbox provider could not confirm that it came from your domain (SPF, DKIM or DMARC).',
    'not-spam': 'The mailbox provider reported that it is not spam.',
    bounced: {
      'no-such-mailbox': 'Bounced: the mailbox does not exist.',
      temporary: 'Bounced: the mailbox is full or temporarily unavailable.',
      policy:
        'Bounced: the receiving server rejected it because of its content, the sending volume or the sender’s reputation.',
      unclear: 'Bounced; no reason was given.',
    },
    opened: {
      person: 'Opened.',
      machine: 'Opened automatically by the mailbox provider, not by a person.',
    },
    clicked: {
      person: 'A link was clicked (latest click).',
      machine: 'Links were opened automatically by a security scanner, not by a person.',
    },
  },
  outlook: {
    held: {
      lapses: (f) => `If this does not change by ${f.until}, it is skipped.${followedBy(f.fix)}`,
      checked: (f) => `It is checked again on ${f.until}.${followedBy(f.fix)}`,
    },
    deferred: (f) => `If nothing else blocks it, it is sent on ${f.until}.`,
    due: () => 'It is about to be sent, after one last check.',
    claimed: {
      repeatable: (f) =>
        `If there is no response by ${f.until}, it is handed over again. The customer still receives it only once.`,
      once: (f) =>
        `If there is no response by ${f.until}, its status becomes Unknown and it is not sent again.`,
    },
    accepted: () => 'No delivery report yet.',
    refused: (f) => `It will not be sent again.${followedBy(f.fix)}`,
    parked: (f) => `If it is still relevant, it is retried on ${f.until}.${followedBy(f.fix)}`,
    skipped: () => 'It will not be sent.',
    unknown: (f) =>
      `It will not be sent again. If Amazon SES reports on it by ${f.until}, it is marked as sent.`,
    'given-up': () =>
      'It will not be sent again. If Amazon SES still reports on it, it is marked as sent.',
    delivered: () => 'No further reports are expected, unless it bounces or is marked as spam.',
    delayed: () => 'Amazon SES keeps trying for several hours, then reports the result.',
    bounced: {
      'no-such-mailbox':
        'The address is now on the suppression list. Mail resumes when the customer gives a new address.',
      temporary: 'After too many soft bounces, the address is added to the suppression list.',
      policy:
        'The address itself is fine. Check what else this mailbox provider rejected, and check the sending domain.',
      unclear:
        'Future messages are still sent to this address. Amazon SES shows the receiving server’s response.',
    },
    complained: () => 'The address is now on the suppression list.',
    reported: {
      fraud:
        'The customer gets no more marketing mail unless they sign up again. Check where the links lead, and check the sending domain.',
      virus:
        'The customer gets no more marketing mail unless they sign up again. Check the pages that it links to.',
      other: 'The customer gets no more marketing mail unless they sign up again.',
    },
    rejected: {
      'bad-content':
        'It will not be sent again. Check the template and the pages that it links to.',
      unknown: 'It will not be sent again.',
    },
    withheld: () =>
      'The address is now on the suppression list here as well. If that is a mistake, remove it from both lists.',
    'rendering-failed': () => 'It will not be sent again.',
  },
  message: {
    history: 'Delivery history',
    template: 'Template',
    language: 'Language',
    provider: 'Mailbox provider',
    otherProvider: 'Other',
    kind: 'Type',
    marketing: 'Marketing',
    service: 'Service',
    alsoBlocked: 'There are other reasons why it cannot be sent right now:',
    theirTime: (moment) => `(${moment} their time)`,
  },
}
