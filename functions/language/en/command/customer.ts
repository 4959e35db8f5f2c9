/** Words of `rekindle customer` and `rekindle message`, in English. */
import type { CustomerVerbs, CustomerWords } from '../../command/customer-words.ts'
import { count } from '../count.ts'

const ID = 'The id of the customer in the shop, or their e-mail address, an order or their name'
const EXACT_ID = 'The id of the customer in the shop'
const SCAN = 'Read the whole table to find an order, a name or everyone with an address'
const BY_ADDRESS = 'ID is the e-mail address of a guest, who bought without an account'
const MESSAGE_ID = 'CUSTOMER/CAMPAIGN#N#STEP, such as 17/win-back#1#picks'
const purchases = (n: number) => count(n, 'purchase')
const at = (moment: string) => (moment === '' ? '' : ` at ${moment}`)
const until = (moment: string) => (moment === '' ? '' : ` until ${moment}`)

export const enCustomerVerbs: CustomerVerbs = {
  'customer show': {
    summary: 'Show a customer: class, value, journeys, messages and what comes next',
    about: [
      'Includes the reason for the class, the dormancy threshold that applies, and why each message was or was not sent.',
    ],
    arguments: { ID },
    options: { 'by-address': BY_ADDRESS, scan: SCAN },
    examples: {
      show: 'A customer by id',
      address: 'A guest, by address',
      url: 'From a Rekindle running elsewhere',
    },
  },
  'customer why': {
    summary: 'Explain why a customer did or did not get the mail of a campaign',
    about: [
      'Shows whether the campaign has started for the customer and, if not, why; the delivery history of each step; everything that blocks mail now; and what comes next. Uses everything known at this moment, such as the suppression list. Nothing is changed.',
    ],
    arguments: { ID },
    options: { campaign: 'The campaign', 'by-address': BY_ADDRESS, scan: SCAN },
    examples: { why: 'One customer and one campaign', address: 'A guest, by address' },
  },
  'customer merge': {
    summary: 'Merge two customers who are one person',
    about: [
      'Orders, refunds, consents, journeys and messages of the other id move to this customer, and the other id leads here from then on. No mail is sent to either until that is done.',
    ],
    arguments: { ID: EXACT_ID },
    options: { from: 'The id whose data moves' },
    examples: { merge: 'Two ids of one person' },
  },
  'customer split': {
    summary: 'Undo a merge: give what came from a former id back to it',
    about: [
      'Orders, refunds, journeys, messages and the profile go back to the id they came from. What arrived under the id of this customer stays here, as do a newer name, language and country that the profile took over. Withdrawals of consent stay with both customers. Later purchases at the address of the former id do not merge them again.',
    ],
    arguments: { ID: EXACT_ID },
    options: { id: 'The id that was merged into the customer' },
    examples: { split: 'Two people who share a name' },
  },
  'customer erase': {
    summary: 'Erase all data of a customer',
    about: [
      'Deletes orders, consents, journeys and messages, including those in the inbox. What remains is the fact and time of the erasure and the suppression list, which holds keyed hashes of addresses only. Data dated before the erasure is not accepted again; a later purchase or profile starts a new history. If the command is interrupted, run it again. Exports, backups and data kept by Amazon SES are not covered.',
    ],
    arguments: { ID },
    options: {
      yes: 'Confirm: erased data cannot be restored',
      'by-address': BY_ADDRESS,
      scan: SCAN,
    },
    examples: { id: 'A customer with an id', address: 'A guest, by address' },
  },
  'message show': {
    summary: 'Show the delivery history of one message and what happens next',
    about: [
      'Every recorded event with its time: when the message became due, why it waits, when it was handed over and accepted, what the mailbox provider reported, or why it was not sent. The address is never shown.',
    ],
    arguments: {
      ID: `${MESSAGE_ID}. N is 1 for the first time the customer goes through the campaign, 2 for the second. The shop may come first, as in the SES message tags`,
    },
    options: {},
    examples: { show: 'One message', json: 'From a deployment, as JSON' },
  },
}

