/** Words of the faults of what other tools write, in English. */
import type {
  ForeignAdvice,
  ForeignFaultWords,
  RemoveReason,
  Tool,
} from '../../faults/foreign-fault-words.ts'

const CONDITION = '{% if customer.name %}…{% else %}…{% endif %}'
const LOOP = '{% for item in recommendations %}…{% endfor %}'
const ITEMS = '{% for item in recommendations %}{{ item.title }}{% endfor %}'

const REASONS: Readonly<Record<RemoveReason, string>> = {
  'no-web-version': 'a mail has no web version',
  'no-address': "mails cannot show the customer's e-mail address; to show the shop's, write it out",
  'subject-elsewhere': 'the subject is in <mj-title>',
  'no-orders': 'mails have no access to single orders, carts or events',
  'nothing-to-load': 'tags do not have to be loaded',
  'one-file': 'a mail is one file and cannot extend another',
  'own-languages': 'each language has a mail file of its own',
  'links-tracked': 'links are tracked without it',
  'conditions-elsewhere': 'to leave customers out, add conditions to the step in campaign.yaml',
  'no-fetching': 'mails cannot fetch data; put the values into content in campaign.yaml',
  'no-forms': 'a mail has no forms; link to a page',
  'no-pages': 'a mail has no pages',
  'no-scripts': 'email clients run no scripts',
  'no-settings': 'a mail has no settings of its own',
  'no-macros': 'there are no macros; repeat the words',
}

const ADVICE: Readonly<Record<ForeignAdvice, string>> = {
  'first-name':
    'Write {{ customer.firstName }}; it is empty if the first name is unknown: | default: "there"',
  'full-name': 'Write {{ customer.name }}; it is empty if the name is unknown: | default: "there"',
  coupon: 'Write {{ content.code }} and add code to content in campaign.yaml',
  colour:
    'Write the colour itself, such as #1f5f54, or {{ content.colour }} and add colour to content in campaign.yaml',
  image:
    'Write the full address of the picture, or {{ content.image }} and add image to content in campaign.yaml; for a recommendation, write {{ item.imageUrl }}',
  products: `Write ${ITEMS}; the fields are item.title, item.url, item.imageUrl, item.price`,
  'any-variable':
    'Write one of {{ customer.name }}, {{ shop.name }}, {{ shop.postalAddress }}, {{ unsubscribeUrl }}, {{ preferencesUrl }} or {{ content.… }}, or remove it',
  conditions: `Write conditions as ${CONDITION}`,
  'conditions-or-nothing': `Write conditions as ${CONDITION}, or remove it`,
  'conditions-and-loops': `Write conditions as ${CONDITION}, and a loop as ${LOOP}`,
  loops: `Write a loop as ${LOOP}`,
  'loops-and-items': `Write a loop as ${LOOP}, and in it {{ item.title }} or {{ forloop.index }}`,
  comment: 'Write {% comment %}…{% endcomment %}, or remove it',
  'copy-content': 'Copy its content here: a mail is one file',
  'loop-index': 'Write forloop.index, or forloop.index0 to count from 0',
  and: 'Write and: {% if customer.name and content.code %}',
  or: 'Write or in a condition; for a fallback write {{ customer.name | default: "there" }}',
  equals: 'Write == or !=',
  'filter-colon':
    'Write a filter and its value with a colon: {{ customer.name | default: "there" }}',
  'tag-for-each-line': 'Write each of its lines as a tag of its own: {% … %}',
  'style-element': 'Write <mj-style> in <mj-head>',
  'table-rows': 'Write {% for %} around <tr> in <mj-table>',
}

/** @example owned('Klaviyo') // "Klaviyo's" */
const owned = (tool: Tool): string =>
  tool === undefined ? "another tool's" : `${tool}'${tool.endsWith('s') ? '' : 's'}`

export const enForeignFaults: ForeignFaultWords = {
  fix: (fix) => {
    switch (fix.kind) {
      case 'write':
        return `Write ${fix.liquid}`
      case 'link':
        return `Write {{ ${fix.variable} }}, as in <a href="{{ ${fix.variable} }}">`
      case 'remove':
        return `Remove it: ${REASONS[fix.why]}`
      case 'advice':
        return ADVICE[fix.about]
    }
  },
  placeholder: (shown, tool) => `${shown} is ${owned(tool)}, and Rekindle does not fill it in`,
  tag: (name, tool) => `{% ${name} %} is ${owned(tool)}, and Rekindle does not have it`,
  variable: (path, tool) => `There is no variable ${path}: it is ${owned(tool)}`,
}
