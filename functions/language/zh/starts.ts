/** What starts a campaign, and why it has not begun, in Simplified Chinese. */
import type { StartWords } from '../start-words.ts'
import { zhText } from './spacing.ts'

export const zhStarts: StartWords = {
  starts: {
    planned: {
      'class-entered': (f) => zhText`顾客成为${f.class}时`,
      'at-risk': () => '顾客出现流失迹象时',
      purchase: () => '每次购买之后',
      'consent-unconfirmed': () => '顾客同意接收、但尚需确认邮箱地址时',
      unknown: () => '发生当前版本的 Rekindle 不支持的事件时',
    },
    started: {
      'class-entered': (f) => zhText`顾客于${f.day}成为${f.class}，活动开始。`,
      'at-risk': (f) => zhText`顾客于${f.day}出现流失迹象，活动开始。`,
      purchase: (f) => zhText`由${f.day}的订单${f.order}触发。`,
      'consent-unconfirmed': (f) => zhText`顾客于${f.day}同意接收，尚需确认邮箱地址，活动开始。`,
      unknown: () => '由当前版本的 Rekindle 不支持的事件触发。',
    },
    brief: {
      'class-entered': (f) => zhText`成为${f.class}时`,
      'at-risk': () => '出现流失迹象时',
      purchase: (f) => zhText`由订单${f.order}触发`,
      'consent-unconfirmed': () => '同意接收、尚需确认时',
      unknown: () => '由当前版本不支持的事件触发',
    },
  },
  whyNot: {
    'shop-not-open': () => '店铺仍在载入历史数据，正式开启之前不会发送邮件。',
    'import-running': () => '这位顾客的历史数据仍在导入。',
    'not-understood': () =>
      '活动由更新版本的 Rekindle 发布，包含当前版本不支持的设置，因此不会在这里运行。',
    'other-class': (f) => zhText`顾客成为${f.class}时开始。`,
    'entered-before': (f) =>
      zhText`活动于${f.day}开始，此前顾客已是${f.class}；活动只包含此后成为${f.class}的顾客。`,
    'turn-comes': (f) => zhText`活动开始时顾客已是${f.class}，将于${f.day}进入活动。`,
    'not-at-risk': () => '顾客出现流失迹象时开始，每次购买后最多一次，不包含已沉睡的顾客。',
    'at-risk-from': (f) => zhText`如果在此之前没有购买，顾客将于${f.day}出现流失迹象。`,
    'once-a-stay': (f) => zhText`顾客成为${f.class}以来已经历过这个活动。`,
    'never-again': () => '每位顾客只进入一次，这位顾客已经历过。',
    'again-from': (f) => zhText`距离上一次太近，最早${f.day}才能再次开始。`,
    'next-purchase': () => '顾客下次购买时开始。',
    'no-purchase-since': (f) => zhText`活动于${f.day}开始，此后没有购买记录（已退款的订单不计）。`,
    'nothing-to-confirm': () => '顾客同意接收营销邮件时开始。',
    'confirmed-already': () => '顾客的同意无需再确认。',
    'agreed-elsewhere': () => '顾客的同意来自其他系统；只有顾客直接表示同意时才会开始。',
    'agreed-before': (f) => zhText`活动于${f.day}开始，此前顾客已同意；活动只询问此后同意的顾客。`,
  },
}
