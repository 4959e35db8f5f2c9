/** Words of the faults of a mail, in English. */
import type {
  HeadPart,
  MailFaultWords,
  RefusedByAttribute,
  RefusedElement,
  StylePlace,
} from '../../faults/mail-fault-words.ts'

const FIELD = 'Link to a page on your site with an <mj-button>: email clients remove form fields'
const ESCAPE = 'Write < as &lt; instead: this element shows all markup after it as text'

const REFUSED: Readonly<Record<RefusedElement, string>> = {
  script: 'Remove it: no email client runs it, and many reject the mail',
  form: 'Link to a page on your site with an <mj-button>: email clients warn about forms or remove them',
  input: FIELD,
  select: FIELD,
  textarea: FIELD,
  iframe: 'Use an image that links to the page: email clients remove frames',
  object: 'Use an image that links to the page: email clients remove it',
  embed: 'Use an image that links to the page: email clients remove it',
  base: 'Use full URLs that start with https://',
  plaintext: ESCAPE,
  xmp: ESCAPE,
}
const BY_ATTRIBUTE: Readonly<Record<RefusedByAttribute, string>> = {
  '<meta http-equiv="refresh">': 'Remove it: no email client follows it, and many reject the mail',
  '<link rel="stylesheet">':
    'Put styles in <mj-style> and fonts in <mj-font>: email clients do not load style sheets',
}

const PLAIN: Readonly<Record<HeadPart, string>> = {
  subject: 'a subject',
  preheader: 'a preheader',
}

const notAllowed = (what: string): string => `${what} is not allowed in a mail`

const styleAt = ({ element, attribute }: StylePlace): string =>
  attribute === undefined ? `<${element}>` : `${attribute} of <${element}>`

const WITHOUT_INLINE = 'in an <mj-style> without inline="inline"'
const PAIR =
  'Write <!--[if !mso]><!--> before what Outlook should not show and <!--<![endif]--> after it'
const NEVER_ENDS = 'This comment for Outlook is never closed'
const MOVE_OUT = 'Move the tag out of the comment'

