/** How faults describe the sample customer for whom a mail fails, in Simplified Chinese. */
import type { CustomerFaultWords } from '../../faults/customer-fault-words.ts'
import { joinedSpaced, zhText } from '../spacing.ts'

export const zhCustomerFaults: CustomerFaultWords = {
  sample: '示例顾客',
  one: (traits, rest) =>
    joinedSpaced([[...traits, ...(rest === undefined ? [] : [rest])].join('、'), '的顾客']),
  only: (problem, customer) => zhText`对于${customer}，${problem}`,
  noName: '没有姓名',
  oneWordName: '姓名只有一个词',
  noFirstName: '名字未知',
  nameIs: (name) => `姓名为“${name}”`,
  recommendations: (count) => (count === 0 ? '没有推荐商品' : `正好有 ${count} 件推荐商品`),
  mostRecommendations: (count) => `推荐商品达到上限 ${count} 件`,
  unpriced: '推荐商品没有价格',
  notOnSale: '推荐商品没有降价',
  onSale: '推荐商品正在降价',
  noForecast: '没有预测',
  onlyScores: '有得分但没有预测',
  onlyForecast: '有预测但没有得分',
  noChance: '有预测但没有再次购买的可能性',
  noLifetimeValue: '有预测但没有生命周期价值',
  buysNothing: '预计不会再购买',
  lowestScores: '各项得分最低',
  highestScores: '各项得分最高',
  valueIs: (field, figure) => `value.${field} 为 ${figure}`,
  neverBought: '从未购买',
  boughtOnce: '只购买过一次',
  classIs: (name) => `分类为 ${name}`,
  purchases: (count) => `购买过 ${count} 次`,
  classWithPurchases: (name, count) => `分类为 ${name}、购买过 ${count} 次`,
  unknown: '没有任何资料',
  littleElse: '姓名只有一个词、只有一件推荐商品',
  nothingElse: '其他资料均未知',
}
