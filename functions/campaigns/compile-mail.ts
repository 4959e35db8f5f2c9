/**
 * Compiles one mail in one language: from MJML with Liquid to the three Liquid sources that are
 * rendered when it is sent.
 */

import { contextPaths } from '../domain/context-variables.ts'
import type { MailPurpose } from '../domain/starts/starts.ts'
import { settlerOf, takesAnyText, valueFaults, withSeenValues } from './attribute-values.ts'
import { amountFaults } from './check-amount.ts'
import { incompleteFaults } from './check-complete.ts'
import { copiedStyleFaults } from './check-copied-styles.ts'
import { headFaults, PREVIEW, TITLE } from './check-head.ts'
import { checkLiquid } from './check-liquid.ts'
import { checkMjml } from './check-mjml.ts'
import { checkNames } from './check-names.ts'
import { renderedOfferFaults, type ServiceMail, sourceOfferFaults } from './check-offers.ts'
import { withoutPrivateUse } from './check-private-use.ts'
import { isUnsafeLink, renderedFaults } from './check-rendered.ts'
import { styleFaults } from './check-styles.ts'
import { unsafeFaults } from './check-unsafe-html.ts'
import { combinedSamples } from './combined-samples.ts'
import type { Fault } from './fault.ts'
import { type Corrected, foreignFaults } from './foreign-faults.ts'
import { withoutComments } from './hidden-comments.ts'
import { asWritten, byLine, joined, linesOf } from './join-faults.ts'
import { restoredInValues } from './liquid-in-values.ts'
import type { PlacedLiquid } from './liquid-places.ts'
import { type Hidden, withoutTrims } from './liquid-tokens.ts'
import { structureOf } from './mail-structure.ts'
import { mjmlToHtml } from './mjml-to-html.ts'
import { type PreparedMjml, prepareMjml, wholeHtml } from './prepare-mjml.ts'
import type { RenderPort } from './render-port.ts'
import { variableFaults } from './required-variables.ts'
import { differing, type SampleCustomer } from './sample-customers.ts'
import { plainWords, textPart } from './text-part.ts'

export type CompiledMail = {
  readonly template: string
  readonly locale: string
  /** Liquid, like the four fields below. */
  readonly subject: string
  readonly preheader: string
  readonly html: string
  readonly text: string
  /** See `StoredTemplate`; absent if it uses none, so that what was published before is unchanged. */
  readonly context?: readonly string[]
}

export type MailFile = {
  readonly file: string
  readonly source: string
  readonly template: string
  readonly locale: string
  /** Absent if campaign.yaml does not say. */
  readonly purpose?: MailPurpose
  /** Countries that it goes to whose law wants `shop.email` in marketing. */
  readonly wantEmail?: readonly string[]
  /** The sample customers to render it for; empty if their values are not known yet. */
  readonly samples: readonly SampleCustomer[]
}

/**
 * Compiles a mail, or returns every fault found: Liquid, MJML, links, required and forbidden
 * content for the mail's purpose, and faults that show only when it is rendered for the samples.
 *
 * @example (await compileMail(mailFile, makeRenderer())).mail?.subject
 */
export async function compileMail<Parsed>(
  given: MailFile,
  renderer: RenderPort<Parsed>,
): Promise<{ readonly mail?: CompiledMail; readonly faults: readonly Fault[] }> {
  const { file } = given
  const amount = amountFaults(file, given.source)
  if (amount.length > 0) return { faults: amount }
  const mail = { ...given, samples: combinedSamples(given.samples, given.source) }
  const { text: usable, faults: unusable } = withoutPrivateUse(file, mail.source)
  const { text: source, faults: commented } = withoutComments(file, usable)
  const service = serviceOf(mail)
  const checked = liquidFaults(mail, source, renderer)
  const structured = structureOf(file, checked.text)
  const { hidden, parts, liquid, openTags, nesting, structure } = structured
  const ofLiquid = joined([...unusable, ...commented], checked.faults)
  const prepared = prepareMjml(hidden, parts, liquid, settlerOf(renderer, mail.samples))
  const unsettled = unsettledOf(liquid, prepared)
  const ofStyles = [
    ...styleFaults(file, hidden, parts, liquid),
    ...copiedStyleFaults({ file, hidden, parts, liquid: unsettled }),
  ]
  const ofHtml = [
    ...ofStyles,
    ...openTags,
    ...checkMjml(file, hidden),
    ...unsafeFaults(file, hidden),
  ]
  const written = [
    ...joined(ofLiquid, [...nesting, ...structure]),
    ...ofHtml,
    ...headFaults(mail, hidden),
    ...(service ? sourceOfferFaults(service, source) : []),
  ]
  const { html: untitled, faults: mjmlFaults } = await mjmlToHtml(file, prepared.mjml)
  const html = untitled === undefined ? undefined : prepared.withTitle(untitled)
  const found = joined(written, mjmlFaults)
  if (html === undefined) return { faults: byLine(asWritten(found, checked)) }
  const text = hiddenText(mail.locale, hidden, prepared, html)
  const incomplete = incompleteFaults(
    file,
    { ...structured, liquid: unsettled },
    prepared,
    { html, text: text.parts.join('') },
    mjmlFaults,
  )
  const refused = linesOf(ofHtml)
  const lost = incomplete.lost.filter(({ line }) => !refused.has(line))
  const compiled = { ...partsOf(mail, hidden, prepared, html), text: text.restored }
  const isSound = [
    ...nesting,
    ...structure,
    ...mjmlFaults,
    ...incomplete.ofValues,
    ...incomplete.lost,
  ].every(({ about }) => about?.kind === 'attributes')
  const samples = differing(mail.samples, renderer.check(checked.text).uses)
  const sampled = { ...mail, samples }
  // Rendered with its faults replaced, so that what rendering shows is reported in the same round.
  const links = { hidden, html: wholeHtml(prepared, html) }
  const rendered = renderedFaults(
    { ...sampled, ...compiled, source: checked.text, links, isSound },
    renderer,
  )
  const attributes = await attributeFaults(sampled, hidden, prepared, html, renderer)
  const offers = service
    ? unlessBroken(() => renderedOfferFaults(service, compiled, samples, renderer))
    : []
  const isNamed = found.some(({ about }) => about?.kind === 'link')
  const shown = rendered.filter((fault) => !(isNamed && isUnsafeLink(fault)))
  const faults = [incomplete.ofValues, lost, attributes, shown, offers].reduce(joined, found)
  if (faults.length > 0) return { faults: byLine(asWritten(faults, checked)) }
  const context = contextPaths(renderer.check(checked.text).uses)
  return { mail: { ...compiled, ...(context.length > 0 && { context }) }, faults: [] }
}

