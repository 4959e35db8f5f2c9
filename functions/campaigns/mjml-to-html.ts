/** MJML as HTML, its Liquid hidden. */
import mjml2html from 'mjml'
import { isAboutHidden } from './attribute-values.ts'
import type { Fault } from './fault.ts'
import { fixForMjml } from './mjml-messages.ts'

/** Keeps the inbox from showing the mail's first words after the preheader. */
const PREHEADER_FILL = '&#847;&zwnj;&nbsp;'.repeat(60)

const OPTIONS = {
  // Every error is a fault; soft, so that what only the HTML shows is found in the same round.
  validationLevel: 'soft',
  ignoreIncludes: true,
  keepComments: false,
  // Only the fonts that its writer names: nothing else in a mail is fetched.
  fonts: {},
  minify: true,
  // Words that Liquid chooses between stay as they are, the same word twice and in any order.
  minifyOptions: {
    minifyCss: false,
    deduplicateAttributeValues: false,
    sortAttributesWithLists: false,
  },
} as const

/**
 * Compiles what `prepareMjml` made, or gives every fault that MJML finds.
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
      .filter(({ message }) => !isAboutHidden(message))
      .map(({ line, message }) => ({ file, line, problem: message, fix: fixForMjml(message) }))
    return { html: withSteadyIds(html), faults }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { faults: [{ file, line: 1, problem, fix: fixForMjml(problem) }] }
  }
}

/** MJML ties parts of a carousel or a menu together by ids of chance: the same mail has the same. */
function withSteadyIds(html: string): string {
  const ids = html.matchAll(/ (?:id|name)="(?:mj-carousel-(?:radio-)?)?([0-9a-f]{16})[-"]/g)
  const distinct = [...new Set([...ids].map(([, id = '']) => id))]
  return distinct.reduce((text, id, index) => text.replaceAll(id, `part${index + 1}`), html)
}
