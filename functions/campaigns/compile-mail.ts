/** One mail in one language: MJML with Liquid in, the three Liquid sources that are sent out. */

import mjml2html from 'mjml'
import type { MailVariables } from '../domain/mail-variables.ts'
import type { MailPurpose } from '../domain/starts/starts.ts'
import { checkLiquid } from './check-liquid.ts'
import { checkMjml, withoutComments } from './check-mjml.ts'
import { checkNames } from './check-names.ts'
import { renderedOfferFaults, type ServiceMail, sourceOfferFaults } from './check-offers.ts'
import { isUnsafeLink, renderedFaults } from './check-rendered.ts'
import { type Fault, lineAt } from './fault.ts'
import { foreignFaults, type Repaired } from './foreign-faults.ts'
import { type Hidden, hideLiquid } from './liquid-tokens.ts'
import { mendForMjml } from './mjml-messages.ts'
import { checkNesting } from './mjml-nesting.ts'
import type { RenderPort } from './render-port.ts'
import { variableFaults } from './required-variables.ts'
import { plainWords, textPart } from './text-part.ts'

export type CompiledMail = {
  readonly template: string
  readonly locale: string
  /** Liquid, as are the four below. */
  readonly subject: string
  readonly preheader: string
  readonly html: string
  readonly text: string
}

export type MailFile = {
  readonly file: string
  readonly source: string
  readonly template: string
  readonly locale: string
  /** Absent where campaign.yaml does not tell. */
  readonly purpose?: MailPurpose
  /** The sample customers to render it for; none where their values are not known yet. */
  readonly samples: readonly MailVariables[]
}

/** Keeps the inbox from showing the mail's first words after the preheader. */
const PREHEADER_FILL = '&#847;&zwnj;&nbsp;'.repeat(60)

/**
 * Compiles a mail, or gives every fault found: Liquid, MJML, links, what a mail of its purpose must
 * carry and must not, and what only rendering it for the samples shows.
 *
 * @example (await compileMail(mailFile, makeRenderer())).mail?.subject
 */
export async function compileMail<Parsed>(
  mail: MailFile,
  renderer: RenderPort<Parsed>,
): Promise<{ readonly mail?: CompiledMail; readonly faults: readonly Fault[] }> {
  const source = withoutComments(mail.source)
  const service = serviceOf(mail)
  const liquid = liquidFaults(mail, source, renderer)
  const hidden = hideLiquid(liquid.text)
  const nesting = checkNesting(mail.file, hidden.text)
  const faults = [
    ...liquid.faults,
    ...nesting.faults,
    ...checkMjml(mail.file, hidden.text),
    ...headFaults(mail, hidden.text),
    ...(service ? sourceOfferFaults(service, source) : []),
  ]
  const { html, faults: mjmlFaults } = await compileHtml(mail.file, nesting.text)
  faults.push(...mjmlFaults)
  if (html === undefined) return { faults: byLine(faults) }
  const compiled = partsOf(mail, hidden, html)
  // Rendered even so, what is wrong replaced: what it shows is reported in the same round.
  const rendered = renderedFaults(
    { ...mail, ...compiled, source: liquid.text },
    { hidden, html },
    renderer,
  )
  if (service && rendered.length === 0 && faults.length === 0)
    faults.push(...renderedOfferFaults(service, compiled, mail.samples, renderer))
  const wrong = new Set(faults.map(({ line }) => line))
  const hasUnsafe = faults.some(({ problem }) => problem.startsWith('href leads to '))
  faults.push(
    ...rendered.filter(({ line, problem }) =>
      line === undefined ? !(hasUnsafe && isUnsafeLink(problem)) : !wrong.has(line),
    ),
  )
  return faults.length > 0 ? { faults: byLine(faults) } : { mail: compiled, faults: [] }
}

/** What is missing, and so has no line, comes last. */
const byLine = (faults: readonly Fault[]): readonly Fault[] =>
  faults.toSorted(
    (a, b) => (a.line ?? Number.POSITIVE_INFINITY) - (b.line ?? Number.POSITIVE_INFINITY) || 0,
  )

const serviceOf = ({ file, locale, purpose }: MailFile): ServiceMail | undefined =>
  purpose === undefined || purpose === 'marketing' ? undefined : { file, locale, purpose }

/** Each fault of its Liquid, and the source with what was meant in the place of each. */
function liquidFaults<Parsed>(
  { file, samples, purpose }: MailFile,
  source: string,
  renderer: RenderPort<Parsed>,
): Repaired {
  const foreign = foreignFaults(file, source)
  const syntax = checkLiquid(file, foreign.text, renderer)
  const names = checkNames(file, syntax, samples, renderer)
  const { uses } = renderer.check(names.text)
  return {
    text: names.text,
    faults: [
      ...foreign.faults,
      ...syntax.faults,
      ...names.faults,
      ...(purpose ? variableFaults(file, names.text, uses, purpose) : []),
    ],
  }
}

const TITLE = /<mj-title>([\s\S]*?)<\/mj-title>/
const PREVIEW = /<mj-preview>([\s\S]*?)<\/mj-preview>/

function headFaults({ file, locale }: MailFile, hidden: string): readonly Fault[] {
  const faults: Fault[] = []
  const require = (pattern: RegExp, field: string, what: string) => {
    const found = pattern.exec(hidden)
    if (found?.[1]?.trim()) return
    const line = found ? lineAt(hidden, found.index) : undefined
    const problem = `The mail has no ${what}`
    const mend = `Write it in <${field}> inside <mj-head>`
    faults.push({ file, ...(line !== undefined && { line }), field, problem, mend })
  }
  require(TITLE, 'mj-title', 'subject')
  require(PREVIEW, 'mj-preview', 'preheader')
  const root = /<mjml\b[^>]*>/.exec(hidden)
  if (root && !root[0].includes(`lang="${locale}"`)) {
    const problem = 'Screen readers cannot tell which language this is'
    const mend = `Begin the file with <mjml lang="${locale}">`
    faults.push({ file, line: lineAt(hidden, root.index), field: 'lang', problem, mend })
  }
  return faults
}

async function compileHtml(
  file: string,
  hidden: string,
): Promise<{ readonly html?: string; readonly faults: readonly Fault[] }> {
  try {
    const { html, errors } = await mjml2html(
      hidden.replace('</mj-preview>', `${PREHEADER_FILL}$&`),
      {
        // Every error is a fault; soft, so that what only the HTML shows is found in the same round.
        validationLevel: 'soft',
        ignoreIncludes: true,
        keepComments: false,
        // No web fonts: nothing in a mail is fetched that its writer did not ask for.
        fonts: {},
        minify: true,
        minifyOptions: { minifyCss: false },
      },
    )
    return {
      html,
      faults: errors.map(({ line, message }) => ({
        file,
        line,
        problem: message,
        mend: mendForMjml(message),
      })),
    }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { faults: [{ file, line: 1, problem, mend: mendForMjml(problem) }] }
  }
}

function partsOf({ template, locale }: MailFile, hidden: Hidden, html: string): CompiledMail {
  const words = (pattern: RegExp) =>
    hidden.restore(plainWords(pattern.exec(hidden.text)?.[1] ?? ''))
  return {
    template,
    locale,
    subject: words(TITLE),
    preheader: words(PREVIEW),
    html: hidden.restore(html),
    text: hidden.restore(textPart(html, locale)),
  }
}
