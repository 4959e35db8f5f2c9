import type { PageWords } from '../page-words.ts'

export const enPages: PageWords = {
  lang: 'en',
  about: 'This is about',
  agree: (shop) => `Yes, e-mail me news and offers from ${shop}`,
  invalid: {
    title: 'This link does not work',
    mend: 'It is incomplete or too old. Please use the link in a more recent mail.',
  },
  nobody: {
    title: 'Nothing is stored about you here',
    text: (shop) => `${shop} keeps no data about you any more, so no such mail will reach you.`,
  },
  unsubscribe: {
    ask: 'Unsubscribe from our mail?',
    explain: (shop) =>
      `${shop} will send you no more news or offers by e-mail. Mail about your orders still reaches you.`,
    button: 'Unsubscribe',
    less: 'Would less mail do?',
    toLess: 'Choose what you get, and how often',
    done: 'You are unsubscribed',
    goodbye: (shop) => `${shop} sends you no more news or offers. This takes effect at once.`,
    mistake: 'Was that a mistake?',
    toMend: 'Change your choice',
  },
  preferences: {
    title: 'Choose your mail',
    marketing: 'News and offers',
    off: 'No, send me none',
    stillComes: 'Mail about your orders still reaches you.',
    often: 'How often',
    oftens: {
      'as-it-comes': 'As often as there is news',
      weekly: 'At most one mail a week',
      monthly: 'At most one mail a month',
    },
    campaigns: 'What about',
    cameFrom: 'The mail you came from is one of these.',
    language: 'Language of your mail',
    noLanguage: 'Not chosen',
    save: 'Save',
    saved: 'Your choices are saved.',
    conflict:
      'Meanwhile your choices were changed somewhere else. This is how they are now; please choose again.',
    refused: 'This could not be saved',
    refusedWhy: 'The page was out of date or incomplete, and nothing was changed. It was about:',
    again: 'Open the page again',
  },
  confirm: {
    ask: 'Please confirm',
    explain: (shop) => `Someone, most likely you, gave ${shop} this address and agreed to this:`,
    button: 'Confirm',
    notYou: 'Was it not you? Then do nothing: unless you confirm, no such mail is sent to you.',
    done: 'Thank you, that is confirmed',
    thanks: (shop) =>
      `${shop} may now send you news and offers. A link in every mail lets you change or stop that.`,
    withdrawn: 'There is nothing to confirm any more',
    withdrawnWhy:
      'News and offers to this address were stopped after we sent you the link, so nothing was changed. If you want them after all, please sign up once more.',
    otherAddress: 'This link was for another address',
    otherAddressWhy: (shop) =>
      `You have given ${shop} another address since. Nothing was changed; please sign up again there.`,
    tooOld: 'This link is too old',
    tooOldWhy: (shop) =>
      `It could be confirmed for 30 days. Nothing was changed; please sign up with ${shop} once more.`,
  },
}
