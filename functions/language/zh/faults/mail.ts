/** Words of the faults of a mail, in Simplified Chinese. */
import type {
  HeadPart,
  MailFaultWords,
  RefusedByAttribute,
  RefusedElement,
  StylePlace,
} from '../../faults/mail-fault-words.ts'
import { zhText } from '../spacing.ts'

const FIELD = '请用 <mj-button> 链接到您网站上的页面：邮件客户端会移除表单字段'
const ESCAPE = '请改将 < 写作 &lt;：这个元素会把之后的标记当作文字显示'

const REFUSED: Readonly<Record<RefusedElement, string>> = {
  script: '请将其删除：邮件客户端都不会运行它，许多邮箱会因此拒收邮件',
  form: '请用 <mj-button> 链接到您网站上的页面：邮件客户端会对表单发出警告或将其移除',
  input: FIELD,
  select: FIELD,
  textarea: FIELD,
  iframe: '请改用链接到该页面的图片：邮件客户端会移除内嵌框架',
  object: '请改用链接到该页面的图片：邮件客户端会移除它',
  embed: '请改用链接到该页面的图片：邮件客户端会移除它',
  base: '请填写以 https:// 开头的完整网址',
  plaintext: ESCAPE,
  xmp: ESCAPE,
}
const BY_ATTRIBUTE: Readonly<Record<RefusedByAttribute, string>> = {
  '<meta http-equiv="refresh">': '请将其删除：邮件客户端不会跳转到其他页面，许多邮箱会因此拒收邮件',
  '<link rel="stylesheet">':
    '样式请写在 <mj-style> 中，字体请写在 <mj-font> 中，邮件客户端不会加载其他样式',
}

const PARTS: Readonly<Record<HeadPart, string>> = { subject: '主题', preheader: '预览文字' }

const notAllowed = (what: string): string => `邮件中不能有 ${what}`

const styleAt = ({ element, attribute }: StylePlace): string =>
  attribute === undefined ? `<${element}>` : `<${element}> 的 ${attribute}`

const WITHOUT_INLINE = '写在不带 inline="inline" 的 <mj-style> 中'
const PAIR = '请在 Outlook 不应显示的内容前写 <!--[if !mso]><!-->，在后面写 <!--<![endif]-->'
const NEVER_ENDS = '这条给 Outlook 的注释没有闭合'
const MOVE_OUT = '请把这个标签移到注释之外'

