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
  'no-address':
    "mails cannot show the customer's e-mail address; write out the shop's address if you need it",
  'subject-elsewhere': 'the subject is in <mj-title>',
  'no-orders':
    'mails have no access to carts, shipping or invoices; after a purchase or an event they have order and event',
  'nothing-to-load': 'tags do not need to be loaded',
  'one-file': 'a mail is one file and cannot extend another',
  'own-languages': 'each language has its own mail file',
  'links-tracked': 'links are tracked without it',
  'conditions-elsewhere': 'to leave customers out, add conditions to the step in campaign.yaml',
  'no-fetching': 'mails cannot fetch data; put the values into content in campaign.yaml',
  'no-forms': 'a mail has no forms; link to a page',
  'no-pages': 'a mail has no pages',
  'no-scripts': 'email clients run no scripts',
  'no-settings': 'a mail has no settings of its own',
  'no-macros': 'there are no macros; repeat the text',
}

const ADVICE: Readonly<Record<ForeignAdvice, string>> = {
  'first-name': 'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
  'full-name': 'Use {{ customer.name | default: "there" }}; the name may be unknown',
  coupon: 'Use {{ content.code }} and add code to content in campaign.yaml',
  colour:
    'Use the color itself, such as #1f5f54, or {{ content.color }} and add color to content in campaign.yaml',
  image:
    'Use the full URL of the image, or {{ content.image }} and add image to content in campaign.yaml; for a recommendation, use {{ item.imageUrl }}',
  products: `Use ${ITEMS}; the fields are item.title, item.url, item.imageUrl, item.price, item.regularPrice`,
  'any-variable':
    'Use one of {{ customer.name }}, {{ shop.name }}, {{ shop.postalAddress }}, {{ unsubscribeUrl }}, {{ preferencesUrl }} or {{ content.… }}, or remove it',
  conditions: `Write conditions as ${CONDITION}`,
  'conditions-or-nothing': `Write conditions as ${CONDITION}, or remove it`,
  'conditions-and-loops': `Write conditions as ${CONDITION}, and a loop as ${LOOP}`,
  loops: `Write a loop as ${LOOP}`,
  'loops-and-items': `Write a loop as ${LOOP}, and in it {{ item.title }} or {{ forloop.index }}`,
  comment: 'Use {% comment %}…{% endcomment %}, or remove it',
  'copy-content': 'Copy its content here: a mail is one file',
  'loop-index': 'Use forloop.index, or forloop.index0 to count from 0',
  and: 'Use and: {% if customer.name and content.code %}',
  or: 'Use or in a condition; for a fallback, use {{ customer.name | default: "there" }}',
  equals: 'Use == or !=',
  'filter-colon':
    'Write a filter and its value with a colon: {{ customer.name | default: "there" }}',
  'tag-for-each-line': 'Write each line as a separate tag: {% … %}',
  'style-element': 'Use <mj-style> in <mj-head>',
  'table-rows': 'Put {% for %} around <tr> in <mj-table>',
}

/** @example syntaxOf('Klaviyo') // 'Klaviyo syntax' */
const syntaxOf = (tool: Tool): string =>
  tool === undefined ? "another tool's syntax" : `${tool} syntax`

export const enForeignFaults: ForeignFaultWords = {
  fix: (fix) => {
    switch (fix.kind) {
      case 'write':
        return `Use ${fix.liquid}`
      case 'link':
        return `Use {{ ${fix.variable} }}, as in <a href="{{ ${fix.variable} }}">`
      case 'remove':
        return `Remove it: ${REASONS[fix.why]}`
      case 'advice':
        return ADVICE[fix.about]
    }
  },
  placeholder: (shown, tool) => `${shown} is ${syntaxOf(tool)}, which Rekindle does not support`,
  tag: (name, tool) => `{% ${name} %} is ${syntaxOf(tool)}, which Rekindle does not support`,
  variable: (path, tool) => `There is no variable ${path}; it belongs to ${tool ?? 'another tool'}`,
}
