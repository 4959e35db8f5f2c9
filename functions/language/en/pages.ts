/** What the pages behind a customer's links say, in English. */
import type { PageWords } from '../page-words.ts'

export const enPages: PageWords = {
  lang: 'en',
  about: 'For',
  consentWording: (shop) => `Yes, e-mail me news and offers from ${shop}`,
  invalid: {
    title: 'This link does not work',
    advice: 'It is incomplete or has expired. Please use the link in a more recent e-mail.',
  },
  unavailable: {
    title: 'This does not work at the moment',
    advice: 'Nothing has changed. Please open the link again in a few minutes.',
  },
  noData: {
    title: 'We have no data about you',
    text: (shop) =>
      `${shop} no longer stores any data about you, so you will not receive news or offers.`,
  },
  unsubscribe: {
    ask: 'Unsubscribe from our e-mails?',
    explain: (shop) =>
      `You will no longer receive news and offers from ${shop}. You will still get e-mails about your orders.`,
    button: 'Unsubscribe',
    fewer: 'Prefer fewer e-mails?',
    choosePreferences: 'Choose what you receive and how often',
    pauseInstead: 'Or take a break',
    pauseMeans: 'You stay subscribed and receive no news and offers until the break is over.',
    otherLink:
      'To choose what you receive, please use the link in our latest e-mail to your current address.',
    done: 'You are unsubscribed',
    goodbye: (shop) =>
      `You will no longer receive news and offers from ${shop}. This takes effect immediately.`,
    mistake: 'Unsubscribed by mistake?',
    changePreferences: 'Change your preferences',
  },
  preferences: {
    title: 'E-mail preferences',
    marketing: 'News and offers',
    off: 'No, do not send me news and offers',
    stillComes: 'You will still get e-mails about your orders.',
    often: 'How often',
    frequencies: {
      'as-it-comes': 'Whenever there is news',
      weekly: 'At most one e-mail a week',
      monthly: 'At most one e-mail a month',
    },
    pause: {
      legend: 'Take a break',
      none: 'No break',
      lengths: { 30: '30 days', 90: '90 days', 182: 'Half a year' },
      until: (day) => `You are taking a break: no news and offers until ${day}.`,
      keep: (day) => `Keep the break until ${day}`,
      end: 'End the break now',
    },
    campaigns: 'Topics',
    cameFrom: 'The e-mail you came from is part of this topic.',
    language: 'Language of your e-mails',
    noLanguage: 'Not chosen',
    save: 'Save',
    saved: 'Your preferences are saved.',
    unconfirmed: {
      toCome:
        'One more step: before you receive news and offers, please confirm with the link in the e-mail that we send you.',
      over: 'Your address is not confirmed yet. You will receive news and offers once you open the link in our e-mail and confirm.',
      send: 'Send me the e-mail',
      sendFrom: (instant) => `You can ask for another e-mail from ${instant}.`,
    },
    conflict:
      'Your preferences were changed somewhere else in the meantime. Here they are as they are now; please choose again.',
    refused: 'Your preferences could not be saved',
    refusedWhy: 'The page was out of date or incomplete, and nothing was changed.',
    again: 'Open the page again',
  },
  confirm: {
    ask: 'Please confirm your subscription',
    explain: (shop) => `Someone, probably you, gave this address to ${shop} and agreed to this:`,
    button: 'Confirm',
    notYou:
      'If this was not you, no action is needed: without your confirmation, you will not receive these e-mails.',
    done: 'Thank you, your subscription is confirmed',
    thanks: (shop) =>
      `${shop} may now send you news and offers. You can change this or unsubscribe with a link in every e-mail.`,
    withdrawn: 'There is nothing left to confirm',
    withdrawnWhy:
      'This address was unsubscribed from news and offers after we sent you the link, so nothing was changed. If you would like to receive them after all, please sign up again.',
    otherAddress: 'This link was for another address',
    otherAddressWhy: (shop) =>
      `You have since given ${shop} a different address. Nothing was changed; please sign up again with that address.`,
    tooOld: 'This link has expired',
    tooOldWhy: (shop) =>
      `The link was valid for 30 days. Nothing was changed; please sign up with ${shop} again.`,
  },
}
