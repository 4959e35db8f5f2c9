/** What the pages say in Simplified Chinese. */

import type { Words } from '../words.ts'
import { zhChance } from './chance.ts'
import { zhConditions } from './conditions.ts'
import { zhConsole } from './console.ts'
import { zhDelivery } from './delivery.ts'
import { zhProducts } from './products.ts'
import { zhReach } from './reach.ts'
import { zhReasons } from './reasons.ts'
import { zhText } from './spacing.ts'
import { zhStarts } from './starts.ts'
import { zhValue } from './value.ts'

export const zh: Words = {
  ...zhReasons,
  ...zhConditions,
  ...zhChance,
  ...zhConsole,
  ...zhDelivery,
  ...zhProducts,
  ...zhStarts,
  ...zhReach,
  ...zhValue,
  product: 'Rekindle',
  tagline: '店铺自有的顾客生命周期邮件',
  skipToContent: '跳到正文',
  navigation: '主导航',
  language: '语言',
  overview: '总览',
  customers: '顾客',
  back: '返回总览',
  notFound: {
    title: '未找到',
    page: '网址可能有误，或页面已被移除。',
    customer: '没有这个编号的顾客。收到首笔订单或资料后才会显示，顾客数据删除后不再显示。',
    message: '这位顾客没有这封邮件。全部邮件请见顾客页面。',
  },
  noShop: {
    id: '没有这个编号的店铺。',
    yet: '还没有店铺',
    hint: '添加店铺并上报订单后，顾客和邮件会显示在这里。',
  },
  badRequest: {
    title: '网址无效',
    text: '网址中有一部分无效。请返回上一页，使用页面上的链接。',
  },
  onlyReading: {
    title: '仅供查看',
    text: '这些页面不能修改任何内容，请通过链接打开。',
  },

  sinceWhy: (className, since, why) =>
    since === undefined
      ? zhText`${className}：${why}。`
      : zhText`自${since}起为${className}：${why}。`,

  inbox: {
    title: '收件箱',
    empty: '还没有邮件',
    emptyHint: '顾客走到活动的某个步骤后，邮件会在几秒之内显示在这里。',
    older: '更早的邮件',
    newest: '最新的邮件',
    pause: '暂停刷新',
    resume: '继续刷新',
    offline: '与 Rekindle 的连接已中断，正在重试…',
  },
  lifecycle: {
    title: '顾客分类',
    totals: (customers, bought) => zhText`${customers}位顾客，${bought}次购买`,
    loading: '店铺尚未开启。顾客已分类，但开启之前不会发送邮件。',
    share: (percent) => zhText`占${percent}`,
  },
  plan: {
    title: '活动',
    none: '尚未发布活动，因此不会发送邮件。',
    paused: '已暂停',
    atOnce: '立即',
    after: (length) => zhText`${length}后`,
    repeated: (first, every, className) => zhText`${first}，之后在${className}期间每${every}一次`,
  },

  mail: {
    from: '发件人',
    to: '收件人',
    received: '收到时间',
    views: '邮件视图',
    html: '邮件',
    text: '纯文本',
    headers: '邮件头',
    source: '源码',
    noPart: '这封邮件没有这一部分。',
    frame: '顾客看到的邮件',
    links: '邮件中的链接',
    linksHint: '预览中的链接已停用，请从这里打开。',
    unsubscribe: '退订营销邮件',
    pages: { preferences: '邮件接收设置', confirm: '确认订阅' },
    download: '下载（.eml）',
    why: '关于这封邮件',
    campaign: '活动',
    step: '步骤',
    journey: '旅程',
    customer: '顾客',
    nthJourney: (n) => zhText`第${n}次进入这个活动`,
    now: '当前分类',
    unknown: '与这封邮件相关的记录已删除。',
  },

  list: {
    title: (shop) => zhText`${shop}的顾客`,
    filter: '分类',
    all: '全部',
    search: '查找顾客',
    searchHint: '编号、姓名、订单编号或邮箱地址',
    find: '查找',
    withAddress: '使用所输入邮箱地址的顾客。',
    clear: '显示全部顾客',
    none: '没有找到顾客。',
    first: '第一页',
    next: '下一页',
    pages: '翻页',
    columns: {
      customer: '顾客',
      class: '分类',
      since: '分类起始日',
      purchases: '购买次数',
      last: '上次购买',
      monetary: '累计消费',
      wake: '下次评估',
    },
    never: '–',
  },

  profile: {
    guest: (short) => zhText`访客${short}`,
    nameless: '未留姓名',
    alsoKnownAs: '曾用编号',
    elsewhere: '针对另一邮箱的同意',
    givenElsewhere: (purpose, day) => `${purpose}，${day}`,
    title: '资料',
    email: '邮箱',
    locale: '语言',
    zone: '时区',
    country: '国家或地区',
    reach: '同意与触达',
    consents: { marketing: '营销邮件', tracking: '打开和点击统计', profiling: '个性化分析' },
    monetary: '累计消费',
    purchases: '购买次数',
    firstPurchase: '首次购买',
    lastPurchase: '上次购买',
    otherCurrencies: '其他币种',
    unknown: '未知',
    next: '接下来',
    nextHint: '如果没有新的事件：',
    nothingNext: '暂无安排。',
    campaigns: '活动',
    noCampaigns: '尚未发布活动。',
    history: '历史',
    noHistory: '暂无记录。',
    showAll: (entries) => zhText`显示全部${entries}条`,
  },
  consentPurposes: {
    marketing: '接收营销邮件',
    tracking: '统计打开和点击',
    profiling: '个性化分析',
  },
  consentSources: {
    checkout: '下单时',
    form: '通过表单',
    unsubscribe: '通过退订链接',
    complaint: '邮箱服务商转来的投诉',
    sync: '从其他系统同步',
    import: '导入',
  },
  consentBases: {
    explicit: '明确同意',
    'double-opt-in': '经邮件确认的同意',
    'soft-opt-in': '既有顾客关系',
  },

  journeys: {
    running: '进行中',
    ended: '已结束',
    notStarted: '未进入',
    withdrawn: '已下架',
    endedBecause: (why, day) => zhText`${day}结束：${why}。`,
    step: (step, occurrence) =>
      occurrence === undefined ? step : zhText`${step}（第${occurrence}次）`,
    comesNext: (step, day) => zhText`下一步：${step}（${day}）`,
  },

  projected: {
    classEntered: (className) => zhText`成为${className}`,
    journeyStarted: (campaign) => zhText`进入“${campaign}”`,
    journeyEnded: (campaign, why) => zhText`退出“${campaign}”：${why}`,
    sent: (step, campaign) => zhText`收到“${step}”（${campaign}）`,
    sentIfNew: (step, campaign) => zhText`收到“${step}”（${campaign}），内容与之前完全相同时不发送`,
    skipped: (step, campaign, why) => zhText`不会收到“${step}”（${campaign}）：${why}`,
  },
  events: {
    bought: (money) => zhText`购买${money}`,
    order: (orderId) => zhText`订单${orderId}`,
    line: (quantity, title) => zhText`${quantity} × ${title}`,
    moreLines: (n) => zhText`另有${n}项`,
    refunded: (money) => zhText`退款${money}`,
    refundedOrder: (money, orderId) => zhText`订单${orderId}退款${money}`,
    classEntered: (className) => zhText`成为${className}`,
    consents: {
      granted: (purpose) => zhText`同意${purpose}`,
      withdrawn: (purpose) => zhText`撤回同意：${purpose}`,
    },
    journeyStarted: (campaign) => zhText`进入“${campaign}”`,
    journeyEnded: (campaign, why) => zhText`退出“${campaign}”：${why}`,
    sent: (step, campaign) => zhText`已发送“${step}”（${campaign}）`,
    notSent: (step, campaign, why) => zhText`已跳过“${step}”（${campaign}）：${why}`,
    refused: (step, campaign, why) => zhText`发送失败：“${step}”（${campaign}）：${why}`,
    unknown: (step, campaign) => zhText`“${step}”（${campaign}）：无法确定是否已发送`,
    holdBegan: (reason) => zhText`暂停发送：${reason}`,
    holdEnded: (reason) => zhText`恢复发送：${reason}`,
    suppressed: (reason) => zhText`邮箱列入禁发名单：${reason}`,
    ofMessage: (step, campaign) => zhText`“${step}”（${campaign}）`,
  },
}
