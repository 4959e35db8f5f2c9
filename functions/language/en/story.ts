/** What became of a message, in English. */
import type { StoryWords } from '../story-words.ts'

const inLanguage = (language: string): string => (language === '' ? '' : `, in ${language}`)
const followedBy = (mend: string): string => (mend === '' ? '' : ` ${mend}`)

export const enStory: StoryWords = {
  together: (sentence, next) => `${sentence} ${next}`.trim(),
  outcomes: {
    held: 'Waiting',
    deferred: 'Put off',
    due: 'Due',
    claimed: 'Being sent',
    accepted: 'Sent',
    refused: 'Refused',
    parked: 'Put off',
    skipped: 'Not sent',
    unknown: 'Unclear',
    'given-up': 'Given up',
    delivered: 'Delivered',
    delayed: 'Delayed',
    bounced: 'Came back',
    complained: 'Marked as spam',
    rejected: 'Not delivered',
    'rendering-failed': 'Not delivered',
  },
  chapters: {
    'fell-due': () => 'The step fell due.',
    'journey-ended': (f) => `The journey ended: ${f.reason}.`,
    'was-deferred': () => 'It was put off on the way; when is no longer on record.',
    'tried-before': (times) =>
      times === 1
        ? 'One attempt before this sent nothing.'
        : `${times} attempts before this sent nothing.`,
    held: (f) => `It waits, because ${f.reason}.`,
    deferred: (f) => `It is put off, because ${f.reason}.`,
    parked: (f) => `It is not taken yet: ${f.reason}.`,
    decided: (f) => `Decided to send it${inLanguage(f.language)}.`,
    claimed: (f) => `Handed over to be sent (attempt ${f.attempt}).`,
    accepted: {
      answer: (f) => `Sent${inLanguage(f.language)}.`,
      event: (f) =>
        `Sent${inLanguage(f.language)}. The answer was lost; what Amazon SES reported later proves it.`,
    },
    refused: (f) => `Refused: ${f.reason}.`,
    unknown: () => 'Amazon SES never answered, so nobody can say whether it was sent.',
    'given-up': () => 'Nothing was heard of it in time; whether it was sent is not known.',
    skipped: (f) => `Not sent: ${f.reason}.`,
    sent: 'Amazon SES reports that it has the mail.',
    delayed: 'The receiving mail server has not taken it yet; Amazon SES tries again.',
    delivered: 'Delivered: the receiving mail server took it.',
    rejected: 'Amazon SES did not deliver it, because it found something harmful in it.',
    'rendering-failed': 'Amazon SES could not write it.',
    complained: 'The customer marked it as spam.',
    bounced: {
      'no-such-mailbox': 'It came back: there is no such mailbox.',
      temporary: 'It came back: the mailbox is full, or takes no mail for now.',
      policy:
        'It came back: the receiver refused it for what is in it, for how much is sent, or for the sender’s name.',
      unclear: 'It came back, and nothing says why.',
    },
    opened: {
      person: 'Opened.',
      machine: 'Opened by a machine, as mailbox providers do before a person looks.',
    },
    clicked: {
      person: 'A link in it was followed (the last time).',
      machine: 'A machine followed its links, as mailbox providers do to look for harm.',
    },
  },
  outlook: {
    held: (f) =>
      `It is decided again when that changes, and on ${f.until} at the latest.${followedBy(f.mend)}`,
    deferred: (f) => `It is decided again on ${f.until}.`,
    due: () => 'It is on its way to a sender, and decided once more just before it is sent.',
    claimed: {
      repeatable: (f) =>
        `If no answer comes by ${f.until}, it is handed over again; the customer gets it once all the same.`,
      once: (f) =>
        `If no answer comes by ${f.until}, nobody can say whether it was sent, and it is not sent again.`,
    },
    accepted: () => 'Nothing has been reported of its delivery.',
    refused: (f) => `It is not sent again.${followedBy(f.mend)}`,
    parked: (f) => `It is tried again on ${f.until}, if it is still wanted.${followedBy(f.mend)}`,
    skipped: () => 'It will not be sent.',
    unknown: (f) =>
      `It will not be sent again. If Amazon SES reports on it by ${f.until}, it counts as sent; otherwise it is given up then.`,
    'given-up': () =>
      'It will not be sent again. Should Amazon SES report on it after all, it counts as sent.',
    delivered: () => 'Nothing more is told, unless it comes back or is marked as spam.',
    delayed: () => 'Amazon SES tries for some hours more, and reports how that ended.',
    bounced: {
      'no-such-mailbox':
        'Nothing is sent to this address any more. A new address of the customer’s is written to again.',
      temporary: 'If too many come back, nothing is sent to this address any more.',
      policy:
        'The address is not at fault. Look at what else came back from this mailbox provider, and check the sending domain.',
      unclear: 'The address is written to again. Amazon SES shows what the receiver said.',
    },
    complained: () => 'Nothing is sent to this address any more.',
    rejected: () => 'It is not sent again. Look at what the template links to and attaches.',
    'rendering-failed': () => 'It is not sent again.',
  },
  message: {
    story: 'What became of it',
    template: 'Template',
    language: 'Language',
    provider: 'Mailbox provider',
    kind: 'Kind',
    marketing: 'Marketing',
    service: 'Service',
    alsoInTheWay: 'If it were decided now, this would stand in the way:',
    theirTime: (moment) => `${moment} for the customer`,
  },
}
