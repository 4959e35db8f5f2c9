/** What the pages say in English. */
import type { HoldReason } from '../../domain/message.ts'
import type { Words } from './words.ts'

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`
const purchases = (n: number): string => count(n, 'purchase', 'purchases')
const days = (n: number): string => count(n, 'day', 'days')

const ordinal = (n: number): string => {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }
  return `${n}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)]}`
}

const holds: Readonly<Record<HoldReason, string>> = {
  'no-address': 'there is no e-mail address to write to',
  'no-consent': 'the customer has not agreed to marketing mail',
  'no-language': 'it is not written in a language the customer reads',
  'campaign-paused': 'the campaign is paused',
  'import-running': 'an import of this customer’s history is still running',
  'intake-late':
    'purchases are arriving later than this shop’s usual rhythm, so the customer may have bought',
}

export const en: Words = {
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

  classes: {
    prospect: 'Prospect',
    'first-time': 'First-time',
    active: 'Active',
    frequent: 'Frequent',
    dormant: 'Dormant',
  },
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
    startsOnClass: (className) => `When a customer becomes ${className}`,
    startsOnPurchase: 'After each purchase',
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
    why: 'Why this customer got it',
    campaign: 'Campaign',
    step: 'Step',
    journey: 'Journey',
    startedBy: 'Because',
    customer: 'Customer',
    startedByClass: (className, since) => `the customer became ${className} on ${since}`,
    startedByPurchase: (orderId) => `the customer bought (order ${orderId})`,
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
      monetary: 'Value',
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
    consent: 'Marketing mail',
    monetary: 'Value',
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
  consentStates: { granted: 'agreed', withdrawn: 'withdrawn', unknown: 'never said' },
  consentPurposes: {
    marketing: 'marketing mail',
    tracking: 'tracking of opens and clicks',
    profiling: 'profiling',
  },
  consentSources: {
    checkout: 'at the checkout',
    form: 'on a form',
    unsubscribe: 'by the unsubscribe link',
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
    startedByClass: (className, since) => `Started because they became ${className} on ${since}.`,
    startedByPurchase: (orderId, day) => `Started by order ${orderId} on ${day}.`,
    endedBecause: (why, day) => `Over since ${day}: ${why}.`,
    step: (step, occurrence) => (occurrence === undefined ? step : `${step} (no. ${occurrence})`),
    openMail: 'Open the mail',
    comesNext: (step, day) => `Next: ${step} on ${day}`,
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
  holds,
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
    'stale-no-address': `for too long ${holds['no-address']}`,
    'stale-no-consent': `for too long ${holds['no-consent']}`,
    'stale-no-language': `for too long ${holds['no-language']}`,
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
    'ses-configuration-set-sending-paused': 'sending is paused for the configuration set in SES',
    'address-malformed': 'the address is not one',
    'address-local-part-not-ascii':
      'before the @, the address has characters that SES cannot send to',
    'address-domain-invalid': 'the domain of the address is not one',
  },

  foreseen: {
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
    granted: (purpose) => `Agreed to ${purpose}`,
    withdrew: (purpose) => `Withdrew from ${purpose}`,
    journeyStarted: (campaign) => `Entered ${campaign}`,
    journeyEnded: (campaign, why) => `Left ${campaign}: ${why}`,
    sent: (step, campaign) => `Got “${step}” (${campaign})`,
    notSent: (step, campaign, why) => `Did not get “${step}” (${campaign}): ${why}`,
    refused: (step, campaign, why) => `“${step}” (${campaign}) was refused: ${why}`,
    unknown: (step, campaign) => `“${step}” (${campaign}): nobody can say whether it was sent`,
  },
}
