/** Words of why a record of an import is refused, in Simplified Chinese. */
import type { RecordFaultWords, Refusal } from '../../faults/record-fault-words.ts'

const ID = '必须是 1 到 128 个字符，不能以 "~" 开头，也不能有控制字符'
const INSTANT = '必须是带时差的时间，如 2026-01-31T12:00:00Z'
const MINOR = '必须是以货币最小单位（分）计的整数'
const WEB_ADDRESS = '必须是以 https:// 或 http:// 开头的完整网址，不能含用户名，最多 2000 个字符'

/** By the last name of the field. */
const FIELDS: Readonly<Record<string, string>> = {
  id: ID,
  orderId: ID,
  refundId: ID,
  sku: ID,
  email: '必须是邮箱地址，“@”之前只能用 ASCII 字符',
  locale: '必须是语言标签（BCP 47），如 zh-CN',
  zone: '必须是 IANA 时区，如 Asia/Shanghai',
  country: '必须是大写的国家或地区代码（ISO 3166-1），如 GB',
  currency: '必须是 ISO 4217 中有的货币代码（大写），如 EUR',
  paidAt: INSTANT,
  updatedAt: INSTANT,
  at: INSTANT,
  grossMinor: MINOR,
  unitMinor: MINOR,
  priceMinor: MINOR,
  minor: MINOR,
  url: WEB_ADDRESS,
  imageUrl: WEB_ADDRESS,
  title: '必须有看得见的文字',
}

/** Of a field without a rule of its own. */
function limited({ code, limit }: Refusal): string {
  if (code === 'too_big') return limit === undefined ? '太大或太长' : `最多 ${limit}`
  if (code === 'too_small') return limit === undefined ? '太小或太短' : `至少 ${limit}`
  return '无效'
}

function ruleOf(refusal: Refusal): string {
  const { field, code, limit } = refusal
  const name = field.split('.').at(-1) ?? ''
  if (TEXTS.includes(name) && code === 'too_big') return `最多 ${limit} 个字符`
  return FIELDS[name] ?? limited(refusal)
}

const TEXTS = ['title', 'name', 'evidence', 'wording']

export const zhRecordFaults: RecordFaultWords = {
  refused: (refusal) => `${refusal.field} ${ruleOf(refusal)}`,
  unreadable: '无法识别',
  noAddress: '访客没有邮箱地址',
  notAnswered: '没有收到答复',
  noReason: '没有说明原因',
  noCustomer: '退款没有顾客',
}
