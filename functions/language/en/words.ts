/** What the pages say in English. */

import type { Words } from '../words.ts'
import { enChance } from './chance.ts'
import { enConditions } from './conditions.ts'
import { enConsole } from './console.ts'
import { enDelivery } from './delivery.ts'
import { counted, ordinal } from './plural.ts'
import { enProducts } from './products.ts'
import { enReach } from './reach.ts'
import { enReasons } from './reasons.ts'
import { enStarts } from './starts.ts'
import { enValue } from './value.ts'

export const en: Words = {
  ...enReasons,
  ...enConditions,
  ...enChance,
  ...enConsole,
  ...enDelivery,
  ...enProducts,
  ...enStarts,
  ...enReach,
  ...enValue,
  product: 'Rekindle',
  tagline: 'Lifecycle e-mail, owned by the shop',
  skipToContent: 'Skip to content',
  navigation: 'Main',
  language: 'Language',
  overview: 'Overview',
  customers: 'Customers',
  back: 'Back to the overview',
  notFound: {
    title: 'Not found',
    page: 'The address may be mistyped, or the page may have been removed.',
    customer:
      'There is no customer with this ID. Customers appear after their first order or profile update, and are no longer shown once they are erased.',
    message: 'This customer has no such message. Their page lists all of their messages.',
  },
  noShop: {
    id: 'There is no shop with this ID.',
    yet: 'No shops yet',
    hint: 'Add a shop and send its orders to see its customers and their messages here.',
  },
  badRequest: {
    title: 'Invalid address',
    text: 'Part of this address is not valid. Go back and follow a link instead.',
  },
  onlyReading: {
    title: 'Read-only',
    text: 'Nothing can be changed on these pages. Open them with a link instead.',
  },

  sinceWhy: (className, since, why) =>
    since === undefined ? `${className}: ${why}.` : `${className} since ${since}: ${why}.`,

  inbox: {
    title: 'Inbox',
    empty: 'No messages yet',
    emptyHint:
      'When a customer reaches a step of a campaign, the message appears here within seconds.',
    older: 'Older messages',
    newest: 'Newest messages',
    pause: 'Pause updates',
    resume: 'Resume updates',
    offline: 'Connection to Rekindle lost. Trying again…',
  },
  lifecycle: {
    title: 'Customers by class',
    totals: (customers, purchases) =>
      `${counted(customers, 'customer')}, ${counted(purchases, 'purchase')}`,
    loading: 'This shop is not open yet. Customers are assigned to classes, but no mail is sent.',
    share: (percent) => `${percent} of customers`,
  },
  plan: {
    title: 'Campaigns',
    none: 'No campaigns are published yet, so no mail is sent.',
    paused: 'Paused',
    atOnce: 'immediately',
    after: (length) => `after ${length}`,
    afterPrevious: (length) => `${length} after the step before`,
    until: (event, upTo) => `when “${event}” happens, or after ${upTo} at the latest`,
    untilOrEnd: (event, upTo) =>
      `when “${event}” happens within ${upTo}; otherwise the campaign ends`,
    repeated: (first, every, className) => `${first}, then every ${every} while ${className}`,
  },

  mail: {
    from: 'From',
    to: 'To',
    received: 'Received',
    views: 'Message views',
    html: 'Message',
    text: 'Plain text',
    headers: 'Headers',
    source: 'Source',
    noPart: 'This message does not have this part.',
    frame: 'Message as the customer sees it',
    links: 'Links in this message',
    linksHint: 'Links in the preview are disabled. Open them from here.',
    unsubscribe: 'Unsubscribe',
    pages: { preferences: 'E-mail preferences', confirm: 'Confirm the subscription' },
    download: 'Download (.eml)',
    why: 'About this message',
    campaign: 'Campaign',
    step: 'Step',
    journey: 'Journey',
    customer: 'Customer',
    nthJourney: (n) => `${ordinal(n)} time in this campaign`,
    now: 'Current class',
    unknown: 'The records behind this message have been deleted.',
  },

  list: {
    title: (shop) => `Customers of ${shop}`,
    filter: 'Class',
    all: 'All',
    search: 'Find a customer',
    searchHint: 'ID, name, order or e-mail',
    find: 'Find',
    withAddress: 'Customers with the e-mail address you entered.',
    clear: 'Show all customers',
    none: 'No customers found.',
    first: 'First page',
    next: 'Next page',
    pages: 'Pages',
    columns: {
      customer: 'Customer',
      class: 'Class',
      since: 'In class since',
      purchases: 'Purchases',
      last: 'Last purchase',
      monetary: 'Total spend',
      wake: 'Next check',
    },
    never: '–',
  },

  profile: {
    guest: (short) => `Guest ${short}`,
    nameless: 'No name',
    alsoKnownAs: 'Also known as',
    elsewhere: 'Consent for another address',
    givenElsewhere: (purpose, day) => `${purpose}, ${day}`,
    title: 'Profile',
    email: 'E-mail',
    locale: 'Language',
    zone: 'Time zone',
    country: 'Country',
    reach: 'Consent and deliverability',
    consents: {
      marketing: 'Marketing mail',
      tracking: 'Tracking',
      profiling: 'Profiling',
    },
    monetary: 'Total spend',
    purchases: 'Purchases',
    firstPurchase: 'First purchase',
    lastPurchase: 'Last purchase',
    yes: 'Yes',
    no: 'No',
    otherCurrencies: 'In other currencies',
    unknown: 'unknown',
    next: 'Coming up',
    nextHint: 'If nothing new happens:',
    nothingNext: 'Nothing is scheduled.',
    campaigns: 'Campaigns',
    noCampaigns: 'No campaigns are published.',
    history: 'History',
    noHistory: 'No activity yet.',
    showAll: (entries) => `Show all ${entries} entries`,
  },
  consentPurposes: {
    marketing: 'marketing mail',
    tracking: 'open and click tracking',
    profiling: 'profiling',
  },
  consentSources: {
    checkout: 'at checkout',
    form: 'on a form',
    unsubscribe: 'unsubscribe link',
    complaint: 'complaint from the mailbox provider',
    sync: 'synced from another system',
    import: 'imported',
  },
  consentBases: {
    explicit: 'explicit consent',
    'double-opt-in': 'double opt-in',
    'soft-opt-in': 'existing customer',
  },

  journeys: {
    running: 'Running',
    ended: 'Ended',
    notStarted: 'Not started',
    withdrawn: 'No longer published',
    endedBecause: (why, day) => `Ended on ${day}: ${why}.`,
    step: (step, occurrence) => (occurrence === undefined ? step : `${step} (#${occurrence})`),
    comesNext: (step, day) => `Next: ${step} on ${day}`,
  },

  projected: {
    classEntered: (className) => `moves to ${className}`,
    journeyStarted: (campaign) => `enters ${campaign}`,
    journeyEnded: (campaign, why) => `leaves ${campaign}: ${why}`,
    sent: (step, campaign) => `receives “${step}” (${campaign})`,
    sentIfNew: (step, campaign) =>
      `receives “${step}” (${campaign}), unless it says the same as the last time`,
    skipped: (step, campaign, why) => `does not receive “${step}” (${campaign}): ${why}`,
  },
  events: {
    bought: (money) => `Purchase of ${money}`,
    order: (orderId) => `Order ${orderId}`,
    line: (quantity, title) => `${quantity} × ${title}`,
    moreLines: (n) => `and ${n} more`,
    refunded: (money) => `Refund of ${money}`,
    refundedOrder: (money, orderId) => `Refund of ${money} for order ${orderId}`,
    reported: (name) => `Event: ${name}`,
    property: (name, value) => `${name}: ${value}`,
    classEntered: (className) => `Moved to ${className}`,
    consents: {
      granted: (purpose) => `Opted in to ${purpose}`,
      withdrawn: (purpose) => `Opted out of ${purpose}`,
    },
    journeyStarted: (campaign) => `Entered ${campaign}`,
    journeyEnded: (campaign, why) => `Left ${campaign}: ${why}`,
    sent: (step, campaign) => `Sent “${step}” (${campaign})`,
    notSent: (step, campaign, why) => `Not sent “${step}” (${campaign}): ${why}`,
    refused: (step, campaign, why) => `Sending failed: “${step}” (${campaign}): ${why}`,
    unknown: (step, campaign) => `“${step}” (${campaign}): unclear whether it was sent`,
    holdBegan: (reason) => `Put on hold: ${reason}`,
    holdEnded: (reason) => `Hold ended: ${reason}`,
    suppressed: (reason) => `Address added to the suppression list: ${reason}`,
    ofMessage: (step, campaign) => `“${step}” (${campaign})`,
  },
}
