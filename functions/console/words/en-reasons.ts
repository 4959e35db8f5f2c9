/** Why, and why not, in English. */
import type { ReasonWords } from './reason-words.ts'

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`
const purchases = (n: number): string => count(n, 'purchase', 'purchases')
const days = (n: number): string => count(n, 'day', 'days')

export const enReasons: ReasonWords = {
  classMeanings: {
    prospect: () => 'no purchase yet',
    'first-time': () => 'bought once, not long ago',
    active: () => 'bought more than once, not often',
    frequent: (f) => `${f.frequentPurchases} or more purchases in ${days(f.windowDays)}`,
    dormant: (f) => `no purchase for ${days(f.dormantAfterDays)}`,
  },
  classReasons: {
    prospect: () => 'no purchase that counts',
    'first-time': (f) => `one purchase${f.last ? `, on ${f.last}` : ''}`,
    active: (f) =>
      `${purchases(f.purchases)} in all, ${f.purchasesInWindow} of them in the last ${days(f.windowDays)}; frequent begins at ${f.frequentPurchases}`,
    frequent: (f) =>
      `${purchases(f.purchasesInWindow)} in the last ${days(f.windowDays)}${f.last ? ` (the last one on ${f.last})` : ''}`,
    dormant: (f) =>
      `no purchase for ${days(f.dormantAfterDays)}${f.last ? ` (the last one on ${f.last})` : ''}`,
  },
  journeyEnds: {
    'left-class': 'the customer left the class that started it',
    'bought-meanwhile': 'the customer bought meanwhile',
    'order-refunded': 'the order that started it was refunded',
  },
  whyNot: {
    'shop-not-open': () =>
      'The shop is still loading its history; nobody is mailed until it opens.',
    'import-running': () => 'An import of this customer’s history is still running.',
    'other-class': (f) => `It starts when the customer becomes ${f.class}.`,
    'entered-before': (f) =>
      `The customer was ${f.class} before ${f.day}, when this campaign began; it asks only for those who become so later.`,
    'turn-comes': (f) =>
      `The customer was ${f.class} when this campaign began; their turn comes on ${f.day}.`,
    'once-a-stay': (f) => `The customer has been through it since becoming ${f.class}.`,
    'never-again': () => 'It is for each customer once, and they have been through it.',
    'again-from': (f) =>
      `Too soon after the last time; it starts again only if that happens on ${f.day} or later.`,
    'next-purchase': () => 'It starts with their next purchase.',
    'no-purchase-since': (f) => `No purchase that counts since ${f.day}, when this campaign began.`,
  },
  statuses: {
    held: 'Waiting',
    deferred: 'Put off',
    due: 'Due',
    claimed: 'Being sent',
    accepted: 'Sent',
    refused: 'Refused',
    parked: 'Put off',
    skipped: 'Not sent',
    unknown: 'Unclear',
  },
  messages: {
    held: (f) => `Waiting, because ${f.reason}. Given up on ${f.at} if that does not change.`,
    deferred: (f) => `Put off, because ${f.reason}. Tried again on ${f.at}.`,
    due: (f) => `Decided on ${f.at}, in ${f.language}; about to be sent.`,
    claimed: (f) => `Being sent since ${f.at}.`,
    accepted: (f) => `Sent on ${f.at}, in ${f.language}.`,
    refused: (f) => `Refused on ${f.at}: ${f.reason}.`,
    parked: (f) => `Not taken yet: ${f.reason}. Tried again on ${f.at}.`,
    skipped: (f) => `Not sent: ${f.reason} (decided on ${f.at}).`,
    unknown: (f) =>
      `Nobody can say whether it was sent: the answer was lost on ${f.at}. It is not sent again, so that nobody gets it twice.`,
  },
  holds: {
    'no-address': 'there is no e-mail address to write to',
    'no-consent': 'the customer has not agreed to marketing mail',
    'no-language': 'it is not written in a language the customer reads',
    'campaign-paused': 'the campaign is paused',
    'import-running': 'an import of this customer’s history is still running',
    'intake-late':
      'purchases are arriving later than this shop’s usual rhythm, so the customer may have bought',
  },
  deferrals: {
    'quiet-hours': 'it is night where the customer is',
    cap: 'the customer has had as much marketing mail as the shop allows',
  },
  skips: {
    'left-class': 'the customer left the class that it was for',
    'bought-meanwhile': 'the customer bought meanwhile',
    'order-refunded': 'the order was refunded',
    unsubscribed: 'the customer unsubscribed from marketing mail',
    'not-eligible': 'the customer does not meet its conditions',
    'campaign-withdrawn': 'the campaign or this step is no longer published',
    'too-late': 'its time had passed',
    'stale-no-address': 'no e-mail address came to be known in time',
    'stale-no-consent': 'the customer did not agree to marketing mail in time',
    'stale-no-language': 'no version in a language the customer reads came in time',
    'stale-campaign-paused': 'the campaign was paused for too long',
    'stale-import-running': 'the import of this customer’s history took too long',
    'stale-intake-late': 'the shop’s purchases stayed away too long to tell who is dormant',
    'put-off-too-long-quiet-hours': 'quiet hours put it off for too long',
    'put-off-too-long-cap': 'the limit on marketing mail put it off for too long',
  },
  mailers: {
    'mail-could-not-be-written': 'the mail could not be written; its template needs mending',
    'ses-daily-quota': 'Amazon SES has no more of today’s quota',
    'ses-sending-rate': 'Amazon SES asks for a slower pace',
    'ses-not-allowed': 'Amazon SES does not accept this account’s keys or permissions',
    'ses-not-reached': 'Amazon SES could not be reached',
    'ses-message-rejected': 'Amazon SES rejected the mail',
    'ses-address-not-verified': 'Amazon SES has not verified the sender’s address',
    'ses-mail-from-domain-not-verified': 'Amazon SES has not verified the MAIL FROM domain',
    'ses-account-sending-paused': 'Amazon SES has paused this account’s sending',
    'ses-configuration-set-does-not-exist': 'Amazon SES has no such configuration set',
    'ses-configuration-set-sending-paused': 'sending is paused for the configuration set in SES',
    'address-malformed': 'the address is not one',
    'address-local-part-not-ascii':
      'before the @, the address has characters that SES cannot send to',
    'address-domain-invalid': 'the domain of the address is not one',
  },
}
