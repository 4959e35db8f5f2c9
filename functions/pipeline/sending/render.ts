/** Puts a customer's values into a mail that was compiled when its campaign was published. */

import { Liquid, type Template, type Variable } from 'liquidjs'
import type { MailVariables } from '../../domain/mail-variables.ts'
import { isSafeLink } from '../../domain/safe-link.ts'
import { constantText, type Piece, withConstants } from './constant-parts.ts'
import { IN_ATTRIBUTE, registerFilters } from './liquid/filters.ts'
import { literalFaults } from './liquid/literal-arguments.ts'
import { globalsOf } from './liquid/mail-format.ts'
import { HTML, type Medium, TEXT } from './liquid/medium.ts'
import { OPERATORS } from './liquid/operators.ts'
import { registerTags } from './liquid/tags.ts'
import { outputOf } from './liquid/write-output.ts'
import { withUnknown } from './unknown-value.ts'

/** Three Liquid sources, or their rendered results. */
export type MailParts = { readonly subject: string; readonly html: string; readonly text: string }

export type ParsedMail = {
  readonly subject: readonly Piece[]
  readonly html: readonly Piece[]
  readonly text: readonly Piece[]
}

/** What is the same in every mail of one version of a campaign in one language. */
export type MailConstants = Pick<MailVariables, 'shop' | 'brand' | 'content' | 'locale'>

export type SourceFault = {
  /** Counted from 1, as is the column, where what is wrong begins. */
  readonly line: number
  readonly column: number
  readonly problem: string
}

export type SourceCheck = {
  readonly faults: readonly SourceFault[]
  /** Paths of the variables it uses, such as `shop.postalAddress`; none if it does not parse. */
  readonly uses: readonly string[]
}

export type Renderer = {
  /** With constants, renders in advance the parts that depend on nothing else. */
  readonly parse: (source: MailParts, constants?: MailConstants) => ParsedMail
  readonly render: (parsed: ParsedMail, variables: MailVariables) => MailParts
  readonly check: (source: string, variables?: MailVariables) => SourceCheck
  /** What a source says where it says the same to every customer of every shop; else undefined. */
  readonly constantText: (
    source: string,
    known: Pick<MailConstants, 'brand' | 'content' | 'locale'>,
  ) => string | undefined
  /** Names of the filters there are. */
  readonly filters: readonly string[]
}

/** A link whose scheme could do more than lead somewhere; the mail must not leave. */
export class UnsafeLinkError extends Error {
  readonly code = 'unsafe-link'
  readonly href: string
  constructor(href: string) {
    super(`A link leads to "${href}": only http, https, mailto, tel and sms may leave in a mail`)
    this.name = 'UnsafeLinkError'
    this.href = href
  }
}

/** Characters of one source; a mail is some 10,000 to 90,000. */
const PARSE_LIMIT = 1_000_000
/** The last resort: so long that a machine which merely stalls refuses no mail. */
const RENDER_LIMIT_MS = 10_000
/** In the units liquidjs counts, characters and list items: loops meet this one first. */
const MEMORY_LIMIT = 300_000

/**
 * Makes the one Liquid engine that checks, publishes and sends mails. Values are escaped exactly
 * once in the HTML part, whatever filters they passed through, and not escaped in subject and text;
 * dates, money and numbers follow the customer's time zone and the mail's language; an unknown
 * variable or filter is an error, never a gap. Empty texts and zero count as false, so
 * `{% if customer.name %}` works as expected. templates/README.md lists the differences from
 * Shopify's Liquid. A value that a filter cannot use is unknown in a mail, and a fault in a check.
 *
 * @throws liquidjs' own errors for a broken source or an unknown variable; UnsafeLinkError
 * @example
 * const { parse, render } = makeRenderer()
 * render(parse({ subject: 'Hi {{ customer.name }}', html, text }), variables).subject // 'Hi Lin'
 */
