/** What may reach a customer, in Simplified Chinese. */

import type { ReachWords } from '../reach-words.ts'
import { zhFeedFailures } from './feed-failures.ts'
import { zhText } from './spacing.ts'

export const zhReach: ReachWords = {
  consentStates: {
    granted: '已同意',
    withdrawn: '已撤回同意',
    unknown: '没有记录',
    unconfirmed: '已同意，等待确认',
  },
  consentHow: (state, day, how) => zhText`${state}（${day}，${how}）`,
  consentOfAnother: (state, day) => zhText`${state}（${day}，由使用同一邮箱的其他顾客撤回）`,
  law: {
    label: '适用法规',
    bases: {
      explicit: '明确同意',
      'double-opt-in': '经邮件确认的同意',
      'soft-opt-in': '既有顾客关系',
    },
    known: (country, needed) => zhText`${country}：发送营销邮件需要${needed}`,
    assumed: (country, needed) =>
      zhText`国家或地区未知，按店铺策略视为${country}：发送营销邮件需要${needed}`,
    unknown: (needed) => zhText`国家或地区未知，因此适用最严格的规则：发送营销邮件需要${needed}`,
    subjectMark: (mark) => zhText`邮件主题须以${mark}开头`,
    softOptInEnds: (months) => zhText`顾客关系在最后一次购买${months}个月后失效`,
    markUnknown: '不清楚当地法律要求的主题标识，因此不发送营销邮件',
    neverTracked: '不统计打开和点击',
  },
  customerHolds: {
    title: '暂停发送',
    none: '无',
    reasons: {
      'support-complaint': '投诉处理中',
      chargeback: '拒付',
      'undelivered-parcel': '包裹未送达',
    },
    since: (reason, day) => zhText`${reason}，自${day}起，直到解除`,
    until: (reason, day, end) => zhText`${reason}，${day}至${end}`,
    over: (reason, day, end) => zhText`${reason}，${day}至${end}（已结束）`,
  },
  preferences: {
    title: '邮件接收设置',
    none: '未设置',
    language: (language) => zhText`邮件语言：${language}`,
    everyDays: (days) =>
      days === 1 ? '营销邮件最多每天一封' : zhText`营销邮件最多每${days}天一封`,
    campaignsOff: (campaigns) => zhText`已退订的活动：${campaigns}`,
    pausedUntil: (day) => zhText`营销邮件暂停至${day}`,
  },
  suppression: {
    label: '禁发名单',
    none: '不在名单中',
    reasons: {
      'no-such-mailbox': '邮箱不存在',
      complaint: '邮件被标记为垃圾邮件',
      'account-list': '邮箱在您的 Amazon SES 账户的禁发名单中',
      'soft-bounces': '多次软退信',
      'by-hand': '手动添加',
    },
    since: (reason, day) => zhText`自${day}起列入：${reason}`,
  },
  unmailable: {
    'no-address': '没有邮箱地址',
    'suppressed-bounce': '邮箱因退信被列入禁发名单',
    'suppressed-complaint': '邮箱因垃圾邮件投诉被列入禁发名单',
    'suppressed-account-list': '邮箱在您的 Amazon SES 账户的禁发名单中',
    'suppressed-by-hand': '邮箱被店铺列入禁发名单',
    'opted-out': '顾客已退订',
    'opted-out-at-address': '这个邮箱已退订',
    'no-consent': '没有顾客所在地认可的同意',
    unconfirmed: '顾客尚未确认邮箱地址',
    'country-unknown-to-law': '顾客所在国家或地区无法识别，或其法律尚不了解',
    hold: '店铺已对这位顾客暂停发送',
    paused: '顾客暂停了营销邮件',
    'not-a-person': '这个 ID 下的订单数量超出单个顾客的正常范围',
    inactive: '顾客长期没有回应',
    restore: '数据由较早的副本恢复',
    'import-running': '正在导入这位顾客的订单',
    'no-language': '没有以顾客所用语言撰写的营销邮件',
  },
  blockers: {
    marketing: '目前无法向这位顾客发送营销邮件，原因如下：',
    nothing: '目前可以向这位顾客发送营销邮件。',
    addressLeft: (day) => zhText`这个邮箱已于${day}退订营销邮件，对使用该邮箱的所有顾客有效`,
    suppressed: (reason, day) => zhText`这个邮箱自${day}起列入禁发名单：${reason}`,
    offBothLists: '如属误列，请将邮箱从两份名单中移除。',
    paused: (provider) => zhText`发往${provider}的营销邮件已暂停`,
    notAPerson: (id, orders) => zhText`ID ${id}下有${orders}笔订单，超出单个顾客的正常范围`,
    onHold: (reasons) => zhText`店铺已对这位顾客暂停发送：${reasons}`,
    emailFaults: {
      malformed: '提供的邮箱地址格式不正确',
      'local-part-not-ascii': '提供的邮箱地址在 @ 之前有 Amazon SES 无法发送的字符',
      'domain-invalid': '提供的邮箱地址的域名无效',
      placeholder: '提供的邮箱地址只是占位内容，不是真实的邮箱',
    },
    until: (reason, moment) => zhText`${reason}，到${moment}为止`,
    whole: (reason) => zhText`${reason}。`,
  },
  providers: {
    gmail: 'Gmail',
    outlook: 'Outlook',
    yahoo: '雅虎和 AOL',
    icloud: 'iCloud',
    qq: 'QQ 邮箱',
    netease: '网易邮箱（163、126）',
    gmx: 'GMX 和 web.de',
    other: '其他邮箱服务商',
  },
  feedFailures: zhFeedFailures,
  notices: {
    paused: {
      bounces: (provider, moment) =>
        zhText`由于退信过多，发往${provider}的营销邮件已于${moment}自动暂停。`,
      complaints: (provider, moment) =>
        zhText`由于投诉过多，发往${provider}的营销邮件已于${moment}自动暂停。`,
    },
    importsOpen: (n) => zhText`有${n}次导入尚未完成：完成之前，相关顾客不会收到邮件。`,
    listImports: '如果导入曾被中断，技术人员可运行',
    feedFailing: (feed, moment, why) =>
      zhText`商品数据源${feed}自${moment}起一直获取失败：${why}。邮件中显示的仍是此前的价格和库存。`,
    readFeed: '问题解决后，技术人员可运行',
    feedCut: (feed) =>
      zhText`商品数据源${feed}要下架的商品超过 30%，可能不完整，因此没有下架任何商品；其中已不包含的商品仍会在邮件中显示。`,
    readCutFeed: '如果文件确实包含全部商品，技术人员可运行',
    resume: '请先查明并解决原因。如需恢复，技术人员可运行',
    domain: (domain) => zhText`发件域名${domain}通过检查之前，营销邮件暂不发送；服务邮件不受影响。`,
    open: '历史数据导入后，技术人员可运行',
    check: '如需查看要修正的问题，技术人员可运行',
  },
  clock: {
    zone: (zone) => zhText`页面时间：${zone}`,
    customer: (zone, moment) => zhText`顾客当地时间为${moment}（${zone}）。`,
  },
}
