/** Words of `rekindle customer` and `rekindle message`, in Simplified Chinese. */
import type { CustomerVerbs, CustomerWords } from '../../command/customer-words.ts'
import { figure } from '../../figures.ts'

const ID = '顾客在店铺里的编号'
const BY_ADDRESS = 'ID 是没有账号的访客的邮箱地址'
const MESSAGE_ID = 'CUSTOMER/CAMPAIGN#N#STEP，如 17/win-back#1#picks'
const purchases = (n: number) => `${figure(n)} 笔购买`
const at = (moment: string) => (moment === '' ? '' : `（${moment}）`)
const until = (moment: string) => (moment === '' ? '' : `至 ${moment}`)

export const zhCustomerVerbs: CustomerVerbs = {
  'customer show': {
    summary: '查看顾客：分类、价值、旅程、邮件和接下来的安排',
    about: ['包括分类的理由、适用的期限，以及每封邮件为什么发送或没有发送。'],
    arguments: { ID },
    options: { 'by-address': BY_ADDRESS },
    examples: {
      show: '按编号查看',
      address: '按地址查看访客',
      url: '从别处运行的 Rekindle 查看',
    },
  },
  'customer why': {
    summary: '说明顾客为什么收到或没有收到某个活动的邮件',
    about: [
      '说明活动是否对这位顾客开始、为什么没有、每一步的投递经过、目前有哪些阻碍，以及接下来的安排。按此刻所知（包括地址）重新评估，不作任何改动。',
    ],
    arguments: { ID },
    options: { campaign: '活动', 'by-address': BY_ADDRESS },
    examples: { why: '一位顾客和一个活动', address: '按地址指定访客' },
  },
  'customer erase': {
    summary: '删除一位顾客的全部数据',
    about: [
      '删除订单、同意记录、旅程、邮件以及收件箱中的邮件。只保留删除的事实和时间，以及只含地址哈希的禁发名单。日期早于删除的数据不再接收；之后的购买或资料会开始新的历史。如果中途中断，请再运行一次。导出文件、备份和 Amazon SES 保存的数据不在此列。',
    ],
    arguments: { ID },
    options: {
      yes: '确认删除：删除之后无法恢复',
      'by-address': BY_ADDRESS,
    },
    examples: { id: '有编号的顾客', address: '按地址删除访客' },
  },
  'message show': {
    summary: '查看一封邮件的投递经过和接下来的安排',
    about: [
      '按时间列出有记录的每件事：何时到期、为什么等待、何时交付和接收、邮箱服务商回报了什么，或者为什么没有发送。不会显示地址。',
    ],
    arguments: {
      ID: `${MESSAGE_ID}。N 是顾客第几次进入这个活动。前面可以加上店铺，与 SES 邮件标签相同`,
    },
    options: {},
    examples: { show: '一封邮件', json: '来自已部署的系统，以 JSON 输出' },
  },
}

