/** How to fix a field of campaign.yaml or sample.json, in Simplified Chinese. */

import { BRAND_COLORS } from '../../../domain/brand.ts'
import { CAMPAIGN_KINDS } from '../../../domain/campaign.ts'
import { LIFECYCLE_CLASSES } from '../../../domain/lifecycle-class.ts'
import type { FieldFixWords, StartHints } from '../../faults/field-fix-words.ts'
import { zhEither } from './lists.ts'

const CLASSES = zhEither(LIFECYCLE_CLASSES)
const DURATION = '请使用 ISO 8601 时长，以周、天、小时或分钟为单位，如 P30D 或 PT6H'
const SLUG = '请使用小写字母、数字和连字符，并以字母开头'
const ADDRESS = '请填写以 https:// 开头的完整网址'

const STARTS: StartHints = {
  'class-entered': `{entering: <分类>}（分类为 ${CLASSES}）`,
  'at-risk': '{atRisk: true}',
  'segment-entered': '{segment: <ID>}（segments.yaml 中的人群）',
  purchase:
    '{purchase: true}、{purchase: {where: {nth: 5}}}、{purchase: {where: {minAmountMinor: 10000}}}、{purchase: {where: {skus: [tea-01], categories: [Tea]}}}',
  event: '{event: {name: delivered}}',
  date: '{date: {of: birthday, repeats: yearly, before: P7D, at: "09:00"}}',
  broadcast: '{at: {local: "2026-11-11T10:00"}}',
  'consent-unconfirmed': '{consent: unconfirmed}',
}

const COLORS = BRAND_COLORS.join(', ')