/** `renderedFaults` reports a mail that cannot be rendered. */
function unlessBroken<T>(check: () => readonly T[]): readonly T[] {
  try {
    return check()
  } catch {
    return []
  }
}

const serviceOf = ({ file, locale, purpose }: MailFile): ServiceMail | undefined =>
  purpose === undefined || purpose === 'marketing' ? undefined : { file, locale, purpose }

/** Each fault of its Liquid, and the source with each fault corrected. */
function liquidFaults<Parsed>(
  { file, samples, purpose, wantEmail }: MailFile,
  source: string,
  renderer: RenderPort<Parsed>,
): Corrected {
  const foreign = foreignFaults(file, source)
  const syntax = checkLiquid(file, foreign.text, renderer)
  const names = checkNames(file, syntax, samples, renderer)
  const { uses } = renderer.check(names.text)
  return {
    text: names.text,
    replaced: [...names.replaced, ...syntax.replaced, ...foreign.replaced],
    faults: [
      ...foreign.faults,
      ...syntax.faults,
      ...names.faults,
      ...(purpose ? variableFaults(file, names.text, uses, purpose, wantEmail) : []),
    ],
  }
}

/** Without the Liquid that publishing already replaced by its value. */
function unsettledOf(
  liquid: readonly PlacedLiquid[],
  { values: { values } }: PreparedMjml,
): readonly PlacedLiquid[] {
  const settled = values.flatMap(({ isSettled, tokens }) => (isSettled ? tokens : []))
  const indexes = new Set(settled.map(({ index }) => index))
  return liquid.filter(({ index }) => !indexes.has(index))
}

type HiddenText = {
  /** First the head, then the body, with their Liquid hidden. */
  readonly parts: readonly [string, string]
  readonly restored: string
}

function hiddenText(
  locale: string,
  hidden: Hidden,
  { prelude, values, comments }: PreparedMjml,
  html: string,
): HiddenText {
  // Text captured in the head is HTML too.
  const head = prelude === '' ? '' : textPart(prelude, locale, hidden.restore).trim()
  const untrimmed = withoutTrims(hidden, values.restore(comments.drop(html)))
  const body = textPart(untrimmed.text, locale, hidden.restore)
  return { parts: [head, body], restored: hidden.restore(head) + untrimmed.restore(body) }
}

function partsOf(
  { template, locale }: MailFile,
  hidden: Hidden,
  prepared: PreparedMjml,
  html: string,
): Omit<CompiledMail, 'text'> {
  const words = (pattern: RegExp) =>
    hidden.restore(
      plainWords(prepared.prelude, hidden.restore) +
        plainWords(pattern.exec(hidden.text)?.[1] ?? '', hidden.restore),
    )
  return {
    template,
    locale,
    subject: words(TITLE),
    preheader: words(PREVIEW),
    html: restoredInValues(hidden, wholeHtml(prepared, html)),
  }
}

/** Colours and lengths that depend on a customer's values. */
async function attributeFaults<Parsed>(
  { file, samples }: MailFile,
  hidden: Hidden,
  { prelude, values: { values }, comments }: PreparedMjml,
  html: string,
  { parse, render }: RenderPort<Parsed>,
): Promise<readonly Fault[]> {
  if (values.every((value) => value.isSettled || takesAnyText(value))) return []
  const seen = prelude + withSeenValues(comments.restore(html), values)
  const rendered = unlessBroken(() => {
    const parsed = parse({ subject: '', html: withoutHrefs(hidden.restore(seen)), text: '' })
    return samples.map(({ who, variables }) => ({ who, html: render(parsed, variables).html }))
  })
  return valueFaults(file, values, rendered)
}

/** Not links: rendering checks them, and would treat an enclosed address as unsafe. */
const withoutHrefs = (html: string): string => html.replace(/(?<![\w-])href(?=\s*=)/gi, 'data-href')