export const enMailFaults: MailFaultWords = {
  head: {
    missing: (part, element) => ({
      problem: `The mail has no ${part}`,
      fix: `Write it in <${element}> inside <mj-head>`,
    }),
    language: (locale) => ({
      problem: 'The mail does not declare its language, which screen readers need',
      fix: `Start the file with <mjml lang="${locale}">`,
    }),
    inTag: (source, part) => ({
      problem: `${source} is in an HTML tag and would be lost: ${PLAIN[part]} is plain text`,
      fix: `Remove the tag, or put ${source} between the tags`,
    }),
  },
  partials: {
    path: (path, names) => ({
      problem: `<mj-include> cannot read "${path}": it takes parts that mails share, and no other files`,
      fix: `Write path="partials/NAME.mjml" with one of: ${names.join(', ')}`,
    }),
    unknown: (path, names) => ({
      problem: `There is no ${path}`,
      fix: `Name one of: ${names.join(', ')}; or add a file ${path} to the template folder`,
    }),
    noLanguage: (name, locale) => ({
      problem: `The part ${name} is not there in ${locale}`,
      fix: `Add partials/${name}.${locale}.mjml`,
    }),
    ofItself: (path) => ({ problem: `${path} includes itself`, fix: 'Remove this <mj-include>' }),
    tooDeep: (most) => ({
      problem: `Parts are included in one another ${most + 1} deep; ${most} is the most`,
      fix: 'Write the content of that file here',
    }),
  },
  unsafe: {
    element: (name) => ({ problem: notAllowed(`<${name}>`), fix: REFUSED[name] }),
    byAttribute: (shown) => ({ problem: notAllowed(shown), fix: BY_ATTRIBUTE[shown] }),
    handler: (name) => ({ problem: notAllowed(name), fix: REFUSED.script }),
    address: (address) => ({ problem: notAllowed(`"${address}"`), fix: REFUSED.script }),
    becomesTag: (source, bracket) => ({
      problem: `${source} follows ${bracket} directly, where a value could become a tag`,
      fix: `Use ${bracket.replace('<', '&lt;')} for a bracket that is shown; write the name of a tag out`,
    }),
    partOfTag: (source, tag) => ({
      problem: `${source} is inside the tag ${tag}, so only part of the tag is captured`,
      fix: 'Capture the whole tag, from its < to its >, or the value of an attribute',
    }),
    addsAttributes: (source, tag) => ({
      problem: `${source} is in the tag <${tag}> outside quotes, where a value could add attributes`,
      fix: `Put it inside the quotes of an attribute, such as title="${source}", or between the tags`,
    }),
  },
  styles: {
    customers: (source, place) => ({
      problem: `${source} is a value of the customer, and in ${styleAt(place)} it could change how the mail looks`,
      fix: "Choose between your own values, such as {% if customer.name %}#1f5f54{% else %}#333333{% endif %}, and show the customer's value only as text",
    }),
    tagInCopied: (source) => ({
      problem: `${source} is in a style that MJML copies into the elements`,
      fix: 'Remove inline="inline", or put the condition into an attribute of the element',
    }),
    inSelector: (source) => ({
      problem: `${source} is in a selector, which MJML matches when the mail is published, before any value is known`,
      fix: `Write the class out, or write it ${WITHOUT_INLINE}`,
    }),
    classOfStyle: (source, name) => ({
      problem: `${source} makes the class ${name}, but MJML copies the style of .${name} when the mail is published, before the class is made`,
      fix: `Write the style of .${name} ${WITHOUT_INLINE}`,
    }),
    classOfAttributes: (source, name) => ({
      problem: `${source} makes the class ${name}, but MJML copies the attributes of .${name} when the mail is published, before the class is made`,
      fix: 'Put the condition around the element and write out its class',
    }),
  },
  comments: {
    unclosed: {
      problem: 'This comment is never closed, so everything after it would be hidden',
      fix: 'Write --> where the comment ends',
    },
    inAttribute: {
      problem: '<!-- is in an attribute, where it does not begin a comment and would be shown',
      fix: 'Remove it, or write &lt;!-- to show it',
    },
    endsNothing: { problem: 'This comment for Outlook was never opened', fix: PAIR },
    neverEnds: { problem: NEVER_ENDS, fix: PAIR },
    neverEndsItself: {
      problem: NEVER_ENDS,
      fix: 'End it with <![endif]-->, and write no other comment inside it',
    },
    belongsOutside: (source) => ({
      problem: `${source} is in a comment, which is never sent, but the Liquid it belongs to is outside it`,
      fix: MOVE_OUT,
    }),
    valueUsed: (source, name) => ({
      problem: `${source} is in a comment, which is never sent, but the mail uses its value ${name}`,
      fix: MOVE_OUT,
    }),
    turnsUsed: (source) => ({
      problem: `${source} is in a comment, which is never sent, but the mail uses its cycle`,
      fix: MOVE_OUT,
    }),
  },
  textPart: {
    address: (source, tag) => ({
      problem: `${source} is in the address of a link, which the text part shows after the text of the link`,
      fix:
        tag === 'cycle'
          ? 'Write it before the link, as {% capture address %}{% cycle … %}{% endcapture %}, and {{ address }} here'
          : `Put {% ${tag} %} before the link`,
    }),
    chosenAddress: (source) => ({
      problem: `${source} sets the whole href of <a>, which the text part cannot follow`,
      fix: 'Put the condition inside the quotes, as in href="{% if … %}…{% else %}…{% endif %}", or write the whole link in each branch',
    }),
    hides: (source, element) => ({
      problem: `${source} decides whether <${element}> is hidden, but the text part is the same for every customer`,
      fix: 'Put the condition around the element instead of hiding it with display:none',
    }),
  },
  privateUse: (character) => ({
    problem: `The character ${character} is for private use: email clients show a box or nothing`,
    fix: 'Remove it; use a word, or an image for a symbol',
  }),
  rendered: {
    emptySubject: (customer) => ({
      problem: `The subject is empty for ${customer}`,
      fix: 'Add text that does not depend on a value, or other text after {% else %}',
    }),
    tooLarge: (kilobytes, customer, most) => ({
      problem: `The HTML is ${kilobytes} kB for ${customer}; Gmail clips messages at about 102 kB`,
      fix: `Shorten it to ${most} kB or less`,
    }),
    refusedLink: (address) => ({
      problem: `A link points to "${address}": a mail can only link with http, https, mailto, tel and sms`,
      fix: 'Change the value, or the Liquid that uses it',
    }),
    unsafeLink: (address, customer) => ({
      problem: `${address.trim() === '' ? 'href is empty' : `href points to "${address}"`}${customer === undefined ? '' : ` for ${customer}`}`,
      fix:
        address.trim() === ''
          ? 'Put {% if … %} with the same value around the link, or name another link for then: {{ … | default: shop.url }}'
          : 'Use a full URL that starts with https:// where the value comes from',
    }),
    noPicture: (customer) => ({
      problem: `src is empty${customer === undefined ? '' : ` for ${customer}`}`,
      fix: 'Put {% if … %} with the same value around the picture',
    }),
  },
}
