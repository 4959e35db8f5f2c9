/** What starts a campaign, and why it has not begun, in Simplified Chinese. */
import type { StartWords } from '../start-words.ts'

export const zhStarts: StartWords = {
  starts: {
    planned: {
      'class-entered': (f) => `成为${f.class}时`,
      'at-risk': () => '顾客出现沉睡迹象时开始',
      purchase: () => '每次购买之后',
      'consent-unconfirmed': () => '顾客同意之后，尚需确认邮箱地址时',
      unknown: () => '当前版本的 Rekindle 不认识的情况发生时',
    },
    started: {
      'class-entered': (f) => `起因：${f.day} 成为${f.class}。`,
      'at-risk': (f) => `起因：${f.day} 起出现沉睡迹象。`,
      purchase: (f) => `起因：${f.day} 的订单 ${f.order}。`,
      'consent-unconfirmed': (f) => `起因：${f.day} 表示同意，尚需确认。`,
      unknown: () => '起因：当前版本的 Rekindle 不认识。',
    },
    brief: {
      'class-entered': (f) => `成为${f.class}时`,
      'at-risk': () => '出现沉睡迹象时',
      purchase: (f) => `因订单 ${f.order}`,
      'consent-unconfirmed': () => '同意之后，尚需确认时',
      unknown: () => '当前版本不认识的起因',
    },
  },
  whyNot: {
    'shop-not-open': () => '店铺还在载入历史数据，正式开启之前不会给任何人发信。',
    'import-running': () => '这位顾客的历史数据仍在导入。',
    'not-understood': () =>
      '活动由更新版本的 Rekindle 发布，其中有当前版本不认识的内容；当前版本不会处理。',
    'other-class': (f) => `成为${f.class}时才开始。`,
    'entered-before': (f) =>
      `活动在 ${f.day} 开始之前，顾客就已经是${f.class}；活动只针对之后成为${f.class}的顾客。`,
    'turn-comes': (f) => `活动开始时顾客已经是${f.class}，将在 ${f.day} 轮到。`,
    'not-at-risk': () => '出现沉睡迹象时开始，每次购买之后最多一次；已经沉睡的顾客不适用。',
    'at-risk-from': (f) => `如果在此之前没有购买，将在 ${f.day} 出现沉睡迹象。`,
    'once-a-stay': (f) => `自从成为${f.class}以来已经走过一次。`,
    'never-again': () => '每位顾客只走一次，这位已经走过。',
    'again-from': (f) => `离上一次还太近；${f.day} 或之后再次发生时才会重新开始。`,
    'next-purchase': () => '下一次购买时开始。',
    'no-purchase-since': (f) => `活动在 ${f.day} 开始，之后还没有有效的购买。`,
    'nothing-to-confirm': () => '顾客同意接收营销邮件时才开始。',
    'confirmed-already': () => '这位顾客的同意无需再确认。',
    'agreed-elsewhere': () => '顾客的同意由其他系统告知；只有顾客自己表示同意时才会开始。',
    'agreed-before': (f) => `顾客在 ${f.day} 活动开始之前就已同意；活动只询问之后同意的顾客。`,
  },
}