export function makeRenderer(): Renderer {
  const plain = makeLiquid(TEXT)
  const escaping = makeLiquid(HTML)
  const thorough = makeLiquid(HTML, { isThorough: true })
  // The same source is checked for one customer after the other.
  let analysed: AnalysedSource | undefined
  const analysis = (source: string): AnalysedSource => {
    if (analysed?.source !== source) analysed = analyse(thorough, source)
    return analysed
  }
  return {
    parse: ({ subject, html, text }, constants) => ({
      subject: piecesOf(plain, subject, constants),
      html: piecesOf(escaping, html, constants),
      text: piecesOf(plain, text, constants),
    }),
    render: (parsed, given) => {
      const variables = withUnknown(given)
      const globals = globalsFor(given)
      const html = renderWith(escaping, parsed.html, variables, globals)
      refuseUnsafeLinks(html)
      return {
        subject: oneLine(renderWith(plain, parsed.subject, variables, globals)),
        html,
        text: withoutGaps(renderWith(plain, parsed.text, variables, globals)),
      }
    },
    check: (source, variables) => check(thorough, analysis(source), variables),
    constantText: (source, { brand, content, locale }) =>
      constantText(plain, plain.parse(source), source, {
        constants: { brand, content, locale },
        globals: globalsOf({ locale }),
      }),
    filters: Object.keys(plain.filters).filter((name) => name !== IN_ATTRIBUTE),
  }
}

const globalsFor = ({ locale, shop: { currency }, zone }: MailVariables): object =>
  globalsOf({ locale, currency, zone })

/** @param isThorough so that it finds all that is wrong, also what a mail would bear */
function makeLiquid(medium: Medium, { isThorough = false } = {}): Liquid {
  const output = outputOf(medium, isThorough)
  const liquid = new Liquid({
    catchAllErrors: isThorough,
    outputEscape: output as (value: unknown) => string,
    operators: OPERATORS,
    ownPropertyOnly: true,
    strictVariables: true,
    // But a condition may ask whether a value is there: {% if f %} after {% assign f = list | first %}.
    lenientIf: true,
    strictFilters: true,
    jsTruthy: true,
    // An empty library of partials, so that no template reads a file.
    templates: {},
    parseLimit: PARSE_LIMIT,
    renderLimit: RENDER_LIMIT_MS,
    memoryLimit: MEMORY_LIMIT,
  })
  registerTags(liquid, medium, output)
  registerFilters(liquid, medium, isThorough)
  return liquid
}

function piecesOf(liquid: Liquid, source: string, constants?: MailConstants): readonly Piece[] {
  const template = liquid.parse(source)
  if (!constants) return [template]
  const { locale, shop } = constants
  const globals = globalsOf({ locale, currency: shop.currency })
  return withConstants(liquid, template, source, { constants, globals })
}

const renderWith = (
  liquid: Liquid,
  pieces: readonly Piece[],
  variables: object,
  globals: object,
): string =>
  pieces
    .map((piece) =>
      typeof piece === 'string'
        ? piece
        : String(liquid.renderSync([...piece], variables, { globals })),
    )
    .join('')

/** A line break in a subject would begin another header. */
const oneLine = (subject: string): string =>
  subject
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ')

/**
 * A paragraph that is empty for a customer leaves a gap, and a link without words its colon.
 *
 * @example withoutGaps('A\n\n\n\n: https://shop.example') // 'A\n\nhttps://shop.example'
 */
const withoutGaps = (text: string): string =>
  text
    .replace(/\n(?:[ \t]*\n){2,}/g, '\n\n')
    .replace(/^[ \t]*[:：][ \t]*(?=(?:https?|mailto|tel|sms):)/gm, '')

const HREF = /(?<![\w-])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*))/gi

const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi

function refuseUnsafeLinks(html: string): void {
  for (const { index, 1: double, 2: single, 3: bare } of html.matchAll(HREF)) {
    const href = double ?? single ?? bare ?? ''
    if (!isSafeLink(href) && isInTag(html, index)) throw new UnsafeLinkError(href)
  }
}

