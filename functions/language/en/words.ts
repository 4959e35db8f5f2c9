/** What the pages say in English. */

import type { Words } from '../words.ts'
import { enConsole } from './console.ts'
import { enReach } from './reach.ts'
import { enReasons } from './reasons.ts'
import { enStarts } from './starts.ts'
import { enStory } from './story.ts'
import { enValue } from './value.ts'

const ordinal = (n: number): string => {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }
  return `${n}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)]}`
}

export const en: Words = {
  ...enReasons,
  ...enConsole,
  ...enStory,
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
    title: 'There is no such page',
    page: 'The address may be mistyped, or what it showed is gone.',
    customer:
      'Nothing is known of this customer. A first purchase, or a profile, makes them known.',
    message: 'This customer has no such message; their page shows those they have.',
  },
  noShop: {
    id: 'There is no shop of this name here.',
    yet: 'There is no shop yet',
    hint: 'Once a shop is added and its purchases arrive, its customers and their mail appear here.',
  },
  badRequest: {
    title: 'This address cannot be read',
    text: 'A part of it is not what this page expects. Go back and follow a link instead.',
  },
  onlyReading: {
    title: 'These pages only show',
    text: 'Nothing can be changed here; pages are asked for with GET.',
  },

  sinceWhy: (className, since, why) =>
    since === undefined ? `${className}: ${why}.` : `${className} since ${since}: ${why}.`,

  inbox: {
    title: 'Inbox',
    empty: 'No mail yet',
    emptyHint:
      'As soon as a customer reaches a step of a campaign, the mail is written and lands here within seconds.',
    older: 'Older mail',
    newest: 'Newest mail',
    pause: 'Pause updates',
    resume: 'Resume updates',
    offline: 'No answer from Rekindle; trying again.',
  },
  lifecycle: {
    title: 'Customers by class',
    totals: (customers, bought, one) =>
      `${customers} ${one ? 'customer' : 'customers'}, ${bought} purchases`,
    loading:
      'This shop is loading its history: customers are classed, and nobody is mailed until the shop is opened.',
    share: (percent) => `${percent} of all`,
  },
  plan: {
    title: 'What is sent, and when',
    none: 'No campaign is published yet, so nothing is sent.',
    paused: 'Paused',
    atOnce: 'at once',
    after: (length) => `after ${length}`,
    repeated: (first, every, className) => `${first}, then every ${every} while ${className}`,
  },

  mail: {
    from: 'From',
    to: 'To',
    received: 'Received',
    views: 'Views of this mail',
    html: 'Mail',
    text: 'Plain text',
    headers: 'Headers',
    source: 'Source',
    noPart: 'The mail has no such part.',
    frame: 'The mail as the customer sees it',
    links: 'Links in this mail',
    linksHint: 'The mail is shown locked, so its links open from here.',
    unsubscribe: 'Unsubscribe',
    download: 'Download (.eml)',
    why: 'About this message',
    campaign: 'Campaign',
    step: 'Step',
    journey: 'Journey',
    customer: 'Customer',
    nthJourney: (n) => `their ${ordinal(n)} through this campaign`,
    now: 'Today',
    unknown: 'The rows that led to this mail are no longer there.',
  },

  list: {
    title: (shop) => `Customers of ${shop}`,
    filter: 'Class',
    all: 'All',
    search: 'Customer id',
    searchHint: 'begins with',
    find: 'Find',
    none: 'No customer here yet.',
    first: 'First page',
    next: 'Next page',
    pages: 'Pages',
    columns: {
      customer: 'Customer',
      class: 'Class',
      since: 'Since',
      purchases: 'Purchases',
      last: 'Last purchase',
      monetary: 'Spent',
      wake: 'Next look',
    },
    never: '–',
  },

  profile: {
    guest: (short) => `Guest ${short}`,
    nameless: 'No name',
    title: 'Profile',
    email: 'E-mail',
    locale: 'Language',
    zone: 'Time zone',
    country: 'Country',
    reach: 'What may reach them',
    consents: { marketing: 'Marketing mail', tracking: 'Tracking', profiling: 'Profiling' },
    monetary: 'Spent',
    purchases: 'Purchases',
    firstPurchase: 'First purchase',
    lastPurchase: 'Last purchase',
    otherCurrencies: 'In other currencies',
    unknown: 'not known',
    next: 'What comes next',
    nextHint: 'If nothing new happens:',
    nothingNext: 'Nothing is planned, and time alone changes nothing.',
    campaigns: 'Campaigns, and why or why not',
    noCampaigns: 'No campaign is published.',
    history: 'History',
    noHistory: 'Nothing has happened yet.',
    showAll: (entries) => `Show all ${entries} entries`,
  },
  consentPurposes: {
    marketing: 'marketing mail',
    tracking: 'tracking of opens and clicks',
    profiling: 'profiling',
  },
  consentSources: {
    checkout: 'at the checkout',
    form: 'on a form',
    unsubscribe: 'by the unsubscribe link',
    complaint: 'by marking a mail as spam',
    sync: 'told by another system',
    import: 'from an import',
  },
  consentBases: {
    explicit: 'explicit',
    'double-opt-in': 'confirmed by e-mail',
    'soft-opt-in': 'existing customer',
  },

  journeys: {
    running: 'Running',
    ended: 'Over',
    notStarted: 'Not started',
    withdrawn: 'No longer published',
    endedBecause: (why, day) => `Over since ${day}: ${why}.`,
    step: (step, occurrence) => (occurrence === undefined ? step : `${step} (no. ${occurrence})`),
    comesNext: (step, day) => `Next: ${step} on ${day}`,
  },

  projected: {
    classEntered: (className) => `becomes ${className}`,
    journeyStarted: (campaign) => `enters ${campaign}`,
    journeyEnded: (campaign, why) => `leaves ${campaign}: ${why}`,
    sent: (step, campaign) => `gets “${step}” (${campaign})`,
    skipped: (step, campaign, why) => `does not get “${step}” (${campaign}): ${why}`,
  },
  events: {
    bought: (money) => `Bought for ${money}`,
    order: (orderId) => `Order ${orderId}`,
    line: (quantity, title) => `${quantity} × ${title}`,
    moreLines: (n) => `and ${n} more`,
    refunded: (money) => `Refunded ${money}`,
    refundedOrder: (money, orderId) => `Refunded ${money} of order ${orderId}`,
    classEntered: (className) => `Became ${className}`,
    consents: {
      granted: (purpose) => `Agreed to ${purpose}`,
      withdrawn: (purpose) => `Withdrew from ${purpose}`,
    },
    journeyStarted: (campaign) => `Entered ${campaign}`,
    journeyEnded: (campaign, why) => `Left ${campaign}: ${why}`,
    sent: (step, campaign) => `Sent “${step}” (${campaign})`,
    notSent: (step, campaign, why) => `Not sent “${step}” (${campaign}): ${why}`,
    refused: (step, campaign, why) => `“${step}” (${campaign}) was refused: ${why}`,
    unknown: (step, campaign) => `“${step}” (${campaign}): nobody can say whether it was sent`,
    holdBegan: (reason) => `Hold: ${reason}`,
    holdEnded: (reason) => `Hold over: ${reason}`,
    suppressed: (reason) => `Nothing is sent to this address any more: ${reason}`,
    ofMessage: (step, campaign) => `“${step}” (${campaign})`,
  },
}
