/** The people who shop: where they live, what they read, what they drink. None of them exists. */
import type { ReportedConsent } from '../domain/consent.ts'
import type { Profile } from '../domain/customer.ts'
import type { Instant } from '../domain/time.ts'
import {
  type DemoLocale,
  demoLocaleOf,
  demoShop,
  demoShopNames,
  TEA_FAMILIES,
  type TeaFamily,
} from './catalogue.ts'
import { pick, pickWeighted, type Random } from './random.ts'

export type SimulatedCustomer = {
  readonly id: string
  readonly profile: Required<Omit<Profile, 'emailFault'>>
  /** Empty if the customer never said; a withdrawal follows its grant. */
  readonly consents: readonly ReportedConsent[]
  /** What goes into most of their baskets. */
  readonly taste: TeaFamily
}

export type Market = {
  readonly zone: string
  readonly country: string
  readonly weight: number
  readonly locales: readonly { readonly locale: string; readonly weight: number }[]
}

/** Spread round the world so that at every hour it is day for some of them. */
export const markets: readonly Market[] = [
  market('Europe/London', 'GB', 42, { 'en-GB': 9, 'zh-CN': 1 }),
  market('Asia/Shanghai', 'CN', 22, { 'zh-CN': 19, 'en-GB': 1 }),
  market('America/New_York', 'US', 12, { 'en-US': 9, 'zh-CN': 1 }),
  market('America/Los_Angeles', 'US', 10, { 'en-US': 8, 'zh-CN': 2 }),
  market('Australia/Sydney', 'AU', 8, { 'en-AU': 8, 'zh-CN': 2 }),
  market('Europe/Berlin', 'DE', 6, { 'de-DE': 6, 'en-GB': 4 }),
]

function market(
  zone: string,
  country: string,
  weight: number,
  locales: Readonly<Record<string, number>>,
): Market {
  const list = Object.entries(locales).map(([locale, share]) => ({ locale, weight: share }))
  return { zone, country, weight, locales: list }
}

const LATIN_NAMES = `
  Ada Alder Amber Ash Basil Bay Briar Bryn Cedar Cleo Clover Cora Dara Della Elm Esme Fern Fia
  Flora Gale Hazel Heath Holly Indigo Iris Isla Ivy Jory Juniper Kit Lark Laurel Linden Lowen
  Mabel Maple Maren Moss Nell Nika Odette Olive Oren Pearl Perry Posy Quill Reed Robin Rowan
  Rue Saffron Sage Senna Sorrel Tamsin Tansy Teasel Thea Una Vesper Wren Yarrow Zinnia
`
  .trim()
  .split(/\s+/)

/** As written, and in Latin letters for the address. */
type PersonName = { readonly written: string; readonly latin: string }

const CHINESE_NAMES = `
  若溪:ruoxi 小满:xiaoman 青禾:qinghe 云舒:yunshu 知夏:zhixia 念秋:nianqiu 子墨:zimo 晓茗:xiaoming
  雨桐:yutong 清越:qingyue 思源:siyuan 安然:anran 沐阳:muyang 听澜:tinglan 书瑶:shuyao
  景行:jingxing 南星:nanxing 怀瑾:huaijin 月白:yuebai 竹溪:zhuxi 初晴:chuqing 望舒:wangshu
  松月:songyue 采薇:caiwei 如意:ruyi 春和:chunhe 映雪:yingxue 芷兰:zhilan 星河:xinghe 半夏:banxia
`
  .trim()
  .split(/\s+/)
  .map((entry): PersonName => {
    const [written = '', latin = ''] = entry.split(':')
    return { written, latin }
  })

const INITIALS = 'ABCDEFGHJKLMNPRSTWYZ'.split('')
/** Reserved for examples by RFC 2606: mail to them reaches no one. */
const MAIL_DOMAINS = ['example.com', 'example.net', 'example.org']

/** The share of a shop's customers who drink mostly this. */
const TASTES: Readonly<Record<TeaFamily, number>> = {
  black: 30,
  green: 24,
  oolong: 18,
  dark: 10,
  white: 8,
  herbal: 10,
}

const customerId = (number: number): string => `c-${String(number).padStart(5, '0')}`

/** Where the next customer comes from; the rest of the person follows from that. */
export const pickMarket = (random: Random, among: readonly Market[] = markets): Market =>
  pickWeighted(random, among, ({ weight }) => weight)

/** A person of this market who gives their details at `at`; consent is theirs to add. */
export function inventCustomer(
  random: Random,
  number: number,
  from: Market,
  at: Instant,
): SimulatedCustomer {
  const { locale } = pickWeighted(random, from.locales, ({ weight }) => weight)
  const latinName = pick(random, LATIN_NAMES)
  const chineseName = pick(random, CHINESE_NAMES)
  const names: Readonly<Record<DemoLocale, PersonName>> = {
    en: { written: latinName, latin: latinName.toLowerCase() },
    'zh-CN': chineseName,
  }
  const name = names[demoLocaleOf(locale)]
  const initial = pick(random, INITIALS)
  const mailbox = `${name.latin}.${initial.toLowerCase()}${number}`
  return {
    id: customerId(number),
    profile: {
      email: `${mailbox}@${pick(random, MAIL_DOMAINS)}`,
      name: `${name.written} ${initial}.`,
      locale,
      zone: from.zone,
      country: from.country,
      updatedAt: at,
    },
    consents: [],
    taste: pickWeighted(random, TEA_FAMILIES, (family) => TASTES[family]),
  }
}

const WORDINGS: Readonly<Record<DemoLocale, string>> = {
  en: `Send me ${demoShopNames.en} news and offers by e-mail.`,
  'zh-CN': `我同意通过邮件接收${demoShopNames['zh-CN']}的新品和优惠信息。`,
}

/** The box at the checkout, ticked: enough in most countries, and asked to confirm in the others. */
export const grantAt = (at: Instant, locale: string): ReportedConsent => ({
  purpose: 'marketing',
  act: 'granted',
  at,
  source: 'checkout',
  basis: 'explicit',
  wording: WORDINGS[demoLocaleOf(locale)],
  evidence: `${demoShop.url}/checkout`,
})

/** Where the box proves nothing, and the link in a mail does. */
const CONFIRMED_IN: ReadonlySet<string> = new Set(['DE'])

/** Consent that is good where the customer lives: the box, and the link followed where it takes that. */
export const lawfulGrantAt = (
  at: Instant,
  { country, locale }: Required<Omit<Profile, 'emailFault'>>,
): ReportedConsent =>
  CONFIRMED_IN.has(country)
    ? {
        ...grantAt(at, locale),
        source: 'form',
        basis: 'double-opt-in',
        evidence: `${demoShop.url}/confirmed`,
      }
    : grantAt(at, locale)

/** The link at the foot of an e-mail, followed. */
export const withdrawalAt = (at: Instant): ReportedConsent => ({
  purpose: 'marketing',
  act: 'withdrawn',
  at,
  source: 'unsubscribe',
})
