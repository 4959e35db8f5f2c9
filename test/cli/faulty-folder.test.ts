/** What a Chinese marketer reads of a folder with many faults, line by line. */
import { expect, it } from 'vitest'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { faultLine } from '../../functions/cli/campaign/fault-line.ts'
import { zhFaults } from '../../functions/language/zh/faults/words.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'

const YAML = `id: Hello_1
name: { en: Hello }
kind: service
start: { entering: first-time }
reentryAfter: soon
priorty: 7
eligible: { minChance: 0.8, maxChance: 0.2, countries: [Germany] }
steps:
  - id: greet
    template: greet
  - id: greet
    template: greet
`
const MAIL = `<mjml lang="de">
  <mj-head>
    <mj-title>Hello {{ customer.nmae }}</mj-title>
  </mj-head>
  <mj-body>
    <mj-section background-colour="red">
      <mj-column width="200">
        <mj-text>{{ customer.name | upcasse }} and *|EMAIL|*</mj-text>
        {% if shop.name %}
        <mj-text>{{ 'now' | date: 'never' }}{% elif x %}</mj-text>
        <mj-text color="{{ customer.name }}">{{ 10 | divided_by: 0 }}</mj-text>
        <mj-image src="logo.png" />
        <script>alert(1)</script>
        loose words
      </mj-column>
      <mj-foo>x</mj-foo>
    </mj-section>
    <mj-include path="./footer.mjml" />
  </mj-body>
</mjml>
`

it('the faults of a folder read as Chinese, each after its place', async () => {
  const files = new Map([
    ['campaign.yaml', YAML],
    ['greet.en.mjml', MAIL],
    ['offer.mjml', '<mjml></mjml>'],
    ['sample.json', '{"customer": {"name": 7}, "zone": "Mars"}'],
  ])
  const compilation = await compileCampaign(files, makeRenderer())
  const faults = compilation.ok ? [] : compilation.faults
  expect(faults.map((fault) => faultLine(fault, zhFaults))).toMatchInlineSnapshot(`
    [
      "campaign.yaml:1: id：id 不能是 "Hello_1"。请使用小写字母、数字和连字符，并以字母开头，最多 40 个字符，如 first-time。",
      "campaign.yaml:5: reentryAfter："soon" 不是固定的时长。请填写 never，或填写顾客隔多久可以再次进入。请使用 ISO 8601 时长，以周、天、小时或分钟为单位，如 P30D 或 PT6H。",
      "campaign.yaml:7: eligible.countries.0：countries 中不能有 "Germany"。请列出两个大写字母的国家或地区代码，如 [CN, DE]。",
      "campaign.yaml:7: eligible.maxChance：maxChance 小于 minChance，没有顾客能符合条件。请填写 0 到 1 之间的数，如 0.7，并且不小于 minChance。",
      "campaign.yaml:11: steps.1.id：有两个步骤的 id 都是 "greet"。请使用小写字母、数字和连字符，并以字母开头；每个步骤有自己的 id，此后不能更改。",
      "campaign.yaml:6: priorty：这里没有名为 priorty 的字段。请改为 priority，或将其删除。",
      "sample.json:1: customer.name：name 不能是 7。请填写带引号的姓名，未知时填写 ""。",
      "sample.json:1: zone：不是有效的时区。请填写 IANA 时区，如 Europe/Berlin。",
      "offer.mjml: 文件名 offer.mjml 中没有模板名和语言。请命名为 <模板>.<语言>.mjml，如 offer.zh-CN.mjml。",
      "greet.en.mjml:1: lang：屏幕阅读器无法得知这封邮件的语言。请在文件开头写 <mjml lang="en">。",
      "greet.en.mjml:6: 这里没有属性 background-colour。请删除，或改正拼写，可用的属性见 https://documentation.mjml.io。",
      "greet.en.mjml:7: 属性 width 的值 "200" 无效。请加上单位，如 20px 或 50%。",
      "greet.en.mjml:8: *|EMAIL|* 是 Mailchimp 的写法，Rekindle 不会填入内容。请将其删除：邮件中不能显示顾客的邮箱地址；如果要显示店铺的邮箱，请直接写出。",
      "greet.en.mjml:8: 没有过滤器 "upcasse"。请改为 upcase，或去掉它。",
      "greet.en.mjml:9: {% if shop.name %} 没有闭合。请在结束的地方加上 {% endif %}。",
      "greet.en.mjml:10: 日期格式 "never" 中没有日期的任何部分，会原样显示。请写出格式，如 "%-d %B %Y"，或写 format: "date"。",
      "greet.en.mjml:10: {% elif %} 是 Django 的写法，Rekindle 没有这个标签。请改为 {% elsif … %}。",
      "greet.en.mjml:11: 这里除以了 0。请除以其他数，或把它写在 {% if … %} 中。",
      "greet.en.mjml:11: color：{{ customer.name }} 是顾客自己填写的值，写在 <mj-text> 的 color 中可能会改变邮件的外观。请在您自己设定的值之间选择，如 {% if customer.name %}#1f5f54{% else %}#333333{% endif %}，顾客的值只显示在文字中。",
      "greet.en.mjml:12: src：src 不能是 "logo.png"。请填写以 https:// 开头的完整网址（链接也可以用 mailto:、tel: 或 sms:）。",
      "greet.en.mjml:13: script：邮件中不能有 <script>。请将其删除：邮件客户端都不会运行它，许多邮箱会因此拒收邮件。",
      "greet.en.mjml:13: 没有名为 script 的元素。请改正拼写，全部元素见 https://documentation.mjml.io。",
      "greet.en.mjml:16: 没有名为 mj-foo 的元素。请改正拼写，全部元素见 https://documentation.mjml.io。",
      "greet.en.mjml:18: mj-include：<mj-include> 不能读取“./footer.mjml”：只能引用各邮件共用的部件。请写 path="partials/名称.mjml"，可用的名称有：。",
      "greet.en.mjml: mj-preview：邮件没有预览文字。请写在 <mj-head> 内的 <mj-preview> 中。",
    ]
  `)
})
