/** What may reach a customer, in Simplified Chinese. */
import type { ReachWords } from '../reach-words.ts'

export const zhReach: ReachWords = {
  consentStates: {
    granted: '已同意',
    withdrawn: '已撤回',
    unknown: '未表态',
    unconfirmed: '已同意，尚未确认',
  },
  consentHow: (state, day, how) => `${state}（${day}，${how}）`,
  consentOfAnother: (state, day) => `${state}（${day}，由使用同一地址的人）`,
  law: {
    label: '法律',
    bases: {
      explicit: '同意',
      'double-opt-in': '经过确认的地址',
      'soft-opt-in': '既有顾客关系',
    },
    known: (country, needed) => `${country}：营销邮件需要${needed}`,
    assumed: (country, needed) => `${country}（策略中的默认国家）：营销邮件需要${needed}`,
    unknown: (needed) => `国家未知，按最严格的法律：营销邮件需要${needed}`,
    subjectMark: (mark) => `主题以${mark}开头`,
    neverTracked: '从不统计打开和点击',
  },
  customerHolds: {
    title: '暂停',
    none: '无',
    reasons: {
      'support-complaint': '向店铺投诉',
      chargeback: '付款被撤回',
      'undelivered-parcel': '包裹未送达',
    },
    since: (reason, day) => `${reason}，自 ${day} 起，直到解除`,
    until: (reason, day, end) => `${reason}，自 ${day} 起，到 ${end} 为止`,
    over: (reason, day, end) => `${reason}，${day} 至 ${end}`,
  },
  preferences: {
    title: '顾客的选择',
    none: '没有说过',
    language: (language) => `邮件用${language}`,
    everyDays: (days) => `营销邮件最多每 ${days} 天一封`,
    campaignsOff: (campaigns) => `不想收到：${campaigns}`,
  },
  suppression: {
    label: '地址',
    none: '可以发送',
    reasons: {
      'no-such-mailbox': '没有这个邮箱',
      complaint: '邮件被标记为垃圾邮件',
      'soft-bounces': '退信太多',
      'by-hand': '由店铺指定',
    },
    since: (reason, day) => `自 ${day} 起不再发送：${reason}`,
  },
  inTheWay: {
    marketing: '目前不能向这位顾客发送营销邮件：',
    nothing: '目前可以向这位顾客发送营销邮件。',
    leftByAnother: (day) => `使用同一地址的另一位顾客在 ${day} 退订，对整个地址有效`,
    suppressed: (reason, day) => `自 ${day} 起不再发往这个地址：${reason}`,
    paused: (provider) => `发往${provider}的营销邮件已停下`,
    onHold: (reasons) => `店铺与这位顾客之间还有问题没有解决：${reasons}`,
    until: (reason, moment) => `${reason}，到 ${moment} 为止`,
    whole: (reason) => `${reason}。`,
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
  notices: {
    paused: {
      bounces: (provider, moment) => `发往${provider}的营销邮件在 ${moment} 自动停下：退信太多。`,
      complaints: (provider, moment) =>
        `发往${provider}的营销邮件在 ${moment} 自动停下：被标记为垃圾邮件的太多。`,
    },
    resume: '请先查明原因，再用以下命令恢复：',
    domain: (domain) => `发件域名 ${domain} 通过检查之前，营销邮件暂不发送；服务邮件照常。`,
    check: '用以下命令检查，并查看需要修正什么：',
  },
  clock: {
    zone: (zone) => `时间以 ${zone} 为准。`,
    customer: (zone, moment) => `顾客在 ${zone}，当地现在是 ${moment}。`,
  },
}
