/** One mail in one language: MJML with Liquid in, the three Liquid sources that are sent out. */
import type { MailPurpose } from '../domain/starts/starts.ts'
import {
  calculatedFaults,
  type LiquidValue,
  lostValueFaults,
  settlerOf,
  valueFaults,
  withEscapedQuotes,
  withSeenValues,
} from './attribute-values.ts'
import { headFaults, PREVIEW, TITLE } from './check-head.ts'
import { checkLiquid } from './check-liquid.ts'
import { checkMjml } from './check-mjml.ts'
import { checkNames } from './check-names.ts'
import { lostFaults } from './check-nothing-lost.ts'
import { renderedOfferFaults, type ServiceMail, sourceOfferFaults } from './check-offers.ts'
import { isUnsafeLink, renderedFaults } from './check-rendered.ts'
import { structureFaults } from './check-structure.ts'
import { unsafeFaults } from './check-unsafe-html.ts'
import { type Fault, lineAt } from './fault.ts'
import { foreignFaults, type Repaired } from './foreign-faults.ts'
import { withoutComments } from './hidden-comments.ts'
import { type PlacedLiquid, placedLiquid } from './liquid-places.ts'
import { type Hidden, hideLiquid, withoutTrims } from './liquid-tokens.ts'
import { type MjmlElement, type MjmlParts, mjmlParts } from './mjml-elements.ts'
import { illegalAttributes, isOfAttribute } from './mjml-messages.ts'
import { checkNesting, type UnsureLines } from './mjml-nesting.ts'
import { mjmlToHtml } from './mjml-to-html.ts'
import { type PreparedMjml, prepareMjml } from './prepare-mjml.ts'
import type { RenderPort } from './render-port.ts'
import { variableFaults } from './required-variables.ts'
import { differing, type SampleCustomer } from './sample-customers.ts'
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
  readonly samples: readonly SampleCustomer[]
}

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
  const { file } = mail
  const { text: source, faults: commented } = withoutComments(file, mail.source)
  const service = serviceOf(mail)
  const checked = liquidFaults(mail, source, renderer)
  const structured = structureOf(file, checked.text)
  const { hidden, parts, liquid, nesting, structure } = structured
  const ofLiquid = joined(commented, checked.faults)
  const written = [
    ...joined(ofLiquid, [...nesting, ...structure]),
    ...checkMjml(file, hidden),
    ...unsafeFaults(file, hidden),
    ...headFaults(mail, hidden),
    ...(service ? sourceOfferFaults(service, source) : []),
  ]
  const prepared = prepareMjml(hidden, parts, liquid, settlerOf(renderer, mail.samples))
  const { html: untitled, faults: mjmlFaults } = await mjmlToHtml(file, prepared.mjml)
  const html = untitled === undefined ? undefined : prepared.withTitle(untitled)
  // What MJML says of Liquid that stands where it cannot keep it is no news.
  const found = [...written, ...elsewhere(structure, mjmlFaults)]
  if (html === undefined) return { faults: byLine(found) }
  const incomplete = incompleteFaults(file, structured, prepared, html, mjmlFaults)
  const compiled = partsOf(mail, hidden, prepared, html)
  const isSound = [...nesting, ...structure, ...mjmlFaults, ...incomplete].every(({ problem }) =>
    isOfAttribute(problem),
  )
  const samples = differing(mail.samples, renderer.check(checked.text).uses)
  const sampled = { ...mail, samples }
  // Rendered even so, what is wrong replaced: what it shows is reported in the same round.
  const links = { hidden, html: wholeHtml(prepared, html) }
  const rendered = renderedFaults(
    { ...sampled, ...compiled, source: checked.text, links, isSound },
    renderer,
  )
  const attributes = await attributeFaults(sampled, hidden, prepared, html, renderer)
  const offers = service
    ? unlessBroken(() => renderedOfferFaults(service, compiled, samples, renderer))
    : []
  const isNamed = found.some(({ problem }) => problem.startsWith('href leads to '))
  const shown = rendered.filter(({ problem }) => !(isNamed && isUnsafeLink(problem)))
  const faults = [incomplete, attributes, shown, offers].reduce(joined, found)
  return faults.length > 0 ? { faults: byLine(faults) } : { mail: compiled, faults: [] }
}

/** Without those on lines of which something is said already: the one may follow from the other. */
const elsewhere = (said: readonly Fault[], faults: readonly Fault[]): readonly Fault[] => {
  const lines = linesOf(said)
  return faults.filter(({ line }) => line === undefined || !lines.has(line))
}

const linesOf = (faults: readonly Fault[]): ReadonlySet<number | undefined> =>
  new Set(faults.map(({ line }) => line))

const joined = (said: readonly Fault[], faults: readonly Fault[]): readonly Fault[] => [
  ...said,
  ...elsewhere(said, faults).filter(
    ({ line, problem }) => line !== undefined || said.every((one) => one.problem !== problem),
  ),
]

