/** Words of `rekindle model`, in Simplified Chinese. */
import type { ModelVerbs, ModelWords } from '../../command/model-words.ts'
import { figure } from '../../figures.ts'
import { zhNames } from '../faults/lists.ts'
import { zhRuleCheck } from './rule-check.ts'

const source = {
  orders: '订单 CSV 文件（可用 gzip 压缩）；不保存任何内容',
  mapping: '与 --orders 一起使用：各列的读取方式，内置映射的名称或 YAML 文件',
  shop: '代替 --orders：使用这家店铺的订单',
}
const fitting = {
  family: '模型',
  unit: '参数和结果的时间单位',
  prior:
    'none：最大似然，与论文一致；usual：向一般店铺的情况收缩，店铺实际使用这一种。默认：--orders 用 none，--shop 用 usual',
  until: '使用截至此时（含）的购买；默认：文件中的最后一笔订单，店铺则为现在',
}
const CURRENCY = '消费金额的货币，其他货币不计；默认为购买次数最多的货币'
const rule = {
  'within-days': '顾客应在多少天内再次购买；默认取自策略，否则为 90',
  theta: '不再支持：请用 --chance',
}
const customers = (n: number) => `${figure(n)} 位顾客`
const purchases = (n: number) => `${figure(n)} 次购买`

export const zhModelVerbs: ModelVerbs = {
  'model fit': {
    summary: '用文件或店铺的订单拟合购买预测模型',
    about: [
      '使用 --orders 时，用文件中的订单拟合模型，不保存任何内容。同一顾客在同一天（UTC）的购买算一次。全额退款的购买不计，金额为零的计入，与论文一致。Gamma-Gamma 使用复购的金额，以货币的主单位计。',
      '使用 --shop 时，用店铺的全部订单拟合 MBG/NBD（以天为单位），一分钟后对此后的购买生效：在下次购买之前，顾客的沉睡期限不变。店铺开启之前拟合的模型适用于全部历史。只有策略中写了 personalThreshold 才会用模型计算沉睡期限。',
    ],
    arguments: {},
    options: {
      ...source,
      ...fitting,
      family: '与 --orders 一起使用：模型',
      currency: `与 --family gammagamma 一起使用：${CURRENCY}`,
    },
    examples: {
      json: '以周为单位的 BG/NBD，输出 JSON',
      cdnow: 'CDNOW 样本，截至校准日期',
      shop: '用店铺的订单拟合模型并使其生效',
    },
  },
  'model score': {
    summary: '为每位顾客评分：再次购买的概率、预计购买次数、沉睡日期',
    about: [
      '先用同一批订单拟合模型，不保存任何内容。T、t_x 和预测期使用同一时间单位。预计消费为单次购买的金额（Gamma-Gamma），以货币的主单位计。概率是指在 --within-days 天内至少再购买一次。沉睡日期是一直没有新购买时该概率降到 --chance 的时间，总是由同一单位的 MBG/NBD 算出，不受策略上下限的约束。无法算出的值留空。访客以文件中的邮箱地址识别。',
    ],
    arguments: {},
    options: {
      ...source,
      ...fitting,
      ...rule,
      family: '用于 P(alive)、再次购买概率和预计购买次数的模型',
      currency: CURRENCY,
      chance:
        '概率降到多少视为沉睡，0 与 1 之间；auto：至少 0.25，并使沉睡顾客与按策略的固定天数（文件为 90）判定的一样多；默认 auto',
      horizon: '预测多久，以时间单位计',
      csv: '以 CSV 输出全部顾客，而不是前二十位',
    },
    examples: { csv: '以 CSV 输出文件中的全部顾客', shop: '店铺中预计购买次数最多的顾客' },
  },
  'model check': {
    summary: '用以往的购买检验个人期限是否优于固定天数',
    about: [
      '按规则自身的期限检验沉睡判定：在相隔 30 天的六个时点（最后一个在数据结束前 --within-days 天），用当时已知的购买拟合 MBG/NBD。先将判定正确的比例与事后最佳的固定天数比较，附 95% 区间；然后是 AUC、Brier 分数、校准、时机、处于上下限的顾客、预测金额和建议。对店铺还会统计类别将改变的顾客，以及随之发送的邮件。不保存任何内容。',
      '使用 --until 时，改为像论文那样将任一模型与此后的购买比较：按此前复购次数分组的购买次数、预测误差、AUC、校准和累计复购次数，只包括在 --until 之前购买过的顾客。',
    ],
    arguments: {},
    options: {
      ...source,
      ...fitting,
      ...rule,
      chance: '个人期限：概率降到多少视为沉睡，auto 或 0 与 1 之间的数；默认取自策略，否则为 auto',
      'fixed-days': '用于比较的固定天数；默认取自策略，否则为 90',
      'min-days': '个人期限的最少天数；默认为所写 --within-days 的三分之一，未写则取自策略',
      'max-days': '个人期限的最多天数；默认为所写 --within-days 的两倍，未写则取自策略',
      currency: '预测金额的货币；默认为店铺的货币，或购买次数最多的货币',
      family: '与 --until 一起使用：模型',
      unit: '与 --until 一起使用：参数的时间单位',
      prior: `与 --until 一起使用：${fitting.prior}`,
      until: '将用截至此时（含）的购买拟合的模型与此后的购买比较',
      to: '与 --until 一起使用：检验截至此时（含）的购买；默认：文件中的最后一笔订单，店铺则为现在',
      monthly: '不再支持：不写 --until 时，总是在六个时点比较规则',
      'each-month': '--monthly 的旧名称，也不再支持',
      svg: '与 --until 一起使用：把预测与实际的购买画成图，写入此文件',
    },
    examples: {
      file: '用订单文件检验',
      shop: '用店铺的订单检验，并查看个人期限会带来的变化',
      papers: '将模型与此后的购买比较，并画图',
    },
  },
}

