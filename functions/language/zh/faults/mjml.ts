/** Words of the faults of MJML, in Simplified Chinese. */
import type {
  MailPlace,
  MjmlFaultWords,
  MjmlReport,
  NoLiquidPlace,
  OnceElement,
  OtherPlace,
} from '../../faults/mjml-fault-words.ts'
import { zhText } from '../spacing.ts'
import { zhEither } from './lists.ts'

const REFERENCE = 'https://documentation.mjml.io'
const OTHERWISE = `这里可以写什么，请参考 ${REFERENCE}`

const TYPES: Readonly<Record<string, string>> = {
  Unit: '请加上单位，如 20px 或 50%',
  Color: '请填写颜色，如 #1f5f54',
  Enum: `请填写 ${REFERENCE} 为它列出的值之一`,
}

const choices = (accepts: string): string => zhEither(accepts.split(', '))

const report = (found: MjmlReport, message: string) => {
  switch (found.kind) {
    case 'illegal':
      return {
        problem: `这里没有属性 ${found.attributes.join('、')}`,
        fix: `请删除，或改正拼写，可用的属性见 ${REFERENCE}`,
      }
    case 'invalid': {
      const { attribute, value, type, accepts } = found
      const only = type === 'Enum' ? `，只能是 ${choices(accepts)}` : ''
      return {
        problem: `属性 ${attribute} 的值 "${value}" 无效${only}`,
        fix: TYPES[type] ?? OTHERWISE,
      }
    }
    case 'misplaced':
      return {
        problem: `${found.element} 不能放在 ${found.inside} 中，只能放在 ${zhEither(found.allowed)} 中`,
        fix: '请移到可以包含它的元素中，依次是 mj-body、mj-section、mj-column',
      }
    case 'unknown':
      return {
        problem: `没有名为 ${found.element} 的元素`,
        fix:
          found.element === 'mj-container'
            ? '请删除 <mj-container> 和 </mj-container>（这是 MJML 3 的写法），把其中的内容以及 background-color 和 width 移到 <mj-body>'
            : `请改正拼写，全部元素见 ${REFERENCE}`,
      }
    case 'no-title':
      return { problem: '缺少 mj-title 或其内容为空', fix: OTHERWISE }
    case 'malformed':
      return { problem: '这份 MJML 结构有误，请检查全部内容是否都在 <mjml> 中', fix: OTHERWISE }
    case 'other':
      return { problem: `MJML 无法处理：${message}`, fix: OTHERWISE }
  }
}

const placeOf = (place: OtherPlace, other = ''): string => {
  switch (place.kind) {
    case 'comment':
      return other === '' ? '给 Outlook 的注释中' : '另一条注释中'
    case 'outside':
      return '<mjml> 之外'
    case 'attribute':
      return `${other}<${place.of}> 的属性 ${place.attribute} 中`
    case 'tag':
      return `${other}标签 <${place.of}> 中`
    case 'value':
      return `${other}<${place.of}> 的属性中`
    case 'words':
      return `${other}<${place.of}> 中`
    case 'between':
      return `${other}<${place.of}> 的元素之间`
    case 'after-element':
      return '另一个元素之后'
    case 'after-mjml':
      return '</mjml> 之后'
  }
}

/** A space where the place begins with a bracket or ends in a letter, as after a Latin word. */
const inPlace = (place: OtherPlace, other = ''): string => {
  const words = placeOf(place, other)
  return words.startsWith('<') ? ` ${words}` : words
}

const noLiquidPlaceOf = (place: NoLiquidPlace): string => {
  if (place.kind === 'after-mjml') return ' </mjml> 之后'
  if (place.kind === 'mjml') return ' <mjml> 的元素之间'
  return place.kind === 'nothing' ? ` <${place.of}> 中` : ` <${place.of}> 的元素之间`
}

const NO_LIQUID: Readonly<Record<NoLiquidPlace['kind'], string>> = {
  carousel: 'MJML 会给轮播图片编号：请把条件写在整个 <mj-carousel> 外面，每个分支各写一个轮播',
  mjml: '请写在 <mj-body> 之前（对整封邮件有效），或写在它里面',
  'after-mjml': '请写在 <mj-body> 之前（对整封邮件有效），或写在它里面',
  nothing: '请写在属性中，或写在元素外面',
  elements: '请写在属性的引号里',
}

const ONCE: Readonly<Record<OnceElement, string>> = {
  'mj-head': '请把内容移到第一个中',
  'mj-body': '请把内容移到第一个中',
  'mj-title': '请只保留一个。如果主题因顾客而异，请把条件写在它里面',
  'mj-preview': '请只保留一个。如果预览文字因顾客而异，请把条件写在它里面',
}

const notShown = (what: string, at: MailPlace) => ({
  problem: `${what}写在${inPlace(at)}，不会显示`,
  fix: '请写在元素的文字中，如 <mj-text>',
})

const accepted = (type: string, accepts: string): string => {
  if (type === 'Color') return '请写颜色，如 #1f5f54'
  if (type === 'Unit') {
    const units = /\(([^()]*)\)/.exec(accepts)?.[1]
    return units === undefined ? '请写长度，如 20px' : `请写长度，单位为 ${choices(units)}`
  }
  return type === 'Enum' ? `请写 ${choices(accepts)}` : `请写 ${type} 类型的值`
}

