/** One mail in one language: MJML with Liquid in, the three Liquid sources that are sent out. */

import type { MailVariables } from '../domain/mail-variables.ts'
import type { MailPurpose } from '../domain/starts/starts.ts'
import {
  calculatedFaults,
  lostValueFaults,
  settlerOf,
  valueFaults,
  withSeenValues,
} from './attribute-values.ts'
import { checkMjml, isNested } from './check-mjml.ts'
import { lostFaults } from './check-nothing-lost.ts'
import { renderedOfferFaults, type ServiceMail, sourceOfferFaults } from './check-offers.ts'
import { structureFaults } from './check-structure.ts'
import { unsafeFaults } from './check-unsafe-html.ts'
import { type Fault, lineAt } from './fault.ts'
import { withoutComments } from './hidden-comments.ts'
import { type PlacedLiquid, placedLiquid } from './liquid-places.ts'
import { type Hidden, hideLiquid, unclosedLiquid, withoutTrims } from './liquid-tokens.ts'
import { mjmlParts } from './mjml-elements.ts'
import { mjmlToHtml } from './mjml-to-html.ts'
import { type PreparedMjml, prepareMjml } from './prepare-mjml.ts'
import type { RenderPort } from './render-port.ts'
import { unseenFaults, variableFaults } from './required-variables.ts'
import { plainWords, textPart } from './text-part.ts'
import { mendForSyntax, mendForVariable } from './variable-mends.ts'

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

/** Gmail cuts a message at about 102 kB, and the unsubscribe link with it. */
export const MAX_HTML_BYTES = 90_000

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
  const unclosed = unclosedFaults(mail.file, source)
  if (unclosed.length > 0) return { faults: unclosed }
  const hidden = hideLiquid(source)
  const service = serviceOf(mail)
  const parts = mjmlParts(hidden.text)
  const liquid = placedLiquid(hidden, parts)
  const faults = [
    ...liquidFaults(mail, source, renderer),
    ...checkMjml(mail.file, hidden.text),
    ...unsafeFaults(mail.file, hidden.text),
    ...(isNested(hidden.text) ? structureFaults({ file: mail.file, hidden, parts, liquid }) : []),
    ...headFaults(mail, hidden.text),
    ...(service ? sourceOfferFaults(service, source) : []),
  ]
  const prepared = prepareMjml(hidden, parts, liquid, settlerOf(renderer, mail.samples))
  const { html, faults: mjmlFaults } = await mjmlToHtml(mail.file, prepared.mjml)
  faults.push(...mjmlFaults)
  if (html === undefined || faults.length > 0) return { faults }
  const incomplete = incompleteFaults(mail.file, hidden, liquid, prepared, html)
  if (incomplete.length > 0) return { faults: incomplete }
  const compiled = partsOf(mail, hidden, prepared, html)
  const rendered = renderingFaults(mail, compiled, renderer)
  if (rendered.length === 0)
    rendered.push(...(await attributeFaults(mail, hidden, prepared, html, renderer)))
  if (service && rendered.length === 0)
    rendered.push(...renderedOfferFaults(service, compiled, mail.samples, renderer))
  return rendered.length > 0 ? { faults: rendered } : { mail: compiled, faults: [] }
}

const serviceOf = ({ file, locale, purpose }: MailFile): ServiceMail | undefined =>
  purpose === undefined || purpose === 'marketing' ? undefined : { file, locale, purpose }

const unclosedFaults = (file: string, source: string): readonly Fault[] =>
  unclosedLiquid(source).map((offset) => {
    const opening = source.slice(offset, offset + 2)
    const mend = `Close it with ${opening === '{{' ? '}}' : '%}'}`
    return { file, line: lineAt(source, offset), problem: `${opening} is never closed`, mend }
  })

function liquidFaults<Parsed>(
  { file, samples, purpose }: MailFile,
  source: string,
  renderer: RenderPort<Parsed>,
): readonly Fault[] {
  const syntax = renderer.check(source)
  if (syntax.faults.length > 0)
    return syntax.faults.map((fault) => ({ file, ...fault, mend: mendForSyntax(fault.problem) }))
  const missing = samples.flatMap((sample) =>
    renderer.check(source, sample).faults.map(({ line, problem }): Fault => {
      const name = /undefined variable: (\S+)/.exec(problem)?.[1]
      return name === undefined
        ? { file, line, problem, mend: 'Mend the value or the place in the mail that uses it' }
        : { file, line, field: name, problem, mend: mendForVariable(name, sample, source) }
    }),
  )
  const faults = [
    ...new Map(missing.map((fault) => [`${fault.line} ${fault.problem}`, fault])).values(),
  ]
  return purpose ? [...faults, ...variableFaults(file, source, syntax.uses, purpose)] : faults
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
  const lang = root && /\slang\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(root[0])
  if (root && (lang?.[1] ?? lang?.[2])?.trim() !== locale) {
    const problem = 'Screen readers cannot tell which language this is'
    const mend = `Begin the file with <mjml lang="${locale}">`
    faults.push({ file, line: lineAt(hidden, root.index), field: 'lang', problem, mend })
  }
  return faults
}