export const zhModel: ModelWords = {
  shop: (shop) => `店铺 ${shop}`,
  units: { days: '天', weeks: '周' },
  verdict: {
    fitted: '可靠。',
    doubtful: '仅供参考',
    unusable: '不可用，因此采用固定天数',
    because: (verdict) => `${verdict}：`,
  },
  file: {
    rows: (rows, bought, refunds) =>
      `${figure(rows)} 行：${figure(bought)} 笔订单和 ${figure(refunds)} 笔退款`,
    free: (n) => `${figure(n)} 笔订单没有金额，仍算作购买`,
    refundsWithoutOrder: (n) => `${figure(n)} 笔退款没有写明订单，没有扣除`,
  },
  fit: {
    heading: (model, from, until, unit) => `${model}，${from}，截至 ${until}，单位：${unit}。`,
    customers: (n, repeaters) => `依据 ${customers(n)}的购买记录，其中 ${repeaters} 位有复购。`,
    repeatCustomers: (n) => `依据 ${figure(n)} 位有复购的顾客的购买记录。`,
    leftOut: (once, withoutSpend) =>
      `未计入：${once} 位只买过一次，${withoutSpend} 位的复购没有金额。`,
    otherCurrencies: (n, currency) => `未计入：${purchases(n)}不是 ${currency}。`,
    columns: { value: '值', low: '95% 下限', high: '上限' },
    likelihood: (value, seconds) => `对数似然 ${value}，用时 ${seconds} 秒。`,
    version: (version) => `MBG/NBD 第 ${version} 版，单位：天。`,
    policyDays: '所有顾客都采用策略规定的固定天数。',
    inForce: (from) =>
      from === undefined
        ? '如果策略中写了 personalThreshold，则对全部购买生效。'
        : `如果策略中写了 personalThreshold，则对 ${from} 起的购买生效。`,
  },
  score: {
    heading: (model, from, until, horizon, unit) =>
      `${model}，${from}，截至 ${until}，预测今后 ${horizon} ${unit}。`,
    columns: {
      customer: '顾客',
      alive: '仍活跃',
      again: (days) => `${figure(days)} 天内购买`,
      purchases: '购买次数',
      spend: (currency) => (currency === undefined ? '消费' : `消费 ${currency}`),
      threshold: (chance) => `沉睡日期（${chance}）`,
    },
    more: (n) => `还有 ${n} 位，预计购买更少；用 --csv 输出全部。`,
    unusable: (model, reasons) =>
      `无法用 ${model} 为顾客评分：${reasons}。请换一个 --family，使用 --prior usual，或推后 --until；结果可用以下命令查看：rekindle model fit`,
    noThreshold: (reasons) => `没有沉睡日期，因为 MBG/NBD 不可用：${reasons}`,
    otherCurrencies: (n, currency) => `预计消费没有计入 ${purchases(n)}，它们不是 ${currency}`,
    noSpend: (reasons) => `没有预计消费，因为 Gamma-Gamma 不可用：${reasons}`,
    horizon: (typed, unit, most) =>
      `--horizon 的值“${typed}”无效：请写大于零、不超过 ${most} 的数（单位：${unit}）`,
  },
  check: {
    heading: (model, from, until, to, days) =>
      `${model}，${from}，拟合截至 ${until}，检验截至 ${to}（${figure(days)} 天）。`,
    totals: (n, bought, expected, off) =>
      `检验期内 ${customers(n)}实际购买 ${figure(bought)} 次，预测 ${expected} 次${off === '' ? '' : `（偏差：${off}）`}。`,
    frequency: '检验期内人均购买次数，按此前复购次数分组：',
    frequencyColumns: { times: '复购次数', customers: '顾客', expected: '预测', actual: '实际' },
    orMore: (times) => `${times} 次及以上`,
    errors: (meanAbsolute, rootMeanSquare, bias) =>
      `每位顾客购买次数的预测误差：平均绝对误差 ${meanAbsolute}，均方根误差 ${rootMeanSquare}，偏差 ${bias}。`,
    auc: (alive, again) =>
      `预测“检验期内再次购买”的 AUC：${alive}（按 P(alive)），${again}（按再次购买的概率）。`,
    noAuc: '无法计算',
    calibration: '校准，按再次购买概率的十分位：',
    calibrationColumns: {
      decile: '十分位',
      customers: '顾客',
      chance: '预测概率',
      bought: '实际购买',
    },
    tracking: '累计复购次数：',
    trackingColumns: { upTo: '截至', expected: '预测', actual: '实际', off: '偏差' },
  },
  rule: zhRuleCheck,
  plot: {
    verdicts: { fitted: '', doubtful: '（仅供参考）', unusable: '（不可用）' },
    title: (model, verdict, from) => `${model}${verdict}，${from}：预测与实际`,
    about: (n, until, days, expected, actual, off) =>
      `${customers(n)}，拟合截至 ${until}，检验 ${figure(days)} 天：检验期内预测购买 ${expected} 次，实际购买 ${actual} 次${off === '' ? '' : `（偏差：${off}）`}`,
    description: '左：累计复购次数。右：检验期内人均购买次数，按此前复购次数分组。',
    tracking: '累计复购次数',
    frequency: '检验期内人均购买次数',
    axis: '此前复购次数（下方为顾客人数）',
    fitted: '建模期',
    tested: '检验期',
    expected: '预测',
    actual: '实际',
  },
  usage: {
    sourceMissing: '缺少 --orders FILE 或 --shop ID：请指定订单 CSV 文件及其 --mapping，或一家店铺',
    mappingForShop: '--mapping 与 --orders 一起使用，店铺不需要',
    storeForFile: (option) => `${option} 与 --shop 一起使用，读取文件不需要`,
    ofFilesOnly: (options) =>
      `${options.join('、')} 不能与 --shop 一起使用：店铺使用以天为单位的 MBG/NBD 和全部数据。其他模型请用 --orders 试用，或用以下命令检验：rekindle model check --shop`,
    currency: (model) => `--currency 与 --family gammagamma 一起使用：${model} 不涉及金额`,
    chance: (typed) => `--chance 的值“${typed}”无效：请写 auto，或 0 与 1 之间的概率，如 0.25`,
    theta:
      '不再支持 --theta：顾客在 --within-days 天内再次购买的概率降到 --chance 时即为沉睡。请用 --chance auto，或 0 与 1 之间的数，如 --chance 0.25',
    monthly: (option) => `不再支持 ${option}：不写 --until，就会在六个时点比较规则`,
    bounds: (least, most) =>
      `--min-days ${least} 大于 --max-days ${most}：请减小最少天数，或增大最多天数`,
    withUntil: (options) =>
      `${options.join('、')} 只能与 --until 一起使用，后者将模型与此后的购买比较`,
    withoutUntil: (options) =>
      `${options.join('、')} 不能与 --until 一起使用，后者只比较模型，不比较规则`,
    order: '--until 必须早于 --to',
    tooFar: '--to 比 --until 晚一百年以上：请写更早的时间',
  },
  failures: {
    empty: (from) => `${from} 中没有任何顾客的订单：没有可用于建模的数据`,
    beforeFirst: (until, from, first) =>
      `截至 --until ${until} 没有购买：${from} 中的首次购买在 ${first}。请写更晚的时间`,
    currency: (typed, from, known) =>
      `${from} 中没有“${typed}”的购买。请从以下货币中选择：${zhNames(known)}`,
    currencyCount: (code, n) => `${code}（${purchases(n)}）`,
    oneInstant: (from, at) =>
      `${from} 中的购买都在同一时刻 ${at}：没有可供检验的数据，需要更多订单`,
    nothingToTest: (until, from, last) =>
      `--until ${until} 之后没有可供检验的数据：${from} 中的最后一次购买在 ${last}。请写更早的时间`,
    untested: (model, until, reasons) =>
      `无法用截至 ${until} 的购买检验 ${model}：${reasons}。请推后 --until，或使用 --prior usual`,
  },
  beyondData: (from, last, to) => `${from} 中的最后一次购买在 ${last}，此后到 --to ${to} 没有数据`,
  laterThanNow: (from, last) => `${from} 中晚于现在的订单未计入，最晚的一笔在 ${last}`,
}
