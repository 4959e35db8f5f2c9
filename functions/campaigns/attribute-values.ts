/**
 * Liquid in the attributes of MJML. MJML reads an attribute as a whole: it compares it, calculates
 * with it, copies it. So a value that contains Liquid is hidden whole and put back wherever MJML
 * moved it.
 */
import mjml2html from 'mjml'
import type { FaultSentence } from '../language/faults/fault-words.ts'
import type { MjmlReport } from '../language/faults/mjml-fault-words.ts'
import { type Fault, lineAt, sentences } from './fault.ts'
import { type PlacedLiquid, valuesOf } from './liquid-places.ts'
import type { Hidden } from './liquid-tokens.ts'
import type { MjmlParts } from './mjml-elements.ts'
import { mjmlReport } from './mjml-messages.ts'
import type { RenderPort } from './render-port.ts'
import type { SampleCustomer } from './sample-customers.ts'
import { isStandIn } from './stand-in.ts'
import { plainWords } from './text-part.ts'

/** Private-use characters, as for Liquid; the last three enclose a value to inspect. */
const [START, END] = ['\uE006', '\uE007']
const [SEEN, SEEN_FROM, SEEN_TO] = ['\uE00B', '\uE00C', '\uE00D']
const HIDDEN = new RegExp(`(?:10px)?${START}(\\d+)${END}`, 'g')
const RENDERED = new RegExp(`${SEEN}(\\d+)${SEEN_FROM}([^${SEEN_TO}]*)${SEEN_TO}`, 'g')

/** Attributes that MJML calculates with or decides by. */
const LENGTH = /(?:^|-)(?:padding|width|height|size|spacing|radius|gap)(?:-|$)/
const CHOICE = /^(?:mode|direction|full-width|fluid-on-mobile|hamburger|thumbnails)$/
/** What <mj-attributes> may set for elements that a mail does not have. */
const LOOK = /(?:^|-)color$|^font-family$/
/** Names that MJML looks up in the mail. */
const NAME = /^(?:css-class|mj-class|path)$/
const PADDING = /(?:^|-)padding(?:-|$)/

export type LiquidValue = {
  readonly element: string
  readonly attribute: string
  readonly line: number
  /** Liquid with its pieces hidden, or text if publishing already knows the value. */
  readonly value: string
  readonly isSettled: boolean
  /** Whether it comes from <mj-attributes> and applies to any element. */
  readonly isDefault: boolean
  readonly tokens: readonly PlacedLiquid[]
}

export type HiddenValues = {
  /** Replaces the source from `start` to `end`, quotes included. */
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[]
  readonly values: readonly LiquidValue[]
  readonly restore: (text: string) => string
}

/** <mj-selector> reads its path as CSS, which has no entities. */
const TAG = /<(?!mj-selector\b)[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi

/**
 * Escapes double quotes in single-quoted attributes, because MJML writes all attributes with double
 * quotes.
 *
 * @example withEscapedQuotes(`<mj-image alt='a "b"' />`) // `<mj-image alt='a &quot;b&quot;' />`
 */
export const withEscapedQuotes = (hidden: string): string =>
  hidden.replace(TAG, (tag) =>
    tag.replace(/"[^"]*"|'[^']*'/g, (value) =>
      value.startsWith("'") ? value.replaceAll('"', '&quot;') : value,
    ),
  )

