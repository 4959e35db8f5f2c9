/** Words of the faults of what other tools write, in Simplified Chinese. */
import type {
  ForeignAdvice,
  ForeignFaultWords,
  RemoveReason,
  Tool,
} from '../../faults/foreign-fault-words.ts'
import { zhText } from '../spacing.ts'

const CONDITION = '{% if customer.name %}…{% else %}…{% endif %}'
const LOOP = '{% for item in recommendations %}…{% endfor %}'
const ITEMS = '{% for item in recommendations %}{{ item.title }}{% endfor %}'

const REASONS: Readonly<Record<RemoveReason, string>> = {
  'no-web-version': '邮件没有网页版',
  'no-address': '邮件中不能显示顾客的邮箱地址；如果要显示店铺的邮箱，请直接写出',
  'subject-elsewhere': '主题写在 <mj-title> 中',
  'no-orders': '邮件无法读取购物车、物流或发票；由购买或事件触发的活动可以使用 order 和 event',
  'nothing-to-load': '标签不需要加载',
  'one-file': '一封邮件就是一个文件，不能继承另一个文件',
  'own-languages': '每种语言都有自己的邮件文件',
  'links-tracked': '不用它也会统计链接点击',
  'conditions-elsewhere': '如果要排除部分顾客，请在 campaign.yaml 的步骤中添加条件',
  'no-fetching': '邮件不能获取外部数据，请把这些值写到 campaign.yaml 的 content 中',
  'no-forms': '邮件中没有表单，请链接到一个页面',
  'no-pages': '邮件不分页',
  'no-scripts': '邮件客户端不会运行脚本',
  'no-settings': '邮件没有自己的设置',
  'no-macros': '没有宏，请重复写出这些文字',
}

const ADVICE: Readonly<Record<ForeignAdvice, string>> = {
  'first-name': '请改为 {{ customer.firstName }}；名字未知时它是空的，可以加上 | default: "顾客"',
  'full-name': '请改为 {{ customer.name }}；姓名未知时它是空的，可以加上 | default: "顾客"',
  coupon: '请改为 {{ content.code }}，并在 campaign.yaml 的 content 中添加 code',
  colour:
    '请直接写出颜色，如 #1f5f54，或改为 {{ content.color }}，并在 campaign.yaml 的 content 中添加 color',
  image:
    '请写出图片的完整网址，或改为 {{ content.image }}，并在 campaign.yaml 的 content 中添加 image；推荐商品的图片请写 {{ item.imageUrl }}',
  products: `请改为 ${ITEMS}，可用的字段有 item.title、item.url、item.imageUrl、item.price、item.regularPrice`,
  'any-variable':
    '请改为 {{ customer.name }}、{{ shop.name }}、{{ shop.postalAddress }}、{{ unsubscribeUrl }}、{{ preferencesUrl }} 或 {{ content.… }}，或将其删除',
  conditions: `条件请写成 ${CONDITION}`,
  'conditions-or-nothing': `条件请写成 ${CONDITION}，否则请将其删除`,
  'conditions-and-loops': `条件请写成 ${CONDITION}，循环请写成 ${LOOP}`,
  loops: `循环请写成 ${LOOP}`,
  'loops-and-items': `循环请写成 ${LOOP}，其中可以写 {{ item.title }} 或 {{ forloop.index }}`,
  comment: '请改为 {% comment %}…{% endcomment %}，或将其删除',
  'copy-content': '请把它的内容复制到这里：一封邮件就是一个文件',
  'loop-index': '请改为 forloop.index；如果要从 0 开始计数，请写 forloop.index0',
  and: '请改为 and，如 {% if customer.name and content.code %}',
  or: '条件中请改为 or；如果要设置默认值，请写 {{ customer.name | default: "顾客" }}',
  equals: '请改为 == 或 !=',
  'filter-colon': '过滤器和它的值之间请用冒号，如 {{ customer.name | default: "顾客" }}',
  'tag-for-each-line': '请把每一行写成单独的标签 {% … %}',
  'style-element': '请在 <mj-head> 中写 <mj-style>',
  'table-rows': '请在 <mj-table> 中把 {% for %} 写在 <tr> 外面',
}

/** @example written('Jinja or Twig') // 'Jinja 或 Twig 的写法' */
const written = (tool: Tool): string =>
  zhText`${tool === undefined ? '其他工具' : tool.replaceAll(' or ', ' 或 ')}的写法`

export const zhForeignFaults: ForeignFaultWords = {
  fix: (fix) => {
    switch (fix.kind) {
      case 'write':
        return `请改为 ${fix.liquid}`
      case 'link':
        return `请改为 {{ ${fix.variable} }}，如 <a href="{{ ${fix.variable} }}">`
      case 'remove':
        return `请将其删除：${REASONS[fix.why]}`
      case 'advice':
        return ADVICE[fix.about]
    }
  },
  placeholder: (shown, tool) => zhText`${shown} 是${written(tool)}，Rekindle 不会填入内容`,
  tag: (name, tool) => zhText`{% ${name} %} 是${written(tool)}，Rekindle 没有这个标签`,
  variable: (path, tool) => zhText`没有变量 ${path}，这是${written(tool)}`,
}
