/** Words of the faults of a campaign's folder, in English. */
import type { MailPurpose } from '../../../domain/starts/starts.ts'
import type {
  CampaignFaultWords,
  RequiredVariable,
  ServicePurpose,
} from '../../faults/campaign-fault-words.ts'
import { counted } from '../plural.ts'

const MAILS: Readonly<Record<MailPurpose, string>> = {
  marketing: 'A marketing mail',
  service: 'A service mail',
  confirmation: 'A confirmation request',
}

const ONCE = 'customers are asked to confirm only once'
const PLAIN = 'content is plain text, but this contains'
const IN_MAIL = 'Move it to the .mjml, and keep only text and links in content'

const HONEST =
  'Mentioning a discount that an order already received is fine, as in "total after discount" or "discount: -€5.00"'
const WITHOUT_OFFER: Readonly<Record<ServicePurpose, string>> = {
  service: `Use kind: marketing, so that only customers who opted in receive it, or remove the offer. ${HONEST}`,
  confirmation: 'Remove the offer: a confirmation request must not advertise',
}

const ADD: Readonly<Record<RequiredVariable, string>> = {
  'shop.postalAddress': 'Add {{ shop.postalAddress }} to the footer',
  'shop.email': 'Add {{ shop.email }} to the footer',
  unsubscribeUrl: 'Add {{ unsubscribeUrl }} to the footer',
  confirmUrl: 'Link a button to {{ confirmUrl }}: it is the only way to confirm',
}

export const enCampaignFaults: CampaignFaultWords = {
  noCampaignFile: {
    problem: 'The campaign has no campaign.yaml',
    fix: 'Copy one from another campaign and change it',
  },
  mailFileName: (file) => ({
    problem: `The name of ${file} does not state a template and a language`,
    fix: 'Name it <template>.<locale>.mjml, such as offer.zh-CN.mjml',
  }),
  missingMail: (template, locale) => ({
    problem: `The template "${template}" is missing in ${locale}`,
    fix: `Add ${template}.${locale}.mjml`,
  }),
  unsentTemplate: (template) => ({
    problem: `No step sends the template "${template}"`,
    fix: 'Use it in a step, or remove the file',
  }),
  noContent: (locale) => ({
    problem: `content has no entry for ${locale}, although there are mails in this language`,
    fix: `Add content.${locale} with the same fields as the other languages`,
  }),
  sameId: (id, other) => ({
    problem: `"${id}" is also the id of the campaign in ${other}`,
    fix: 'Give each campaign its own id',
  }),
  lostSigns: {
    problem: 'The text is not UTF-8, so characters were lost (U+FFFD)',
    fix: 'Save the file as UTF-8',
  },
  content: {
    inMail: (fix) => `${fix}, in the .mjml`,
    liquid: {
      problem: `${PLAIN} Liquid: {{ … }} or {% … %} would be shown as is`,
      fix: IN_MAIL,
    },
    html: (found) => ({ problem: `${PLAIN} HTML: ${found} would be shown as is`, fix: IN_MAIL }),
    entity: (found) => ({
      problem: `${PLAIN} HTML: ${found} would be shown as is`,
      fix: 'Use the character itself',
    }),
    unsafeLink: (value) => ({
      problem: `"${value}" is not allowed as a link`,
      fix: 'Use a full URL that starts with https://',
    }),
  },
  confirmation: {
    kind: {
      problem: 'A confirmation request is service mail',
      fix: 'Use kind: service',
    },
    oneStep: (steps) => ({
      problem: `A confirmation request has one step, not ${steps}: ${ONCE}`,
      fix: 'Keep one step: a customer who does not confirm has declined',
    }),
    repeat: {
      problem: `A confirmation request cannot repeat: ${ONCE}`,
      fix: 'Remove repeat',
    },
    reentryAfter: {
      problem: `A customer cannot enter again: ${ONCE}`,
      fix: 'Use reentryAfter: never',
    },
    endsOn: {
      problem: 'A purchase would end the request before it is sent',
      fix: 'Remove endsOn: at checkout, customers order right after they opt in',
    },
    backlog: {
      problem: 'Customers are never asked to confirm consent given before the shop was opened',
      fix: 'Remove backlog',
    },
  },
  eventNotKept: (name, keepDays) => ({
    problem: `This waits longer than an event "${name}" is kept (${counted(keepDays, 'day')})`,
    fix: `Wait at most P${keepDays}D, or declare a longer keepDays`,
  }),
  reviewed: {
    marketing: {
      problem: 'reviewedForOffers is for service mail, but this campaign is marketing',
      fix: 'Remove it',
    },
    unread: (purpose, locale, wanted) => ({
      problem: `${MAILS[purpose]} must not contain an offer, and Rekindle cannot detect offers in ${locale}`,
      fix: `Have someone who reads ${locale} check its mails and content for offers, then add reviewedForOffers: [${wanted.join(', ')}]`,
    }),
    automatic: (locale) => ({
      problem: `Rekindle looks for offers in ${locale} automatically`,
      fix: `Remove ${locale} from reviewedForOffers`,
    }),
    noMail: (locale) => ({
      problem: `No mail is written in ${locale}, so there is nothing to review`,
      fix: `Remove ${locale}, or add its mails`,
    }),
  },
  offer: (purpose, words) => ({
    problem: `${MAILS[purpose]} must not contain an offer, but this one says "${words}"`,
    fix: WITHOUT_OFFER[purpose],
  }),
  amount: {
    nested: (most) => ({
      problem: `More than ${most} conditions and loops are nested here`,
      fix: 'Close each one where it ends, and nest fewer of them',
    }),
    pieces: (most) => ({
      problem: `The mail has more than ${most} Liquid tags and outputs; this is the first one too many`,
      fix: 'Use a loop for what repeats: {% for item in content.items %}…{% endfor %}',
    }),
  },
  required: {
    missing: (purpose, variable) => ({
      problem: `${MAILS[purpose]} must contain {{ ${variable} }}`,
      fix: ADD[variable],
    }),
    contact: (countries) => ({
      problem: `A marketing mail to ${countries.join(', ')} must contain {{ shop.email }}, the address at which customers reach the shop`,
      fix: ADD['shop.email'],
    }),
    onlyInConfirmation: (variable) => ({
      problem: `{{ ${variable} }} is empty except in a campaign that starts on {consent: unconfirmed}`,
      fix: `Remove {{ ${variable} }}`,
    }),
    recommending: (purpose) => ({
      problem: `${MAILS[purpose]} must not recommend products`,
      fix: 'Remove everything that uses recommendations',
    }),
    unseen: (variable, customer) => ({
      problem: `{{ ${variable} }} is not shown to every customer${customer === undefined ? '' : `: not to ${customer}`}`,
      fix: 'Move it out of the condition that hides it',
    }),
  },
}
