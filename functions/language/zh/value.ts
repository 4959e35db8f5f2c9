/** A customer's value, and the model of the shop, in Simplified Chinese. */
import type { ValueWords } from '../value-words.ts'
import { zhText } from './spacing.ts'

export const zhValue: ValueWords = {
  days: (count) => zhText`${count}天`,
  fitReasons: {
    'no-customers': '当时没有可用的购买记录',
    'no-time-observed': '所有顾客都刚刚首购，观察还不到一天',
    'all-on-one-day': '所有购买都发生在同一天',
    'one-customer': '只有一位顾客可供参考',
    'no-repeaters': '当时还没有顾客再次购买',
    'few-repeaters': '再次购买的顾客不到十位',
    'repeated-customers': '每位顾客的购买记录都多次出现，订单可能被重复导入',
    'nobody-leaves':
      '不活跃的顾客看上去都只是晚些购买，可以预测再次购买的概率，但无法判断是否已彻底流失',
    'everybody-leaves':
      '顾客看上去购买后都立即流失，可以预测再次购买的概率，但无法判断是否已彻底流失',
    'nobody-returns': '没有顾客可能再次购买，却又没有迹象表明他们已流失',
    'all-alike': '顾客的购买习惯过于相似，难以区分个体差异',
    'no-maximum': '多种截然不同的解释同样符合购买记录',
    'flat-optimum': '购买记录不足以判断顾客购买习惯的某些方面',
    'leans-on-prior': '部分估计更多依据一般店铺的情况，而非本店顾客',
    'horizon-too-short': '顾客购买间隔较长，预计再次购买的期限设得太短',
    'customers-alike': '顾客再次购买的可能性相差不大，统一天数效果一样好',
    'not-converged': '计算未能完成',
    'equal-spend': '所有顾客的消费金额相同，无法比较差异',
    'no-mean-spend': '订单金额相差过大，无法得出可靠的平均值',
    'spend-follows-frequency': '每次消费金额与购买频率有关，而模型假定两者无关',
  },
  listSeparator: '；',
  fitVerdicts: { fitted: '可靠', doubtful: '仅供参考', unusable: '不可用' },
  threshold: {
    over: (days, origin) => zhText`沉睡期限为${days}（${origin}）。`,
    ahead: (days, origin) => zhText`连续${days}没有购买即为沉睡顾客（${origin}）。`,
    policy: '店铺统一期限',
    personal: (version) => zhText`顾客的个人期限，依据第${version}版模型`,
    personalByChance: (version, chance, within) =>
      zhText`顾客的个人期限，届时${within}内再次购买的可能性降到${chance}，依据第${version}版模型`,
    asRoughGuide: (origin) => `${origin}，仅供参考`,
    bounds: {
      least: (version) => zhText`店铺策略允许的最短期限；依据第${version}版模型，个人期限会更短`,
      most: (version) => zhText`店铺策略允许的最长期限；依据第${version}版模型，个人期限会更长`,
    },
    boundsByChance: {
      least: (version, chance, within) =>
        zhText`店铺策略允许的最短期限；依据第${version}版模型，${within}内再次购买的可能性在此之前就不超过${chance}`,
      most: (version, chance, within) =>
        zhText`店铺策略允许的最长期限；依据第${version}版模型，${within}内再次购买的可能性更晚才会降到${chance}`,
    },
    fallback: {
      'no-model': '店铺统一期限，因为上次购买时还没有模型',
      'model-unusable': '店铺统一期限，因为上次购买时的模型不可用',
      'objects-to-profiling': '店铺统一期限，因为顾客反对个性化分析',
      'bought-once': '店铺统一期限，因为实测它更适合只购买过一次的顾客',
    },
    because: (why, reasons) => zhText`${why}：${reasons}`,
  },
  value: {
    title: '价值',
    scoresHint: '与本店全部顾客比较，分为五档，5 分最高。',
    scores: { recency: '最近购买', frequency: '购买频率', monetary: '消费金额' },
    score: (name, score) => zhText`${name}：${score}分（满分 5 分）`,
    under: (least) => zhText`不到${least}`,
    over: (most) => zhText`超过${most}`,
    nextPurchase: '下次购买',
    around: (day) => zhText`预计${day}前后`,
    aboutNow: '预计就在近日',
    wasAround: (day, ago) => zhText`原预计${day}前后，已过${ago}`,
    tooFar: '无法预测',
    notExpected: '预计不会再购买',
    expectedPurchases: '预计购买次数',
    within: (count, days) => zhText`今后${days}内${count}次`,
    spend: '预计单次消费',
    lifetimeValue: '生命周期价值',
    lifetimeMeaning: (days) => zhText`今后${days}内预计消费的现值。`,
    spendUnknown: '未知：没有可供参考的消费记录',
    measured: {
      notYet: '这些数字还没有用本店自己的订单检验过。',
      purchases: (length, share) =>
        zhText`最近一次用本店订单检验（为期${length}），预计的购买次数为实际的${share}。`,
      money: (share, off) => zhText`预计的消费为实际的${share}；就单个顾客而言，平均相差${off}。`,
    },
    atRisk: '流失迹象',
    atRiskFrom: (day) => zhText`将于${day}出现，除非在此之前再次购买`,
    atRiskSince: (day) => zhText`已于${day}出现`,
    atRiskBy: {
      policy: (after, share, limit) =>
        zhText`连续${after}没有购买时出现，即店铺统一期限（${limit}）的${share}。`,
      own: (after, share, limit) =>
        zhText`连续${after}没有购买时出现，即个人期限（${limit}）的${share}。`,
    },
    byModelOf: (version, day, customers) =>
      zhText`依据第${version}版模型（${day}根据${customers}的购买记录生成）。`,
    roughGuide: (reasons) => zhText`仅供参考：${reasons}。`,
    spendDoubts: (reasons) => zhText`对消费金额的预测不够可靠：${reasons}。`,
    noForecast: {
      'no-purchase': '没有购买记录，因此不计算价值。',
      'objects-to-profiling': '顾客反对个性化分析，因此不计算价值。',
      'no-model': '店铺还没有购买预测模型，因此暂不计算价值。',
      'model-unusable': '店铺的模型不可用，因此不计算价值',
    },
    because: (sentence, reasons) => zhText`${sentence}：${reasons}。`,
    holdsFrom: (moment) => zhText`新模型将于${moment}生效。`,
    createdWhenOpened: '店铺开启时会生成模型，之后每周更新。',
    createdSoon: '模型会在一天之内自动生成，之后每周更新。',
    createNow: '如需立即生成，技术人员可运行',
  },
  model: {
    title: '购买习惯',
    none: '还没有模型，因此暂不计算顾客价值。',
    learned: (version, day, customers) =>
      zhText`第${version}版模型，${day}根据${customers}的购买记录生成。`,
    meanings: {
      fitted: '模型与购买记录吻合良好。',
      doubtful: '预测仅供参考：',
      unusable: '无法用于预测：',
    },
    certainty: (days, low, high) =>
      zhText`根据模型，典型顾客（中位数）连续${days}没有购买即为沉睡顾客，合理范围为${low}至${high}天。`,
    again: '模型每周更新。',
    thresholdTitle: '如何判定沉睡顾客',
    fixed: (days) => zhText`连续${days}没有购买即为沉睡顾客，所有顾客的沉睡期限相同。`,
    personal: (chance, within) =>
      zhText`每位顾客有自己的沉睡期限：${within}内再次购买的概率降到${chance}即为沉睡顾客。`,
    personalByAlive: (chance) =>
      zhText`每位顾客有自己的沉睡期限：仍是顾客的概率降到${chance}即为沉睡顾客。`,
    bounds: (least, most) => zhText`最早在上次购买后${least}，最晚${most}。`,
    betterWithin: (days) =>
      zhText`多次购买过的顾客中，有一半可能在${days}内再次购买：可以考虑把店铺策略中的期限（withinDays）设为这个天数。`,
    meanwhile: (days) => zhText`如果上次购买时没有可用的模型，沉睡期限为${days}。`,
  },
  customerCount: (count) => zhText`${count}位顾客`,
}
