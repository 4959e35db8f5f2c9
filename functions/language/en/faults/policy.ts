/** How to fix a field of the policy, in English. */
import { CONSENT_BASES, TRACKING_RULES } from '../../../domain/consent.ts'
import type { PolicyFaultWords } from '../../faults/policy-fault-words.ts'

const DAYS = 'Use a whole number of days from 1 to 3650, such as'
const YEAR = 'Use a whole number of days from 1 to 365, such as'
const SHARE = 'Use a share between 0 and 1, such as'
const TIMES = 'Use {from: "21:00", to: "08:00"}, or null for none'
const TIME = 'Use a time of day in quotes, such as "21:00"'
const COUNTRY = 'Use a two-letter country code in capitals, such as DE'
const BOUNDS =
  'where they are left out, minDays is a third of withinDays and maxDays is twice withinDays'
const FRACTION = 'Use a share above 0 and at most 1, such as'

export const enPolicyFaults: PolicyFaultWords = {
  fields: {
    dormantAfterDays: `${DAYS} 90`,
    personalThreshold:
      'Use {} for a limit per customer, {chance: 0.25, withinDays: 90, minDays: 30, maxDays: 180} to adjust it, or null for the same limit for all customers',
    'personalThreshold.chance': `${SHARE} 0.25, or auto: a customer becomes dormant when their chance to buy again within withinDays falls to it`,
    'personalThreshold.theta':
      'Remove theta, and use chance instead, such as chance: auto. It asks another question (whether they buy again within withinDays, not whether they ever do), so the former number does not carry over',
    'personalThreshold.withinDays': `${DAYS} 90 (dormantAfterDays by default)`,
    'personalThreshold.minDays': `${DAYS} 30, no more than maxDays (${BOUNDS})`,
    'personalThreshold.maxDays': `${DAYS} 180, no less than minDays (${BOUNDS})`,
    atRiskShare: `${SHARE} 0.7: the share of the dormancy limit after which a customer is at risk`,
    lifetimeValue: 'Use {horizonDays: 365, discountAYear: 0.1}, or one of the two fields',
    'lifetimeValue.horizonDays': `${DAYS} 365`,
    'lifetimeValue.discountAYear': 'Use a share from 0 to 1, such as 0.1 for 10% a year',
    frequentPurchases: 'Use a whole number from 2 to 1000, such as 3',
    frequentWindowDays: `${DAYS} 90`,
    mergeOrdersWithinMinutes: 'Use a whole number of minutes from 0 to 10080 (7 days)',
    mostOrdersOfAPerson: 'Use a whole number of orders from 1 to 1000000, such as 2000',
    staleAfterDays: 'Use a whole number of days from 1 to 90, such as 3',
    deferForDays: 'Use a whole number of days from 1 to 90, such as 7',
    quietHours: TIMES,
    'quietHours.from': TIME,
    'quietHours.to': TIME,
    caps: 'Use a list such as [{messages: 3, withinDays: 7}]; [] for no cap',
    'caps.messages': 'Use a whole number from 1 to 1000; to send nothing, pause the campaigns',
    'caps.withinDays': `${YEAR} 7`,
    acceptableLocales: 'List language tags in order of preference, such as [en, de]',
    sunset: 'Use {afterUnanswered: 10, silentForDays: 730}',
    'sunset.afterUnanswered': 'Use a whole number of mails from 1 to 1000, such as 10',
    'sunset.silentForDays': `${DAYS} 730`,
    softBounces: 'Use {bounces: 3, withinDays: 14}',
    'softBounces.bounces': 'Use a whole number from 1 to 100, such as 3',
    'softBounces.withinDays': `${YEAR} 14`,
    pauseAt:
      'Use all of {bounceShare: 0.025, complaintShare: 0.0005, withinDays: 7, leastSent: 200, leastEvents: 3}',
    'pauseAt.bounceShare': `${FRACTION} 0.025 for 2.5%`,
    'pauseAt.complaintShare': `${FRACTION} 0.0005 for 0.05%`,
    'pauseAt.withinDays': 'Use a whole number of days from 1 to 30, such as 7',
    'pauseAt.leastSent': 'Use a whole number of mails from 1 to 1000000, such as 200',
    'pauseAt.leastEvents': 'Use a whole number from 1 to 1000, such as 3',
    softStart: 'Use {firstDay: 50, growth: 2}, or null for a domain that already has a reputation',
    'softStart.firstDay': 'Use a whole number of mails from 1 to 1000000, such as 50',
    'softStart.growth':
      'Use a factor by which the volume grows each day, above 1 and at most 10, such as 2',
    recommend:
      'Use any of {buyAgain: auto, minimumSupport: 3, neighbours: 20, notAgainForDays: 90, salesHalveEveryDays: 14, unseenAfterDays: 30}',
    'recommend.buyAgain': 'Use a whole number of products from 0 to 6, or auto',
    'recommend.minimumSupport': 'Use a whole number of orders from 1 to 1000, such as 3',
    'recommend.neighbours': 'Use a whole number from 1 to 50, such as 20',
    'recommend.notAgainForDays': 'Use a whole number of days from 0 to 365, such as 90',
    'recommend.salesHalveEveryDays': `${YEAR} 14`,
    'recommend.unseenAfterDays': `${YEAR} 30`,
    countryWhereUnknown: `${COUNTRY}, or null to apply the strictest rule`,
    countries:
      'Group rules by two-letter country code in capitals, such as {DE: {tracking: never}}',
  },
  countryRule: {
    bases: `List at least one of ${CONSENT_BASES.join(', ')}`,
    subjectMark: 'Use at most 20 characters to put before the subject, or null for none',
    tracking: `Use ${TRACKING_RULES.join(' or ')}`,
  },
  allowed: (names) => `Use fields such as dormantAfterDays: 90. Available: ${names.join(', ')}`,
}
