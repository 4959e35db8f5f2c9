/** How to fix a field of campaign.yaml or sample.json, in English. */

import { BRAND_COLORS } from '../../../domain/brand.ts'
import { CAMPAIGN_KINDS } from '../../../domain/campaign.ts'
import { LIFECYCLE_CLASSES } from '../../../domain/lifecycle-class.ts'
import type { FieldFixWords, StartHints } from '../../faults/field-fix-words.ts'
import { either } from '../count.ts'

const CLASSES = either(LIFECYCLE_CLASSES)
const DURATION = 'an ISO 8601 duration in weeks, days, hours or minutes, such as P30D or PT6H'
const SLUG = 'lowercase letters, digits and hyphens, starting with a letter'
const ADDRESS = 'Use a full URL that starts with https://'

const STARTS: StartHints = {
  'class-entered': `{entering: <class>}, where the class is ${CLASSES}`,
  'at-risk': '{atRisk: true}',
  'segment-entered': '{segment: <id>}, where the segment is one of segments.yaml',
  purchase:
    '{purchase: true}, {purchase: {where: {nth: 5}}}, {purchase: {where: {minAmountMinor: 10000}}}, {purchase: {where: {skus: [tea-01], categories: [Tea]}}}',
  event: '{event: {name: delivered}}',
  date: '{date: {of: birthday, repeats: yearly, before: P7D, at: "09:00"}}',
  broadcast: '{at: {local: "2026-11-11T10:00"}}',
  'consent-unconfirmed': '{consent: unconfirmed}',
}

const COLORS = BRAND_COLORS.join(', ')