export const zhMailFaults: MailFaultWords = {
  head: {
    missing: (part, element) => ({
      problem: `邮件没有${PARTS[part]}`,
      fix: `请写在 <mj-head> 内的 <${element}> 中`,
    }),
    language: (locale) => ({
      problem: '屏幕阅读器无法得知这封邮件的语言',
      fix: `请在文件开头写 <mjml lang="${locale}">`,
    }),
    inTag: (source, part) => ({
      problem: `${source} 写在 HTML 标签中，会丢失：${PARTS[part]}是纯文本`,
      fix: `请删除这个标签，或把 ${source} 写在标签之间`,
    }),
  },
  partials: {
    path: (path, names) => ({
      problem: `<mj-include> 不能读取“${path}”：只能引用各邮件共用的部件`,
      fix: `请写 path="partials/名称.mjml"，可用的名称有：${names.join('、')}`,
    }),
    unknown: (path, names) => ({
      problem: `没有 ${path} 这个部件`,
      fix: `可用的部件有：${names.join('、')}；也可以在模板文件夹中添加 ${path}`,
    }),
    noLanguage: (name, locale) => ({
      problem: `部件 ${name} 没有 ${locale} 版本`,
      fix: `请添加 partials/${name}.${locale}.mjml`,
    }),
    ofItself: (path) => ({ problem: `${path} 引用了自己`, fix: '请删除这个 <mj-include>' }),
    tooDeep: (most) => ({
      problem: `部件最多可以嵌套 ${most} 层`,
      fix: '请把那个文件的内容直接写在这里',
    }),
  },
  unsafe: {
    element: (name) => ({ problem: notAllowed(`<${name}>`), fix: REFUSED[name] }),
    byAttribute: (shown) => ({ problem: notAllowed(shown), fix: BY_ATTRIBUTE[shown] }),
    handler: (name) => ({ problem: notAllowed(name), fix: REFUSED.script }),
    address: (address) => ({ problem: notAllowed(`"${address}"`), fix: REFUSED.script }),
    becomesTag: (source, bracket) => ({
      problem: `${source} 紧跟在 ${bracket} 之后，它的值可能会变成标签`,
      fix: `如果要显示尖括号，请写 ${bracket.replace('<', '&lt;')}；标签名请直接写出`,
    }),
    partOfTag: (source, tag) => ({
      problem: `${source} 写在标签 ${tag} 中，只会捕获标签的一部分`,
      fix: '请捕获整个标签（从 < 到 >），或只捕获属性的值',
    }),
    addsAttributes: (source, tag) => ({
      problem: `${source} 写在标签 <${tag}> 中的引号之外，它的值可能会添加属性`,
      fix: `请写在属性的引号里，如 title="${source}"，或写在标签之间`,
    }),
  },
  styles: {
    customers: (source, place) => ({
      problem: `${source} 是顾客自己填写的值，写在 ${styleAt(place)} 中可能会改变邮件的外观`,
      fix: '请在您自己设定的值之间选择，如 {% if customer.name %}#1f5f54{% else %}#333333{% endif %}，顾客的值只显示在文字中',
    }),
    tagInCopied: (source) => ({
      problem: `${source} 写在 MJML 会复制到元素中的样式里`,
      fix: '请删除 inline="inline"，或把条件写在元素的属性中',
    }),
    inSelector: (source) => ({
      problem: `${source} 写在选择器中，而 MJML 在发布时就会匹配选择器，那时还没有任何值`,
      fix: `请直接写出类名，或${WITHOUT_INLINE}`,
    }),
    classOfStyle: (source, name) => ({
      problem: `类 ${name} 由 ${source} 生成，但 MJML 在发布时就会复制 .${name} 的样式，那时这个类还不存在`,
      fix: `请把 .${name} 的样式${WITHOUT_INLINE}`,
    }),
    classOfAttributes: (source, name) => ({
      problem: `类 ${name} 由 ${source} 生成，但 MJML 在发布时就会复制 .${name} 的属性，那时这个类还不存在`,
      fix: '请把条件写在元素外面，并直接写出它的类名',
    }),
  },
  comments: {
    unclosed: {
      problem: '这条注释没有闭合，它后面的全部内容都会被隐藏',
      fix: '请在注释结束的地方写 -->',
    },
    inAttribute: {
      problem: '<!-- 写在属性中，不会成为注释，而会显示出来',
      fix: '请将其删除；如果要显示它，请写 &lt;!--',
    },
    endsNothing: { problem: '这条给 Outlook 的注释没有开始的部分', fix: PAIR },
    neverEnds: { problem: NEVER_ENDS, fix: PAIR },
    neverEndsItself: {
      problem: NEVER_ENDS,
      fix: '请以 <![endif]--> 结束，并且不要在其中写其他注释',
    },
    belongsOutside: (source) => ({
      problem: `${source} 写在不会发送的注释中，但与它配对的 Liquid 在注释之外`,
      fix: MOVE_OUT,
    }),
    valueUsed: (source, name) => ({
      problem: `${source} 写在不会发送的注释中，但邮件用到了它的值 ${name}`,
      fix: MOVE_OUT,
    }),
    turnsUsed: (source) => ({
      problem: `${source} 写在不会发送的注释中，但邮件用到了它的轮换`,
      fix: MOVE_OUT,
    }),
  },
  textPart: {
    address: (source, tag) => ({
      problem: `${source} 写在链接的网址中，而纯文本版本会把网址显示在链接文字之后`,
      fix:
        tag === 'cycle'
          ? '请在链接之前写 {% capture address %}{% cycle … %}{% endcapture %}，这里写 {{ address }}'
          : `请把 {% ${tag} %} 写在链接之前`,
    }),
    chosenAddress: (source) => ({
      problem: `${source} 决定 <a> 的整个 href，纯文本版本无法照做`,
      fix: '请把条件写在引号里，如 href="{% if … %}…{% else %}…{% endif %}"，或在每个分支中写出整个链接',
    }),
    hides: (source, element) => ({
      problem: `${source} 决定是否隐藏 <${element}>，而纯文本版本对所有顾客都一样`,
      fix: '请把条件写在元素外面，不要用 display:none 隐藏',
    }),
  },
  privateUse: (character) => ({
    problem: `${character} 是私有字符，邮件客户端会显示为方框或不显示`,
    fix: '请将其删除，改写成文字，或用图片显示符号',
  }),
  rendered: {
    emptySubject: (customer) => ({
      problem: zhText`对于${customer}，邮件主题是空的`,
      fix: '请加上不依赖变量的文字，或在 {% else %} 之后写上其他文字',
    }),
    tooLarge: (kilobytes, customer, most) => ({
      problem: zhText`对于${customer}，HTML 有 ${kilobytes} kB，而 Gmail 会截断约 102 kB 以上的邮件`,
      fix: `请缩减到 ${most} kB 以内`,
    }),
    refusedLink: (address) => ({
      problem: `有链接指向 "${address}"，而邮件中只允许 http、https、mailto、tel 和 sms 链接`,
      fix: '请修改这个值，或修改用到它的 Liquid',
    }),
    unsafeLink: (address, customer) => ({
      problem: `${customer === undefined ? '' : zhText`对于${customer}，`}${address.trim() === '' ? 'href 是空的' : `href 不能是 "${address}"`}`,
      fix:
        address.trim() === ''
          ? '请用 {% if … %} 判断这个值，把链接放在里面；或另给一个备用链接：{{ … | default: shop.url }}'
          : '请在这个值的来源处填写以 https:// 开头的完整网址',
    }),
    noPicture: (customer) => ({
      problem: `${customer === undefined ? '' : zhText`对于${customer}，`}src 是空的`,
      fix: '请用 {% if … %} 判断这个值，把图片放在里面',
    }),
  },
}
