/** Words of the faults of Liquid, in Simplified Chinese. */
import type { FilterFix, LiquidFaultWords, RestFix } from '../../faults/liquid-fault-words.ts'
import { zhEither } from './lists.ts'

const VALUES = '请写变量、数字或带引号的文字'
const OTHERWISE = '请修改这个值，或修改用到它的 Liquid'

const LEAVE_OUT: Readonly<Record<Extract<FilterFix, { kind: 'leave-out' }>['why'], string>> = {
  escaped: '请去掉它：值总会自动转义',
  'own-languages': '请去掉它：每种语言都有自己的邮件文件',
  unknown: '请去掉它，全部过滤器见 templates/README.md',
}
const INSTEAD: Readonly<Record<Extract<FilterFix, { kind: 'value' }>['what'], string>> = {
  variable: '请直接写变量，如 {{ customer.name }}',
  picture: '请写出图片的完整网址；推荐商品的图片请写 item.imageUrl',
  field: '请用点号写字段，如 content.name',
}
const REST: Readonly<Record<RestFix, string>> = {
  values: '请在各个值之间写逗号或 or',
  'one-value': '请只写一个值，每个过滤器前面加 |',
  condition: '请在各个值之间写 and、or 或比较符号',
}

const filterFix = (fix: FilterFix): string => {
  switch (fix.kind) {
    case 'write':
      return `请改为 ${fix.liquid}`
    case 'near':
      return `请改为 ${fix.name}，或去掉它`
    case 'leave-out':
      return LEAVE_OUT[fix.why]
    case 'value':
      return INSTEAD[fix.what]
  }
}

const tagList = (tags: readonly string[]): string =>
  `可用的标签有 ${tags.join('、')}，每个块要用对应的 end 标签闭合`
const aNumber = (filter: string): string => `请写数字，如 ${filter}: 2`

