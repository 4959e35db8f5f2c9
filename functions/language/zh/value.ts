/** A customer's value, and the model of the shop, in Simplified Chinese. */
import type { ValueWords } from '../value-words.ts'

export const zhValue: ValueWords = {
  days: (count) => `${count} 天`,
  fitReasons: {
    'no-customers': '当时还没有顾客买过东西',
    'no-time-observed': '所有顾客都刚刚首购，观察还不到一天',
    'all-on-one-day': '所有购买都发生在同一天',
    'one-customer': '只有一位顾客可供参考',
    'no-repeaters': '当时还没有人买过第二次',
    'few-repeaters': '买过第二次的顾客不到十位',
    'repeated-customers': '每位顾客的购买记录都成倍出现，订单很可能重复导入了',
    'nobody-leaves': '没有动静的顾客看上去都只是还没来买，模型找不出真正流失的人',
    'everybody-leaves': '顾客看上去买完就都流失了，模型找不出留下来的人',
    'nobody-returns': '看上去没有人会再来买，却又没有迹象表明他们已经流失',
    'all-alike': '顾客的购买习惯看上去都差不多，很难分辨个人的不同',
    'no-maximum': '好几种截然不同的解释都说得通，无法取舍',
    'flat-optimum': '购买记录在某些方面几乎看不出顾客的习惯',
    'leans-on-prior': '某些方面更多是参照一般店铺的情况，而不是这里的顾客',
    'not-converged': '计算没有得出结果',
    'equal-spend': '所有顾客的消费金额都一样，看不出差别',
    'no-mean-spend': '消费金额相差太悬殊，算不出可靠的平均值',
    'spend-follows-frequency': '买得勤的顾客每次花得更多（或更少），而模型假定两者无关',
  },
  fitReasonsAre: '；',
  fitVerdicts: { fitted: '已得出', doubtful: '存疑', unusable: '不可用' },
  threshold: {
    over: (days, whose) => `期限为 ${days}，${whose}。`,
    ahead: (days, whose) => `连续 ${days}没有购买即为沉睡顾客，${whose}。`,
    policy: '由策略统一规定',
    personal: (version) => `按这位顾客自己的购买节奏计算（模型第 ${version} 版）`,
    personalByDoubtful: (version) =>
      `按这位顾客自己的购买节奏计算（模型第 ${version} 版，仅供参考）`,
    bounds: {
      least: (version) =>
        `这是策略允许的最短期限，按这位顾客自己的购买节奏会更短（模型第 ${version} 版）`,
      most: (version) =>
        `这是策略允许的最长期限，按这位顾客自己的购买节奏会更长（模型第 ${version} 版）`,
    },
    fallback: {
      'no-model': '由策略统一规定，因为顾客上次购买时还没有模型',
      'model-unusable': '由策略统一规定，因为顾客上次购买时的模型不可用',
      'objects-to-profiling': '由策略统一规定，因为顾客反对个性化分析',
    },
    because: (why, reasons) => `${why}（${reasons}）`,
  },
  value: {
    title: '价值',
    scoresHint: '在店铺全部顾客中分五档，5 为最高。',
    scores: { recency: '最近购买', frequency: '购买频率', monetary: '消费金额' },
    score: (name, score) => `${name} ${score} 分（满分 5 分）`,
    under: (least) => `不到 ${least}`,
    over: (most) => `超过 ${most}`,
    churnRisk: '流失风险',
    churnMeaning: '已经流失、不会再来购买的可能性。',
    nextPurchase: '下次购买',
    around: (day) => `预计在 ${day} 前后`,
    aboutNow: '预计就在这几天',
    wasAround: (day, ago) => `原本预计在 ${day} 前后，已过 ${ago}`,
    tooFar: '无法估计',
    notExpected: '预计不会再来购买',
    expectedPurchases: '购买次数',
    within: (count, days) => `${count} 次（今后 ${days}内预计）`,
    spend: '单次消费',
    lifetimeValue: '终身价值',
    lifetimeMeaning: (days) => `今后 ${days}内的购买折算到今天的价值。`,
    spendUnknown: '未知：没有可供参考的消费记录',
    atRisk: '沉睡迹象',
    atRiskFrom: (day) => `如果没有再买，将从 ${day} 起出现`,
    atRiskSince: (day) => `自 ${day} 起已出现`,
    atRiskBy: {
      policy: (share, days) => `策略规定的 ${days}期限过去 ${share} 仍没有购买，就会出现。`,
      own: (share, days) => `这位顾客自己的 ${days}期限过去 ${share} 仍没有购买，就会出现。`,
    },
    byModelOf: (version, day, customers) =>
      `依据 ${day} 的模型第 ${version} 版，来自 ${customers}的购买记录。`,
    roughGuide: (reasons) => `仅供参考：${reasons}。`,
    spendDoubts: (reasons) => `关于消费金额：${reasons}。`,
    unforeseen: {
      'no-purchase': '还没有有效的购买，无从估计。',
      'objects-to-profiling': '这位顾客反对个性化分析，所以不做任何估计。',
      'no-model': '还没有分析过这家店铺顾客的购买习惯。',
      'model-unusable': '无法估计，因为这家店铺的模型不可用',
    },
    because: (sentence, reasons) => `${sentence}：${reasons}。`,
    holdsFrom: (moment) => `分析结果从 ${moment} 起生效。`,
    learnedWhenOpened: '店铺开启时会进行分析，之后每周更新一次。',
    learnedSoon: '一天之内会自动分析，之后每周更新一次。',
    learnNow: '要马上分析，请用以下命令：',
  },
  model: {
    title: '购买习惯',
    none: '还没有分析过，所以无法估计顾客的价值。',
    learned: (version, day, customers) =>
      `模型第 ${version} 版，${day} 根据 ${customers}的购买记录得出。`,
    meanings: {
      fitted: '分析过程中没有发现问题。',
      doubtful: '结果仅供参考：',
      unusable: '无法用来估计：',
    },
    certainty: (days, low, high) =>
      `据此，处于中间水平的顾客沉默 ${days}后视为流失；以目前的顾客数量，只能判断在 ${low}到 ${high}之间。`,
    again: '每周更新一次。',
    thresholdTitle: '多久没买算沉睡',
    fixed: (days) =>
      `连续 ${days}没有购买，对所有顾客都一样：策略没有启用每位顾客各自的期限（personalThreshold）。`,
    personal: (chance, least, most) =>
      `每位顾客有各自的期限：再次购买的可能性降到 ${chance} 时即为沉睡，但最早在上次购买 ${least}之后，最晚不超过 ${most}。`,
    meanwhile: (days) => `上次购买时还没有可用模型的顾客，按策略规定的 ${days}计算。`,
  },
  customerCount: (count) => `${count} 位顾客`,
}
