/** Words of `rekindle model check` on the rule of dormancy, in Simplified Chinese. */
import type { RuleCheckWords } from '../../command/rule-check-words.ts'
import { figure } from '../../figures.ts'

const days = (n: number) => `${figure(n)} 天`

export const zhRuleCheck: RuleCheckWords = {
  heading: (from, customers, within) =>
    `按 ${days(within)}内再次购买的概率判定沉睡，${from}（${figure(customers)} 位顾客）。`,
  sampled: (judged, customers) => `参与评判：${customers} 位顾客中的 ${judged} 位。`,
  instants: (times, first, last, cases) =>
    `在 ${first} 至 ${last} 的 ${figure(times)} 个时点应用各种规则，每次使用当天的模型（共 ${cases} 例）。判定为沉睡的顾客此后没有购买，或其他顾客有购买，即为判定正确。`,
  noInstants: '历史太短，没有可以比较规则的时点。',
  rules: {
    chance: () => '再次购买的概率不超过 50%',
    policy: ({ chance, minDays, maxDays }) =>
      `策略：概率不超过 ${chance}，限 ${minDays} 至 ${days(maxDays)}`,
    fixed: ({ fixedDays }) => `固定天数：${days(fixedDays)}`,
    alive: () => 'P(alive) 不超过 50%',
    everyone: () => '所有顾客都沉睡',
  },
  bestFixed: (n) => `固定天数，事后最佳：${days(n)}`,
  bestNever: '固定天数，事后最佳：从不',
  autoChance: (now) => `${now}（自动）`,
  ruleColumns: {
    rule: '规则',
    dormant: '沉睡',
    cameBack: '之后又购买',
    right: '正确率',
    ahead: '差异',
    low: '95% 下限',
    high: '上限',
  },
  aheadAbout: (resamples) =>
    `差异：与事后最佳固定天数相比，以百分点计；对顾客做 ${resamples} 次自助抽样，每次重新选取最佳天数（反射区间）。策略并不以正确率最高为目标：它等到概率远低于 50% 才判定沉睡，以减少发给本来就会回来的顾客的邮件。`,
  scores: '各种数值的排序和水平与此后实际情况的吻合程度：',
  scoreColumns: { by: '依据', auc: 'AUC', brier: 'Brier 分数' },
  scoredBy: {
    chance: '再次购买的概率',
    alive: 'P(alive)',
    recency: '上次购买时间',
    base: '全体再次购买的比例',
  },
  brierAbout: '上次购买时间（按十分位）和全体比例的水平均为事后得知。',
  calibration: '校准，按再次购买概率的十分位：',
  levels: '各时点预测与实际再次购买的顾客比例：',
  levelColumns: { at: '时点', customers: '顾客', expected: '预测', actual: '实际' },
  levelOff: (n, expected, actual, auc) =>
    `水平有偏差，但排序依然成立：最近 ${days(n)}预测 ${expected} 的顾客再次购买，实际为 ${actual}（AUC ${auc}）。季节变化可能造成这种偏差。`,
  timing: (inactivities, from, to, lapses, watched) =>
    `时机：${from} 至 ${to} 开始的 ${inactivities} 段不活跃期，使用首日的模型；其中 ${lapses} 段确为流失（${days(watched)}内没有购买）：`,
  noTiming: (from) =>
    from === undefined
      ? '无法评估时机：观察足够久的不活跃期太少。'
      : `暂时无法评估时机：${from} 起历史才足够长。`,
  timingRules: {
    own: '策略的个人期限',
    sameDays: (n) => `固定天数，平均天数相同：${figure(n)}`,
    sameWaste: (n) => `固定天数，误判率相同：${figure(n)}`,
    asMany: (n) => `固定天数，判定次数相同：${figure(n)}`,
  },
  timingColumns: {
    rule: '规则',
    flags: '判定次数',
    wasted: '误判率',
    meanDays: '平均天数',
    waste: '误判率之差（个人减固定）',
    delay: '天数之差（个人减固定）',
  },
  range: ({ value, low, high }) => `${value} [${low}, ${high}]`,
  timingAbout: (n) =>
    `判定沉睡后 ${days(n)}内又有购买即为误判。平均天数是确已流失的顾客从上次购买到判定沉睡的天数。固定天数为事后选取，每次抽样重新选取；差异附 95% 区间，分别以百分点和天计。`,
  bounds: (least, minDays, most, maxDays) =>
    `${least} 的顾客处于下限 ${days(minDays)}，${most} 处于上限 ${days(maxDays)}。`,
  once: {
    later: '只购买过一次的顾客不是一开始就处于下限，因此采用个人期限。',
    tooFew: (customers, minDays) =>
      `只购买过一次的顾客一开始就处于下限 ${days(minDays)}。可跟踪的顾客太少（${customers} 位），无法与固定天数比较，因此仍采用个人期限。`,
    fixed: (cameBack, customers, chance, n) =>
      `只购买过一次的顾客仍采用固定的 ${days(n)}：在下限与固定天数之间跟踪的 ${customers} 位中，有 ${cameBack} 再次购买，高于界线 ${chance}。`,
    personal: (cameBack, customers, chance) =>
      `只购买过一次的顾客采用个人期限：在下限与固定天数之间跟踪的 ${customers} 位中，有 ${cameBack} 再次购买，没有高于界线 ${chance}。`,
  },
  money: {
    totals: (from, to, expected, actual, off) =>
      `${from} 至 ${to} 的金额：预测 ${expected}，实际 ${actual}${off === '' ? '' : `（偏差：${off}）`}。`,
    error: (meanAbsolute) => `每位顾客的平均绝对误差：${meanAbsolute}。`,
    rank: (model, recentSpend) =>
      `与实际金额的排序一致性（Spearman）：按预测金额为 ${model}，按以往消费 × exp(−不活跃天数/90) 为 ${recentSpend}。`,
  },
}
