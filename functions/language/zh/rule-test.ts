/** Whether limits of their own are right for a shop's customers, in Simplified Chinese. */
import type { RuleTestWords } from '../rule-test-words.ts'
import { zhText } from './spacing.ts'

export const zhRuleTest: RuleTestWords = {
  title: '个人期限还是固定天数？',
  findings: {
    'model-unusable': '目前还无法了解顾客的购买习惯。',
    'history-too-short': (from) =>
      from === undefined
        ? '您的历史记录太短，还无法判断个人期限是否更好。'
        : zhText`您的历史记录太短，还无法判断个人期限是否更好：${from}起才足够长。`,
    'too-few-customers': '您的顾客还太少，无法判断个人期限是否更好。',
    'horizon-too-short': (within, better) =>
      better === undefined
        ? zhText`即使多次购买过，您的大多数顾客也不太可能在${within}内再次购买。`
        : zhText`即使多次购买过，您的大多数顾客也不太可能在${within}内再次购买：可以改用${better}（withinDays）。`,
    'customers-alike': (within) =>
      zhText`您的顾客在${within}内再次购买的可能性相差不大，固定天数效果一样好。`,
    'most-at-bounds': (share) =>
      zhText`您的顾客中有${share}会处于最短或最长期限，真正的个人期限很少。`,
    'fixed-better': '从您的历史记录看，固定天数判断得更准。',
    'no-difference': '从您的历史记录看，个人预测与最佳固定天数的准确率相近，差异在偶然范围内。',
    'timing-worse': (low, high) =>
      zhText`从您的历史记录看，个人预测的准确率比最佳固定天数高${low}至${high}个百分点，但判定得太晚，或者误判了太多本来就会回来的顾客。`,
    advised: (low, high) =>
      zhText`从您的历史记录看，个人预测的准确率比最佳固定天数高${low}至${high}个百分点。`,
  },
  advice: {
    fixed: { advised: '建议采用个人期限。', notAdvised: '建议继续采用固定天数。' },
    personal: {
      advised: '个人期限已启用，建议保留。',
      notAdvised: '个人期限已启用，但您的历史记录并不支持。',
    },
    alive: {
      advised:
        '目前启用的是旧式个人期限（theta），此处未作检验。建议改用按再次购买概率计算的个人期限。',
      notAdvised: '目前启用的是旧式个人期限（theta），此处未作检验。建议改用固定天数。',
    },
  },
  about: (instants, customers, within) =>
    zhText`检验对象为${customers}：在${instants}个时点，只用当时已知的购买记录预测谁会在${within}内再次购买，再与此后的实际情况比较。`,
  right: '预测正确',
  by: {
    chance: '个人预测',
    bestFixed: (days) => zhText`事后最佳的固定期限（${days}）`,
    bestNever: '事后最佳的固定期限（从不）',
    fixed: (days) => zhText`您的固定期限（${days}）`,
  },
  difference: (points, low, high) =>
    zhText`与最佳固定期限的差异：${points}个百分点（95% 区间：${low}至${high}）。`,
  level: (within, expected, actual) =>
    zhText`最近${within}，预测有${expected}的顾客再次购买，实际为${actual}。`,
  timing: (meanDays, wasted, within) =>
    zhText`采用个人期限时，流失的顾客平均在${meanDays}后判定为沉睡；判定为沉睡的顾客中，有${wasted}在${within}内又购买了。`,
  fixedTiming: (wasted) => zhText`平均天数相同的固定期限则为${wasted}。`,
  timingDifference: (points, low, high) =>
    zhText`差异为${points}个百分点（95% 区间：${low}至${high}；低于零更好）。`,
  noTiming: '您的历史记录太短，无法检验判定的时机。',
  bounds: (least, most) => zhText`${least}的顾客会处于最短期限，${most}处于最长期限。`,
  preview: {
    classes: (into, out) =>
      zhText`如果现在启用个人期限，${into}位顾客会变为沉睡顾客，${out}位不再是沉睡顾客。`,
    none: '如果现在启用个人期限，没有顾客的类别会改变。',
    mails: (mails, customers) =>
      zhText`最多会立即向${customers}位顾客发送${mails}封营销邮件；须经顾客同意，免打扰时段和频率上限照常适用。`,
    laterMails: (mails) => zhText`之后最多还会发送${mails}封。`,
    noMails: '不会立即发送营销邮件。',
  },
  setIt: '启用方法：在店铺策略中加入这一行：',
  putInForce: '然后由工程师运行',
}
