/** Words of `rekindle segments` and `rekindle backtest`, in Simplified Chinese. */
import type { ReportVerbs, ReportWords } from '../../command/report-words.ts'
import { figure } from '../../figures.ts'

const versions = (names: readonly string[]) => `第 ${names.join('、')} 版模型`

export const zhReportVerbs: ReportVerbs = {
  segments: {
    summary: '按分类统计顾客，现在或过去任一时刻',
    about: ['根据订单和退款，按当前策略计算，不作任何改动。在该时刻之后才出现的顾客不计入。'],
    arguments: {},
    options: { 'as-of': '统计的时刻，如 2026-03-01 或 2026-03-01T08:00:00Z；默认为现在' },
    examples: { now: '今天的分类', past: '2026 年初的分类，以 JSON 输出' },
  },
  backtest: {
    summary: '在过去一段时间上回放活动：谁会在何时收到什么',
    about: [
      '按已发布的活动回放，假设店铺和活动自 --from 起就已开启。不写入任何数据，也不发送邮件。',
    ],
    arguments: {},
    options: {
      from: '开始时间，如 2026-01-01',
      to: '结束时间（不含）',
      csv: '把每封邮件写入此文件，一行一封',
      'assume-reachable': '假设每位顾客都有邮箱地址、同意接收，并能阅读首选语言',
    },
    examples: { run: '2026 年上半年', csv: '假设每位顾客都能收到，并列出每封邮件' },
  },
}

export const zhReports: ReportWords = {
  asOf: (moment) => `截至 ${moment}：`,
  allCustomers: '全部顾客',
  backtest: {
    noCampaigns: (shop) =>
      `店铺 ${shop} 没有已发布的活动。请先发布：rekindle publish templates --shop ${shop}`,
    order: '--from 必须早于 --to',
    replayed: (n) => `已回放 ${figure(n)} 位顾客`,
    period: (from, to, n) => `${from} 至 ${to}，${figure(n)} 位顾客：`,
    totals: (sent, skipped, waiting) =>
      `发送 ${figure(sent)} 封，跳过 ${skipped} 封，结束时仍在等待 ${waiting} 封`,
    assumed: '假设每位顾客都能收到邮件。',
    columns: {
      step: '活动、步骤',
      journeys: '旅程',
      sent: '发送',
      skipped: '跳过',
      waiting: '等待',
    },
    busiest: (day, messages) => `最忙的一天：${day}，共 ${figure(messages)} 封。`,
    skips: '跳过的原因',
    holds: '等待的原因',
    deferrals: '推迟的原因',
    usedFor: { thresholds: '个人期限', value: '顾客价值条件', both: '个人期限和顾客价值条件' },
    oneModel: (usedFor, version, day) => `${usedFor}依据第 ${version} 版模型（${day} 得出）。`,
    severalModels: (usedFor, first, last, from, to) =>
      `${usedFor}依据第 ${first} 至 ${last} 版模型（${from} 至 ${to} 得出）。`,
    hindsight: (names) =>
      `${versions(names)}在使用时刻之后才得出，已经知道后来的购买：这部分属于事后之见。`,
    unusable: (names) => `${versions(names)}不可用，没有作出预测。`,
    lacking: (before, consequences) =>
      `${before === undefined ? '没有模型' : `${before} 之前没有模型`}：${consequences.join('，')}。`,
    valueSkipped: '带有顾客价值条件的步骤被跳过',
    policyDays: (forAll) =>
      forAll ? '所有顾客都按策略规定的天数计算' : '上次购买早于此时的顾客按策略规定的天数计算',
  },
}
