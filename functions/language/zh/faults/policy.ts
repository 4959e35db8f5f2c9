/** How to fix a field of the policy, in Simplified Chinese. */
import { CONSENT_BASES, TRACKING_RULES } from '../../../domain/consent.ts'
import type { PolicyFaultWords } from '../../faults/policy-fault-words.ts'

const DAYS = '请填写 1 到 3650 的整数（天），如'
const YEAR = '请填写 1 到 365 的整数（天），如'
const SHARE = '请填写 0 到 1 之间的小数，如'
const TIMES = '请填写 {from: "21:00", to: "08:00"}；不需要时写 null'
const TIME = '请填写加引号的时刻，如 "21:00"'
const COUNTRY = '请填写两个大写字母的国家或地区代码，如 DE'
const FRACTION = '请填写大于 0、不超过 1 的小数，如'
const BOUNDS = '省略时，minDays 为 withinDays 的三分之一，maxDays 为 withinDays 的两倍'

export const zhPolicyFaults: PolicyFaultWords = {
  fields: {
    dormantAfterDays: `${DAYS} 90`,
    personalThreshold:
      '请填写 {}，为每位顾客使用各自的天数；需要细调时写 {chance: 0.25, withinDays: 90, minDays: 30, maxDays: 180}；所有顾客使用同一天数时写 null',
    'personalThreshold.chance': `${SHARE} 0.25，或写 auto：顾客在 withinDays 天内再次购买的可能性降到这里时，视为沉睡`,
    'personalThreshold.theta':
      '请删除 theta，改用 chance，例如 chance: auto。两者含义不同：chance 是在 withinDays 天内再次购买的可能性，theta 是今后还会购买的可能性，原来的数值不能照搬',
    'personalThreshold.withinDays': `${DAYS} 90（省略时与 dormantAfterDays 相同）`,
    'personalThreshold.minDays': `${DAYS} 30；不能大于 maxDays（${BOUNDS}）`,
    'personalThreshold.maxDays': `${DAYS} 180；不能小于 minDays（${BOUNDS}）`,
    atRiskShare: `${SHARE} 0.7：占沉睡期限的比例`,
    lifetimeValue: '请填写 {horizonDays: 365, discountAYear: 0.1}，或只写其中之一',
    'lifetimeValue.horizonDays': `${DAYS} 365`,
    'lifetimeValue.discountAYear': '请填写 0 到 1 的小数，如 0.1，即每年 10%',
    frequentPurchases: '请填写 2 到 1000 的整数，如 3',
    frequentWindowDays: `${DAYS} 90`,
    mergeOrdersWithinMinutes: '请填写 0 到 10080 的整数（分钟），10080 分钟即 7 天',
    mostOrdersOfAPerson: '请填写 1 到 1000000 的整数（订单数），如 2000',
    staleAfterDays: '请填写 1 到 90 的整数（天），如 3',
    deferForDays: '请填写 1 到 90 的整数（天），如 7',
    quietHours: TIMES,
    'quietHours.from': TIME,
    'quietHours.to': TIME,
    caps: '请填写列表，如 [{messages: 3, withinDays: 7}]；不设上限时写 []',
    'caps.messages': '请填写 1 到 1000 的整数；如果不想发送，请暂停活动',
    'caps.withinDays': `${YEAR} 7`,
    acceptableLocales: '请列出语言标签，最合适的在前，如 [en, de]',
    sunset: '请填写 {afterUnanswered: 10, silentForDays: 730}',
    'sunset.afterUnanswered': '请填写 1 到 1000 的整数（封），如 10',
    'sunset.silentForDays': `${DAYS} 730`,
    softBounces: '请填写 {bounces: 3, withinDays: 14}',
    'softBounces.bounces': '请填写 1 到 100 的整数，如 3',
    'softBounces.withinDays': `${YEAR} 14`,
    pauseAt:
      '请填写完整的 {bounceShare: 0.025, complaintShare: 0.0005, withinDays: 7, leastSent: 200, leastEvents: 3}',
    'pauseAt.bounceShare': `${FRACTION} 0.025，即 2.5%`,
    'pauseAt.complaintShare': `${FRACTION} 0.0005，即 0.05%`,
    'pauseAt.withinDays': '请填写 1 到 30 的整数（天），如 7',
    'pauseAt.leastSent': '请填写 1 到 1000000 的整数（封），如 200',
    'pauseAt.leastEvents': '请填写 1 到 1000 的整数，如 3',
    softStart: '请填写 {firstDay: 50, growth: 2}；域名已有发送记录时写 null',
    'softStart.firstDay': '请填写 1 到 1000000 的整数（封），如 50',
    'softStart.growth': '请填写每天增加到前一天的几倍：大于 1，不超过 10，如 2',
    recommend:
      '请填写以下任意几项：{buyAgain: auto, minimumSupport: 3, neighbours: 20, notAgainForDays: 90, salesHalveEveryDays: 14, unseenAfterDays: 30}',
    'recommend.buyAgain': '请填写 0 到 6 的整数（件），或 auto',
    'recommend.minimumSupport': '请填写 1 到 1000 的整数（笔订单），如 3',
    'recommend.neighbours': '请填写 1 到 50 的整数，如 20',
    'recommend.notAgainForDays': '请填写 0 到 365 的整数（天），如 90',
    'recommend.salesHalveEveryDays': `${YEAR} 14`,
    'recommend.unseenAfterDays': `${YEAR} 30`,
    countryWhereUnknown: `${COUNTRY}；适用最严格的规则时写 null`,
    countries: `请按国家或地区写规则，如 {DE: {tracking: never}}。${COUNTRY}`,
  },
  countryRule: {
    bases: `请至少列出其中之一：${CONSENT_BASES.join('、')}`,
    subjectMark: '请填写加在邮件主题前的文字，最多 20 个字符；不需要时写 null',
    tracking: `请填写 ${TRACKING_RULES.join(' 或 ')}`,
  },
  allowed: (names) => `策略中可用的字段：${names.join('、')}`,
}
