/** The elements of MJML by what they may contain, and a source split into them. */

/**
 * `conditions`: elements, and Liquid between them wherever MJML accepts an <mj-raw>; `head`:
 * elements, and Liquid that applies to every part of the mail; `elements`: only elements; `words`:
 * text that MJML passes on as written; `nothing`: only attributes.
 */
export type Holds = 'conditions' | 'head' | 'elements' | 'words' | 'nothing'

const ELEMENTS: Readonly<Record<string, Holds>> = {
  mjml: 'head',
  'mj-head': 'head',
  'mj-body': 'conditions',
  'mj-wrapper': 'conditions',
  'mj-section': 'conditions',
  'mj-group': 'conditions',
  'mj-column': 'conditions',
  'mj-hero': 'conditions',
  'mj-navbar': 'conditions',
  'mj-social': 'conditions',
  'mj-accordion': 'conditions',
  'mj-accordion-element': 'conditions',
  'mj-carousel': 'elements',
  'mj-attributes': 'elements',
  'mj-class': 'elements',
  'mj-html-attributes': 'elements',
  'mj-selector': 'elements',
  'mj-title': 'words',
  'mj-preview': 'words',
  'mj-style': 'words',
  'mj-raw': 'words',
  'mj-text': 'words',
  'mj-button': 'words',
  'mj-table': 'words',
  'mj-navbar-link': 'words',
  'mj-social-element': 'words',
  'mj-accordion-title': 'words',
  'mj-accordion-text': 'words',
  'mj-html-attribute': 'words',
  'mj-all': 'nothing',
  'mj-breakpoint': 'nothing',
  'mj-carousel-image': 'nothing',
  'mj-divider': 'nothing',
  'mj-font': 'nothing',
  'mj-image': 'nothing',
  'mj-spacer': 'nothing',
}

/** All elements of MJML 5 except <mj-include>. */
export const isMjmlElement = (name: string): boolean => Object.hasOwn(ELEMENTS, name)

/** Whether MJML passes on its content as written. */
export const holdsWords = (name: string): boolean =>
  isMjmlElement(name) && ELEMENTS[name] === 'words'

export type MjmlElement = {
  /** From 0, in the order in which elements open. */
  readonly id: number
  readonly name: string
  readonly holds: Holds
  /** The range of its attributes: between its name and the `>` of its opening tag. */
  readonly attributes: { readonly start: number; readonly end: number }
  readonly parent?: MjmlElement
}

/** @example isInBody(element) // true of an <mj-text>, false of an <mj-title> */
export const isInBody = ({ name, parent }: MjmlElement): boolean =>
  (name === 'mj-body' && parent?.name === 'mjml') || (parent !== undefined && isInBody(parent))

/** The text between two MJML tags, and the element around it (none around the root). */
export type Stretch = {
  readonly start: number
  readonly end: number
  readonly inside?: MjmlElement
}

export type MjmlParts = {
  readonly elements: readonly MjmlElement[]
  readonly stretches: readonly Stretch[]
}

/** Keeps the length, so that markup in comments for Outlook is not taken for elements. */
const withoutCommentTags = (hidden: string): string =>
  hidden.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[<>]/g, ' '))

const TAG = /<(\/?)(mj[a-z-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g

/**
 * Splits a mail whose Liquid is hidden and whose elements are correctly closed.
 *
 * @example mjmlParts('<mj-column>a<mj-spacer /></mj-column>').stretches.length // 4: two are empty
 */
export function mjmlParts(hidden: string): MjmlParts {
  const elements: MjmlElement[] = []
  const stretches: Stretch[] = []
  let current: MjmlElement | undefined
  let depth = 0
  let start = 0
  const tags = withoutCommentTags(hidden).matchAll(TAG)
  for (const { 0: tag, 1: closing, 2: name = '', 3: rest = '', index } of tags) {
    const selfClosing = rest.endsWith('/')
    // MJML does not parse the content of these, not even its own elements.
    if (current?.holds === 'words' && !(closing && depth === 0 && name === current.name)) {
      if (name === current.name && !selfClosing) depth += closing ? -1 : 1
      continue
    }
    stretches.push({ start, end: index, ...(current && { inside: current }) })
    start = index + tag.length
    if (closing) {
      current = current?.parent
      continue
    }
    const from = index + 1 + name.length
    const element: MjmlElement = {
      id: elements.length,
      name,
      holds: ELEMENTS[name] ?? 'elements',
      attributes: { start: from, end: from + rest.length - (selfClosing ? 1 : 0) },
      ...(current && { parent: current }),
    }
    elements.push(element)
    if (!selfClosing) current = element
  }
  stretches.push({ start, end: hidden.length, ...(current && { inside: current }) })
  return { elements, stretches }
}
