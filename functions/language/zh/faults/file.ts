/** Words of the faults of any YAML or JSON file, in Simplified Chinese. */
import type { FileFaultWords } from '../../faults/file-fault-words.ts'
import { zhText } from '../spacing.ts'

const cannot = (name: string | undefined, what: string): string => zhText`${name ?? '文件'}${what}`

/** By the code of the YAML library. */
const SYNTAX: Readonly<Record<string, string>> = {
  ALIAS_OF_ITSELF: '别名（*）引用了自身',
  ALIAS_PROPS: '别名（*）不能再带锚点或标签',
  BAD_ALIAS: '别名（*）没有对应的锚点',
  BAD_COLLECTION_TYPE: '标签与这里的列表或字段不符',
  BAD_DIRECTIVE: '以 % 开头的指令无效',
  BAD_DQ_ESCAPE: '双引号中的转义字符无效',
  BAD_INDENT: '缩进不正确',
  BAD_PROP_ORDER: '锚点或标签的位置不对',
  BAD_SCALAR_START: '值不能以这个字符开头，需要加引号',
  BLOCK_AS_IMPLICIT_KEY: '同一行中不能再写一层字段',
  BLOCK_IN_FLOW: '括号中不能使用缩进的写法',
  DUPLICATE_KEY: '同一个字段写了两次',
  KEY_OVER_1024_CHARS: '字段名过长',
  MISSING_CHAR: '缺少冒号、逗号、引号或右括号',
  MULTILINE_IMPLICIT_KEY: '字段名必须写在一行内，并以冒号结尾',
  MULTIPLE_ANCHORS: '一个值只能有一个锚点',
  MULTIPLE_DOCS: '一个文件中只能有一份文档',
  MULTIPLE_TAGS: '一个值只能有一个标签',
  NON_STRING_KEY: '字段名必须是文字',
  TAB_AS_INDENT: '缩进不能使用制表符',
  TAG_RESOLVE_FAILED: '标签无法识别',
  TOO_MANY_ALIASES: '别名（*）重复展开过多',
  UNEXPECTED_TOKEN: '这里的字符多余或位置不对',
}

export const zhFileFaults: FileFaultWords = {
  asLine: (place, field, { problem, fix }) =>
    `${place}: ${field === undefined ? '' : `${field}：`}${problem}。${fix}。`,
  syntax: (code) => ({
    problem: SYNTAX[code] ?? '这里不符合 YAML 的语法',
    fix: '请检查这一行前后的缩进、冒号、引号和右括号',
  }),
  unknownField: (name) => zhText`这里没有名为 ${name} 的字段`,
  writeNear: (near) => zhText`请改为 ${near}，或将其删除`,
  allowedHere: (names) => zhText`请删除。这里可用的字段：${names.join('、')}`,
  removeOrRespell: '请删除，或改正拼写',
  missing: (name) => zhText`缺少${name === undefined ? '内容' : ` ${name}`}`,
  cannotBe: (name, value) => cannot(name, `不能是 ${value}`),
  cannotHold: (name, value) => cannot(name, `中不能有 ${value}`),
  notADuration: (value) => `"${value}" 不是固定的时长`,
  tooShort: (value) => `时长 "${value}" 太短`,
  notALanguage: (value) => `"${value}" 不是语言代码`,
  notValid: (value) => `"${value}" 无效`,
  needsLanguage: 'name 至少要有一种语言',
  countryCode: '不是有效的国家或地区代码',
  currencyCode: '不是有效的货币代码',
  timeZone: '不是有效的时区',
  replaced: (field) => `${field} 已不再是设置项`,
  notAfter: (later, earlier) => `${later} 不晚于 ${earlier}`,
  below: (most, least) => `${most} 小于 ${least}`,
  above: (least, most) => `${least} 大于 ${most}`,
  noCustomerMatches: (most, least) => `${most} 小于 ${least}，没有顾客能符合条件`,
  tooMany: (field, most) => `${field} 的名称超过 ${most} 个`,
  sameStep: (id) => `有两个步骤的 id 都是 "${id}"`,
  startsOnce: 'restart 只用于顾客仍在活动中时可以再次触发的活动，如由购买或事件触发的活动',
  ifTwice: '“if”和“conditions”含义相同，现用名为“if”，请只保留一个',
  twoTimes: (field) =>
    `“${field}”与另一个字段都规定了发送时间，after、afterPrevious 和 until 只能保留一个`,
  noStepBefore: '第一个步骤之前没有别的步骤，请改用 after',
  repeatsBefore: '上一步会重复发送，没有唯一的起算时间，请改用 after',
}
