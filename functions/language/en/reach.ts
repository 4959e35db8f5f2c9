/** What may reach a customer, in English. */

import type { ReachWords } from '../reach-words.ts'
import { enFeedFailures } from './feed-failures.ts'
import { counted } from './plural.ts'

export const enReach: ReachWords = {
  consentStates: {
    granted: 'opted in',
    withdrawn: 'opted out',
    unknown: 'no choice recorded',
    unconfirmed: 'opted in, confirmation pending',
  },
  consentHow: (state, day, how) => `${state} (${day}, ${how})`,
  consentOfAnother: (state, day) => `${state} (${day}, by another customer with this address)`,
  law: {
    label: 'Law',
    bases: {
      explicit: 'explicit consent',
      'double-opt-in': 'double opt-in',
      'soft-opt-in': 'an existing customer relationship',
    },
    known: (country, needed) => `${country}: marketing mail requires ${needed}`,
    assumed: (country, needed) =>
      `country unknown, treated as ${country} by the shop’s policy: marketing mail requires ${needed}`,
    unknown: (needed) =>
      `country unknown, so the strictest rule applies: marketing mail requires ${needed}`,
    subjectMark: (mark) => `subject lines start with ${mark}`,
    softOptInEnds: (months) =>
      `a customer relationship ends ${months} months after the last purchase`,
    markUnknown:
      'the mark that its law asks for in the subject is not known, so no marketing mail is sent',
    neverTracked: 'opens and clicks are not tracked',
  },
  customerHolds: {
    title: 'Holds',
    none: 'none',
    reasons: {
      'support-complaint': 'open complaint',
      chargeback: 'chargeback',
      'undelivered-parcel': 'undelivered parcel',
    },
    since: (reason, day) => `${reason}, since ${day}, until lifted`,
    until: (reason, day, end) => `${reason}, from ${day} to ${end}`,
    over: (reason, day, end) => `${reason}, from ${day} to ${end} (ended)`,
  },
  preferences: {
    title: 'Preferences',
    none: 'none set',
    language: (language) => `mail in ${language}`,
    everyDays: (days) =>
      days === 1
        ? 'at most one marketing e-mail a day'
        : `at most one marketing e-mail every ${counted(days, 'day')}`,
    campaignsOff: (campaigns) => `opted out of ${campaigns}`,
    pausedUntil: (day) => `paused marketing mail until ${day}`,
  },
  suppression: {
    label: 'Suppression list',
    none: 'not listed',
    reasons: {
      'no-such-mailbox': 'the mailbox does not exist',
      complaint: 'a message was marked as spam',
      'account-list': 'Amazon SES keeps this address on your account’s suppression list',
      'soft-bounces': 'too many soft bounces',
      'by-hand': 'added by the shop',
    },
    since: (reason, day) => `suppressed since ${day}: ${reason}`,
  },
  unmailable: {
    'no-address': 'no e-mail address on record',
    'suppressed-bounce': 'the address is suppressed after bounces',
    'suppressed-complaint': 'the address is suppressed: a message was marked as spam',
    'suppressed-account-list': 'Amazon SES keeps this address on your account’s suppression list',
    'suppressed-by-hand': 'the address is suppressed by the shop',
    'opted-out': 'the customer opted out',
    'opted-out-at-address': 'this address was opted out',
    'no-consent': 'no consent that counts where the customer lives',
    unconfirmed: 'the customer has not confirmed their address yet',
    'country-unknown-to-law': 'the customer’s country was not understood, or its law is not known',
    hold: 'the customer is on hold',
    paused: 'the customer has paused marketing mail',
    'not-a-person': 'this id has more orders than one person places',
    inactive: 'the customer has not responded for too long',
    restore: 'the store was restored from an older copy',
    'import-running': 'an import of this customer’s orders is still running',
    'no-language': 'no marketing is written in a language that the customer reads',
  },
  blockers: {
    marketing: 'Marketing mail to this customer is blocked:',
    nothing: 'Nothing blocks marketing mail to this customer.',
    addressLeft: (day) =>
      `the address opted out of marketing mail on ${day}, which applies to everyone who has it`,
    suppressed: (reason, day) =>
      `the address has been on the suppression list since ${day}: ${reason}`,
    offBothLists: 'If this is a mistake, remove the address from both lists.',
    paused: (provider) => `marketing to ${provider} is paused`,
    notAPerson: (id, orders) => `the id ${id} has ${orders} orders, more than one person places`,
    onHold: (reasons) => `the customer is on hold: ${reasons}`,
    emailFaults: {
      malformed: 'the e-mail address that was given is not a valid address',
      'local-part-not-ascii':
        'the part before the @ of the e-mail address that was given has characters that Amazon SES cannot send to',
      'domain-invalid': 'the e-mail address that was given has a domain that is not valid',
      placeholder: 'the e-mail address that was given is a placeholder and not a mailbox',
    },
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
  feedFailures: enFeedFailures,
  notices: {
    paused: {
      bounces: (provider, moment) =>
        `Marketing to ${provider} was paused automatically on ${moment} because too many messages bounced.`,
      complaints: (provider, moment) =>
        `Marketing to ${provider} was paused automatically on ${moment} because of too many complaints.`,
    },
    importsOpen: (n) =>
      n === '1'
        ? 'An import is not complete: its customers get no mail until it is.'
        : `${n} imports are not complete: their customers get no mail until they are.`,
    listImports: 'If it was interrupted, an engineer can run',
    feedFailing: (feed, moment, why) =>
      `The product feed ${feed} has failed since ${moment}: ${why}. Mail shows the prices and the stock of before.`,
    readFeed: 'Once that is fixed, an engineer can run',
    feedCut: (feed) =>
      `The product feed ${feed} would have withdrawn more than 30% of the products, as if it had been cut short. Nothing was withdrawn: mail still shows what it no longer names.`,
    readCutFeed: 'If the feed is complete, an engineer can run',
    resume: 'Find and fix the cause first. To resume, an engineer can run',
    domain: (domain) =>
      `Marketing mail is on hold until the sending domain ${domain} passes its check. Service mail is still sent.`,
    open: 'Once the history is imported, an engineer can run',
    check: 'To see what needs fixing, an engineer can run',
  },
  clock: {
    zone: (zone) => `All times in ${zone}`,
    customer: (zone, moment) => `The customer’s local time is ${moment} (${zone}).`,
  },
}
