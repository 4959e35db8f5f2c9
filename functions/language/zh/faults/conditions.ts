/** What conditions name and the shop does not have, in Simplified Chinese. */
import type { ConditionFaultWords } from '../../faults/condition-fault-words.ts'
import { zhText } from '../spacing.ts'

const meant = (near: string | undefined, known: readonly string[], declare: string): string => {
  if (near !== undefined) return zhText`请改为 ${near}`
  return known.length === 0
    ? zhText`请${declare}`
    : zhText`请使用 ${known.join('、')} 之一，或${declare}`
}

export const zhConditionFaults: ConditionFaultWords = {
  event: (name, near, declared) => ({
    problem: `店铺没有声明事件“${name}”`,
    fix: meant(near, declared, '在店铺设置中声明'),
  }),
  property: (event, name, asked) => ({
    problem: `事件“${event}”没有声明可用于条件的属性“${name}”`,
    fix:
      asked.length === 0
        ? '请删除：文本和商品明细只供模板使用'
        : zhText`请使用 ${asked.join('、')} 之一；文本和商品明细只供模板使用`,
  }),
  window: (event, { days, waits, kept }) => ({
    problem: zhText`事件“${event}”只保留 ${kept} 天，而这里要回看 ${days} 天${waits > 0 ? zhText`，步骤到期后还可能再等 ${waits} 天` : ''}`,
    fix:
      kept > waits
        ? zhText`请填写不超过 ${kept - waits} 的天数，或在声明中把 keepDays 改为 ${days + waits}`
        : zhText`请在声明中把 keepDays 改为 ${days + waits}`,
  }),
  attribute: (name, near, declared) => ({
    problem: `店铺没有声明属性“${name}”`,
    fix: meant(near, declared, '在店铺设置中声明'),
  }),
  segment: (id, near, known) => ({
    problem: `没有人群“${id}”`,
    fix: meant(near, known, zhText`在 segments.yaml 中定义`),
  }),
  campaign: (id, near, known) => ({
    problem: `没有活动“${id}”`,
    fix: meant(near, known, '先发布这个活动'),
  }),
  late: {
    problem: 'late 只适用于由分类、流失迹象或人群触发、并且可以再次进入的活动',
    fix: '请删除 late，或为 reentryAfter 填写时长，如 P180D',
  },
  loop: (id) => ({
    problem: `人群“${id}”的定义包含了它自己`,
    fix: '请从它自己的定义以及其中其他人群的定义里删除它',
  }),
  undated: (id, conditions) => ({
    problem: zhText`人群“${id}”不能触发活动：${conditions.join('、')} 每天都可能变化，无法得知顾客何时进入`,
    fix: zhText`请改用其他人群触发，并把这些条件写在 eligible 中`,
  }),
  standing: (id) => ({
    problem: `人群“${id}”不能触发活动：其中没有任何条件能表明顾客何时进入`,
    fix: zhText`请在人群中加入 orders、event、attribute、class 或 consent 等条件`,
  }),
  inUse: (id, campaigns) => ({
    problem: zhText`缺少人群“${id}”，而活动 ${campaigns.join('、')} 仍在使用`,
    fix: '请保留这个人群，或先发布不再使用它的活动',
  }),
  startsCampaign: (id, campaign) => ({
    problem: zhText`人群“${id}”触发活动 ${campaign}，按这里的定义则无法触发`,
    fix: zhText`请只用 orders、event、attribute、class 或 consent 等条件定义`,
  }),
}
