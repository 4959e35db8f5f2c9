/** Words of the faults of MJML, in English. */
import type {
  MailPlace,
  MjmlFaultWords,
  MjmlReport,
  NoLiquidPlace,
  OnceElement,
  OtherPlace,
} from '../../faults/mjml-fault-words.ts'

const REFERENCE = 'https://documentation.mjml.io'

const TYPES: Readonly<Record<string, string>> = {
  Unit: 'Add a unit, such as 20px or 50%',
  Color: 'Use a color such as #1f5f54',
  Enum: `Use one of the values that ${REFERENCE} lists for it`,
}
const OTHERWISE = `See ${REFERENCE} for what is allowed here`

const reportFix = (report: MjmlReport): string => {
  switch (report.kind) {
    case 'illegal':
      return `Remove it, or fix its spelling: ${REFERENCE} lists the attributes allowed here`
    case 'invalid':
      return TYPES[report.type] ?? OTHERWISE
    case 'misplaced':
      return 'Move it into an element that can contain it: mj-body, then mj-section, then mj-column'
    case 'unknown':
      return report.element === 'mj-container'
        ? 'Remove <mj-container> and </mj-container>, from MJML 3: move its content, background-color and width to <mj-body>'
        : `Fix its spelling: ${REFERENCE} lists all elements`
    case 'no-title':
    case 'malformed':
    case 'other':
      return OTHERWISE
  }
}

const placeOf = (place: OtherPlace): string => {
  switch (place.kind) {
    case 'comment':
      return 'in a comment for Outlook'
    case 'outside':
      return 'outside <mjml>'
    case 'attribute':
      return `in the attribute ${place.attribute} of <${place.of}>`
    case 'tag':
      return `in the tag <${place.of}>`
    case 'value':
      return `in an attribute of <${place.of}>`
    case 'words':
      return `in <${place.of}>`
    case 'between':
      return `between the elements of <${place.of}>`
    case 'after-element':
      return 'after another element'
    case 'after-mjml':
      return 'after </mjml>'
  }
}

const secondPlaceOf = (place: OtherPlace): string =>
  place.kind === 'comment'
    ? 'in another comment'
    : placeOf(place).replace(/(?<= )<(?=[^/])/, 'another <')

const noLiquidPlaceOf = (place: NoLiquidPlace): string => {
  if (place.kind === 'after-mjml') return 'after </mjml>'
  if (place.kind === 'mjml') return 'between the elements of <mjml>'
  return place.kind === 'nothing' ? `in <${place.of}>` : `between the elements of <${place.of}>`
}

const NO_LIQUID: Readonly<Record<NoLiquidPlace['kind'], string>> = {
  carousel:
    'MJML numbers the images of a carousel: put the condition around the whole <mj-carousel>, one carousel for each branch',
  mjml: 'Put it before <mj-body> to apply it to every part of the mail, or inside it',
  'after-mjml': 'Put it before <mj-body> to apply it to every part of the mail, or inside it',
  nothing: 'Put it in an attribute, or around the element',
  elements: 'Put it inside the quotes of an attribute',
}

const ONCE: Readonly<Record<OnceElement, string>> = {
  'mj-head': 'Move its content into the first one',
  'mj-body': 'Move its content into the first one',
  'mj-title': 'Keep one. For a subject that differs by customer, put the condition inside it',
  'mj-preview': 'Keep one. For a preheader that differs by customer, put the condition inside it',
}

const notShown = (what: string, at: MailPlace) => ({
  problem: `${what} is ${placeOf(at)}, where it is not shown`,
  fix: 'Put it in the text of an element, such as <mj-text>',
})

const accepted = (type: string, accepts: string): string => {
  if (type === 'Color') return 'a color such as #1f5f54'
  if (type === 'Unit') return `a length: ${accepts}`
  return type === 'Enum' ? `one of ${accepts}` : type
}

