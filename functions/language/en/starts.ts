/** What starts a campaign, and why it has not started, in English. */
import type { StartWords } from '../start-words.ts'
import { count } from './count.ts'
import { ordinal } from './plural.ts'

export const enStarts: StartWords = {
  starts: {
    planned: {
      'class-entered': (f) => `When a customer moves to ${f.class}`,
      'at-risk': () => 'When a customer becomes at risk of churning',
      'segment-entered': (f) => `When a customer enters the segment “${f.segment}”`,
      purchase: ({ nth, amount, products }) =>
        `After ${nth === undefined ? 'each purchase' : `the customer’s ${ordinal(nth)} purchase`}${amount === undefined ? '' : ` of at least ${amount}`}${products === undefined ? '' : ` that includes ${products}`}`,
      event: ({ named, properties }) =>
        `After each “${named}” event${properties === undefined ? '' : ` with ${properties}`}`,
      date: (f) =>
        `${f.isYearly ? 'Every year' : 'Once'}, ${f.side === 'on' ? `on the date of ${f.named}` : `${count(f.days, 'day')} ${f.side} ${f.named}`}, at ${f.time} local time`,
      broadcast: ({ time, isLocal }) =>
        `Once, on ${time}${isLocal ? ' in each customer’s own time zone' : ''}`,
      'consent-unconfirmed': () => 'When a customer opts in and needs to confirm their address',
      unknown: () => 'On an event that this version of Rekindle does not support',
    },
    started: {
      'class-entered': (f) => `Started because the customer moved to ${f.class} on ${f.day}.`,
      'at-risk': (f) => `Started because the customer became at risk of churning on ${f.day}.`,
      'segment-entered': (f) =>
        `Started because the customer entered the segment “${f.segment}” on ${f.day}.`,
      purchase: (f) => `Started by order ${f.order} on ${f.day}.`,
      event: (f) =>
        `Started by the “${f.named}” event${f.order === '' ? '' : ` for order ${f.order}`} on ${f.day}.`,
      date: (f) => `Started on ${f.day} because of the date of ${f.named}.`,
      broadcast: (f) => `Started by the broadcast of ${f.day}.`,
      'consent-unconfirmed': (f) =>
        `Started because the customer opted in on ${f.day} and needed to confirm their address.`,
      unknown: () => 'Started by an event that this version of Rekindle does not support.',
    },
    brief: {
      'class-entered': (f) => `when the customer moved to ${f.class}`,
      'at-risk': () => 'when the customer became at risk of churning',
      'segment-entered': (f) => `when the customer entered the segment “${f.segment}”`,
      purchase: (f) => `by order ${f.order}`,
      event: (f) => `by the “${f.named}” event${f.order === '' ? '' : ` for order ${f.order}`}`,
      date: (f) => `because of the date of ${f.named}`,
      broadcast: () => 'by the broadcast',
      'consent-unconfirmed': () => 'when the customer opted in, to confirm their address',
      unknown: () => 'by an event that this version does not support',
    },
    lastPurchase: 'the last purchase',
  },
  whyNot: {
    'shop-not-open': () => 'The shop is not open yet, so no mail is sent.',
    'import-running': () => 'This customer’s history is still being imported.',
    'not-understood': () =>
      'A newer version of Rekindle published this campaign with settings that this version does not support, so it is not run here.',
    'other-class': (f) => `Starts when the customer moves to ${f.class}.`,
    'entered-before': (f) =>
      `The customer was already ${f.class} when this campaign began on ${f.day}; it only includes customers who move to ${f.class} later.`,
    'rules-changed': (f) =>
      `It only starts for what happened since ${f.day}: Rekindle was upgraded then, and decides differently since.`,
    restored: (f) =>
      `It only starts for what happened since ${f.day}: an older copy of the data was restored then, and it may have started before.`,
    'campaign-over': (f) => `It has started for no more customers since ${f.day}.`,
    'turn-comes': (f) =>
      `The customer was already ${f.class} when this campaign began; it starts for them on ${f.day}.`,
    'not-at-risk': () =>
      'Starts when the customer becomes at risk of churning, once after each purchase. Customers who are already dormant are not included.',
    'at-risk-from': (f) => `The customer becomes at risk on ${f.day}, unless they buy before then.`,
    'once-a-stay': (f) => `The customer has already gone through it since moving to ${f.class}.`,
    'not-in-segment': (f) => `Starts when the customer enters the segment “${f.segment}”.`,
    'in-segment-before': (f) =>
      `The customer was in the segment “${f.segment}” before ${f.day}, when this campaign, the segment’s definition or the shop’s policy changed; only customers who enter it later are included.`,
    'once-in-segment': (f) =>
      `The customer has already gone through it since entering the segment “${f.segment}”.`,
    'not-eligible-yet': () =>
      'The customer does not meet the campaign’s conditions yet; it starts once they do.',
    'too-long-ago': (f) =>
      `What would have started it on ${f.day} became known too late for its first mail.`,
    'never-again': () => 'Runs once per customer, and this customer has already gone through it.',
    'again-from': (f) => `Too soon after the last time: it can only start again from ${f.day}.`,
    'next-purchase': () => 'Starts with the customer’s next purchase.',
    'no-purchase-since': (f) =>
      `No purchases since this campaign began on ${f.day}, not counting refunded orders.`,
    'other-purchases': () =>
      'No purchase so far was one that this campaign is for: of another kind, known too late, or made while the customer was not eligible.',
    'no-event-since': (f) => `No “${f.named}” event since this campaign began on ${f.day}.`,
    'other-events': (f) =>
      `No “${f.named}” event so far was one that this campaign is for: its properties do not match, it arrived too late, or the customer was not eligible at the time.`,
    'next-event': (f) => `Starts with the customer’s next “${f.named}” event.`,
    'no-date': (f) => `The customer has no date for ${f.named}.`,
    'date-comes': (f) => `Starts on ${f.day}, because of the date of ${f.named}.`,
    'date-passed': (f) =>
      `The date of ${f.named} has passed, or was not known before this campaign would have started.`,
    'broadcast-comes': (f) => `The broadcast starts for this customer on ${f.day}.`,
    'broadcast-passed': (f) =>
      `The broadcast of ${f.day} is over for this customer: its time had passed when it was published, or when the customer became known.`,
    'was-not-eligible': (f) =>
      `The customer was not eligible on ${f.day}, when it would have started.`,
    'nothing-to-confirm': () => 'Starts when the customer opts in to marketing mail.',
    'confirmed-already': () => 'The customer’s consent does not need to be confirmed.',
    'asked-already': (f) =>
      `Already asked on ${f.day}; it asks again when the customer signs up again.`,
    'agreed-elsewhere': () =>
      'The customer’s consent came from another system; this only starts when the customer opts in directly.',
    'law-unknown': () =>
      'The customer’s country was not understood, or its law is not known, so that no marketing could follow.',
    'agreed-before': (f) =>
      `The customer opted in before this campaign began on ${f.day}; it only asks customers who opt in later.`,
  },
}
