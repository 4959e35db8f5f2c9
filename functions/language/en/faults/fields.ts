/** How to fix a field of campaign.yaml or sample.json, in English. */
import { CAMPAIGN_KINDS } from '../../../domain/campaign.ts'
import { LIFECYCLE_CLASSES } from '../../../domain/lifecycle-class.ts'
import type { FieldFixWords, StartHints } from '../../faults/field-fix-words.ts'
import { either } from '../count.ts'

const CLASSES = either(LIFECYCLE_CLASSES)
const DURATION = 'Write an ISO 8601 duration in weeks, days, hours or minutes, such as P30D or PT6H'
const SLUG = 'Use lower-case letters, digits and hyphens, beginning with a letter'
const ADDRESS = 'Write a full address that begins with https://'

const STARTS: StartHints = {
  'class-entered': `{entering: <class>}, the class being ${CLASSES}`,
  'at-risk': '{atRisk: true}',
  purchase: '{purchase: true}',
  'consent-unconfirmed': '{consent: unconfirmed}',
}

export const enFieldFixes: FieldFixWords = {
  campaign: {
    id: `${SLUG}; at most 40, such as first-time`,
    name: 'Name the campaign for marketers by language: {en: First purchase, zh-CN: 首次购买}',
    kind: `Write ${either(CAMPAIGN_KINDS)}`,
    reviewedForOffers:
      'List the languages whose mails a person has read and found no offer in, such as [de, fr]',
    start: `Write ${Object.values(STARTS).join(', or ')}`,
    reentryAfter: `Write never, or when a customer may go through it again. ${DURATION}`,
    endsOn: 'Write [purchase], or leave it out',
    activeFrom: 'Write a date and time with its UTC offset, such as 2026-03-01T09:00:00+08:00',
    backlog: `Write {over: <duration>}, or leave it out. ${DURATION}`,
    quietHours: 'Write "none", or {from: "21:00", to: "08:00"}; leave it out to keep the policy\'s',
    caps: "Write a list such as [{messages: 1, withinDays: 7}]; leave it out to use the policy's",
    'caps.messages': 'Write a whole number from 1 to 1000; to send nothing, pause the campaign',
    'caps.withinDays': 'Write a whole number of days from 1 to 365',
    priority: 'Write a whole number from 0 to 100; campaigns with a higher number go first',
    steps: 'List 1 to 50 steps, each with an id and a template',
    'steps.id': `${SLUG}; each step has its own id, which never changes`,
    'steps.name': 'Name the step for marketers by language: {en: Introduction, zh-CN: 初次问候}',
    'steps.template': `${SLUG}: the part of the mail's file name before the language`,
    'steps.after': `Write when it is due after the start. ${DURATION}`,
    'steps.repeat': `Write {every: <duration of at least P1D>, while: <class>}. ${DURATION}`,
    'steps.repeat.every': `At least P1D. ${DURATION}`,
    'steps.repeat.while': `Write one class: ${CLASSES}`,
    content: 'Write it by language, such as {en: {guideUrl: ...}, zh-CN: {guideUrl: ...}}',
  },
  sample: {
    customer: 'Write {"id": "...", "name": "..."}',
    'customer.name': 'Write a name in quotes, or "" if it is unknown',
    shop: 'Write {"name": "...", "url": "https://...", "postalAddress": "...", "currency": "EUR"}',
    zone: 'Write an IANA time zone, such as Europe/Berlin',
    unsubscribeUrl: ADDRESS,
    preferencesUrl: ADDRESS,
    confirmUrl: ADDRESS,
    lifecycle: `Write {"class": "...", "purchases": 1, "lastPurchaseAt": "2026-01-01T00:00:00Z"}; the class is ${CLASSES}`,
    value:
      'Write {"churnRisk": 0.4, "lifetimeValueMinor": 5000}; also expectedPurchases, nextPurchaseAt, and recencyScore, frequencyScore and monetaryScore from 1 to 5',
    recommendations:
      'List at most 6, such as [{"title": "...", "url": "https://...", "imageUrl": "https://...", "price": "€12.50"}]',
    byLocale: 'Write values by language, such as {"zh-CN": {"customer": {"name": "小雨"}}}',
  },
  conditions: {
    country: 'List two-letter country codes in capitals, such as [CN, DE]',
    count: 'Write a whole number, 0 or more',
    money: 'Write a whole number of cents (the smallest unit of your currency)',
    score: 'List scores from 1 to 5, 5 the best, such as [4, 5]',
    chance: 'Write a number from 0 to 1, such as 0.7',
    number: 'Write a number that is not negative, such as 1.5',
  },
  notBelow: (fix, least) => `${fix}, and not below ${least}`,
  conditionNames: (names) => `See the fields: ${names.join(', ')}`,
  wholeCampaign: 'Required: id, name, kind, start, reentryAfter and steps; see another campaign',
  wholeSample: 'Write an object; {} is enough',
}
