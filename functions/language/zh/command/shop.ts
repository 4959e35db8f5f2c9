/** Words of `rekindle shop`, in Simplified Chinese. */
import type { ShopVerbs, ShopWords } from '../../command/shop-words.ts'
import { figure } from '../../figures.ts'
import { zhNames } from '../faults/lists.ts'
import { zhText } from '../spacing.ts'

const SENDER = '邮件的发件人，如 "Example Goods <hello@shop.example>"'
const ADDRESS = '邮寄地址，法律要求写在每封邮件里'
const NAME = '顾客熟悉的店铺名称'
const URL = '店铺网站，邮件里的链接指向这里'
const mailboxes = {
  'reply-to': '接收回复的地址；默认为 --from 中的地址',
  'unsubscribe-mailbox': '接收邮件退订请求的地址，写在每封邮件的邮件头里',
}
const POLICY = 'YAML 文件，只写与默认策略不同的设置'

export const zhShopVerbs: ShopVerbs = {
  'shop add': {
    summary: '添加店铺，并显示第一个 API 密钥',
    about: [
      '新店铺尚未开启：可以导入历史数据，但不会发送任何邮件。导入之后用 rekindle shop open ID 开启。密钥只显示这一次。',
    ],
    arguments: { ID: '店铺编号，由字母、数字、“-”“_”“.”组成，以后不能更改' },
    options: {
      name: NAME,
      currency: '货币（ISO 4217），如 EUR',
      zone: '时区（IANA），如 Europe/Berlin',
      address: ADDRESS,
      from: SENDER,
      url: URL,
      languages: '顾客的语言未知时使用的语言，按优先顺序排列，如 en,zh-CN',
      country:
        '顾客所在国家或地区未知时，适用哪里的法律（ISO 3166-1），如 DE；默认适用最严格的规则',
      ...mailboxes,
      policy: POLICY,
    },
    examples: { add: '添加一家德国店铺，邮件用英文' },
  },
  'shop open': {
    summary: '历史数据导入后开启店铺，活动随之开始',
    about: [
      '先建立购买预测模型，让个人期限适用于全部历史，再重新评估每位顾客。历史数据不会触发邮件：开启之前就已属于某个分类的顾客不会收到相应的邮件，除非活动设置了 backlog。已经开启的店铺不受影响。',
    ],
    arguments: { ID: '店铺' },
    options: {},
    examples: { open: '开启店铺' },
  },
  'shop change': {
    summary: '修改店铺的名称、发件人、网站或地址',
    about: ['此后发出的邮件都使用新设置。--from 换了域名时，须先通过检查：rekindle domain check'],
    arguments: { ID: '店铺' },
    options: {
      name: NAME,
      address: ADDRESS,
      from: SENDER,
      url: URL,
      'delivery-events':
        '包裹送达时店铺是否上报名为 delivered 的事件：on 或 off。设有 withDeliveryEvents 的活动将从送达开始',
      ...mailboxes,
    },
    examples: { change: '接受通过邮件退订' },
  },
  'shop list': {
    summary: '列出店铺',
    about: [],
    arguments: {},
    options: {},
    examples: { list: '所有店铺', json: '以 JSON 列出，包括活动和密钥' },
  },
  'shop policy': {
    summary: '查看或替换策略：沉睡期限、免打扰时段、频率上限',
    about: [
      '文件只写与默认策略不同的设置，没有写的恢复为默认。替换之后会重新评估每位顾客。不带 --policy 时只显示当前策略，不作改动。',
    ],
    arguments: { ID: '店铺' },
    options: { policy: POLICY },
    examples: { show: '查看当前策略', replace: '替换策略' },
  },
  'shop key add': {
    summary: '再签发一个 API 密钥，其他密钥不变',
    about: [
      '请为每个客户端单独签发密钥，只给它需要的权限：ingest 上报购买和顾客资料，consent 随之上报同意，read 查询顾客，feedback 上报 SES 事件，admin 包括全部权限并可删除顾客数据。密钥只显示这一次。',
    ],
    arguments: { ID: '店铺' },
    options: { scope: '密钥的权限，用逗号分隔', name: '密钥的用途，显示在密钥列表中' },
    examples: {
      purchases: '签发给上报购买的后端',
      events: '签发给上报 SES 事件的 EventBridge API 目标',
    },
  },
  'shop key list': {
    summary: '列出店铺的 API 密钥，以及各自最近一次使用的日期',
    about: ['只显示密钥的开头部分，不显示密钥本身。日期按 UTC 计算。'],
    arguments: { ID: '店铺' },
    options: {},
    examples: { list: '一家店铺的密钥' },
  },
  'shop key revoke': {
    summary: '撤销 API 密钥',
    about: ['各个进程最多将店铺设置保留十秒，在此期间这个密钥可能仍然有效。其他密钥不变。'],
    arguments: { ID: '店铺', KEY: '密钥的名称，或它的开头部分，如 rk_Xb0q4y8sL2A' },
    options: {},
    examples: { byName: '按名称撤销', byId: '按开头部分撤销' },
  },
  'shop rotate-key': {
    summary: '签发新的 API 密钥，所有旧密钥到期失效',
    about: [
      '替换店铺的所有密钥，无论权限如何；如只需再签发一个，请用 rekindle shop key add。密钥只显示这一次。旧密钥会保留一段时间，以便各个客户端换用新密钥；用 --keep-old 0 则立即失效。',
    ],
    arguments: { ID: '店铺' },
    options: {
      scopes: '密钥的权限，用逗号分隔；默认与最新的密钥相同',
      'keep-old': '旧密钥保留多久',
    },
    examples: {
      rotate: '签发权限相同的新密钥',
      atOnce: '签发只能上报数据的密钥，其他密钥立即失效',
    },
  },
  'shop resume': {
    summary: '恢复向某家邮箱服务商发送营销邮件（自动暂停之后）',
    about: [
      '某家邮箱服务商的退信或投诉过多时，会自动暂停向它发送营销邮件，以免店铺的邮件被它屏蔽。请先查明原因，例如名单过旧，或某个活动不受欢迎。恢复之后，等待中的邮件会发出，已因等待过久跳过的不再补发，并重新开始计数。不带 --provider 时列出当前的暂停。',
    ],
    arguments: { ID: '店铺' },
    options: { provider: '要恢复的邮箱服务商；不填则列出当前的暂停' },
    examples: { list: '列出当前的暂停', resume: '恢复向 Gmail 发送营销邮件' },
  },
}