export const zhLiquidFaults: LiquidFaultWords = {
  openDelimiter: (opening, closing) => ({
    problem: `${opening} 没有闭合`,
    fix: `请用 ${closing} 闭合`,
  }),
  openBlock: (tag, name) => ({
    problem: `${tag} 没有闭合`,
    fix: `请在结束的地方加上 {% end${name} %}`,
  }),
  openBlockBefore: (tag, name, before, line) => ({
    problem: `${tag} 没有闭合`,
    fix: `请在第 ${line} 行的 {% ${before} %} 之前加上 {% end${name} %}`,
  }),
  openBracket: { problem: '[ 没有闭合', fix: '请用 ] 闭合' },
  openParenthesis: {
    problem: '括号没有闭合',
    fix: '范围请写成 (1..3)，条件中不能用括号',
  },
  openQuote: { problem: '引号没有闭合', fix: '请用同样的引号闭合，如 "active"' },
  noTagName: { problem: '标签没有名称', fix: '请在 {% 之后写标签的名称' },
  unnamedTag: (tags) => ({ problem: '标签没有名称', fix: tagList(tags) }),
  unknownTag: (name, tags) => ({ problem: `没有标签 {% ${name} %}`, fix: tagList(tags) }),
  misspeltTag: (name, near) => ({
    problem: `没有标签 {% ${name} %}`,
    fix: `请改为 {% ${near} %}`,
  }),
  unknownEnd: (name) => ({
    problem: `没有标签 {% ${name} %}`,
    fix: '请将其删除：这里没有需要闭合的块',
  }),
  elseIf: { problem: '{% else if %} 不是标签', fix: '请改为 {% elsif … %}' },
  outsideBlock: (name, blocks) => ({
    problem: `{% ${name} %} 不在 ${zhEither(blocks.map((one) => `{% ${one} %}`))} 中`,
    fix: '请将其删除，或移到所属的块中',
  }),
  outsideLoop: (name) => ({
    problem: `{% ${name} %} 不在 {% for %} 中`,
    fix: '请将其删除，或移到所属的循环中',
  }),
  nothingAfter: (name) => ({
    problem: `{% ${name} %} 的名称后面不能写其他内容`,
    fix: `请改为 {% ${name} %}${name === 'else' ? '，或带条件的 {% elsif … %}' : ''}`,
  }),
  closesOther: (name, opened, line) => ({
    problem: `{% ${name} %} 闭合的是第 ${line} 行的 {% ${opened} %}`,
    fix: `请改为 {% end${opened} %}`,
  }),
  notOpened: (name, block) => ({
    problem: `{% ${name} %} 没有开始标签`,
    fix: `请将其删除，或用 {% ${block} … %} 开始`,
  }),
  afterElse: {
    problem: '条件中的 {% else %} 后面不能再有分支',
    fix: '请把 {% else %} 放在最后，并且只写一次',
  },
  valueMissing: { problem: '缺少值', fix: VALUES },
  valueMissingBefore: (found) => ({ problem: `"${found}" 之前缺少值`, fix: VALUES }),
  whenValueMissing: { problem: '缺少值', fix: '请写 {% when "one" %}' },
  noFilter: { problem: '| 后面没有过滤器', fix: '请在 | 后面写过滤器，或删除 |' },
  notAFilter: {
    problem: '值后面的内容不是过滤器',
    fix: '请在每个过滤器前面写 |，变量名中不要有空格',
  },
  noColon: {
    problem: '过滤器和它的值之间没有冒号',
    fix: '请加上冒号，如 {{ customer.name | default: "顾客" }}',
  },
  cannotFollow: (found) => ({
    problem: `过滤器后面不能写 "${found}"`,
    fix: '请在每个过滤器前面写 |，在它的各个值之间写逗号',
  }),
  noName: {
    problem: '缺少要赋值的名称',
    fix: '请写 {% assign greeting = "Hello" %} 或 {% capture greeting %}Hello{% endcapture %}',
  },
  noEquals: {
    problem: '名称和值之间缺少 =',
    fix: '请写 {% assign greeting = "Hello" %}',
  },
  loopForm: {
    problem: '循环应写成 {% for item in list %}',
    fix: '请写 {% for item in recommendations %}',
  },
  emptyCycle: { problem: 'cycle 没有可以轮换的值', fix: "请写 {% cycle 'one', 'two' %}" },
  inlineComment: {
    problem: '这条注释的每一行都必须以 # 开头',
    fix: '请在每一行开头写 #，或改为 {% comment %}…{% endcomment %}',
  },
  tooMuch: {
    problem: 'Liquid 生成的内容超过了一封邮件的容量',
    fix: '请减少循环的项目，如 {% for item in list limit: 10 %}',
  },
  tooManyNumbers: '请减少循环的次数，如 {% for number in (1..10) %}',
  nothingToCompare: { problem: '条件缺少用来比较的值', fix: '请加上用来比较的值' },
  comparingWord: { problem: '条件中的这个词不能用来比较', fix: '请改为 == 或 !=' },
  assigns: { problem: '= 是赋值，不是比较', fix: '请改为 ==' },
  filteredLoop: {
    problem: '循环会忽略列表上的过滤器',
    fix: '请先写 {% assign list = recommendations | … %}，再写 {% for item in list %}',
  },
  curlyQuote: (quote) => ({
    problem: `${quote} 在 Liquid 中不是引号`,
    fix: '请使用直引号，如 "active"',
  }),
  entity: (entity, mark) => ({
    problem: `Liquid 不识别 ${entity}`,
    fix: `请直接写 ${mark}`,
  }),
  decimalComma: (whole, decimals) => ({
    problem: `${whole},${decimals} 不是数字`,
    fix: `请用小数点：${whole}.${decimals}`,
  }),
  loopTakes: {
    problem: '循环中只能写列表、limit、offset 和 reversed',
    fix: '请在列表后面写 limit: 3、offset: 1 或 reversed，或什么都不写',
  },
  comparesNothing: (tag, value) => ({
    problem: `${tag === '' ? '输出' : `{% ${tag} %} `}只能写一个值，不能比较`,
    fix:
      value === undefined
        ? '请把因条件而异的内容写在 {% if … %}…{% endif %} 中'
        : `请改为 ${value} | default: "…"`,
  }),
  restUnread: (fix) => ({
    problem: '这里只有开头能够识别，其余内容会被忽略',
    fix: REST[fix],
  }),
  unknownFilter: (filter, fix) => ({
    problem: `没有过滤器 "${filter}"`,
    fix: filterFix(fix),
  }),
  noZone: (zone) => ({ problem: `没有时区 ${zone}`, fix: '请写 IANA 时区，如 "Europe/Berlin"' }),
  noCurrency: (currency) => ({
    problem: `没有货币 ${currency}`,
    fix: '请写 ISO 4217 代码，如 "EUR"；省略则使用店铺的货币',
  }),
  noDateFormat: (format, formats) => ({
    problem: `没有日期格式 ${format}`,
    fix: `请改为 ${zhEither(formats.split(', '))}，或写出格式，如 "%-d %B %Y"`,
  }),
  dateFormatWithoutDate: (format) => ({
    problem: `日期格式 ${format} 中没有日期的任何部分，会原样显示`,
    fix: '请写出格式，如 "%-d %B %Y"，或写 format: "date"',
  }),
  notPartOfDate: (part) => ({
    problem: `${part} 不是日期的一部分，会原样显示`,
    fix: '请写出格式，如 "%-d %B %Y"；百分号请写 %%',
  }),
  noText: {
    problem: '这个值只有字段，没有可以显示的文字',
    fix: '请写它的某个字段，如 {{ customer.name }}，或写 {{ … | json }}',
  },
  byZero: { problem: '这里除以了 0', fix: '请除以其他数，或把它写在 {% if … %} 中' },
  unlessZero: (divisor) => `请把它写在 {% if ${divisor} %}…{% endif %} 中`,
  takesNumber: (filter, value, isWhole) => ({
    problem: `${filter} 需要${isWhole ? '整数' : '数字'}，而 ${value} 不是`,
    fix: aNumber(filter),
  }),
  takesNoLess: (filter, value) => ({
    problem: `${filter} 需要不小于 0 的数，而 ${value} 小于 0`,
    fix: aNumber(filter),
  }),
  needsValues: (filter, values, example) => ({
    problem: `${filter} 的冒号后面需要 ${values} 个值`,
    fix: `请改为 ${example}`,
  }),
  takesValues: (filter, most, given) => ({
    problem:
      most === 0
        ? `${filter} 后面不能写值，这里写了 ${given} 个`
        : `${filter} 的冒号后面最多 ${most} 个值，这里写了 ${given} 个`,
    fix: '请删除多余的值',
  }),
  takesWords: (filter, value, words) => ({
    problem: `${filter} 不识别 ${value}`,
    fix: `请改为 ${zhEither(words.split(', '))}`,
  }),
  takesNoName: (filter, name) => ({
    problem: `${filter} 没有名为 ${name} 的参数`,
    fix: `请直接写值，不要写 ${name}:`,
  }),
  takesField: (filter, value) => ({
    problem: `${filter} 需要字段名，而 ${value} 不是`,
    fix: `请写带引号的字段名，如 ${filter}: "title"`,
  }),
  takesItemName: (filter, value) => ({
    problem: `${filter} 首先需要项目的名称，而 ${value} 不是`,
    fix: `请改为 ${filter}: "item", "item.price > 10"`,
  }),
  cannotRead: (filter, source, { problem, fix }) => ({
    problem: `${filter} 无法识别 "${source}"：${problem}`,
    fix,
  }),
  nothingInIt: { problem: '其中没有内容', fix: OTHERWISE },
  tooLargeNumber: { problem: '数字太大', fix: OTHERWISE },
  notBase64: { problem: 'base64_decode 需要 base64，而这里不是', fix: OTHERWISE },
  undefinedVariable: (name) => ({ problem: `没有变量 ${name}`, fix: OTHERWISE }),
  other: (message) => ({ problem: `Liquid 无法处理：${message}`, fix: OTHERWISE }),
}
