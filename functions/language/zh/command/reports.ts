/** Words of `rekindle segments` and `rekindle backtest`, in Simplified Chinese. */
import type { ReportVerbs, ReportWords } from '../../command/report-words.ts'
import { figure } from '../../figures.ts'

const versions = (names: readonly string[]) => `第 ${names.join('、')} 版模型`

export const zhReportVerbs: ReportVerbs = {
  segments: {
    summary: '按分类和人群统计顾客人数，列出顾客，或查看变动',
    about: [
      '根据顾客的已知情况，按当前策略和已发布的人群计算，不作任何改动。此后才出现的顾客不计入。',
    ],
    arguments: {},
    options: {
      'as-of': '统计时间，如 2026-03-01 或 2026-03-01T08:00:00Z；默认为现在',
      from: '显示自此时间起进入、离开和留下的人数，如 2026-01-01',
      to: '用于比较的较晚时间',
      members: '以 CSV 列出这个人群或分类中的顾客：ID、邮箱和姓名',
    },
    examples: {
      now: '今天的分类和人群',
      past: '2026 年初的分类和人群，以 JSON 输出',
      members: '把一个人群的成员写入文件',
      moved: '一月份的变动',
    },
  },
  backtest: {
    summary: '回测活动：在过去一段时间里，谁会在何时收到什么',
    about: [
      '用历史订单回测已发布的活动，假设店铺自 --from 起已开启、活动自那时起已生效。不写入任何数据，也不发送邮件。',
    ],
    arguments: {},
    options: {
      from: '开始时间，如 2026-01-01',
      to: '结束时间（不含）',
      csv: '把每封邮件写入此文件，一行一封',
      'assume-reachable':
        '假设每位顾客都有邮箱地址、同意接收营销邮件（已退订的除外），并能阅读邮件的语言',
    },
    examples: { run: '回测 2026 年上半年', csv: '假设每位顾客都能收到邮件，并列出每封邮件' },
  },
}

export const zhReports: ReportWords = {
  asOf: (moment) => `截至 ${moment}：`,
  allCustomers: '全部顾客',
  segments: {
    fromAndTo: '--from 和 --to 需要一起使用，且不能与 --as-of 或 --members 同时使用',
    unknown: (name, known) => `没有人群或分类“${name}”。可用：${known.join('、')}。`,
    between: (from, to) => `${from} 至 ${to}：`,
    columns: ['进入', '离开', '留下'],
  },
  backtest: {
    noCampaigns: (shop) =>
      `店铺 ${shop} 没有已发布的活动。请先发布：rekindle publish templates --shop ${shop}`,
    order: '--from 必须早于 --to',
    replayed: (n) => `已回测 ${figure(n)} 位顾客`,
    period: (from, to, n) => `${from} 至 ${to}，${figure(n)} 位顾客：`,
    totals: (sent, skipped, waiting) =>
      `发送 ${figure(sent)} 封，跳过 ${skipped} 封，期末仍在等待 ${waiting} 封`,
    mailed: (n) => `共 ${figure(n)} 位顾客会收到邮件`,
    boughtAfter: ({ customers, purchases }, money) =>
      `邮件发出后 30 天内，其中 ${figure(customers)} 位顾客购买 ${figure(purchases)} 次，合计 ${money}。这是过去实际发生的购买，不代表这些邮件会带来的效果。`,
    sentIfNew: (n) => `其中 ${figure(n)} 封为重复步骤，内容与之前完全相同时不发送。`,
    assumed: '假设每位顾客都能收到邮件（已退订的除外）。',
    columns: {
      step: '活动、步骤',
      journeys: '旅程',
      sent: '发送',
      skipped: '跳过',
      waiting: '等待',
      mailed: '收件顾客',
      bought: '之后 30 天内的购买',
    },
    busiest: (day, messages) => `发送最多的一天：${day}，共 ${figure(messages)} 封。`,
    skips: '跳过的原因',
    holds: '暂缓的原因',
    deferrals: '延后的原因',
    usedFor: { thresholds: '个人期限', value: '顾客价值条件', both: '个人期限和顾客价值条件' },
    oneModel: (usedFor, version, day) => `${usedFor}依据第 ${version} 版模型（生成于 ${day}）。`,
    severalModels: (usedFor, first, last, from, to) =>
      `${usedFor}依据第 ${first} 至 ${last} 版模型（生成于 ${from} 至 ${to}）。`,
    hindsight: (names) =>
      `${versions(names)}在回测的时间之后才生成，已经包含后来的购买，这部分结果会偏乐观。`,
    unusable: (names) => `${versions(names)}不可用，没有给出预测。`,
    lacking: (before, consequences) =>
      `${before === undefined ? '没有模型' : `${before} 之前没有模型`}：${consequences.join('，')}。`,
    valueSkipped: '带有顾客价值条件的步骤已跳过',
    policyDays: (forAll) =>
      forAll ? '所有顾客都按店铺统一期限计算' : '上次购买早于这一时间的顾客按店铺统一期限计算',
  },
}
