/** MJML as HTML, its Liquid hidden. */
import mjml2html from 'mjml'
import { isAboutHidden } from './attribute-values.ts'
import type { Fault } from './fault.ts'

/** Keeps the inbox from showing the mail's first words after the preheader. */
const PREHEADER_FILL = '&#847;&zwnj;&nbsp;'.repeat(60)

type Invalid = { readonly errors: readonly { readonly line: number; readonly message: string }[] }
const isInvalid = (error: unknown): error is Invalid =>
  error instanceof Error && 'errors' in error && Array.isArray(error.errors)

/**
 * Compiles what `prepareMjml` made, or gives every fault that MJML finds.
 *
 * @example (await mjmlToHtml('a.en.mjml', '<mjml><mj-body></mj-body></mjml>')).html
 */
export async function mjmlToHtml(
  file: string,
  hidden: string,
): Promise<{ readonly html?: string; readonly faults: readonly Fault[] }> {
  const mend = 'See https://documentation.mjml.io for what may stand here'
  const mjml = hidden.replace('</mj-preview>', `${PREHEADER_FILL}$&`)
  try {
    return { html: await toHtml(mjml, 'strict'), faults: [] }
  } catch (error) {
    if (!isInvalid(error)) {
      const problem = error instanceof Error ? error.message : String(error)
      return { faults: [{ file, line: 1, problem, mend }] }
    }
    const errors = error.errors.filter(({ message }) => !isAboutHidden(message))
    if (errors.length === 0) return { html: await toHtml(mjml, 'skip'), faults: [] }
    return { faults: errors.map(({ line, message }) => ({ file, line, problem: message, mend })) }
  }
}

/** Words that Liquid chooses between stay as they are, the same word twice and in any order. */
const MINIFY = {
  minifyCss: false,
  deduplicateAttributeValues: false,
  sortAttributesWithLists: false,
}

const toHtml = async (mjml: string, validationLevel: 'strict' | 'skip'): Promise<string> => {
  const { html } = await mjml2html(mjml, {
    validationLevel,
    ignoreIncludes: true,
    keepComments: false,
    // Only the fonts that its writer names: nothing else in a mail is fetched.
    fonts: {},
    minify: true,
    minifyOptions: MINIFY,
  })
  return withSteadyIds(html)
}

/** MJML ties parts of a carousel or a menu together by ids of chance: the same mail has the same. */
function withSteadyIds(html: string): string {
  const ids = html.matchAll(/ (?:id|name)="(?:mj-carousel-(?:radio-)?)?([0-9a-f]{16})[-"]/g)
  const distinct = [...new Set([...ids].map(([, id = '']) => id))]
  return distinct.reduce((text, id, index) => text.replaceAll(id, `part${index + 1}`), html)
}
