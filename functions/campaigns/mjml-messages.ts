/** How to fix what MJML refuses. */

const REFERENCE = 'https://documentation.mjml.io'

const FIXES: readonly (readonly [message: RegExp, fix: string])[] = [
  [/for type Unit/, 'Add a unit, such as 20px or 50%'],
  [/for type Color/, 'Write a color such as #1f5f54'],
  [/for type Enum/, `Write one of the values that ${REFERENCE} lists for it`],
  [
    /^Attributes? .* (?:is|are) illegal/,
    `Remove it, or fix its spelling: ${REFERENCE} lists the attributes allowed here`,
  ],
  [
    /^Element mj-container /,
    'Remove <mj-container> and </mj-container>, which MJML 3 had: its content goes into <mj-body>, and so do its background-color and width',
  ],
  [/doesn't exist or is not registered/, `Fix its spelling: ${REFERENCE} lists all elements`],
  [
    /cannot be used inside/,
    'Move it into an element that can contain it: mj-body, then mj-section, then mj-column',
  ],
]

/** @example fixForMjml('Attribute colour is illegal') // 'Remove it, or fix its spelling: …' */
export const fixForMjml = (message: string): string =>
  FIXES.find(([pattern]) => pattern.test(message))?.[1] ??
  `See ${REFERENCE} for what is allowed here`

/** Whether MJML still keeps the rest of the element. */
export const isOfAttribute = (message: string): boolean => /^Attributes? /.test(message)

/** @example illegalAttributes('Attributes a, b are illegal') // ['a', 'b'] */
export const illegalAttributes = (message: string): readonly string[] =>
  /^Attributes? (.*) (?:is|are) illegal/.exec(message)?.[1]?.split(', ') ?? []