/** All Liquid of the compiled HTML, still hidden. */
const wholeHtml = ({ prelude, values, comments }: PreparedMjml, html: string): string =>
  prelude + values.restore(comments.restore(html))

function incompleteFaults(
  file: string,
  hidden: Hidden,
  liquid: readonly PlacedLiquid[],
  prepared: PreparedMjml,
  html: string,
): readonly Fault[] {
  const { values } = prepared.values
  const calculated = calculatedFaults(file, html, values)
  if (calculated.length > 0) return calculated
  const lost = lostValueFaults(file, html, values)
  if (lost.length > 0) return lost
  const whole = wholeHtml(prepared, html)
  const head = [TITLE, PREVIEW].map((pattern) => pattern.exec(hidden.text)?.[1] ?? '')
  const settled = values.flatMap(({ isSettled, tokens }) => (isSettled ? tokens : []))
  return lostFaults({
    file,
    hidden,
    liquid,
    parts: [...head, whole],
    html: whole,
    settled: new Set(settled.map(({ index }) => index)),
  })
}

function partsOf(
  { template, locale }: MailFile,
  hidden: Hidden,
  prepared: PreparedMjml,
  html: string,
): CompiledMail {
  const { prelude, values, comments } = prepared
  const words = (pattern: RegExp) =>
    hidden.restore(prelude + plainWords(pattern.exec(hidden.text)?.[1] ?? ''))
  const untrimmed = withoutTrims(hidden, values.restore(comments.drop(html)))
  return {
    template,
    locale,
    subject: words(TITLE),
    preheader: words(PREVIEW),
    html: hidden.restore(wholeHtml(prepared, html)),
    text: hidden.restore(prelude) + untrimmed.restore(textPart(untrimmed.text, locale)),
  }
}

function renderingFaults<Parsed>(
  { file, samples, purpose }: MailFile,
  compiled: CompiledMail,
  renderer: RenderPort<Parsed>,
): Fault[] {
  try {
    const parsed = renderer.parse(compiled)
    const faults = samples.flatMap((sample) => {
      const { subject, html, text } = renderer.render(parsed, sample)
      return [
        ...emptySubject(file, subject),
        ...tooLarge(file, html),
        ...(purpose ? unseenFaults(file, text, sample, purpose) : []),
      ]
    })
    return faults.slice(0, 1)
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return [{ file, problem, mend: 'Mend the value or the place in the mail that uses it' }]
  }
}

/** Colours and lengths that only a customer's values complete. */
async function attributeFaults<Parsed>(
  { file, samples }: MailFile,
  hidden: Hidden,
  { prelude, values: { values }, comments }: PreparedMjml,
  html: string,
  { parse, render }: RenderPort<Parsed>,
): Promise<readonly Fault[]> {
  if (values.every(({ isSettled }) => isSettled)) return []
  const seen = prelude + withSeenValues(comments.restore(html), values)
  const parsed = parse({ subject: '', html: withoutHrefs(hidden.restore(seen)), text: '' })
  return valueFaults(
    file,
    values,
    samples.map((sample) => render(parsed, sample).html),
  )
}

/** Rendering has looked at them, and would take an enclosed address for an unsafe one. */
const withoutHrefs = (html: string): string => html.replace(/(?<![\w-])href(?=\s*=)/gi, 'data-href')

const emptySubject = (file: string, subject: string): readonly Fault[] =>
  subject !== ''
    ? []
    : [
        {
          file,
          field: 'mj-title',
          problem: 'The subject is empty for the sample customer',
          mend: 'Give it words that do not hang on a value',
        },
      ]

function tooLarge(file: string, html: string): readonly Fault[] {
  const bytes = Buffer.byteLength(html)
  if (bytes <= MAX_HTML_BYTES) return []
  const problem = `The HTML is ${Math.ceil(bytes / 1000)} kB; Gmail cuts a mail at about 102 kB`
  return [{ file, problem, mend: `Shorten it to ${MAX_HTML_BYTES / 1000} kB or less` }]
}
