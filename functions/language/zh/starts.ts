/** What starts a campaign, and why it has not begun, in Simplified Chinese. */
import type { StartWords } from '../start-words.ts'
import { zhText } from './spacing.ts'

export const zhStarts: StartWords = {
  starts: {
    planned: {
      'class-entered': (f) => zhText`顾客成为${f.class}时`,
      'at-risk': () => '顾客出现流失迹象时',
      'segment-entered': (f) => zhText`顾客进入人群“${f.segment}”时`,
      purchase: ({ nth, amount, products }) => {
        const asked = [
          ...(amount === undefined ? [] : [zhText`金额不低于${amount}`]),
          ...(products === undefined ? [] : [zhText`包含${products}`]),
        ]
        return zhText`${nth === undefined ? '每次' : `第 ${nth} 次`}购买${asked.length === 0 ? '' : `（${asked.join('，')}）`}之后`
      },
      event: ({ named, properties }) =>
        zhText`每次发生“${named}”事件${properties === undefined ? '' : `（${properties}）`}之后`,
      date: (f) =>
        zhText`${f.isYearly ? '每年' : '一次，'}${f.named}${f.side === 'on' ? '当天' : zhText`${f.side === 'before' ? '前' : '后'}${f.days}天`}，顾客当地时间${f.time}`,
      broadcast: ({ time, isLocal }) => zhText`${isLocal ? '顾客当地时间' : ''}${time}，发送一次`,
      'consent-unconfirmed': () => '顾客同意接收邮件，但还需确认邮箱地址时',
      unknown: () => '发生当前版本的 Rekindle 不支持的事件时',
    },
    started: {
      'class-entered': (f) => zhText`顾客于${f.day}成为${f.class}，因此进入活动。`,
      'at-risk': (f) => zhText`顾客于${f.day}出现流失迹象，因此进入活动。`,
      'segment-entered': (f) => zhText`顾客于${f.day}进入人群“${f.segment}”，因此进入活动。`,
      purchase: (f) => zhText`顾客于${f.day}下单（订单${f.order}），因此进入活动。`,
      event: (f) =>
        zhText`${f.day}发生“${f.named}”事件${f.order === '' ? '' : zhText`（订单${f.order}）`}，顾客因此进入活动。`,
      date: (f) => zhText`顾客因“${f.named}”的日期于${f.day}进入活动。`,
      broadcast: (f) => zhText`顾客因${f.day}的群发进入活动。`,
      'consent-unconfirmed': (f) =>
        zhText`顾客于${f.day}同意接收邮件，还需确认邮箱地址，因此进入活动。`,
      unknown: () => '顾客因当前版本的 Rekindle 不支持的事件进入活动。',
    },
    brief: {
      'class-entered': (f) => zhText`成为${f.class}时`,
      'at-risk': () => '出现流失迹象时',
      'segment-entered': (f) => zhText`进入人群“${f.segment}”时`,
      purchase: (f) => zhText`由订单${f.order}触发`,
      event: (f) =>
        zhText`由“${f.named}”事件${f.order === '' ? '' : zhText`（订单${f.order}）`}触发`,
      date: (f) => zhText`由“${f.named}”的日期触发`,
      broadcast: () => '由群发触发',
      'consent-unconfirmed': () => '同意接收邮件、还需确认邮箱地址时',
      unknown: () => '由当前版本不支持的事件触发',
    },
    lastPurchase: '最近一次购买',
  },
  whyNot: {
    'shop-not-open': () => '店铺尚未开启，开启之前不会发送邮件。',
    'import-running': () => '这位顾客的历史数据仍在导入。',
    'not-understood': () =>
      '活动由更高版本的 Rekindle 发布，包含当前版本不支持的设置，因此不会在这里运行。',
    'other-class': (f) => zhText`顾客成为${f.class}时进入。`,
    'entered-before': (f) =>
      zhText`活动于${f.day}生效，而顾客在此之前已是${f.class}；只有此后成为${f.class}的顾客才会进入。`,
    'rules-changed': (f) =>
      zhText`Rekindle 于${f.day}升级，此后规则有变化；只有此后发生的事才会开始。`,
    restored: (f) =>
      zhText`${f.day}恢复了较早的数据副本，此前可能已经开始过；只有此后发生的事才会开始。`,
    'campaign-over': (f) => zhText`自${f.day}起，活动不再接收新顾客。`,
    'turn-comes': (f) => zhText`活动生效时顾客已是${f.class}，将于${f.day}进入。`,
    'not-at-risk': () => '顾客出现流失迹象时进入，每次购买后最多一次；已沉睡的顾客不会进入。',
    'at-risk-from': (f) => zhText`顾客将于${f.day}出现流失迹象，除非在此之前再次购买。`,
    'once-a-stay': (f) => zhText`顾客成为${f.class}以来已进入过一次。`,
    'not-in-segment': (f) => zhText`顾客进入人群“${f.segment}”时进入。`,
    'in-segment-before': (f) =>
      zhText`活动、人群定义或店铺策略于${f.day}有变化，而顾客在此之前已在人群“${f.segment}”中；只有此后进入人群的顾客才会进入活动。`,
    'once-in-segment': (f) => zhText`顾客进入人群“${f.segment}”以来已进入过一次活动。`,
    'not-eligible-yet': () => '顾客尚不符合活动的条件，符合之后才会进入。',
    'too-long-ago': (f) => zhText`触发活动的情况发生于${f.day}，得知时已错过第一封邮件的时间。`,
    'never-again': () => '每位顾客只能进入一次，这位顾客已进入过。',
    'again-from': (f) => zhText`距离上次进入太近，最早${f.day}可以再次进入。`,
    'next-purchase': () => '顾客下次购买时进入。',
    'no-purchase-since': (f) => zhText`活动于${f.day}生效，此后顾客没有购买（已退款的订单不计）。`,
    'other-purchases': () =>
      '迄今没有符合活动条件的购买：购买本身不符合条件、得知得太晚，或当时顾客不在活动的对象之内。',
    'no-event-since': (f) => zhText`活动于${f.day}生效，此后没有发生“${f.named}”事件。`,
    'other-events': (f) =>
      zhText`迄今没有符合活动条件的“${f.named}”事件：属性不符合条件、得知得太晚，或当时顾客不在活动的对象之内。`,
    'next-event': (f) => zhText`下次发生“${f.named}”事件时进入。`,
    'no-date': (f) => zhText`没有这位顾客的“${f.named}”日期。`,
    'date-comes': (f) => zhText`顾客将因“${f.named}”的日期于${f.day}进入。`,
    'date-passed': (f) => zhText`“${f.named}”的日期已过，或得知得太晚，未能在活动开始之前。`,
    'broadcast-comes': (f) => zhText`群发将于${f.day}向这位顾客开始。`,
    'broadcast-passed': (f) =>
      zhText`${f.day}的群发对这位顾客已结束：发布时或得知这位顾客时，时间已过。`,
    'was-not-eligible': (f) => zhText`活动本应于${f.day}开始，但当时顾客不在活动的对象之内。`,
    'nothing-to-confirm': () => '顾客同意接收营销邮件时进入。',
    'confirmed-already': () => '顾客的同意无需再确认。',
    'asked-already': (f) => zhText`已于${f.day}发送确认邮件；顾客再次订阅时会重新发送。`,
    'agreed-elsewhere': () => '顾客的同意来自其他系统；只有顾客直接向店铺表示同意时才会进入。',
    'law-unknown': () =>
      '顾客所在国家或地区无法识别，或其法律尚不了解，因此确认后也不能发送营销邮件。',
    'agreed-before': (f) =>
      zhText`活动于${f.day}生效，而顾客在此之前已同意；只有此后同意的顾客才会收到确认邮件。`,
  },
}
