/** What starts a campaign, and why it has not begun, in English. */
import type { StartWords } from '../start-words.ts'

export const enStarts: StartWords = {
  starts: {
    planned: {
      'class-entered': (f) => `When a customer becomes ${f.class}`,
      'at-risk': () => 'starts at the first sign that a customer is drifting away',
      purchase: () => 'After each purchase',
      'consent-unconfirmed': () => 'When a customer agrees who has to confirm their address first',
      unknown: () => 'When something happens that this version of Rekindle does not know',
    },
    started: {
      'class-entered': (f) => `Started because they became ${f.class} on ${f.day}.`,
      'at-risk': (f) => `Started at the first sign of drifting away, on ${f.day}.`,
      purchase: (f) => `Started by order ${f.order} on ${f.day}.`,
      'consent-unconfirmed': (f) =>
        `Started because they agreed on ${f.day}, and were yet to confirm it.`,
      unknown: () => 'Started by something that this version of Rekindle does not know.',
    },
    brief: {
      'class-entered': (f) => `on becoming ${f.class}`,
      'at-risk': () => 'at the first sign of drifting away',
      purchase: (f) => `by order ${f.order}`,
      'consent-unconfirmed': () => 'on agreeing, yet to be confirmed',
      unknown: () => 'by something that this version does not know',
    },
  },
  whyNot: {
    'shop-not-open': () =>
      'The shop is still loading its history; nobody is mailed until it opens.',
    'import-running': () => 'An import of this customer’s history is still running.',
    'not-understood': () =>
      'A newer version of Rekindle published it, with something that this version does not know; this version leaves it alone.',
    'other-class': (f) => `It starts when the customer becomes ${f.class}.`,
    'entered-before': (f) =>
      `The customer was ${f.class} before ${f.day}, when this campaign began; it asks only for those who become so later.`,
    'turn-comes': (f) =>
      `The customer was ${f.class} when this campaign began; their turn comes on ${f.day}.`,
    'not-at-risk': () =>
      'It starts at the first sign of drifting away, once after each purchase, and not for who is dormant already.',
    'at-risk-from': (f) =>
      `The first sign of drifting away comes on ${f.day}, if they do not buy before.`,
    'once-a-stay': (f) => `The customer has been through it since becoming ${f.class}.`,
    'never-again': () => 'It is for each customer once, and they have been through it.',
    'again-from': (f) =>
      `Too soon after the last time; it starts again only if that happens on ${f.day} or later.`,
    'next-purchase': () => 'It starts with their next purchase.',
    'no-purchase-since': (f) => `No purchase that counts since ${f.day}, when this campaign began.`,
    'nothing-to-confirm': () => 'It starts when the customer agrees to marketing mail.',
    'confirmed-already': () => 'The customer’s consent needs no confirming.',
    'agreed-elsewhere': () =>
      'Another system told of the customer’s consent; it starts only when they agree themselves.',
    'agreed-before': (f) =>
      `The customer agreed before ${f.day}, when this campaign began; it asks only those who agree later.`,
  },
}