export const zhFieldFixes: FieldFixWords = {
  campaign: {
    id: `${SLUG}，最多 40 个字符，如 first-time`,
    name: '请按语言为活动命名，供营销人员查看，如 {en: First purchase, zh-CN: 首次购买}',
    kind: `请填写 ${zhEither(CAMPAIGN_KINDS)}`,
    reviewedForOffers: '请列出邮件已有人读过、确认不含优惠的语言，如 [de, fr]',
    start: `请填写以下之一：${Object.values(STARTS).join('、')}`,
    late: '请填写 true，让距上次进入太近的顾客稍后进入；不需要时请删除',
    coupon:
      '请填写 {pool: <优惠码库的名称>, validFor: <优惠码的有效时长，如 P14D>}；validFor 可以不填',
    withDeliveryEvents:
      '请填写 {start: {event: {name: delivered}}}，需要时加上 eligible 和 endsOn，或省略',
    reentryAfter: `请填写 never，或填写顾客隔多久可以再次进入。${DURATION}`,
    endsOn: '请列出让活动结束的事，如 [purchase] 或 [purchase, event: delivered]，或省略',
    restart: '请填写 latest（再次触发时结束进行中的旅程，重新开始），或省略',
    activeFrom: '请填写带时差的日期和时间，如 2026-03-01T09:00:00+08:00',
    activeUntil: '请填写带时差的日期和时间，如 2026-12-01T00:00:00+08:00，并晚于 activeFrom',
    backlog: `请填写 {over: <时长>}，或省略。${DURATION}`,
    quietHours: '请填写 "none" 或 {from: "21:00", to: "08:00"}；省略则采用店铺策略',
    caps: '请填写列表，如 [{messages: 1, withinDays: 7}]；省略则采用店铺策略',
    'caps.messages': '请填写 1 到 1000 的整数；如果什么都不想发，请暂停活动',
    'caps.withinDays': '请填写天数，1 到 365 的整数',
    priority: '请填写 0 到 100 的整数，数值大的活动优先',
    steps: '请列出 1 到 50 个步骤，每个步骤都要有 id 和 template',
    'steps.id': `${SLUG}；每个步骤有自己的 id，此后不能更改`,
    'steps.name': '请按语言为步骤命名，供营销人员查看，如 {en: Introduction, zh-CN: 初次问候}',
    'steps.template': `${SLUG}，即邮件文件名中语言之前的部分`,
    'steps.after': `请填写进入活动多久之后发送。${DURATION}`,
    'steps.afterPrevious': `请填写上一步之后多久，至少 PT1H。${DURATION}`,
    'steps.until': `请填写 {event: <事件名>, upTo: <时长>, else: continue} 或 else: end。${DURATION}`,
    'steps.until.event': '请填写店铺声明过的事件名',
    'steps.until.upTo': `请填写进入活动后最多等多久，至少 PT1H。${DURATION}`,
    'steps.until.else': '请填写 continue（到时没有事件也发送）或 end（到时没有事件就结束）',
    'steps.repeat': `请填写 {every: <时长，至少 P1D>, while: <分类>}。${DURATION}`,
    'steps.repeat.every': `至少为 P1D。${DURATION}`,
    'steps.repeat.while': `请填写一个分类：${CLASSES}`,
    content: '请按语言填写，如 {en: {guideUrl: ...}, zh-CN: {guideUrl: ...}}',
  },
  sample: {
    customer: '请填写 {"id": "...", "name": "..."}',
    'customer.name': '请填写带引号的姓名，未知时填写 ""',
    shop: '请填写 {"name": "...", "url": "https://...", "postalAddress": "...", "email": "...", "currency": "EUR"}',
    zone: '请填写 IANA 时区，如 Europe/Berlin',
    unsubscribeUrl: ADDRESS,
    preferencesUrl: ADDRESS,
    confirmUrl: ADDRESS,
    lifecycle: `请填写 {"class": "...", "purchases": 1, "lastPurchaseAt": "2026-01-01T00:00:00Z"}，分类为 ${CLASSES}`,
    value:
      '请填写 {"chance": 0.6, "lifetimeValueMinor": 5000}；还可以填写 expectedPurchases、nextPurchaseAt，以及 1 到 5 分的 recencyScore、frequencyScore 和 monetaryScore',
    recommendations:
      '最多列出 6 件商品，如 [{"title": "...", "url": "https://...", "imageUrl": "https://...", "price": "€12.50"}]',
    byLocale: '请按语言填写，如 {"zh-CN": {"customer": {"name": "小雨"}}}',
  },
  brand: {
    logo: '请写 {light: https://..., dark: https://..., width: 140, height: 32}，尺寸为显示时的像素',
    'logo.light': '请填写以 https:// 开头的图片地址',
    'logo.width': '请填写显示宽度，单位为像素：16 到 560',
    light: `请填写带引号的颜色，如 {accent: "#1f5f54"}；可用的名称有 ${COLORS}`,
    dark: `请填写带引号的颜色，如 {accent: "#8fd6c6"}；可用的名称有 ${COLORS}`,
    font: '请列出字体，名称用单引号："Georgia, \'Songti SC\', serif"',
    headingFont: '请列出字体，名称用单引号："Georgia, \'Songti SC\', serif"',
    radius: '请填写圆角半径，单位为像素：0 到 40',
    footer: '请按语言填写：{en: ..., zh-CN: ...}',
    links: '请列出最多 8 个链接，如 [{name: "微博", url: https://...}]',
    wechat: '请写 {qr: https://..., label: {zh-CN: 扫码关注}}',
  },
  segments: {
    segments:
      '请按 ID 定义每个人群：{vip: {name: {zh-CN: 重要顾客}, conditions: {minPurchases: 5}}}',
    'segments.name': '请按语言填写人群的名称：{en: VIP, zh-CN: 重要顾客}',
  },
  conditions: {
    country: '请列出两个大写字母的国家或地区代码，如 [CN, DE]',
    count: '请填写不小于 0 的整数',
    money: '请填写以分（货币的最小单位）计的整数',
    score: '请列出 1 到 5 的得分，5 分最高，如 [4, 5]',
    chance: '请填写 0 到 1 之间的数，如 0.7',
    number: '请填写不小于 0 的数，如 1.5',
    locale: '请列出语言标签，如 [en, zh-CN]',
    class: '请列出分类：prospect、first-time、active、frequent 或 dormant，如 [frequent]',
    consent: '请填写 granted、withdrawn、unknown 或 unconfirmed',
    orders: '请填写 min、max 或两者，并可用 withinDays 限定时间，如 {min: 2, withinDays: 90}',
    spend:
      '请填写以分计的 minMinor、maxMinor 或两者，并可用 withinDays 限定时间，如 {minMinor: 20000, withinDays: 365}',
    products:
      '请填写 skus 或 categories 之一，并可用 withinDays 限定时间，如 {categories: [shoes], withinDays: 365}',
    event:
      '请填写已声明的事件名称和 withinDays，需要时再加 where、min 或 max，如 {name: checkout-started, withinDays: 7}',
    attribute:
      '请填写已声明的属性名称，以及 is、min 和 max、known 三者之一，如 {name: tier, is: gold}',
    campaign:
      '请填写活动的 ID，以及 sentWithinDays 或 neverSent: true，如 {id: welcome, neverSent: true}',
  },
  joined: {
    all: '请列出必须全部满足的条件，如 [{minPurchases: 2}, {countries: [DE]}]',
    any: '请列出满足其一即可的条件，如 [{minPurchases: 2}, {countries: [DE]}]',
    not: '请填写不得满足的条件，如 {countries: [DE]}',
    segment: '请填写 segments.yaml 中人群的 ID，如 vip',
  },
  notBelow: (fix, least) => `${fix}，并且不小于 ${least}`,
  conditionNames: (names) => `可用的字段：${names.join('、')}`,
  wholeCampaign: '必须填写 id、name、kind、start、reentryAfter 和 steps，可以参考另一个活动',
  wholeBrand: '请填写 logo、light、dark、font、radius、footer、links 等字段',
  wholeSample: '请填写一个对象，{} 即可',
}