/** @param settle gives a value that depends on neither the customer nor the shop */
export function hideValues(
  { text, restore }: Hidden,
  { elements, stretches }: MjmlParts,
  liquid: readonly PlacedLiquid[],
  settle: (source: string) => string | undefined,
): HiddenValues {
  const values: LiquidValue[] = []
  const edits: { start: number; end: number; text: string }[] = []
  for (const element of elements)
    for (const { name, ...whole } of valuesOf(element, text)) {
      const { start, end } = name === 'css-class' ? withoutWrittenOut(whole, text) : whole
      const tokens = liquid.filter((token) => start <= token.start && token.end <= end)
      if (tokens.length === 0) continue
      const value = text.slice(start, end)
      const settled =
        LENGTH.test(name) || CHOICE.test(name) || NAME.test(name) || LOOK.test(name)
          ? settle(restore(withoutLines(value)))
          : undefined
      const isDefault = /^mj-(?:attributes|class)$/.test(element.parent?.name ?? '')
      const where = {
        isDefault,
        element: element.name,
        attribute: name,
        line: lineAt(text, start),
        tokens,
      }
      values.push({
        ...where,
        value: settled ?? withoutLines(value),
        isSettled: settled !== undefined,
      })
      // Outlook needs inner widths in pixels; MJML computes them with a padding of 10.
      const stand = PADDING.test(name) ? '10px' : ''
      const mark = settled ?? `${stand}${START}${values.length - 1}${END}`
      edits.push({ start, end, text: mark + value.replace(/[^\n]/g, '') })
    }
  // MJML drops a copied style that matches no element, and with it what a shared style says of others.
  for (const { inside, start, end } of stretches)
    for (const token of inside?.name === 'mj-style' ? liquid : []) {
      if (token.start < start || token.end > end) continue
      const settled = settle(restore(text.slice(token.start, token.end)))
      if (settled === undefined) continue
      const place = { element: 'mj-style', attribute: '', line: lineAt(text, token.start) }
      values.push({ ...place, isDefault: false, value: settled, isSettled: true, tokens: [token] })
      const lines = text.slice(token.start, token.end).replace(/[^\n]/g, '')
      edits.push({ start: token.start, end: token.end, text: settled + lines })
    }
  return {
    edits,
    values,
    restore: (hidden) => hidden.replace(HIDDEN, (mark, index) => values[index]?.value ?? mark),
  }
}

type Range = { readonly start: number; readonly end: number }

/** From the first word with Liquid in it to the last: the classes around it are always there. */
function withoutWrittenOut({ start, end }: Range, text: string): Range {
  const value = text.slice(start, end)
  const first = value.search(/[\uE000\uE001]/)
  if (first < 0) return { start, end }
  const last = value.lastIndexOf('\uE002')
  return {
    start: start + value.slice(0, first).search(/\S*$/),
    end: start + last + value.slice(last).search(/\s|$/),
  }
}

const withoutLines = (value: string): string => value.replace(/\n/g, ' ').trim()

/**
 * Gives a value when the mail is published if it depends only on `brand`, `content` and the language,
 * because MJML can calculate only with those. Dates depend on the customer, amounts on the shop.
 *
 * @example settlerOf(renderer, [sample])('{{ content.width }}px') // '300px'
 */
export const settlerOf =
  <Parsed>({ check, constantText }: RenderPort<Parsed>, samples: readonly SampleCustomer[]) =>
  (source: string): string | undefined => {
    const [sample] = samples
    const { faults, uses } = check(source)
    if (!sample || faults.length > 0 || uses.length === 0) return undefined
    try {
      return constantText(source, sample.variables)?.trim().replaceAll('"', '&quot;')
    } catch {
      return undefined
    }
  }

/** Whether MJML only reports that it does not know the value yet. */
export const isAboutHidden = (message: string): boolean =>
  /[\uE000-\uE002\uE006\uE007]/.test(message)

/** Values that MJML calculated with before it knew them. */
export function calculatedFaults(
  file: string,
  html: string,
  values: readonly LiquidValue[],
): readonly Fault[] {
  if (!/[":]NaN|NaN(?:px|%|")/.test(html)) return []
  return values
    .filter(
      ({ attribute, isSettled }) =>
        LENGTH.test(attribute) && !PADDING.test(attribute) && !isSettled,
    )
    .filter(isWritten)
    .map((value) => calculatedFault(file, value))
}

/** Whether the author wrote it: what stands in for an unknown value says nothing about it. */
export const isWritten = ({ tokens }: LiquidValue): boolean =>
  !tokens.some(({ source }) => isStandIn(source))

const calculatedFault = (
  file: string,
  { attribute, element, line, isDefault }: LiquidValue,
): Fault => ({
  file,
  line,
  field: attribute,
  ...sentences((w) => w.mjml.values.unknown(attribute, element, isDefault)),
})

/**
 * Values that MJML left out of the mail, such as a width used only for calculations.
 *
 * @param isDropped whether MJML leaves out the whole element, which is a different fault
 */
