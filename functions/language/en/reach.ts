/** What may reach a customer, in English. */
import type { ReachWords } from '../reach-words.ts'

export const enReach: ReachWords = {
  consentStates: {
    granted: 'agreed',
    withdrawn: 'withdrawn',
    unknown: 'never said',
    unconfirmed: 'agreed, not yet confirmed',
  },
  consentHow: (state, day, how) => `${state} (${day}, ${how})`,
  consentOfAnother: (state, day) => `${state} (${day}, by someone at the same address)`,
  law: {
    label: 'Law',
    bases: {
      explicit: 'consent',
      'double-opt-in': 'a confirmed address',
      'soft-opt-in': 'an existing customer relationship',
    },
    known: (country, needed) => `${country}: marketing mail needs ${needed}`,
    assumed: (country, needed) =>
      `${country}, as the policy assumes where nobody told: marketing mail needs ${needed}`,
    unknown: (needed) =>
      `nobody told the country, so the strictest law holds: marketing mail needs ${needed}`,
    subjectMark: (mark) => `subjects begin with ${mark}`,
    neverTracked: 'opens and clicks are never counted',
  },
  customerHolds: {
    title: 'Holds',
    none: 'none',
    reasons: {
      'support-complaint': 'a complaint to the shop',
      chargeback: 'a payment that was taken back',
      'undelivered-parcel': 'a parcel that has not arrived',
    },
    since: (reason, day) => `${reason}, since ${day}, until it is lifted`,
    until: (reason, day, end) => `${reason}, since ${day}, until ${end}`,
    over: (reason, day, end) => `${reason}, from ${day} to ${end}`,
  },
  preferences: {
    title: 'Their wishes',
    none: 'none told',
    language: (language) => `mail in ${language}`,
    everyDays: (days) =>
      days === 1
        ? 'one marketing mail a day at most'
        : `one marketing mail in ${days} days at most`,
    campaignsOff: (campaigns) => `no mail of ${campaigns}`,
  },
  suppression: {
    label: 'Address',
    none: 'may be written to',
    reasons: {
      'no-such-mailbox': 'there is no such mailbox',
      complaint: 'a mail was marked as spam',
      'soft-bounces': 'too many mails came back',
      'by-hand': 'the shop said so',
    },
    since: (reason, day) => `suppressed since ${day}: ${reason}`,
  },
  inTheWay: {
    marketing: 'What stands in the way of marketing mail to this customer:',
    nothing: 'Nothing stands in the way of marketing mail to this customer.',
    leftByAnother: (day) =>
      `another customer at the same address unsubscribed on ${day}, and that covers the address`,
    suppressed: (reason, day) => `nothing is sent to this address since ${day}: ${reason}`,
    paused: (provider) => `marketing to ${provider} is stopped`,
    onHold: (reasons) => `something is wrong between the shop and this customer: ${reasons}`,
    until: (reason, moment) => `${reason}, until ${moment}`,
    whole: (reason) => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`,
  },
  providers: {
    gmail: 'Gmail',
    outlook: 'Outlook',
    yahoo: 'Yahoo and AOL',
    icloud: 'iCloud',
    qq: 'QQ Mail',
    netease: 'NetEase (163, 126)',
    gmx: 'GMX and web.de',
    other: 'other mailbox providers',
  },
  notices: {
    paused: {
      bounces: (provider, moment) =>
        `Marketing to ${provider} stopped by itself on ${moment}: too many mails came back.`,
      complaints: (provider, moment) =>
        `Marketing to ${provider} stopped by itself on ${moment}: too many mails were marked as spam.`,
    },
    resume: 'Find out why; then let it go on with',
    domain: (domain) =>
      `Marketing waits until the sending domain ${domain} has passed its check; service mail goes on.`,
    check: 'Check it, and see what to put right, with',
  },
  clock: {
    zone: (zone) => `Times are those of ${zone}.`,
    customer: (zone, moment) => `The customer is in ${zone}, where it is now ${moment}.`,
  },
}