/** Words may say href= too, and a customer may be called that. What is not certainly words is a tag. */
function isInTag(html: string, at: number): boolean {
  let wordsFrom = 0
  for (const { 0: tag, index } of html.matchAll(TAG)) {
    if (index > at) break
    if (at < index + tag.length) return true
    wordsFrom = index + tag.length
  }
  return html.slice(wordsFrom, at).includes('<')
}

/**
 * Every fault of one source at its line: its syntax, what its filters are given that they can do
 * nothing with, then each variable that no mail will have.
 */
function check(
  liquid: Liquid,
  { template, globals, faults: written }: AnalysedSource,
  variables?: MailVariables,
): SourceCheck {
  const checked = (faults: readonly SourceFault[]): SourceCheck => ({
    faults: withoutRepeats(faults),
    get uses() {
      return [...new Set(globals().map(({ segments }) => segments.join('.')))]
    },
  })
  if (!template || !variables) return checked(written)
  const missing = globals().flatMap(({ segments, location }) => {
    const name = firstMissing(segments, variables)
    const problem = `undefined variable: ${name}`
    return name ? [{ line: location.row, column: location.col, problem }] : []
  })
  const faults = [...written, ...missing]
  try {
    liquid.renderSync(template, withUnknown(variables), { globals: globalsFor(variables) })
  } catch (error) {
    faults.push(...faultsIn(error))
  }
  return checked(faults)
}

/** What a source says, for every customer alike. */
type AnalysedSource = {
  readonly source: string
  /** Absent if it cannot be parsed. */
  readonly template?: Template[]
  /** Its variables, looked for when they are first asked for: a tag alone is parsed only. */
  readonly globals: () => readonly Variable[]
  readonly faults: readonly SourceFault[]
}

function analyse(liquid: Liquid, source: string): AnalysedSource {
  try {
    const template = liquid.parse(source)
    let found: readonly Variable[] | undefined
    const globals = () => {
      found ??= Object.values(liquid.analyzeSync(template).globals).flat()
      return found
    }
    return { source, template, globals, faults: literalFaults(liquid, template) }
  } catch (error) {
    return { source, globals: () => [], faults: faultsIn(error) }
  }
}

/** The path up to the first name that is not there, also in a branch that the sample skips. */
function firstMissing(segments: readonly unknown[], variables: object): string | undefined {
  let value: unknown = variables
  for (const [index, name] of segments.entries()) {
    if (typeof name !== 'string' || typeof value !== 'object' || value === null) return undefined
    if (Array.isArray(value) || (name === 'size' && !Object.hasOwn(value, name))) return undefined
    if (!Object.hasOwn(value, name)) return segments.slice(0, index + 1).join('.')
    value = Object.entries(value).find(([key]) => key === name)?.[1]
  }
  return undefined
}

function faultsIn(error: unknown): SourceFault[] {
  if (!(error instanceof Error)) throw error
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.flatMap(faultsIn)
  if ('originalError' in error && isCollection(error.originalError))
    return faultsIn(error.originalError)
  const [, line = 1, column = 1] = /, line:(\d+), col:(\d+)/.exec(error.message) ?? []
  const problem = error.message.replace(/, line:\d+.*$/s, '')
  return [{ line: Number(line), column: Number(column), problem }]
}

const isCollection = (error: unknown): boolean => error instanceof Error && 'errors' in error

/** What is missing, wherever it is used; anything else once in a line, where it happens first. */
function withoutRepeats(faults: readonly SourceFault[]): readonly SourceFault[] {
  const first = new Map<string, SourceFault>()
  for (const fault of faults) {
    const { line, column, problem } = fault
    const isMissing = problem.startsWith('undefined variable: ')
    const key = `${line} ${isMissing ? column : ''} ${problem}`
    if (!first.has(key)) first.set(key, fault)
  }
  return [...first.values()]
}