export const lostValueFaults = (
  file: string,
  html: string,
  values: readonly LiquidValue[],
  isDropped: (value: LiquidValue) => boolean,
): readonly Fault[] =>
  values.flatMap((value, index) =>
    value.isSettled ||
    !isWritten(value) ||
    html.includes(`${START}${index}${END}`) ||
    isDropped(value)
      ? []
      : [calculatedFault(file, value)],
  )

const TAKING_ANY_TEXT: ReadonlySet<string> = new Set(
  'href src alt title rel target name css-class'.split(' '),
)

/** Whether MJML accepts any text there, in every element. */
export const takesAnyText = ({ attribute }: LiquidValue): boolean => TAKING_ANY_TEXT.has(attribute)

/** The mail with every value enclosed, to inspect what each sample renders there. */
export const withSeenValues = (html: string, values: readonly LiquidValue[]): string =>
  html.replace(HIDDEN, (mark, index) => {
    const value = values[Number(index)]?.value
    return value === undefined ? mark : `${SEEN}${index}${SEEN_FROM}${value}${SEEN_TO}`
  })

/**
 * Liquid in an attribute must render a value that MJML accepts there for every sample: a colour, a
 * length.
 *
 * @param rendered the mail from `withSeenValues` for each sample, with the sample's description
 */
export async function valueFaults(
  file: string,
  values: readonly LiquidValue[],
  rendered: readonly (Pick<SampleCustomer, 'who'> & { readonly html: string })[],
): Promise<readonly Fault[]> {
  const seen = new Map<
    string,
    { readonly value: LiquidValue; readonly text: string; readonly who: FaultSentence }
  >()
  for (const { who, html } of rendered)
    for (const [, index, text = ''] of html.matchAll(RENDERED)) {
      const value = values[Number(index)]
      const key = `${index} ${text}`
      if (value && isWritten(value) && !seen.has(key)) seen.set(key, { value, text, who })
    }
  const probes = [...seen.values()]
  const refused = await refusedBy(
    probes.map(({ value: { element, attribute }, text }) => ({ element, attribute, text })),
  )
  const once = new Map<LiquidValue, Fault>()
  for (const [index, { value, text, who }] of probes.entries()) {
    const { attribute, line } = value
    const reason = refused[index]
    if (reason === undefined || once.has(value)) continue
    const { type, accepts } = reason
    const says = sentences((w) =>
      w.mjml.values.refused(attribute, plainWords(text), who(w), type, accepts),
    )
    once.set(value, { file, line, field: attribute, ...says })
  }
  return [...once.values()]
}

/** What MJML accepts instead. */
type Accepted = Pick<Extract<MjmlReport, { kind: 'invalid' }>, 'type' | 'accepts'>

type Probe = { readonly element: string; readonly attribute: string; readonly text: string }

/** Elements that together accept every attribute allowed on <mj-all> and <mj-class>. */
const CARRIERS = 'mj-section mj-column mj-text mj-button mj-image mj-divider'.split(' ')

/** Asks MJML itself: an invalid root makes it validate everything and render nothing. */
async function refusedBy(probes: readonly Probe[]): Promise<readonly (Accepted | undefined)[]> {
  if (probes.length === 0) return []
  const lines = probes.map(({ element, attribute, text }) => {
    const carriers = /^mj-(?:all|class)$/.test(element) ? CARRIERS : [element]
    const value = text.replace(/["<>\n]/g, '?')
    return carriers.map((name) => `<${name} ${attribute}="${value}"></${name}>`).join('')
  })
  const source = `<mjml refused="x"><mj-body><mj-refused />\n${lines.join('\n')}\n</mj-body></mjml>`
  try {
    await mjml2html(source, { validationLevel: 'strict', ignoreIncludes: true })
    return []
  } catch (error) {
    if (!(error instanceof Error && 'errors' in error && Array.isArray(error.errors))) throw error
    const refused: (Accepted | undefined)[] = []
    for (const { line, message } of error.errors) {
      const report = mjmlReport(message)
      if (report.kind === 'invalid') refused[line - 2] = report
    }
    return refused
  }
}
