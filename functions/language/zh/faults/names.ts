/** Words of the faults of names in Liquid, in Simplified Chinese. */
import type { NameFaultWords } from '../../faults/name-fault-words.ts'
import { zhEither } from './lists.ts'

const spelling = (near: string | undefined): string =>
  near === undefined ? '请改正拼写' : `请改为 ${near}`

export const zhNameFaults: NameFaultWords = {
  noVariable: (path) => `没有变量 ${path}`,
  empty: (written) => `${written} 是空的`,
  guard: (written, place) => {
    const guard = `把它写在 {% if ${written} %}…{% endif %} 中`
    switch (place) {
      case 'list':
        return `请写 {% for item in recommendations %}，其中写 {{ item.title }}，或${guard}`
      case 'output':
        return `请改为 {{ ${written} | default: "…" }}，或${guard}`
      case 'tag':
        return `请${guard}`
    }
  },
  outsideLoop: (name, line, loop) => ({
    problem: `${name} 由第 ${line} 行的循环设置，却用在循环之外`,
    fix: `请写在 ${loop} 和 {% endfor %} 之间`,
  }),
  assignedBelow: (name, assigned, tag, line) => ({
    problem: `${name} 到第 ${assigned} 行才赋值`,
    fix: `请把 ${tag} 移到第 ${line} 行之前`,
  }),
  listFields: (fields, isItem) =>
    `请写 {% for item in recommendations %}，其中写 {{ item.title }}；可用的字段有 ${fields.join('、')}${isItem ? '。许多顾客没有推荐商品' : ''}`,
  noCoupon:
    '请在 campaign.yaml 中添加 coupon: {pool: <优惠码库的名称>}：只有这样的活动才发放优惠码',
  noOrder:
    '请删除：只有由购买或事件触发的活动才有订单。可用的变量：customer、shop、content、lifecycle、value、recommendations 和 attributes',
  noEvent: '请删除：只有由事件触发的活动才有事件属性。event.name 始终可用，没有事件时为空',
  unknownName: '请改正拼写，或用 {% assign %} 或 {% for %} 定义它',
  inContent: (near) => `${spelling(near)}，或在 campaign.yaml 的 content 中为这种语言添加它`,
  available: (near, names) => `${spelling(near)}，可用的变量有 ${names.join('、')}`,
  noFields: '请将其删除',
  oneOf: (near, names) =>
    near === undefined
      ? `请改为 ${zhEither(names)}`
      : `请改为 ${near}，可用的有 ${names.join('、')}`,
  noField: (field) => `推荐商品没有字段 "${field}"`,
  noClass: (found) => `lifecycle.class 不会是 "${found}"`,
  replaced: (written, by, opposite) => ({
    problem: `${written} 已停用`,
    fix: `请改用 ${by}（0 到 1）：顾客在策略规定的期限内再次购买的可能性。两者问的不是同一件事，请重新选定数值；流失风险高，对应的可能性就低${opposite === undefined ? '' : `（如果直接写 ${opposite.condition}，选中的顾客通常会比原来${opposite.selects === 'more' ? '多' : '少'}）`}`,
  }),
}
