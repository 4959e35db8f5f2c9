/** Words of `rekindle customer` and `rekindle message`, in Simplified Chinese. */
import type { CustomerVerbs, CustomerWords } from '../../command/customer-words.ts'
import { figure } from '../../figures.ts'
import { zhText } from '../spacing.ts'

const ID = '顾客在店铺里的编号，或邮箱地址、订单编号、姓名'
const EXACT_ID = '顾客在店铺里的编号'
const SCAN = '读取整个表，以便按订单、姓名或邮箱地址查找全部顾客'
const BY_ADDRESS = 'ID 是访客（没有账号的顾客）的邮箱地址'
const MESSAGE_ID = 'CUSTOMER/CAMPAIGN#N#STEP，如 17/win-back#1#picks'
const purchases = (n: number) => `购买 ${figure(n)} 次`
const at = (moment: string) => (moment === '' ? '' : `（${moment}）`)
const until = (moment: string) => (moment === '' ? '' : `（最迟到 ${moment}）`)

export const zhCustomerVerbs: CustomerVerbs = {
  'customer show': {
    summary: '查看顾客：分类、价值、旅程、邮件和接下来的安排',
    about: ['包括分类的原因、适用的沉睡期限，以及每封邮件为什么发送或没有发送。'],
    arguments: { ID },
    options: { 'by-address': BY_ADDRESS, scan: SCAN },
    examples: {
      show: '按编号查看',
      address: '按邮箱地址查看访客',
      url: '查看别处运行的 Rekindle 中的顾客',
    },
  },
  'customer why': {
    summary: '说明顾客为什么收到或没有收到某个活动的邮件',
    about: [
      '说明这位顾客是否进入了活动、为什么没有进入、每个步骤的投递记录、目前无法发送的原因，以及接下来的安排。根据目前的全部资料（包括邮箱地址）重新评估，不作任何改动。',
    ],
    arguments: { ID },
    options: { campaign: '活动', 'by-address': BY_ADDRESS, scan: SCAN },
    examples: { why: '某位顾客与某个活动', address: '按邮箱地址指定访客' },
  },
  'customer merge': {
    summary: '合并属于同一个人的两位顾客',
    about: [
      '另一个编号的订单、退款、同意记录、旅程和邮件会移到这位顾客名下，此后那个编号也指向这位顾客。移动完成之前，不会给双方发送邮件。',
    ],
    arguments: { ID: EXACT_ID },
    options: { from: '要并入的编号' },
    examples: { merge: '同一个人的两个编号' },
  },
  'customer split': {
    summary: '撤销合并：把来自某个曾用编号的数据还给它',
    about: [
      '订单、退款、旅程、邮件和资料会回到原来的编号。以这位顾客的编号收到的数据不变，合并时采用的较新的姓名、语言和国家或地区也保留。同意的撤回对双方继续有效。今后使用那个编号的邮箱购买，不会再次引起合并。',
    ],
    arguments: { ID: EXACT_ID },
    options: { id: '曾并入这位顾客的编号' },
    examples: { split: '误认为同一个人的两位顾客' },
  },
  'customer erase': {
    summary: '删除一位顾客的全部数据',
    about: [
      '删除订单、同意记录、旅程、邮件以及收件箱中的邮件。只保留“已删除”这一事实和时间，以及只含地址哈希的禁发名单。日期早于删除时间的数据不再接收；之后的订单或资料会开始新的历史。如果中途中断，请再运行一次。导出的文件、备份和 Amazon SES 保存的数据不在删除范围内。',
    ],
    arguments: { ID },
    options: {
      yes: '确认删除，删除后无法恢复',
      'by-address': BY_ADDRESS,
      scan: SCAN,
    },
    examples: { id: '有编号的顾客', address: '按地址删除访客' },
  },
  'message show': {
    summary: '查看一封邮件的投递记录和接下来的安排',
    about: [
      '按时间列出所有记录：何时到达计划发送时间、为什么等待、何时提交和接收、邮箱服务商报告了什么，或者为什么没有发送。不会显示邮箱地址。',
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
    prospect: () => '没有购买记录（已退款的订单不计）。',
    'first-time': ({ last }) => (last === '' ? '购买过一次。' : `购买过一次（${last}）。`),
    active: ({ purchases: n, purchasesInWindow, windowDays, last }) =>
      `共${purchases(n)}，其中最近 ${windowDays} 天内 ${purchasesInWindow} 次（最近一次：${last}）。`,
    frequent: ({ purchasesInWindow, windowDays, last }) =>
      `最近 ${windowDays} 天内${purchases(purchasesInWindow)}（最近一次：${last}）。`,
    dormant: ({ purchases: n, last, ago }) =>
      zhText`共${purchases(n)}，上次购买在${ago}（${last}）。`,
  },
  unknownClass: (className) => `当前版本的 Rekindle 不支持分类 ${className}。`,
  ago: (days) => `${days}前`,
  profile: {
    title: '资料',
    fields: { email: '邮箱', name: '姓名', locale: '语言', zone: '时区', country: '国家或地区' },
    field: (name, value) => `${name}：${value}`,
    nothing: '除订单之外没有其他资料',
    consent: (state) => `营销邮件：${state}`,
    mailable: '可以发送营销邮件',
    notMailable: (reasons) => `不能发送营销邮件：${reasons.join('；')}`,
    consentElsewhere: (given) => `针对另一邮箱的同意：${given}`,
    alsoKnownAs: (ids) => `曾用编号：${ids}`,
    spent: (amounts) => `累计消费（已扣除退款）：${amounts}`,
    excessRefund: (orderId, amount) => `订单 ${orderId}：退款超出订单金额 ${amount}，超出部分不计`,
  },
  declared: {
    attributes: '属性',
    attribute: (name, value, since) => `${name}：${value}（自 ${since}）`,
    events: '最近的事件',
    event: (at, name, orderId) =>
      `${at}  ${name}${orderId === undefined ? '' : `，订单 ${orderId}`}`,
    moreEvents: (more) => `另有 ${more} 条，加 --json 可查看`,
  },
  journeys: {
    none: '旅程：无',
    title: '旅程',
    line: (campaign, n, day, why, end) => `${campaign}，第 ${n} 次：${day} 进入（${why}）；${end}`,
    running: '进行中',
    ended: (day, reason) => `${day} 结束：${reason}`,
    message: (step, due, state) => `${step}，计划 ${due} 发送：${state}`,
  },
  states: {
    sent: (moment, language, report) =>
      `已发送${at(moment)}${language === '' ? '' : `，语言：${language}`}${report}`,
    complained: (moment) => `，被标记为垃圾邮件${at(moment)}`,
    reported: (moment) => `，被邮箱服务商举报${at(moment)}`,
    withheld: (moment) => `，Amazon SES 没有投递${at(moment)}`,
    bounced: (moment) => `，退信${at(moment)}`,
    delivered: (moment) => `，已送达${at(moment)}`,
    due: '即将发送',
    held: (moment, reason) => `暂缓${until(moment)}：${reason}`,
    deferred: (moment, reason) => `延后${moment === '' ? '' : `至 ${moment}`}：${reason}`,
    parked: (moment, reason) => `等待重试${at(moment)}：${reason}`,
    skipped: (moment, reason) => `已跳过${at(moment)}：${reason}`,
    refused: (moment, reason) => `发送失败${at(moment)}：${reason}`,
    unclear: '无法确定是否已发出，因此不再发送',
    unknownStatus: (status) => `当前版本的 Rekindle 不支持状态 ${status}`,
  },
  next: {
    title: '接下来',
    classChange: (moment) => `${moment}：如果没有新的事件，分类会改变`,
    message: (moment, campaign, step) => `${moment}：重新评估活动 ${campaign} 的步骤 ${step}`,
    wake: (moment) => `${moment}：重新评估这位顾客`,
    nothing: '暂无安排。',
    more: (command) => `查看活动接下来发送什么：${command}`,
  },
  noForecast: (reason) => `无法预测：${reason}。`,
  fact: (label, value, meaning) =>
    meaning === '' ? `${label}：${value}` : `${label}：${value}。${meaning}`,
  byAddress: {
    hint: '、邮箱地址、订单编号或姓名',
    secretMissing: '缺少 --secret ARN：访客以地址哈希识别，计算地址哈希需要这个密钥',
    notAnAddress: '使用 --by-address 时，ID 必须是邮箱地址',
  },
  search: {
    several: (what, customers) =>
      [`“${what}”对应多位顾客。请用其中一行末尾的编号再运行一次命令：`, ...customers].join('\n  '),
    byName: (what, customer) =>
      `“${what}”是姓名。为避免误认，请用行末的编号再运行一次命令：\n  ${customer}`,
    needsScan: (what, table) =>
      zhText`${table} 中没有编号为“${what}”的顾客。按订单或姓名查找需要读取整个表，请加上 --scan`,
  },
  merge: {
    self: '--from 必须是 ID 以外的另一位顾客',
    upgradeFirst: '运行 rekindle upgrade finish 之后才能合并或拆分顾客',
    moving: '其中一位顾客的数据正在移动。请一分钟后再试',
    same: (customer, from) => zhText`${from} 和 ${customer} 已经是同一位顾客。`,
    begun: (from, customer) =>
      zhText`${from} 的数据正在移到 ${customer}。Rekindle 运行时，最多需要一分钟。要撤销，请运行：`,
    notJoined: (former, customer, ids) =>
      ids.length === 0
        ? zhText`${customer} 没有与 ${former} 合并，也没有与其他顾客合并`
        : zhText`${customer} 没有与 ${former} 合并，合并过的编号是：${ids.join('、')}`,
    splitBegun: (former, customer) =>
      zhText`来自 ${former} 的数据正在从 ${customer} 移回。Rekindle 运行时，最多需要一分钟。同意的撤回对双方继续有效。`,
  },
  erase: {
    confirm: '缺少 --yes：删除之后无法恢复',
    erased: '已删除这位顾客的全部数据。',
    guest: '有访客使用同一地址。如果是同一个人，请运行：',
  },
  why: {
    heading: (customer, shop, campaign) => `店铺 ${shop} 的顾客 ${customer}，活动：${campaign}`,
    countryNotUnderstood:
      '这位顾客的国家或地区无法识别，因此适用最严格的规则；店铺策略没有为 ZZ 写明标识时，不发送营销邮件。之后的订单或资料更新写明国家或地区代码即可更正。',
    withdrawn: '这个活动已下架。',
    started: '这位顾客已进入活动。',
    startsNext: '这位顾客即将进入活动。',
    whyNotAgain: '没有再次进入活动的原因：',
    whyNot: '这位顾客没有进入活动：',
    journey: (n, start, end) => `第 ${n} 次旅程：${start}${end}`,
    running: '进行中。',
    noStepDue: '还没有步骤到达计划发送时间。',
    notSentAnyMore: '活动的邮件不再发送。',
    noStepLeft: '这次旅程的步骤已全部完成。',
    noBlockers: '目前没有任何限制，这个活动的邮件可以发送。',
    blockers: '这个活动的邮件目前无法发送，原因如下：',
    nothingNext: '接下来：暂无安排。',
    next: '接下来，如果没有新的事件：',
  },
  message: {
    notAnId: (typed) => `“${typed}”不是邮件编号：请使用 ${MESSAGE_ID}`,
    none: (message, customer, shop) => `店铺 ${shop} 的顾客 ${customer} 没有邮件 ${message}。`,
    others: (messages) => `现有邮件：${messages.join('、')}`,
    noneDue: (command) => `这位顾客还没有任何邮件。查看原因：${command}`,
    heading: (message, customer, shop, outcome) =>
      `邮件 ${message}（店铺 ${shop}，顾客 ${customer}）：${outcome}`,
    next: '接下来：',
    campaign: '活动',
    step: '步骤',
    journey: (campaign, n) => `${campaign}，第 ${n} 次旅程`,
  },
}
