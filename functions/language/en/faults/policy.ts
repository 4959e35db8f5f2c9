/** How to fix a field of the policy, in English. */
import { CONSENT_BASES, TRACKING_RULES } from '../../../domain/consent.ts'
import type { PolicyFaultWords } from '../../faults/policy-fault-words.ts'

const DAYS = 'Write a whole number of days from 1 to 3650, such as'
const YEAR = 'Write a whole number of days from 1 to 365, such as'
const SHARE = 'Write a share between 0 and 1, such as'
const TIMES = 'Write {from: "21:00", to: "08:00"}, or null for none'
const TIME = 'Write a time of day in quotes, such as "21:00"'
const COUNTRY = 'Write a two-letter country code in capitals, such as DE'
const FRACTION = 'Write a share above 0, at most 1, such as'

export const enPolicyFaults: PolicyFaultWords = {
  fields: {
    dormantAfterDays: `${DAYS} 90`,
    personalThreshold:
      "Write {} for days of each customer's own, {theta: 0.5, minDays: 30, maxDays: 365} to say more, or null for the same days for all",
    'personalThreshold.theta': `${SHARE} 0.5: the chance of another purchase at which a customer is dormant`,
    'personalThreshold.minDays': `${DAYS} 30, and not above maxDays, which is 365 if left out`,
    'personalThreshold.maxDays': `${DAYS} 365, and not below minDays, which is 30 if left out`,
    atRiskShare: `${SHARE} 0.7: of the days after which a customer is dormant`,
    lifetimeValue: 'Write {horizonDays: 365, discountAYear: 0.1}, or one of the two',
    'lifetimeValue.horizonDays': `${DAYS} 365`,
    'lifetimeValue.discountAYear': 'Write a share from 0 to 1, such as 0.1 for 10% a year',
    frequentPurchases: 'Write a whole number from 2 to 1000, such as 3',
    frequentWindowDays: `${DAYS} 90`,
    mergeOrdersWithinMinutes: 'Write a whole number of minutes from 0 to 10080, which are 7 days',
    staleAfterDays: 'Write a whole number of days from 1 to 90, such as 3',
    deferForDays: 'Write a whole number of days from 1 to 90, such as 7',
    quietHours: TIMES,
    'quietHours.from': TIME,
    'quietHours.to': TIME,
    caps: 'Write a list such as [{messages: 3, withinDays: 7}]; [] for no cap',
    'caps.messages': 'Write a whole number from 1 to 1000; to send nothing, pause the campaigns',
    'caps.withinDays': `${YEAR} 7`,
    acceptableLocales: 'List language tags, the best first, such as [en, de]',
    sunset: 'Write {afterUnanswered: 10, silentForDays: 730}',
    'sunset.afterUnanswered': 'Write a whole number of mails from 1 to 1000, such as 10',
    'sunset.silentForDays': `${DAYS} 730`,
    softBounces: 'Write {bounces: 3, withinDays: 14}',
    'softBounces.bounces': 'Write a whole number from 1 to 100, such as 3',
    'softBounces.withinDays': `${YEAR} 14`,
    pauseAt:
      'Write all of {bounceShare: 0.025, complaintShare: 0.0005, withinDays: 7, leastSent: 200, leastEvents: 3}',
    'pauseAt.bounceShare': `${FRACTION} 0.025 for 2.5%`,
    'pauseAt.complaintShare': `${FRACTION} 0.0005 for 0.05%`,
    'pauseAt.withinDays': 'Write a whole number of days from 1 to 30, such as 7',
    'pauseAt.leastSent': 'Write a whole number of mails from 1 to 1000000, such as 200',
    'pauseAt.leastEvents': 'Write a whole number from 1 to 1000, such as 3',
    softStart: 'Write {firstDay: 50, growth: 2}, or null for a domain that is known already',
    'softStart.firstDay': 'Write a whole number of mails from 1 to 1000000, such as 50',
    'softStart.growth': 'Write how many times as much each day: above 1, at most 10, such as 2',
    recommend:
      'Write any of {minimumSupport: 3, neighbours: 20, notAgainForDays: 90, salesHalveEveryDays: 14}',
    'recommend.minimumSupport': 'Write a whole number of orders from 1 to 1000, such as 3',
    'recommend.neighbours': 'Write a whole number from 1 to 50, such as 20',
    'recommend.notAgainForDays': 'Write a whole number of days from 0 to 365, such as 90',
    'recommend.salesHalveEveryDays': `${YEAR} 14`,
    countryWhereUnknown: `${COUNTRY}, or null for the strictest rule of all`,
    countries: `Write rules by country, such as {DE: {tracking: never}}. ${COUNTRY}`,
  },
  countryRule: {
    bases: `List at least one of ${CONSENT_BASES.join(', ')}`,
    subjectMark: 'Write at most 20 characters to put before the subject, or null for none',
    tracking: `Write ${TRACKING_RULES.join(' or ')}`,
  },
  allowed: (names) => `What a policy may say: ${names.join(', ')}`,
}