export const zhCustomer: CustomerWords = {
  heading: (customer, className, since) =>
    since === undefined
      ? `顾客 ${customer}：${className}`
      : `顾客 ${customer}：自 ${since} 起为${className}`,
  classReasons: {
    prospect: () => '没有有效的购买：从未购买，或已全部退款。',
    'first-time': ({ last }) => (last === '' ? '至今一笔购买。' : `至今一笔购买，在 ${last}。`),
    active: ({ purchases: n, purchasesInWindow, windowDays, last }) =>
      `${purchases(n)}，其中 ${purchasesInWindow} 笔在最近 ${windowDays} 天内，最近一次在 ${last}。`,
    frequent: ({ purchasesInWindow, windowDays, last }) =>
      `最近 ${windowDays} 天内有 ${purchases(purchasesInWindow)}，最近一次在 ${last}。`,
    dormant: ({ purchases: n, last, ago }) =>
      `${n === 1 ? '唯一一笔购买' : `${purchases(n)}中的最后一笔`}在 ${last}，${ago}。`,
  },
  unknownClass: (className) => `当前版本不认识分类 ${className}。`,
  ago: (days) => `${days}前`,
  profile: {
    title: '资料',
    fields: { email: '邮箱', name: '姓名', locale: '语言', zone: '时区', country: '国家或地区' },
    field: (name, value) => `${name}：${value}`,
    nothing: '除购买之外没有其他资料',
    consent: (state) => `营销邮件：${state}`,
    spent: (amounts) => `消费额（减去退款）：${amounts}`,
  },
  journeys: {
    none: '旅程：无',
    title: '旅程',
    line: (campaign, n, day, why, end) => `${campaign}，第 ${n} 次：${day} 开始，${why}；${end}`,
    running: '仍在进行',
    ended: (day, reason) => `${day} 结束：${reason}`,
    message: (step, due, state) => `${step}，${due} 到期：${state}`,
  },
  states: {
    sent: (moment, language, report) =>
      `已发送${at(moment)}${language === '' ? '' : `，语言：${language}`}${report}`,
    complained: (moment) => `，被标为垃圾邮件${at(moment)}`,
    bounced: (moment) => `，被退回${at(moment)}`,
    delivered: (moment) => `，已送达${at(moment)}`,
    due: '即将发送',
    held: (moment, reason) => `等待，最迟${until(moment)}：${reason}`,
    deferred: (moment, reason) => `推迟${until(moment)}：${reason}`,
    parked: (moment, reason) => `将重试${at(moment)}：${reason}`,
    skipped: (moment, reason) => `不发送${at(moment)}：${reason}`,
    refused: (moment, reason) => `发送失败${at(moment)}：${reason}`,
    unclear: '无法确定是否已发出，因此不再发送',
    unknownStatus: (status) => `当前版本不认识状态 ${status}`,
  },
  next: {
    title: '接下来',
    classChange: (moment) => `${moment}：如果没有新的动静，分类会改变`,
    message: (moment, campaign, step) => `${moment}：再次检查 ${campaign} 的步骤 ${step}`,
    wake: (moment) => `${moment}：再次检查这位顾客`,
    nothing: '没有安排。',
    more: (command) => `查看活动接下来发送什么：${command}`,
  },
  noForecast: (reason) => `无法估计：${reason}。`,
  fact: (label, value, meaning) =>
    meaning === '' ? `${label}：${value}` : `${label}：${value}。${meaning}`,
  byAddress: {
    hint: '；访客请用邮箱地址和 --by-address',
    secretMissing: '缺少 --secret ARN：访客以地址的密钥哈希识别',
    notAnAddress: '使用 --by-address 时，ID 必须是邮箱地址',
  },
  erase: {
    confirm: '缺少 --yes：删除之后无法恢复',
    erased: '已删除这位顾客的全部数据。',
    guest: '有访客使用同一地址。如果是同一个人，请运行：',
  },
  why: {
    heading: (customer, shop, campaign) => `${shop} 的顾客 ${customer} 与 ${campaign}`,
    withdrawn: '这个活动已不再发布。',
    started: '活动已对这位顾客开始。',
    startsNext: '活动即将对这位顾客开始。',
    whyNotAgain: '为什么不再次开始：',
    whyNot: '活动没有对这位顾客开始：',
    journey: (n, start, end) => `旅程 ${n}：${start}${end}`,
    running: '仍在进行。',
    noStepDue: '还没有到期的步骤。',
    notSentAnyMore: '不再发送它的邮件。',
    noStepLeft: '这次旅程没有剩下的步骤。',
    noBlockers: '目前没有任何阻碍，这个活动的邮件可以发送。',
    blockers: '目前由于以下原因，这个活动的邮件不能发送：',
    nothingNext: '接下来：没有安排。',
    next: '接下来，如果没有新的动静：',
  },
  message: {
    notAnId: (typed) => `“${typed}”不是邮件编号：请使用 ${MESSAGE_ID}`,
    none: (message, customer, shop) => `${shop} 的顾客 ${customer} 没有邮件 ${message}。`,
    others: (messages) => `现有邮件：${messages.join('、')}`,
    noneDue: (command) => `这位顾客还没有到期的邮件。查看原因：${command}`,
    heading: (message, customer, shop, outcome) =>
      `${message}，发给 ${shop} 的顾客 ${customer}：${outcome}`,
    next: '接下来：',
    campaign: '活动',
    step: '步骤',
    journey: (campaign, n) => `${campaign}，第 ${n} 次旅程`,
  },
}
