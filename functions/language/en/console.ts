/** The console's lists, campaign and model pages, in English. */
import type { ConsoleWords } from '../console-words.ts'
import { counted } from './plural.ts'

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
    ofVersion: (version, day) =>
      `Sent e-mails are not stored. This one was rendered again from version ${version} (published ${day}), which was live when it was sent, and from today’s customer data.`,
    ofToday: (version) =>
      `Sent e-mails are not stored, and there is no record of the version that was live when this one was sent. It was rendered again from version ${version} and today’s customer data.`,
    yetToCome: (version) =>
      `Preview: this message has not been sent. It was rendered from version ${version} and today’s customer data.`,
    unclear: (version) =>
      `It is not certain that this message was sent. It was rendered from version ${version} and today’s customer data.`,
    linksHint: 'Links to unsubscribe, set preferences or confirm are inactive here.',
    none: 'This e-mail cannot be shown: it was not stored, and its template is no longer available.',
  },
  forEngineers: 'For engineers',
  audience: {
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
    active: 'Live since',
    steps: 'Steps',
    customers: 'In this campaign now',
    inItNow: (count) => counted(count, 'customer'),
    none: 'No customers are in this campaign at the moment.',
    began: (day) => `Entered on ${day}`,
    lastStep: (step, outcome) => `${step}: ${outcome}`,
    nothingYet: 'No step due yet',
    nextStep: (step, day) => `Next: ${step} on ${day}`,
    finished: 'No further steps',
    ended: 'Exits',
    skipped: 'Not sent, by reason',
    skippedHint: 'Messages that were not sent, across all steps.',
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
    bySpend: 'Total spend',
    churnRisk: 'Churn risk',
    lifetimeValue: 'Lifetime value',
    total: (count) => counted(count, 'customer'),
  },
  modelTest: {
    title: 'Predicted and actual purchases',
    lead: (customers, until, to) =>
      `To test the predictions, Rekindle learned only from purchases up to ${until} and compared the result with what ${customers} bought until ${to}.`,
    result: (expected, actual, off) =>
      `Predicted: ${counted(expected, 'purchase')}. Actual: ${actual}.${off === '' ? '' : ` ${off}`}`,
    off: {
      high: (percent) => `The prediction was ${percent} too high.`,
      low: (percent) => `The prediction was ${percent} too low.`,
      exact: 'The prediction was exact.',
    },
    none: 'The predictions have not been tested yet. They are tested at their next update, once there is enough purchase history.',
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
    lead: 'They bought as soon as the shop opened. Open each one to see what Rekindle did and why.',
    mailed: 'Got an e-mail',
    waiting: 'E-mail is waiting',
    withoutConsent: 'No consent, no marketing mail',
    readMail: 'Read the e-mail',
    seeWhy: 'See why',
  },
}
