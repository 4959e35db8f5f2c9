/** What the pages behind a customer's links say, in Simplified Chinese. */
import type { PageWords } from '../page-words.ts'
import { zhText } from './spacing.ts'

export const zhPages: PageWords = {
  lang: 'zh-CN',
  about: '相关邮箱：',
  consentWording: (shop) => zhText`我同意接收“${shop}”的资讯和优惠邮件`,
  invalid: {
    title: '链接无效',
    advice: '链接不完整或已过期，请使用最近一封邮件中的链接。',
  },
  unavailable: {
    title: '暂时无法处理',
    advice: '没有任何更改。请您过几分钟再打开此链接。',
  },
  noData: {
    title: '我们没有您的资料',
    text: (shop) => zhText`“${shop}”已不再保存您的任何资料，您不会再收到资讯和优惠邮件。`,
  },
  unsubscribe: {
    ask: '要退订我们的营销邮件吗？',
    explain: (shop) =>
      zhText`退订后，您将不再收到“${shop}”的资讯和优惠邮件。与订单有关的邮件不受影响。`,
    button: '退订营销邮件',
    fewer: '只想少收一些邮件？',
    choosePreferences: '选择邮件内容和接收频率',
    pauseInstead: '或者先暂停一段时间',
    pauseMeans: '您仍保持订阅，暂停期间不会收到资讯和优惠邮件。',
    otherLink: '要选择接收内容，请使用我们发送到您现在邮箱的最近一封邮件中的链接。',
    done: '已为您退订营销邮件',
    goodbye: (shop) => zhText`退订即刻生效，您不会再收到“${shop}”的资讯和优惠邮件。`,
    mistake: '不小心退订了？',
    changePreferences: '更改接收设置',
  },
  preferences: {
    title: '邮件接收设置',
    marketing: '资讯和优惠',
    off: '我不想接收',
    stillComes: '与订单有关的邮件不受影响。',
    often: '接收频率',
    frequencies: {
      'as-it-comes': '有新内容就发给我',
      weekly: '每周最多一封',
      monthly: '每月最多一封',
    },
    pause: {
      legend: '暂停接收',
      none: '不暂停',
      lengths: { 30: '暂停 30 天', 90: '暂停 90 天', 182: '暂停半年' },
      until: (day) => zhText`您已暂停接收资讯和优惠邮件，至${day}为止。`,
      keep: (day) => zhText`继续暂停至${day}`,
      end: '现在结束暂停',
    },
    campaigns: '邮件内容',
    cameFrom: '您刚才查看的邮件属于这一类。',
    language: '邮件语言',
    noLanguage: '未选择',
    save: '保存',
    saved: '您的设置已保存。',
    unconfirmed: {
      toCome: '还差一步：请点击我们发给您的邮件中的链接完成确认，之后您才会收到资讯和优惠。',
      over: '您的邮箱尚未确认。请您点击确认邮件中的链接，之后您才会收到资讯和优惠。',
      send: '给我发送确认邮件',
      sendFrom: (instant) => zhText`${instant}起，您可以再次申请发送确认邮件。`,
    },
    conflict: '您的设置刚刚在别处更改过。以下是当前设置，请重新选择。',
    refused: '未能保存',
    refusedWhy: '页面已过期或不完整，未作任何更改。',
    again: '重新打开页面',
  },
  confirm: {
    ask: '请确认您的订阅',
    explain: (shop) => zhText`有人（应该是您本人）用这个邮箱在“${shop}”订阅了邮件，并同意：`,
    button: '确认订阅',
    notYou: '不是您本人？请忽略本页：未经您确认，我们不会给您发送这类邮件。',
    done: '谢谢，订阅已确认',
    thanks: (shop) =>
      zhText`“${shop}”今后会给您发送资讯和优惠。您可以随时通过邮件中的链接更改接收设置或退订。`,
    withdrawn: '没有需要确认的内容',
    withdrawnWhy:
      '在我们发出这个链接之后，这个邮箱已退订资讯和优惠，因此未作任何更改。如果您还想接收，请重新订阅。',
    otherAddress: '此链接对应另一个邮箱',
    otherAddressWhy: (shop) =>
      zhText`您已在“${shop}”更换邮箱。未作任何更改，请使用新邮箱重新订阅。`,
    tooOld: '链接已过期',
    tooOldWhy: (shop) => zhText`确认链接的有效期为 30 天。未作任何更改，请在“${shop}”重新订阅。`,
  },
}