export const zhMjmlFaults: MjmlFaultWords = {
  report,
  cdata: {
    problem: '<![CDATA[ 开始的文字在邮件客户端中不会显示',
    fix: '请删除 <![CDATA[ 和 ]]>',
  },
  code: (mark) => ({
    problem: `${mark} 开始的代码既不会执行，也不会显示`,
    fix: '请将其删除。因顾客而异的内容请用 Liquid',
  }),
  link: (attribute, address) => ({
    problem: `${attribute} 不能是 "${address}"`,
    fix: '请填写以 https:// 开头的完整网址（链接也可以用 mailto:、tel: 或 sms:）',
  }),
  nesting: {
    misspelt: (closing, opened, line) => ({
      problem: `</${closing}> 闭合的是第 ${line} 行的 <${opened}>`,
      fix: `请改为 </${opened}>`,
    }),
    notOpened: (closing) => ({
      problem: `</${closing}> 没有开始标签`,
      fix: `请将其删除，或在开始的地方加上 <${closing}>`,
    }),
    closesOther: (closing, inner, line) => ({
      problem: `</${closing}> 之前，第 ${line} 行的 <${inner}> 还没有闭合`,
      fix: `请在它前面加上 </${inner}>`,
    }),
    notClosed: (name) => ({
      problem: `<${name}> 没有闭合`,
      fix: `请在结束的地方加上 </${name}>`,
    }),
    openTag: (tag) => ({
      problem: `标签 ${tag} 缺少 >，后面的内容会变成它的一部分`,
      fix: '请在标签结束的地方加上 >；如果只是显示尖括号，请写 &lt;',
    }),
    openValue: (tag) => ({
      problem: `标签 ${tag} 缺少结束的引号，后面的内容会变成它的一部分`,
      fix: '请在值结束的地方加上引号',
    }),
    inWords: (name, around) => ({
      problem: `<${name}> 在 <${around}> 的文字中，MJML 不会处理它`,
      fix: `请把它移到 </${around}> 之后，或在那里使用 HTML`,
    }),
  },
  structure: {
    second: (name, line) => ({
      problem: `邮件中有第二个 <${name}>，第一个在第 ${line} 行`,
      fix: ONCE[name],
    }),
    amongAttributes: (source) => ({
      problem: `${source} 写在属性之间，MJML 无法保留`,
      fix: '请写在属性值的引号里，如 color="{% if … %}red{% else %}blue{% endif %}"，或在每个分支中写出整个元素',
    }),
    crossing: (opening, at, other, line, { place, isSecond }) =>
      `${opening} 写在${inPlace(at)}，但第 ${line} 行的 ${other} 写在${inPlace(place, isSecond ? '另一个 ' : '')}`,
    sameAttribute: '请在同一个属性中开始和结束，或在每个分支中写出整个标签',
    inHeadElement: '在 <mj-head> 中，请把条件写在元素里面，如 <mj-title> 或 <mj-style>',
    samePlace: '请在同一个元素中开始和结束：包住整个元素，或写在一个元素的文字中',
    betweenTags: (tag) => `请把 {% ${tag} %} 写在两个 HTML 标签之间`,
    betweenRepeated: (tag) => `请把 {% ${tag} %} 写在循环所重复的元素之间`,
    notReadOnce: (source, tag, at) => ({
      problem: `${source} 写在${inPlace(at)}，邮件的各个部分执行它的次数不一样`,
      fix:
        tag === 'cycle'
          ? '请在元素之前写 {% capture turn %}{% cycle … %}{% endcapture %}，这里写 {{ turn }}'
          : `请把 {% ${tag} %} 写在元素之前，或写在 <mj-head> 的元素之间`,
    }),
    noLiquid: (source, at) => ({
      problem: `${source} 写在${noLiquidPlaceOf(at)}，MJML 无法保留`,
      fix: NO_LIQUID[at.kind],
    }),
    notShown: (source, at) => notShown(`${source} `, at),
    wordsNotShown: (words, at) => notShown(`“${words}”`, at),
  },
  raw: {
    outside: {
      problem: '<mj-raw> 写在 <mj-head> 和 <mj-body> 之外，不会显示',
      fix: '请放到 <mj-head> 或 <mj-body> 中，或加上 position="file-start"',
    },
    elementsInComment: {
      problem: '给 Outlook 的注释中有 MJML 元素，它们在那里不会被编译',
      fix: '请写出 Outlook 要显示的 HTML',
    },
    commentOutside: (at) => ({
      problem: `给 Outlook 的注释写在${inPlace(at)}，MJML 无法保留`,
      fix: '请放到 <mj-head> 中，或 <mj-body> 的元素之间',
    }),
  },
  values: {
    unknown: (attribute, element, isDefault) => ({
      problem: `MJML 在发布时就要知道 <${element}> 的 ${attribute}，而那时其中的 Liquid 还没有值`,
      fix: isDefault
        ? '如果邮件中没有元素用到它，请将其删除；否则请直接写出，或使用 content 中的值'
        : '请直接写出，或使用 content 中的值，或在条件的每个分支中写出这个元素',
    }),
    refused: (attribute, value, customer, type, accepts) => ({
      problem: zhText`对于${customer}，${attribute} 的值是 "${value}"，MJML 不接受`,
      fix: accepted(type, accepts),
    }),
  },
  lost: {
    leftOut: (source) => `${source} 会丢失：MJML 会把它省略`,
    moved: (source) => `${source} 会丢失：MJML 会移动或重复它所在的元素`,
    inStyle: '没有元素匹配这个样式：请检查选择器，或改用元素的属性',
    inWords: '请写在元素的文字中、属性中，或 <mj-body> 的元素之间',
    inText: (source) => ({
      problem: `${source} 所在的 HTML 在纯文本版本中会被省略或移动，两个版本的内容会不一致`,
      fix: '请把它移出那段 HTML，放到会显示的文字中或元素之间',
    }),
  },
}