export const enCustomer: CustomerWords = {
  heading: (customer, className, since) =>
    `Customer ${customer}: ${className}${since === undefined ? '' : ` since ${since}`}`,
  classReasons: {
    prospect: () => 'No purchase that counts: none was made, or all were refunded in full.',
    'first-time': ({ last }) => `One purchase so far${last === '' ? '' : `, on ${last}`}.`,
    active: ({ purchases: n, purchasesInWindow, windowDays, last }) =>
      `${purchases(n)}, ${purchasesInWindow} of them in the last ${count(windowDays, 'day')}, most recently on ${last}.`,
    frequent: ({ purchasesInWindow, windowDays, last }) =>
      `${purchases(purchasesInWindow)} in the last ${count(windowDays, 'day')}, most recently on ${last}.`,
    dormant: ({ purchases: n, last, ago }) =>
      `The ${n === 1 ? 'only purchase' : `last of ${purchases(n)}`} was on ${last}, ${ago}.`,
  },
  unknownClass: (className) => `This version does not know the class ${className}.`,
  ago: (days) => `${days} ago`,
  profile: {
    title: 'Profile',
    fields: {
      email: 'e-mail',
      name: 'name',
      locale: 'language',
      zone: 'time zone',
      country: 'country',
    },
    field: (name, value) => `${name}: ${value}`,
    nothing: 'only purchases are known',
    consent: (state) => `consent to marketing mail: ${state}`,
    mailable: 'marketing mail can be sent',
    notMailable: (reasons) => `marketing mail cannot be sent: ${reasons.join('; ')}`,
    consentElsewhere: (given) => `consent for another address: ${given}`,
    alsoKnownAs: (ids) => `also known as: ${ids}`,
    spent: (amounts) => `total spend, net of refunds: ${amounts}`,
    excessRefund: (orderId, amount) =>
      `order ${orderId}: refunds exceed its amount by ${amount}, which does not count`,
  },
  declared: {
    attributes: 'Attributes',
    attribute: (name, value, since) => `${name}: ${value} (since ${since})`,
    events: 'Latest events',
    event: (at, name, orderId) =>
      `${at}  ${name}${orderId === undefined ? '' : `, order ${orderId}`}`,
    moreEvents: (more) => `and ${more} more; all of them with --json`,
  },
  journeys: {
    none: 'Journeys: none',
    title: 'Journeys',
    line: (campaign, n, day, why, end) =>
      `${campaign}, journey ${n}: started ${day} ${why}; ${end}`,
    running: 'still running',
    ended: (day, reason) => `ended ${day}: ${reason}`,
    message: (step, due, state) => `${step}, due ${due}: ${state}`,
  },
  states: {
    sent: (moment, language, report) =>
      `sent${at(moment)}${language === '' ? '' : ` in ${language}`}${report}`,
    complained: (moment) => `, marked as spam${at(moment)}`,
    reported: (moment) => `, reported by the mailbox provider${at(moment)}`,
    withheld: (moment) => `, withheld by Amazon SES${at(moment)}`,
    bounced: (moment) => `, bounced${at(moment)}`,
    delivered: (moment) => `, delivered${at(moment)}`,
    due: 'about to be sent',
    held: (moment, reason) => `waiting${until(moment)} at the latest: ${reason}`,
    deferred: (moment, reason) => `deferred${until(moment)}: ${reason}`,
    parked: (moment, reason) => `will be retried${at(moment)}: ${reason}`,
    skipped: (moment, reason) => `skipped${at(moment)}: ${reason}`,
    refused: (moment, reason) => `failed${at(moment)}: ${reason}`,
    unclear: 'unknown whether it was sent, so it is not sent again',
    unknownStatus: (status) => `this version does not know the status ${status}`,
  },
  next: {
    title: 'What comes next',
    classChange: (moment) =>
      `${moment}: moves to another class, unless something changes before then`,
    message: (moment, campaign, step) => `${moment}: next check of ${campaign}, step ${step}`,
    wake: (moment) => `${moment}: next check of the customer`,
    nothing: 'Nothing is scheduled.',
    more: (command) => `To see what a campaign sends next: ${command}`,
  },
  noForecast: (reason) => `No forecast: ${reason}.`,
  fact: (label, value, meaning) =>
    meaning === '' ? `${label}: ${value}` : `${label}: ${value}. ${meaning}`,
  byAddress: {
    hint: ', their e-mail address, an order or their name',
    secretMissing: '--secret ARN is required: guests are identified by a keyed hash of the address',
    notAnAddress: 'With --by-address, ID must be an e-mail address',
  },
  search: {
    several: (what, customers) =>
      [
        `"${what}" matches several customers. Repeat the command with the id at the end of a line:`,
        ...customers,
      ].join('\n  '),
    byName: (what, customer) =>
      `"${what}" is a name. To be sure, repeat the command with the id at the end of the line:\n  ${customer}`,
    needsScan: (what, table) =>
      `No customer of ${table} has the id "${what}". Finding an order or a name reads the whole table; add --scan to do so`,
  },
  merge: {
    self: '--from must be a different customer from ID',
    upgradeFirst: 'Customers cannot be merged or split until "rekindle upgrade finish" has run',
    moving: 'Data of one of these customers is already being moved. Try again in a minute',
    same: (customer, from) => `${from} and ${customer} are already one customer.`,
    begun: (from, customer) =>
      `The data of ${from} is moving to ${customer}. This takes up to a minute while Rekindle is running. To undo it, run:`,
    notJoined: (former, customer, ids) =>
      ids.length === 0
        ? `${customer} was not merged with ${former}, or with any other customer`
        : `${customer} was not merged with ${former}. It was merged with: ${ids.join(', ')}`,
    splitBegun: (former, customer) =>
      `What came from ${former} is moving back from ${customer}. This takes up to a minute while Rekindle is running. Withdrawals of consent stay with both.`,
  },
  erase: {
    confirm: '--yes is required: erased data cannot be restored',
    erased: 'All data of the customer was erased.',
    guest: 'A guest used the same address. If it is the same person, run:',
  },
  why: {
    heading: (customer, shop, campaign) => `Customer ${customer} of ${shop}, campaign ${campaign}`,
    countryNotUnderstood:
      'The country stated for this customer was not understood, so the strictest rule applies, and no marketing is sent unless the shop’s policy has a mark for ZZ. A later purchase or profile update with a country code corrects it.',
    withdrawn: 'The campaign is no longer published.',
    started: 'The campaign has started for this customer.',
    startsNext: 'The campaign is about to start for this customer.',
    whyNotAgain: 'Why it does not start again:',
    whyNot: 'The campaign has not started for this customer:',
    journey: (n, start, end) => `Journey ${n}: ${start} ${end}`,
    running: 'It is still running.',
    noStepDue: 'No step is due yet.',
    notSentAnyMore: 'It sends no more mail.',
    noStepLeft: 'No step is left in this journey.',
    noBlockers: 'Nothing blocks mail from this campaign right now.',
    blockers: 'Mail from this campaign cannot be sent right now:',
    nothingNext: 'What comes next: nothing is scheduled.',
    next: 'What comes next, if nothing changes:',
  },
  message: {
    notAnId: (typed) => `"${typed}" is not a message id: use ${MESSAGE_ID}`,
    none: (message, customer, shop) => `Customer ${customer} of ${shop} has no message ${message}.`,
    others: (messages) => `Available: ${messages.join(', ')}`,
    noneDue: (command) => `No message to this customer is due yet. To see why: ${command}`,
    heading: (message, customer, shop, outcome) =>
      `${message} to customer ${customer} of ${shop}: ${outcome}`,
    next: 'What happens next:',
    campaign: 'campaign',
    step: 'step',
    journey: (campaign, n) => `${campaign}, journey ${n}`,
  },
}