export const enFieldFixes: FieldFixWords = {
  campaign: {
    id: `Use up to 40 ${SLUG}, such as first-time`,
    name: 'Name the campaign for marketers by language: {en: First purchase, zh-CN: 首次购买}',
    kind: `Use ${either(CAMPAIGN_KINDS)}`,
    reviewedForOffers:
      'List the languages in which a person has read the mails and found no offers, such as [de, fr]',
    start: `Use ${Object.values(STARTS).join(', or ')}`,
    late: 'Use true, so that customers who entered too soon after the last time start later, or remove it',
    coupon:
      'Use {pool: <name of a pool of codes>, validFor: <how long a code is promised, such as P14D>}; validFor may be left out',
    withDeliveryEvents:
      'Use {start: {event: {name: delivered}}}, with eligible and endsOn if they differ too, or remove it',
    reentryAfter: `Use never, or the time after which a customer can enter again: ${DURATION}`,
    endsOn: 'List what ends it, such as [purchase] or [purchase, event: delivered], or remove it',
    restart:
      'Use latest, so that a later start ends the running journey and begins another, or remove it',
    activeFrom: 'Use a date and time with its UTC offset, such as 2026-03-01T09:00:00+08:00',
    activeUntil:
      'Use a date and time with its UTC offset, such as 2026-12-01T00:00:00+08:00, later than activeFrom',
    backlog: `Use {over: <duration>}, or remove it. The duration is ${DURATION}`,
    quietHours:
      'Use "none" or {from: "21:00", to: "08:00"}; remove it to use the quiet hours of the policy',
    caps: 'Use a list such as [{messages: 1, withinDays: 7}]; remove it to use the caps of the policy',
    'caps.messages': 'Use a whole number from 1 to 1000; to send nothing, pause the campaign',
    'caps.withinDays': 'Use a whole number of days from 1 to 365',
    priority: 'Use a whole number from 0 to 100; campaigns with a higher number go first',
    steps: 'List 1 to 50 steps, each with an id and a template',
    'steps.id': `Use ${SLUG}. Each step needs a unique id that never changes`,
    'steps.name': 'Name the step for marketers by language: {en: Introduction, zh-CN: 初次问候}',
    'steps.template': `Use ${SLUG}: the part of the mail's file name before the language`,
    'steps.after': `Use the time between the start and this step: ${DURATION}`,
    'steps.afterPrevious': `Use the time between the step before and this one, at least PT1H: ${DURATION}`,
    'steps.until': `Use {event: <name>, upTo: <duration>, else: continue}, or else: end. The duration is ${DURATION}`,
    'steps.until.event': 'Use the name of an event that the shop declares',
    'steps.until.upTo': `Use the longest time to wait after the start, at least PT1H: ${DURATION}`,
    'steps.until.else':
      'Use continue, so that the step is sent then without the event, or end, so that the journey ends',
    'steps.repeat': `Use {every: <duration of at least P1D>, while: <class>}. The duration is ${DURATION}`,
    'steps.repeat.every': `Use at least P1D: ${DURATION}`,
    'steps.repeat.while': `Use one class: ${CLASSES}`,
    content: 'Group it by language, such as {en: {guideUrl: ...}, zh-CN: {guideUrl: ...}}',
  },
  sample: {
    customer: 'Use {"id": "...", "name": "..."}',
    'customer.name': 'Use a name in quotes, or "" if it is unknown',
    shop: 'Use {"name": "...", "url": "https://...", "postalAddress": "...", "email": "...", "currency": "EUR"}',
    zone: 'Use an IANA time zone, such as Europe/Berlin',
    unsubscribeUrl: ADDRESS,
    preferencesUrl: ADDRESS,
    confirmUrl: ADDRESS,
    lifecycle: `Use {"class": "...", "purchases": 1, "lastPurchaseAt": "2026-01-01T00:00:00Z"}; the class is ${CLASSES}`,
    value:
      'Use fields such as {"chance": 0.6, "lifetimeValueMinor": 5000}; also available: expectedPurchases, nextPurchaseAt, and recencyScore, frequencyScore and monetaryScore from 1 to 5',
    recommendations:
      'List at most 6, such as [{"title": "...", "url": "https://...", "imageUrl": "https://...", "price": "€12.50"}]',
    byLocale: 'Group values by language, such as {"zh-CN": {"customer": {"name": "小雨"}}}',
  },
  brand: {
    logo: 'Use {light: https://..., dark: https://..., width: 140, height: 32}; the size is in pixels, as it is shown',
    'logo.light': 'Use the address of a picture that begins with https://',
    'logo.width': 'Use the width in pixels, as it is shown: 16 to 560',
    light: `Use colors such as {accent: "#1f5f54"}, with quotes; there are ${COLORS}`,
    dark: `Use colors such as {accent: "#8fd6c6"}, with quotes; there are ${COLORS}`,
    font: 'List font families with single quotes, such as: "Georgia, \'Songti SC\', serif"',
    headingFont: 'List font families with single quotes, such as: "Georgia, \'Songti SC\', serif"',
    radius: 'Use the radius of corners in pixels: 0 to 40',
    footer: 'Write a line for each language: {en: ..., zh-CN: ...}',
    links: 'List at most 8 such as [{name: Instagram, url: https://...}]',
    wechat: 'Use {qr: https://..., label: {zh-CN: 扫码关注}}',
  },
  segments: {
    segments:
      'Define each segment by its id: {vip: {name: {en: VIP}, conditions: {minPurchases: 5}}}',
    'segments.name': 'Name the segment for marketers by language: {en: VIP, zh-CN: 重要顾客}',
  },
  conditions: {
    country: 'List two-letter country codes in capitals, such as [CN, DE]',
    count: 'Use a whole number, 0 or more',
    money: 'Use a whole number of cents (the smallest unit of your currency)',
    score: 'List scores from 1 to 5, where 5 is best, such as [4, 5]',
    chance: 'Use a number from 0 to 1, such as 0.7',
    number: 'Use a number that is not negative, such as 1.5',
    locale: 'List language tags, such as [en, zh-CN]',
    class: 'List classes: prospect, first-time, active, frequent or dormant, such as [frequent]',
    consent: 'Use granted, withdrawn, unknown or unconfirmed',
    orders: 'Use min, max or both, and withinDays to look back, such as {min: 2, withinDays: 90}',
    spend:
      'Use minMinor, maxMinor or both in cents, and withinDays to look back, such as {minMinor: 20000, withinDays: 365}',
    products:
      'Use either skus or categories, and withinDays to look back, such as {categories: [shoes], withinDays: 365}',
    event:
      'Use the name of a declared event, withinDays, and where, min or max if needed, such as {name: checkout-started, withinDays: 7}',
    attribute:
      'Use the name of a declared attribute, and one of is, min with max, or known, such as {name: tier, is: gold}',
    campaign:
      'Use the id of a campaign with sentWithinDays or neverSent: true, such as {id: welcome, neverSent: true}',
  },
  joined: {
    all: 'List conditions of which each must hold, such as [{minPurchases: 2}, {countries: [DE]}]',
    any: 'List conditions of which one must hold, such as [{minPurchases: 2}, {countries: [DE]}]',
    not: 'Use conditions that must not hold, such as {countries: [DE]}',
    segment: 'Use the id of a segment of segments.yaml, such as vip',
  },
  notBelow: (fix, least) => `${fix}, no less than ${least}`,
  conditionNames: (names) => `Available fields: ${names.join(', ')}`,
  wholeCampaign:
    'Required: id, name, kind, start, reentryAfter and steps; see another campaign for an example',
  wholeBrand: 'Use fields such as logo, light, dark, font, radius, footer and links',
  wholeSample: 'Use an object; {} is enough',
}