export const enMjmlFaults: MjmlFaultWords = {
  report: (report, message) => ({ problem: message, fix: reportFix(report) }),
  cdata: {
    problem: '<![CDATA[ begins text that email clients do not show',
    fix: 'Remove <![CDATA[ and ]]>',
  },
  code: (mark) => ({
    problem: `${mark} begins code that is neither run nor shown`,
    fix: 'Remove it. Use Liquid for what differs by customer',
  }),
  link: (attribute, address) => ({
    problem: `${attribute} points to "${address}"`,
    fix: 'Use a full URL that starts with https:// (or mailto:, tel: or sms: for a link)',
  }),
  nesting: {
    misspelt: (closing, opened, line) => ({
      problem: `</${closing}> closes <${opened}> of line ${line}`,
      fix: `Use </${opened}>`,
    }),
    notOpened: (closing) => ({
      problem: `</${closing}> has no opening tag`,
      fix: `Remove it, or add <${closing}> where it begins`,
    }),
    closesOther: (closing, inner, line) => ({
      problem: `</${closing}> closes <${inner}> of line ${line}`,
      fix: `Add </${inner}> before it`,
    }),
    notClosed: (name) => ({
      problem: `<${name}> is never closed`,
      fix: `Add </${name}> where it ends`,
    }),
    openTag: (tag) => ({
      problem: `The tag ${tag} has no >, so that what follows would become part of it`,
      fix: 'Add > where the tag ends, or write &lt; for a bracket that is shown',
    }),
    openValue: (tag) => ({
      problem: `The tag ${tag} has no closing quote, so that what follows would become part of it`,
      fix: 'Add the closing quote where the value ends',
    }),
    inWords: (name, around) => ({
      problem: `<${name}> is in the text of <${around}>, where MJML does not read it`,
      fix: `Put it after </${around}>, or write HTML there`,
    }),
  },
  structure: {
    second: (name, line) => ({
      problem: `The mail has a second <${name}>: the first is on line ${line}`,
      fix: ONCE[name],
    }),
    amongAttributes: (source) => ({
      problem: `${source} is between attributes, where MJML cannot keep it`,
      fix: 'Put it inside the quotes of a value, such as color="{% if … %}red{% else %}blue{% endif %}", or write the whole element in each branch',
    }),
    crossing: (opening, at, other, line, { place, isSecond }) =>
      `${opening} is ${placeOf(at)}, but its ${other} on line ${line} is ${isSecond ? secondPlaceOf(place) : placeOf(place)}`,
    sameAttribute: 'Open and close it in the same attribute, or write the whole tag in each branch',
    inHeadElement:
      'In the head, put the condition inside an element, such as <mj-title> or <mj-style>',
    samePlace:
      'Open and close it in the same element: around whole elements, or inside the text of one',
    betweenTags: (tag) => `Put {% ${tag} %} between two HTML tags`,
    betweenRepeated: (tag) => `Put {% ${tag} %} between the elements that the loop repeats`,
    notReadOnce: (source, tag, at) => ({
      problem: `${source} is ${placeOf(at)}, which is not read exactly once for every part of the mail`,
      fix:
        tag === 'cycle'
          ? 'Write it before the element, as {% capture turn %}{% cycle … %}{% endcapture %}, and {{ turn }} here'
          : `Put {% ${tag} %} before the element, or between the elements of <mj-head>`,
    }),
    noLiquid: (source, at) => ({
      problem: `${source} is ${noLiquidPlaceOf(at)}, where MJML cannot keep it`,
      fix: NO_LIQUID[at.kind],
    }),
    notShown: (source, at) => notShown(source, at),
    wordsNotShown: (words, at) => notShown(`"${words}"`, at),
  },
  raw: {
    outside: {
      problem: '<mj-raw> is outside <mj-head> and <mj-body>, where it is not shown',
      fix: 'Put it in <mj-head> or <mj-body>, or give it position="file-start"',
    },
    elementsInComment: {
      problem: 'A comment for Outlook contains MJML elements, which are not compiled there',
      fix: 'Write the HTML that Outlook should show',
    },
    commentOutside: (at) => ({
      problem: `A comment for Outlook is ${placeOf(at)}, where MJML cannot keep it`,
      fix: 'Put it in <mj-head>, or between the elements of <mj-body>',
    }),
  },
  values: {
    unknown: (attribute, element, isDefault) => ({
      problem: `MJML must know the ${attribute} of <${element}> when the mail is published, before Liquid is rendered`,
      fix: isDefault
        ? 'Remove it if no element of the mail uses it; otherwise write it out or use a value of content'
        : 'Write it out, use a value of content, or write the element in each branch of a condition',
    }),
    refused: (attribute, value, customer, type, accepts) => ({
      problem: `${attribute} is "${value}" for ${customer}, which MJML does not accept`,
      fix: `Use ${accepted(type, accepts)}`,
    }),
  },
  lost: {
    leftOut: (source) => `${source} would be lost: MJML removes it`,
    moved: (source) => `${source} would be lost: MJML moves or repeats the element around it`,
    inStyle:
      'No element matches this style: check its selector, or use an attribute of the element instead',
    inWords: 'Put it in the text of an element, in an attribute, or between elements of the body',
    inText: (source) => ({
      problem: `${source} is in HTML that the text part leaves out or moves, so the text would differ from the HTML`,
      fix: 'Move it out of that HTML, into visible text or between elements',
    }),
  },
}
