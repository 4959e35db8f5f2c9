/** Words of the faults of a campaign's folder, in Simplified Chinese. */
import type { MailPurpose } from '../../../domain/starts/starts.ts'
import type {
  CampaignFaultWords,
  RequiredVariable,
  ServicePurpose,
} from '../../faults/campaign-fault-words.ts'
import { zhText } from '../spacing.ts'

const MAILS: Readonly<Record<MailPurpose, string>> = {
  marketing: '营销邮件',
  service: '服务邮件',
  confirmation: '确认邮件',
}

const ONCE = '只会请顾客确认一次'
const IN_MAIL = '请写在 .mjml 中，content 里只放文字和链接'

const HONEST = '可以提到订单已享受的折扣，如“优惠后总额”或“优惠金额：-¥5.00”'
const WITHOUT_OFFER: Readonly<Record<ServicePurpose, string>> = {
  service: `请改为 kind: marketing（这样只会发给同意接收营销邮件的顾客），或删除优惠内容。${HONEST}`,
  confirmation: '请删除优惠内容：确认邮件不能做推广',
}

const ADD: Readonly<Record<RequiredVariable, string>> = {
  'shop.postalAddress': '请在页脚加上 {{ shop.postalAddress }}',
  'shop.email': '请在页脚加上 {{ shop.email }}',
  unsubscribeUrl: '请在页脚加上 {{ unsubscribeUrl }}',
  confirmUrl: '请加一个链接到 {{ confirmUrl }} 的按钮，顾客只能这样确认',
}

export const zhCampaignFaults: CampaignFaultWords = {
  noCampaignFile: {
    problem: '活动没有 campaign.yaml',
    fix: '请从另一个活动复制一份再修改',
  },
  mailFileName: (file) => ({
    problem: `文件名 ${file} 中没有模板名和语言`,
    fix: '请命名为 <模板>.<语言>.mjml，如 offer.zh-CN.mjml',
  }),
  missingMail: (template, locale) => ({
    problem: zhText`模板 "${template}" 缺少 ${locale} 版本`,
    fix: `请添加 ${template}.${locale}.mjml`,
  }),
  unsentTemplate: (template) => ({
    problem: `没有步骤发送模板 "${template}"`,
    fix: '请在某个步骤中使用它，或删除这个文件',
  }),
  noContent: (locale) => ({
    problem: `有 ${locale} 的邮件，但 content 中没有 ${locale}`,
    fix: `请添加 content.${locale}，字段与其他语言相同`,
  }),
  sameId: (id, other) => ({
    problem: `"${id}" 与 ${other} 中的活动 id 重复`,
    fix: '请为每个活动设置不同的 id',
  }),
  lostSigns: {
    problem: '文字不是 UTF-8 编码，有字符丢失（U+FFFD）',
    fix: '请将文件保存为 UTF-8',
  },
  content: {
    inMail: (fix) => `${fix}（写在 .mjml 中）`,
    liquid: {
      problem: 'content 是纯文本，其中的 Liquid（{{ … }} 或 {% … %}）会原样显示',
      fix: IN_MAIL,
    },
    html: (found) => ({
      problem: `content 是纯文本，其中的 HTML（${found}）会原样显示`,
      fix: IN_MAIL,
    }),
    entity: (found) => ({
      problem: `content 是纯文本，其中的 HTML（${found}）会原样显示`,
      fix: '请直接写出这个字符',
    }),
    unsafeLink: (value) => ({
      problem: `不能用 "${value}" 作为链接`,
      fix: '请填写以 https:// 开头的完整网址',
    }),
  },
  confirmation: {
    kind: { problem: '确认邮件属于服务邮件', fix: '请改为 kind: service' },
    oneStep: (steps) => ({
      problem: `确认邮件的活动只能有一个步骤，这里有 ${steps} 个：${ONCE}`,
      fix: '请只保留一个步骤，顾客不确认就是不同意',
    }),
    repeat: { problem: `确认邮件不能重复发送：${ONCE}`, fix: '请删除 repeat' },
    reentryAfter: {
      problem: `顾客不能再次进入这个活动：${ONCE}`,
      fix: '请改为 reentryAfter: never',
    },
    endsOn: {
      problem: '购买会使确认邮件在发出之前就被取消',
      fix: '请删除 endsOn：顾客在结账时勾选同意，订单紧接着就会产生',
    },
    backlog: {
      problem: '店铺开启之前给出的同意，不会再请顾客确认',
      fix: '请删除 backlog',
    },
  },
  eventNotKept: (name, keepDays) => ({
    problem: `等待时间超过了事件“${name}”的保留天数（${keepDays} 天）`,
    fix: `请最多等待 P${keepDays}D，或声明更长的 keepDays`,
  }),
  reviewed: {
    marketing: {
      problem: 'reviewedForOffers 只用于服务邮件，而这个活动发送营销邮件',
      fix: '请将其删除',
    },
    unread: (purpose, locale, wanted) => ({
      problem: `${MAILS[purpose]}不能含有优惠，而 Rekindle 无法识别 ${locale} 中的优惠`,
      fix: `请让懂 ${locale} 的人检查邮件和 content 中有没有优惠，然后填写 reviewedForOffers: [${wanted.join(', ')}]`,
    }),
    automatic: (locale) => ({
      problem: `Rekindle 会自动识别 ${locale} 中的优惠`,
      fix: `请从 reviewedForOffers 中删除 ${locale}`,
    }),
    noMail: (locale) => ({
      problem: `没有 ${locale} 的邮件，无需检查`,
      fix: `请删除 ${locale}，或添加这种语言的邮件`,
    }),
  },
  offer: (purpose, words) => ({
    problem: `${MAILS[purpose]}不能含有优惠，而这里写着“${words}”`,
    fix: WITHOUT_OFFER[purpose],
  }),
  amount: {
    nested: (most) => ({
      problem: `从这里开始，条件和循环嵌套超过了 ${most} 层`,
      fix: '请在每个条件和循环结束的地方闭合它，并减少嵌套',
    }),
    pieces: (most) => ({
      problem: `从这里开始，Liquid 标签和输出超过了 ${most} 个，而一封邮件最多只能有 ${most} 个`,
      fix: '请把重复的内容写成循环：{% for item in content.items %}…{% endfor %}',
    }),
  },
  required: {
    missing: (purpose, variable) => ({
      problem: `${MAILS[purpose]}必须显示 {{ ${variable} }}`,
      fix: ADD[variable],
    }),
    contact: (countries) => ({
      problem: zhText`发往 ${countries.join('、')} 的营销邮件必须显示 {{ shop.email }}，即顾客联系店铺的邮箱`,
      fix: ADD['shop.email'],
    }),
    onlyInConfirmation: (variable) => ({
      problem: `只有由 {consent: unconfirmed} 触发的活动才有 {{ ${variable} }}，这里是空的`,
      fix: `请删除 {{ ${variable} }}`,
    }),
    recommending: (purpose) => ({
      problem: `${MAILS[purpose]}不能推荐商品`,
      fix: '请删除所有用到 recommendations 的内容',
    }),
    unseen: (variable, customer) => ({
      problem:
        customer === undefined
          ? `并非所有顾客都能看到 {{ ${variable} }}`
          : zhText`并非所有顾客都能看到 {{ ${variable} }}：${customer}就看不到`,
      fix: '请把它移到隐藏它的条件之外',
    }),
  },
}