/** Of what cannot be rendered `renderedFaults` says so. */
function unlessBroken<T>(check: () => readonly T[]): readonly T[] {
  try {
    return check()
  } catch {
    return []
  }
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

type Structure = {
  readonly hidden: Hidden
  readonly parts: MjmlParts
  readonly liquid: readonly PlacedLiquid[]
  readonly nesting: readonly Fault[]
  readonly unsure: readonly UnsureLines[]
  readonly structure: readonly Fault[]
}

/** A mail's elements, each closed in its turn, and where its Liquid stands among them. */
function structureOf(file: string, source: string): Structure {
  const open = hideLiquid(source)
  const { text: nested, faults: nesting, unsure } = checkNesting(file, open.text)
  const text = withEscapedQuotes(nested)
  const hidden: Hidden = { ...open, text }
  const parts = mjmlParts(text)
  const liquid = placedLiquid(hidden, parts)
  const structure = structureFaults({ file, hidden, parts, liquid, unsure })
  return { hidden, parts, liquid, nesting, unsure, structure }
}

/** All Liquid of the compiled HTML, still hidden. */
const wholeHtml = ({ prelude, values, comments }: PreparedMjml, html: string): string =>
  prelude + values.restore(comments.restore(html))

/** What MJML leaves out, calculates with or moves, though all that it holds is where it should be. */
function incompleteFaults(
  file: string,
  { hidden, liquid, nesting, structure, unsure }: Structure,
  prepared: PreparedMjml,
  html: string,
  mjmlFaults: readonly Fault[],
): readonly Fault[] {
  const { values } = prepared.values
  const ofElements = mjmlFaults.filter(({ problem }) => !isOfAttribute(problem))
  const illegal = new Set(mjmlFaults.flatMap(({ problem }) => illegalAttributes(problem)))
  const dropped = linesOf([...ofElements, ...structure])
  const isDropped = ({ tokens, attribute }: LiquidValue): boolean =>
    illegal.has(attribute) ||
    aroundOf(tokens[0]?.place.element).some(({ attributes: { start } }) => {
      const line = lineAt(hidden.text, start)
      const isInWords = unsure.some(
        (lines) => lines.isInWords && lines.from <= line && line <= lines.to,
      )
      return dropped.has(line) || isInWords
    })
  // By a length that is none MJML calculates as wrongly as by one that it does not know.
  const isMeasured = !mjmlFaults.some(({ problem }) => problem.includes(' has invalid value'))
  const calculated = isMeasured ? calculatedFaults(file, html, values) : []
  const ofValues = joined(calculated, lostValueFaults(file, html, values, isDropped))
  if (nesting.length + structure.length + ofElements.length > 0) return ofValues
  const whole = wholeHtml(prepared, html)
  const head = [TITLE, PREVIEW].map((pattern) => pattern.exec(hidden.text)?.[1] ?? '')
  const settled = values.flatMap((value) => {
    const { attribute, line, tokens, isSettled } = value
    const isSaid = ofValues.some((fault) => fault.line === line && fault.field === attribute)
    return isSettled || isSaid || isDropped(value) ? tokens : []
  })
  const lost = lostFaults({
    file,
    hidden,
    liquid,
    parts: [...head, whole],
    html: whole,
    settled: new Set(settled.map(({ index }) => index)),
  })
  return joined(ofValues, lost)
}

/** An element and all that hold it. */
const aroundOf = (element?: MjmlElement): readonly MjmlElement[] =>
  element ? [element, ...aroundOf(element.parent)] : []

function partsOf(
  { template, locale }: MailFile,
  hidden: Hidden,
  prepared: PreparedMjml,
  html: string,
): CompiledMail {
  const { prelude, values, comments } = prepared
  const words = (pattern: RegExp) =>
    hidden.restore(plainWords(prelude) + plainWords(pattern.exec(hidden.text)?.[1] ?? ''))
  // What the head captures is HTML too.
  const preludeText = prelude === '' ? '' : textPart(prelude, locale).trim()
  const untrimmed = withoutTrims(hidden, values.restore(comments.drop(html)))
  return {
    template,
    locale,
    subject: words(TITLE),
    preheader: words(PREVIEW),
    html: hidden.restore(wholeHtml(prepared, html)),
    text: hidden.restore(preludeText) + untrimmed.restore(textPart(untrimmed.text, locale)),
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
  const rendered = unlessBroken(() => {
    const parsed = parse({ subject: '', html: withoutHrefs(hidden.restore(seen)), text: '' })
    return samples.map(({ who, variables }) => ({ who, html: render(parsed, variables).html }))
  })
  return valueFaults(file, values, rendered)
}

/** Rendering has looked at them, and would take an enclosed address for an unsafe one. */
const withoutHrefs = (html: string): string => html.replace(/(?<![\w-])href(?=\s*=)/gi, 'data-href')
