/** The console's lists, campaign and model pages, in English. */
import type { ConsoleWords } from '../console-words.ts'

const counted = (count: string, one: string, other = `${one}s`): string =>
  `${count} ${count === '1' ? one : other}`
const times = (count: string): string => counted(count, 'time')

export const enConsole: ConsoleWords = {
  rooms: {
    messages: 'Messages',
    campaigns: 'Campaigns',
    model: 'Predictions',
    shops: 'Shops',
    switchShop: 'Switch shop',
  },
  shopList: {
    title: 'Shops',
    lead: 'Each shop has its own customers, campaigns and messages.',
    open: 'Open',
  },
  messageList: {
    title: 'Messages',
    latest: 'Latest messages',
    seeAll: 'All messages',
    empty: 'No messages yet',
    emptyHint: 'A message appears here as soon as a customer reaches a step of a campaign.',
    noneLikeThis: 'No messages match this filter.',
    filter: 'Status',
    everything: 'All',
    groups: { sent: 'Sent', waiting: 'Waiting', 'not-sent': 'Not sent', failed: 'Failed' },
    only: (campaign, step) => (step === undefined ? campaign : `${campaign}: ${step}`),
    clear: 'Show all campaigns',
    opened: 'Opened',
    clicked: 'Clicked',
    older: 'Older',
    newest: 'Newest',
  },
  pageOf: (page, pages) => `Page ${page} of ${pages}`,
  renderedAgain: {
    label: 'The mail, rendered again',
    ofVersion: (version, day) =>
      `Sent mails are not stored. This one was rendered again from version ${version} (published ${day}), which was live when it was sent, and from today’s customer data.`,
    ofToday: (version) =>
      `Sent mails are not stored, and there is no record of the version that was live when this one was sent. It was rendered again from version ${version} and today’s customer data.`,
    yetToCome: (version) =>
      `Preview: this message has not been sent. It was rendered from version ${version} and today’s customer data.`,
    linksHint: 'Links to unsubscribe, set preferences or confirm are inactive here.',
    none: 'This mail cannot be shown: it was not stored, and its template is no longer available.',
  },
  forEngineers: 'For engineers',
  audience: {
    conditions: {
      countries: (names) => `live in ${names}`,
      minPurchases: (n) => `have bought at least ${times(n)}`,
      maxPurchases: (n) => `have bought at most ${times(n)}`,
      minMonetaryMinor: (money) => `have spent at least ${money}`,
      recencyScores: (scores) => `have a recency score of ${scores}`,
      frequencyScores: (scores) => `have a frequency score of ${scores}`,
      monetaryScores: (scores) => `have a monetary score of ${scores}`,
      minChurnRisk: (risk) => `have a churn risk of at least ${risk}`,
      maxChurnRisk: (risk) => `have a churn risk of at most ${risk}`,
      minExpectedPurchases: (n) => `are expected to buy at least ${times(n)} more`,
      minLifetimeValueMinor: (money) => `have a lifetime value of at least ${money}`,
      maxLifetimeValueMinor: (money) => `have a lifetime value of at most ${money}`,
    },
    unknown: (name) => `meet the condition “${name}”, which this version of Rekindle does not know`,
    all: (conditions) =>
      conditions.length < 2
        ? conditions.join('')
        : `${conditions.slice(0, -1).join(', ')} and ${conditions.at(-1)}`,
    startFor: (start, conditions) => `${start}, for customers who ${conditions}`,
    stepFor: (when, conditions) => `${when}, for customers who ${conditions}`,
  },
  campaignPage: {
    title: 'Campaign',
    list: 'Campaigns',
    kinds: { marketing: 'Marketing', service: 'Service' },
    running: 'Live',
    paused: 'Paused',
    pausedHint:
      'Nothing is sent while the campaign is paused. Messages wait, and those that wait too long are skipped.',
    withdrawn: 'No longer published',
    starts: 'Starts',
    repeats: 'Re-entry',
    never: 'Once per customer',
    again: (length) => `Again after ${length} at the earliest`,
    endsOnPurchase: 'A purchase ends it',
    languages: 'Languages',
    active: 'Active',
    since: (day) => `since ${day}`,
    steps: 'Steps',
    customers: 'In this campaign now',
    inItNow: (count) => counted(count, 'customer'),
    nobody: 'No customers are in this campaign at the moment.',
    began: (day) => `Entered on ${day}`,
    lastStep: (step, outcome) => `${step}: ${outcome}`,
    nothingYet: 'No step due yet',
    nextStep: (step, day) => `Next: ${step} on ${day}`,
    finished: 'All steps done',
    ended: 'Exits',
    skipped: 'Not sent, by reason',
    skippedHint: 'Messages that were not sent, across all steps.',
    messages: (count) => counted(count, 'message'),
    versions: 'Versions',
    version: (version) => `Version ${version}`,
    inForce: 'Live',
    versionsFrom: 'Publish dates of earlier versions were not recorded.',
    stepsAre: (steps) => `Steps: ${steps}`,
    more: 'More customers',
  },
  sorting: {
    label: 'Sort by',
    byId: 'Customer ID',
    byLastPurchase: 'Last purchase',
    bySpend: 'Total spent',
    churnRisk: 'Churn risk',
    lifetimeValue: 'Lifetime value',
    total: (count) => counted(count, 'customer'),
  },
  modelTest: {
    title: 'Predicted and actual purchases',
    lead: (customers, until, to) =>
      `To test the predictions, Rekindle learned only from purchases up to ${until} and compared the result with what ${customers} bought until ${to}.`,
    result: (expected, actual, off) =>
      `Predicted: ${expected} purchases. Actual: ${actual} (${off}).`,
    exact: 'as predicted',
    none: 'There is no test yet. The next one runs after predictions are next updated, and needs enough history to hold some back.',
    expected: 'Predicted',
    actual: 'Actual',
    learned: 'learned from',
    tested: 'tested on',
    tracking: 'Repeat purchases, cumulative',
    trackingAbout:
      'A line chart of repeat purchases by all customers, predicted and actual, by month.',
    frequency: 'Purchases per customer in the test period',
    frequencyAbout:
      'A line chart of purchases per customer in the test period, predicted and actual, by how many repeat purchases they had made before.',
    times: 'earlier repeat purchases (number of customers below)',
  },
  demo: {
    title: 'Start here: three customers',
    lead: 'They bought a moment ago. Open each one to see what Rekindle did and why.',
    mailed: 'Got a mail',
    waiting: 'Mail is waiting',
    withoutConsent: 'No consent, no marketing mail',
    onItsWay: 'The mail is being written.',
    readMail: 'Read the mail',
    seeWhy: 'See why',
  },
}
