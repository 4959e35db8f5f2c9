/** Whom campaigns, steps and segments are for, in Simplified Chinese. */
import type { ConditionWords, RangeWords } from '../condition-words.ts'
import { zhText } from './spacing.ts'

const rangeOf = ({ least, most }: RangeWords): string => {
  if (least === undefined) return zhText`不超过${most ?? ''}`
  if (most === undefined) return zhText`不少于${least}`
  return least === most ? zhText`正好为${least}` : zhText`在${least}到${most}之间`
}

const lately = (days: string | undefined): string =>
  days === undefined ? '' : zhText`最近${days}天内`

const often = ({ least, most }: RangeWords): string => {
  if (most === '0') return '没有发生过'
  if (least === '1' && most === undefined) return '至少发生过一次'
  return zhText`发生的次数${rangeOf({ least, most })}`
}

export const zhConditions: ConditionWords = {
  asksFor: (conditions) => zhText`仅限${conditions}的顾客。`,
  conditions: {
    countries: (names) => zhText`所在地为${names}`,
    locales: (names) => zhText`使用${names}`,
    class: (classes) => zhText`分类为${classes}`,
    consent: (state) => zhText`对营销邮件的同意状态为${state}`,
    orders: (asked) => zhText`${asked}`,
    spent: (asked) => zhText`${asked}`,
    bought: (asked) => zhText`${asked}`,
    event: (asked) => zhText`${asked}`,
    attribute: (asked) => zhText`${asked}`,
    campaign: (asked) => zhText`${asked}`,
    minPurchases: (n) => zhText`至少购买过${n}次`,
    maxPurchases: (n) => zhText`最多购买过${n}次`,
    minMonetaryMinor: (money) => zhText`累计消费不低于${money}`,
    recencyScores: (scores) => zhText`最近购买得分为${scores}`,
    frequencyScores: (scores) => zhText`购买频率得分为${scores}`,
    monetaryScores: (scores) => zhText`消费金额得分为${scores}`,
    minChance: (chance) => zhText`再次购买的可能性不低于${chance}`,
    maxChance: (chance) => zhText`再次购买的可能性不高于${chance}`,
    minChurnRisk: (risk) => zhText`流失风险不低于${risk}`,
    maxChurnRisk: (risk) => zhText`流失风险不高于${risk}`,
    minExpectedPurchases: (n) => zhText`预计还会购买至少${n}次`,
    minLifetimeValueMinor: (money) => zhText`生命周期价值不低于${money}`,
    maxLifetimeValueMinor: (money) => zhText`生命周期价值不高于${money}`,
  },
  unknownCondition: (name) => zhText`满足条件“${name}”（当前版本的 Rekindle 不支持）`,
  asked: {
    consent: {
      granted: '已同意',
      withdrawn: '已撤回',
      unknown: '未表示',
      unconfirmed: '待确认',
    },
    orders: ({ days, ...range }) =>
      zhText`${lately(days)}的订单数${rangeOf(range)}`.replace(/^的/, ''),
    spend: ({ days, ...range }) => zhText`${lately(days)}消费${rangeOf(range)}`,
    products: ({ names, are, days }) =>
      zhText`${lately(days)}购买过${are === 'skus' ? names : zhText`${names}类商品`}`,
    event: ({ name, where, days, ...range }) =>
      zhText`${lately(days)}事件“${name}”${where === undefined ? '' : `（${where}）`}${often(range)}`,
    is: (name, values) => zhText`${name}为${values}`,
    within: (name, range) => zhText`${name}${range}`,
    range: rangeOf,
    known: (name) => zhText`${name}已填写`,
    notKnown: (name) => zhText`${name}未填写`,
    mailed: (campaign, days) => zhText`${lately(days)}收到过活动“${campaign}”的邮件`,
    neverMailed: (campaign) => zhText`从未收到过活动“${campaign}”的邮件`,
    yes: '是',
    no: '否',
  },
  joined: {
    any: (conditions) => zhText`满足以下之一：${conditions}`,
    not: (conditions) => zhText`不属于“${conditions}”`,
    segment: (name) => zhText`属于人群“${name}”`,
  },
}
