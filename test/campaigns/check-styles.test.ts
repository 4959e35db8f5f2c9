import { expect, it } from 'vitest'
import { column, faultsOf, mailOf } from './structure-mail.ts'

const text = (words: string, attributes = ''): string =>
  column(`<mj-text${attributes}>\n${words}</mj-text>`)
type Case = readonly [where: string, body: string, head?: string]
const NAME = '{{ customer.name }}'

const REFUSED: readonly Case[] = [
  [
    'background-url of <mj-section>',
    `<mj-section\nbackground-url="https://a.example/${NAME}"></mj-section>`,
  ],
  [
    'background-url of <mj-hero>',
    `<mj-hero\nbackground-url="https://a.example/${NAME}"></mj-hero>`,
  ],
  ['font-family of <mj-text>', column(`<mj-text\nfont-family="${NAME}">A</mj-text>`)],
  ['color of <mj-all>', text('A'), `<mj-attributes><mj-all\ncolor="${NAME}" /></mj-attributes>`],
  ['<mj-style>', text('A'), `<mj-style>\n.a { color: ${NAME} }</mj-style>`],
  ['<style>', text('A'), `<mj-raw>\n<style>.a { color: ${NAME} }</style></mj-raw>`],
  ['<style>', text('A'), `<!--[if mso]>\n<style>.a { color: ${NAME} }</style><![endif]-->`],
  ['<style>', text(`<style>.a { color: ${NAME} }</style>A`)],
  ['style of <b>', text(`<b style="background: url(https://a.example/${NAME})">A</b>`)],
  ['style of <td>', column(`<mj-table>\n<tr><td style='color:${NAME}'>A</td></tr></mj-table>`)],
  [
    '<mj-html-attribute>',
    text('A', ' css-class="a"'),
    `<mj-html-attributes><mj-selector path=".a"><mj-html-attribute name="style">\n${NAME}</mj-html-attribute></mj-selector></mj-html-attributes>`,
  ],
]

it.each(REFUSED.map(([where, body, head = '']) => ({ where, body, head })))(
  'a value of the customer is refused in a style: $where',
  async ({ where, body, head }) => {
    expect(await faultsOf(mailOf(body, head))).toContainEqual({
      file: 'a.en.mjml',
      line: 2,
      field: where.split(' ')[0],
      problem: `${NAME} is a value of the customer, and in ${where} it could change how the mail looks`,
      fix: "Choose between your own values, such as {% if customer.name %}#1f5f54{% else %}#333333{% endif %}, and show the customer's value only as text",
    })
  },
)

it.each([
  ['{{ n }}', '{% assign n = customer.name | upcase %}'],
  ['{{ n }}', '{% capture n %}Tea of {{ customer.id }}{% endcapture %}'],
  ['{{ m }}', '{% assign n = customer.name %}{% assign m = n | append: "a" %}'],
  ['{% echo customer.name %}', ''],
  ["{% cycle customer.name, 'a' %}", ''],
  ['{{ "red" | append: customer.name }}', ''],
])('under whichever name: %s after %s', async (output, before) => {
  const source = mailOf(`${before}${text(`<b style="color: ${output}">A</b>`)}`)
  expect(await faultsOf(source)).toMatchObject([
    {
      line: 2,
      field: 'style',
      problem: expect.stringContaining(`${output} is a value of the customer`),
    },
  ])
})

it.each([
  '<b style="color: {% if customer.name %}red{% else %}blue{% endif %}">A</b>',
  '<b style="color: {{ content.colour }}">{{ customer.name }}</b>',
  '<b title="{{ customer.name }}" style="color: {{ "customer" | remove: "x" }}">A</b>',
  '{% if customer.name %}{% assign c = "red" %}{% else %}{% assign c = "blue" %}{% endif %}<b style="color: {{ c }}">A</b>',
  '<img src="https://a.example/{{ customer.id }}.png" alt="{{ customer.name }}">',
])('a condition on it, and the value elsewhere, is allowed: %s', async (words) => {
  expect(await faultsOf(mailOf(text(words)))).toEqual([])
})
