/** Compiles MJML to HTML with its Liquid hidden. */
import mjml2html from 'mjml'
import { isAboutHidden } from './attribute-values.ts'
import type { Fault } from './fault.ts'
import { mjmlFault, mjmlReport } from './mjml-messages.ts'

/** Prevents inboxes from showing the mail's first words after the preheader. */
const PREHEADER_FILL = '&#847;&zwnj;&nbsp;'.repeat(60)

const OPTIONS = {
  // Soft validation still returns the HTML, so that its faults are found in the same round.
  validationLevel: 'soft',
  ignoreIncludes: true,
  keepComments: false,
  // Only fonts that the author names: a mail loads nothing else.
  fonts: {},
  minify: true,
  minifyOptions: {
    // No configuration file around the working directory may change a mail.
    skipConfigLoading: true,
    // Classes that Liquid chooses between keep their order and duplicates.
    minifyCss: false,
    deduplicateAttributeValues: false,
    sortAttributesWithLists: false,
  },
} as const

/**
 * Compiles the result of `prepareMjml`, or returns every fault that MJML finds.
 *
 * @example (await mjmlToHtml('a.en.mjml', '<mjml><mj-body></mj-body></mjml>')).html
 */
export async function mjmlToHtml(
  file: string,
  hidden: string,
): Promise<{ readonly html?: string; readonly faults: readonly Fault[] }> {
  const mjml = hidden.replace('</mj-preview>', `${PREHEADER_FILL}$&`)
  try {
    const { html, errors } = await mjml2html(mjml, OPTIONS)
    const faults = errors
      .map(({ line, message }) => ({ line, message: withoutHidden(message) }))
      .filter(({ message }) => !isAboutHidden(message))
      .map(({ line, message }) => ({ file, line, ...mjmlFault(message) }))
    return { html: withSteadyIds(withPreheaderOfBody(html)), faults }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { faults: [{ file, line: 1, ...mjmlFault(message) }] }
  }
}

/**
 * MJML hides the preheader also by a white font of one pixel. Both are marks of spam (SpamAssassin's
 * FONT_INVIS rules, and text in the colour of its background), so it has the font of the body, and is
 * hidden by what else it has; Outlook has a property of its own.
 */
const withPreheaderOfBody = (html: string): string =>
  html.replace(
    '<div style="display:none;font-size:1px;color:#ffffff;',
    '<div style="display:none;mso-hide:all;',
  )

/** Among attributes that are illegal, Liquid is reported by another check. */
function withoutHidden(message: string): string {
  const report = mjmlReport(message)
  const names = report.kind === 'illegal' ? report.attributes : []
  const own = names.filter((name) => !isAboutHidden(name))
  if (own.length === 0 || own.length === names.length) return message
  return own.length === 1
    ? `Attribute ${own[0]} is illegal`
    : `Attributes ${own.join(', ')} are illegal`
}

/**
 * MJML links the parts of a carousel or a menu with random ids; fixed ids make the result
 * reproducible.
 */
function withSteadyIds(html: string): string {
  const ids = html.matchAll(/ (?:id|name)="(?:mj-carousel-(?:radio-)?)?([0-9a-f]{16})[-"]/g)
  const distinct = [...new Set([...ids].map(([, id = '']) => id))]
  return distinct.reduce((text, id, index) => text.replaceAll(id, `part${index + 1}`), html)
}