export const zhShop: ShopWords = {
  none: (store) => `${store} 中还没有店铺。请先添加：rekindle shop add`,
  columns: {
    shop: '店铺',
    name: '名称',
    currency: '货币',
    openSince: '开启时间',
    campaigns: '活动',
    keys: '密钥',
  },
  notOpen: '尚未开启',
  openImports: (shop, imports, list) => `${shop}：有 ${figure(imports)} 次导入尚未完成，见 ${list}`,
  withPaused: (campaigns, paused) => `${campaigns}（${paused} 个已暂停）`,
  exists: (shop) =>
    `店铺 ${shop} 已经存在，没有改动。如需再签发一个密钥：rekindle shop key add ${shop}`,
  added: (shop) => `已添加店铺 ${shop}，尚未开启。`,
  key: (scopes) => `API 密钥（${zhNames(scopes)}）只显示这一次：`,
  openNext: (shop) => `导入历史数据之后开启：rekindle shop open ${shop}`,
  opened: (shop, since) => `店铺 ${shop} 自 ${since} 起已开启。`,
  changed: (shop, fields) => `已修改店铺 ${shop}：${fields.join('、')}。`,
  publishAgain: '请重新发布设有 withDeliveryEvents 的活动，新的触发方式才会生效',
  nothingToChange: '没有要修改的内容：请至少写一个选项',
  policyInForce: (shop) => `店铺 ${shop} 的新策略已生效。`,
  consentByCountry: {
    title: '发送营销邮件需要的同意（按顾客所在国家或地区）',
    otherCountries: '其他国家或地区',
    countryUnknown: '国家或地区未知',
    markUnknown:
      '不发送营销邮件，因为不清楚当地法律要求的主题标识；请在策略的 countries 中写明（不需要时写 null）',
    subjectMark: (mark) => zhText`邮件主题须以${mark}开头`,
  },
  newKey: (shop, scopes) => `店铺 ${shop} 的新 API 密钥（${zhNames(scopes)}）只显示这一次：`,
  oldKeys: (keys, until) =>
    keys === 0 ? '没有旧密钥。' : `${figure(keys)} 个旧密钥将在 ${until} 失效。`,
  keys: {
    columns: {
      key: '密钥',
      name: '名称',
      scopes: '权限',
      added: '签发日期',
      lastUsed: '最近使用',
      expires: '失效时间',
    },
    unnamed: '-',
    noUse: '没有使用记录',
    never: '不失效',
    none: (shop) => `店铺 ${shop} 没有 API 密钥。如需签发：rekindle shop key add ${shop}`,
    nameTaken: (name) => `已有名称为“${name}”的密钥：请换一个名称，或先撤销那个密钥`,
    unknown: (shop) => `没有这个密钥。查看现有密钥：rekindle shop key list ${shop}`,
    inForce: '正在运行的服务器最多十秒后接受该密钥。其他密钥不变。',
    revoked: (key, seconds) => `已撤销密钥 ${key}，最迟 ${figure(seconds)} 秒后失效。`,
    noneLeft: (shop) => `店铺 ${shop} 现在没有 API 密钥。如需签发：rekindle shop key add ${shop}`,
  },
  pauseReasons: { bounces: '退信过多', complaints: '投诉过多' },
  noPauses: (shop) => `店铺 ${shop} 没有暂停向任何邮箱服务商发送营销邮件。`,
  paused: (provider, since, reason, resume) =>
    zhText`发往${provider}的营销邮件自${since}起暂停：${reason}。如需恢复：${resume}`,
  resumed: (provider) => zhText`已恢复向${provider}发送营销邮件。`,
  notPaused: (provider, paused) =>
    paused.length === 0
      ? zhText`没有作任何改动：发往${provider}的营销邮件没有暂停。`
      : zhText`没有作任何改动：发往${provider}的营销邮件没有暂停。已暂停：${paused.join('、')}。`,
  invalid: {
    deliveryEvents: (typed) => `--delivery-events 的值“${typed}”无效：请写 on 或 off`,
    id: (typed) => `店铺编号“${typed}”无效：请用最多 64 个字母、数字、“-”“_”“.”，如 acme`,
    currency: (typed) => `--currency 的值“${typed}”无效：请写 ISO 4217 代码，如 EUR`,
    country: (typed) => `--country 的值“${typed}”无效：请写 ISO 3166-1 代码，如 DE`,
    zone: (typed) => `--zone 的值“${typed}”无效：请写 IANA 时区，如 Europe/Berlin`,
    sender: (typed) =>
      `--from 的值“${typed}”无效：请写名称和邮箱地址，如 "Example Goods <hello@shop.example>"`,
  },
}
