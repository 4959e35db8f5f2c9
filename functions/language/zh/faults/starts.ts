/** Words of what is wrong with the start of a campaign, in Simplified Chinese. */
import type { PropertyType } from '../../../domain/declarations.ts'
import type { StartFaultWords } from '../../faults/start-fault-words.ts'
import { zhText } from '../spacing.ts'

const DECLARE = '先在店铺设置中声明'

const use = (near: string | undefined, names: readonly string[]): string => {
  if (names.length === 0) return `目前没有任何声明，请${DECLARE}`
  return near === undefined
    ? `请改用 ${names.join('、')} 中的一个，或${DECLARE}`
    : `是否应为 ${near}？如果不是，请${DECLARE}`
}

const TYPES: Readonly<Record<Extract<PropertyType, string>, string>> = {
  number: '数字',
  date: '带引号的日期，例如 "2026-03-01"',
  'yes-no': 'true 或 false',
  text: '文本',
  lines: '商品列表',
}

export const zhStartFaults: StartFaultWords = {
  unknownEvent: (name, near, names) => ({
    problem: `店铺没有“${name}”这个事件`,
    fix: use(near, names),
  }),
  unknownProperty: (name, near, names) => ({
    problem: `事件没有“${name}”这个属性`,
    fix: use(near, names),
  }),
  unknownDate: (name, near, dates) => ({
    problem: `店铺没有“${name}”这个顾客属性`,
    fix: `${use(near, dates)}，也可以使用 last-purchase`,
  }),
  notADate: (name, dates) => ({
    problem: `顾客属性“${name}”不是日期`,
    fix: `请改用 ${[...dates, 'last-purchase'].join(' 或 ')}`,
  }),
  onlyInTemplates: (property) => ({
    problem: `“${property}”可以显示在邮件中，但不能用于比较`,
    fix: '请改用数字、日期、yes-no 或固定选项的属性',
  }),
  noRange: (property) => ({
    problem: `“${property}”没有大小之分，不能使用 min 或 max`,
    fix: '请填写一个值，或一个列表，例如 [web, app]',
  }),
  emptyRange: (property) => ({
    problem: `“${property}”的任何值都不在 min 与 max 之间`,
    fix: 'min 请不要大于 max',
  }),
  wrongValue: (property, value, type) => ({
    problem: `“${property}”不会是“${value}”`,
    fix: zhText`请填写${typeof type === 'string' ? TYPES[type] : type.join(' 或 ')}`,
  }),
  yearlyReentry: {
    problem: '每年的日期大约每 365 天开始一次',
    fix: 'reentryAfter 请设在 P0D 到 P360D 之间，例如 P300D；只开始一次请用 repeats: once',
  },
  noBacklog: {
    problem: 'backlog 只适用于由进入分类触发的活动，在这里不起作用',
    fix: '请删除 backlog。如要联系已在人群中的顾客，请另建一个群发，并填写 eligible: {segment: <人群的 id>}',
  },
  broadcastReentry: {
    problem: '群发对每位顾客只开始一次',
    fix: '请改为 reentryAfter: never',
  },
  sendByBeforeAt: {
    problem: 'sendBy 不晚于群发时间，什么都发不出去',
    fix: '请填写更晚的 sendBy，或删除它：删除后，发送在顾客当地的当天结束',
  },
  overTooLong: {
    problem: '部分顾客在 sendBy 之后才轮到，收不到邮件',
    fix: '请缩短 over，或填写更晚的 sendBy',
  },
  stepTooLate: {
    problem: '这个步骤在 sendBy 之后才到期，永远不会发送',
    fix: '请缩短 after，或填写更晚的 sendBy。没有 sendBy 时，发送在顾客当地的当天结束',
  },
}
