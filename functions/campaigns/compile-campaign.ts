/** Compiles a campaign's folder into its published form, or into a list of what to fix. */
import type { BrandVariables } from '../domain/brand.ts'
import type { Campaign, CampaignNames, Step } from '../domain/campaign.ts'
import { NOTHING_DECLARED } from '../domain/declarations.ts'
import { purposeOf } from '../domain/starts/starts.ts'
import { type Instant, parseDuration } from '../domain/time.ts'
import { BRAND_FILE, brandFor, readBrand } from './brand-file.ts'
import { CampaignFile, campaignFor } from './campaign-file.ts'
import { campaignConditionFaults, type KnownToShop } from './check-conditions.ts'
import { confirmationFaults } from './check-confirmation.ts'
import { contentFaults } from './check-content.ts'
import { declaredFaults, startFaultsAt } from './check-declared.ts'
import { eventFaults } from './check-events.ts'
import { lostSignFaults } from './check-lost-signs.ts'
import { reviewedFaults } from './check-reviewed.ts'
import { backlogFaults, timedFaults } from './check-timed.ts'
import { type CompiledMail, compileMail, type MailFile } from './compile-mail.ts'
import { type Fault, sentences } from './fault.ts'
import { fixForCampaign, fixForSample } from './field-fixes.ts'
import { isLocale } from './file-values.ts'
import { byLine } from './join-faults.ts'
import { PARTIALS, withPartials } from './partials.ts'
import { type FileFields, readFields } from './read-fields.ts'
import type { RenderPort } from './render-port.ts'
import { contextSample, contextVariants } from './sample-context.ts'
import { sampleCustomers } from './sample-customers.ts'
import { SampleFile, sampleVariables } from './sample-file.ts'
import { sentenceKey } from './sentence-key.ts'
import type { StepEntry } from './step-file.ts'

export type CompiledCampaign = {
  /** Publishing adds the version, and `activeFrom` if the file does not set it. */
  readonly definition: Omit<Campaign, 'version' | 'contentHash' | 'paused' | 'activeFrom'> & {
    readonly activeFrom?: Instant
  }
  /** For marketers, by language. */
  readonly name: CampaignNames['name']
  /** Absent if no step has a name. */
  readonly stepNames?: CampaignNames['steps']
  /** The values that templates see as `content`, by language. */
  readonly content: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** What templates see as `brand`, by language. */
  readonly brand: Readonly<Record<string, BrandVariables>>
  readonly templates: readonly CompiledMail[]
}

export type Compilation =
  | { readonly ok: true; readonly campaign: CompiledCampaign }
  | { readonly ok: false; readonly faults: readonly Fault[] }

export const CAMPAIGN_FILE = 'campaign.yaml'
export const SAMPLE_FILE = 'sample.json'
/** Of the folder in which the campaign's folder is. */
const BRAND = `../${BRAND_FILE}`
const PARTIALS_HERE = `../${PARTIALS}/`
const MAIL_FILE = /^([a-z][a-z0-9-]*)\.([A-Za-z0-9-]+)\.mjml$/

const NOTHING_KNOWN: KnownToShop = { declarations: NOTHING_DECLARED, segments: [] }

type NamedMail = Pick<MailFile, 'file' | 'source' | 'template' | 'locale'>

/**
 * Compiles `campaign.yaml`, `sample.json` (if there is one) and every `<template>.<locale>.mjml`. A campaign with a
 * fault is not published, so all faults are collected, each with its file and its line if it has
 * one.
 *
 * @param files by path relative to the campaign's folder
 * @param known what the shop declares and has, which a campaign may name
 * @param wantEmail the countries that a mail in a language goes to and whose law wants `shop.email`
 * @example
 * const compilation = await compileCampaign(files, makeRenderer())
 * if (!compilation.ok) for (const fault of compilation.faults) print(textOf(fault, words).problem)
 */
export async function compileCampaign<Parsed>(
  files: ReadonlyMap<string, string>,
  renderer: RenderPort<Parsed>,
  wantEmail: (locale: string) => readonly string[] = () => [],
  known: KnownToShop = NOTHING_KNOWN,
): Promise<Compilation> {
  const { declarations, deliveryEvents = false } = known
  const fields = readCampaign(files)
  const sample = readSample(files)
  const brand = readBrand(BRAND, files.get(BRAND) ?? '')
  const { mails, faults: nameFaults } = mailsOf(files)
  const campaign = fields.value && campaignFor(fields.value, deliveryEvents)
  const faults = [
    ...lostSignFaults(files),
    ...[fields, sample, brand].flatMap((file) => file.faults),
    ...nameFaults,
  ]
  if (campaign) {
    faults.push(
      ...coverageFaults(campaign, mails, fields),
      ...contentFaults(campaign, fields),
      ...confirmationFaults(campaign, fields),
      ...eventFaults(campaign, declarations, fields),
      ...startFaultsAt(fields, [
        ...declaredFaults(campaign, declarations),
        ...timedFaults(campaign),
        ...backlogFaults(fields.value ?? campaign),
      ]),
      ...campaignConditionFaults(campaign, fields, known),
      ...reviewedFaults(
        campaign,
        mails.map(({ locale }) => locale),
        fields,
      ),
    )
  }
  const compiled: CompiledMail[] = []
  for (const { locale, ...mail } of mails) {
    const content = campaign && contentFor(campaign, locale)
    const context = campaign && contextSample(campaign, declarations)
    const ownBrand = brandFor(brand.value ?? {}, locale)
    const constants = content && { content, brand: ownBrand }
    const variables =
      constants && sample.value && sampleVariables(sample.value, locale, constants, context)
    const whole = withPartials({ ...mail, locale }, partialsOf(files))
    const variants = campaign ? contextVariants(campaign, declarations) : []
    const samples = variables ? sampleCustomers(variables, variants) : []
    const purpose = campaign && purposeOf(campaign)
    const result = await compileMail(
      {
        ...{ ...mail, locale, source: whole.text, wantEmail: wantEmail(locale), samples },
        ...(purpose && { purpose }),
      },
      renderer,
    )
    faults.push(...byLine([...whole.faults, ...whole.placed(result.faults)]))
    if (result.mail) compiled.push(result.mail)
  }
  if (!campaign || faults.length > 0) return { ok: false, faults: eachOnce(faults) }
  const brands = [...new Set(compiled.map(({ locale }) => locale))].map(
    (locale) => [locale, brandFor(brand.value ?? {}, locale)] as const,
  )
  return { ok: true, campaign: assemble(campaign, compiled, Object.fromEntries(brands)) }
}

const partialsOf = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map(
    [...files].flatMap(([file, source]) =>
      file.startsWith(PARTIALS_HERE) ? [[file.slice(PARTIALS_HERE.length), source]] : [],
    ),
  )

/** What is wrong in a part that several mails include is one fault. */
function eachOnce(faults: readonly Fault[]): readonly Fault[] {
  const seen = new Set<string>()
  return faults.filter(({ file, line, problem }) => {
    if (!file.startsWith('../')) return true
    const key = `${file}:${line} ${sentenceKey(problem)}`
    return !seen.has(key) && seen.add(key)
  })
}

function readCampaign(files: ReadonlyMap<string, string>): FileFields<CampaignFile> {
  const text = files.get(CAMPAIGN_FILE)
  if (text !== undefined) return readFields(CAMPAIGN_FILE, text, CampaignFile, fixForCampaign)
  const file = CAMPAIGN_FILE
  const fault = { file, ...sentences((w) => w.campaign.noCampaignFile) }
  return { file, faults: [fault], lineOf: () => undefined }
}

/** Without the file, the default sample is enough. */
const readSample = (files: ReadonlyMap<string, string>): FileFields<SampleFile> =>
  readFields(SAMPLE_FILE, files.get(SAMPLE_FILE) ?? '{}', SampleFile, fixForSample)

function mailsOf(files: ReadonlyMap<string, string>): {
  readonly mails: readonly NamedMail[]
  readonly faults: readonly Fault[]
} {
  const mails: NamedMail[] = []
  const faults: Fault[] = []
  for (const [file, source] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!file.endsWith('.mjml') || file.startsWith('../')) continue
    const [, template, locale] = MAIL_FILE.exec(file) ?? []
    if (template && locale && isLocale(locale)) mails.push({ file, source, template, locale })
    else faults.push({ file, ...sentences((w) => w.campaign.mailFileName(file)) })
  }
  return { mails, faults }
}

/** A campaign without content has empty content in every language. */
const contentFor = (campaign: CampaignFile, locale: string) =>
  campaign.content ? campaign.content[locale] : {}

/** Checks that every template exists in every language of the campaign. */
function coverageFaults(
  campaign: CampaignFile,
  mails: readonly NamedMail[],
  { lineOf }: FileFields<CampaignFile>,
): readonly Fault[] {
  const faults: Fault[] = []
  const contents = campaign.content && Object.keys(campaign.content)
  const locales = new Set([...mails.map(({ locale }) => locale), ...(contents ?? [])])
  const needed = new Map(campaign.steps.map(({ template }, index) => [template, index]))
  for (const [template, index] of needed) {
    const path = ['steps', index, 'template']
    const line = lineOf(path)
    const where = { file: CAMPAIGN_FILE, ...(line && { line }), field: path.join('.') }
    const missing = [...locales].filter(
      (locale) => !mails.some((mail) => mail.template === template && mail.locale === locale),
    )
    if (locales.size === 0) missing.push('en')
    for (const locale of missing)
      faults.push({ ...where, ...sentences((w) => w.campaign.missingMail(template, locale)) })
  }
  for (const { file, template } of mails) {
    if (needed.has(template)) continue
    faults.push({ file, ...sentences((w) => w.campaign.unsentTemplate(template)) })
  }
  for (const locale of locales) {
    if (!contents || contents.includes(locale)) continue
    const line = lineOf(['content'])
    const where = { file: CAMPAIGN_FILE, ...(line && { line }), field: 'content' }
    faults.push({ ...where, ...sentences((w) => w.campaign.noContent(locale)) })
  }
  return faults
}

function assemble(
  file: CampaignFile,
  templates: readonly CompiledMail[],
  brand: CompiledCampaign['brand'],
): CompiledCampaign {
  const { start, backlog, eligible, reentryAfter, quietHours, caps, coupon } = file
  const byTemplate = Map.groupBy(templates, ({ template }) => template)
  const locales = Object.fromEntries(
    [...byTemplate].map(([template, mails]) => [template, mails.map(({ locale }) => locale)]),
  )
  return {
    definition: {
      id: file.id,
      kind: file.kind,
      start,
      ...(reentryAfter !== 'never' && { reentryAfterMs: lengthOf(reentryAfter) }),
      ...(file.late === true && { late: true }),
      endsOnPurchase: file.endsOn?.includes('purchase') ?? false,
      ...(endingEvents(file).length > 0 && { endsOnEvents: endingEvents(file) }),
      ...(file.restart && { restart: file.restart }),
      ...(file.activeFrom !== undefined && { activeFrom: Date.parse(file.activeFrom) }),
      ...(file.activeUntil !== undefined && { activeUntil: Date.parse(file.activeUntil) }),
      ...(backlog && { backlogOverMs: lengthOf(backlog.over) }),
      ...(eligible && { eligible }),
      priority: file.priority,
      ...(quietHours && { quietHours: quietHours === 'none' ? null : quietHours }),
      ...(caps && { caps }),
      ...(coupon && {
        coupon: {
          pool: coupon.pool,
          ...(coupon.validFor !== undefined && { validForMs: lengthOf(coupon.validFor) }),
        },
      }),
      steps: file.steps.map(stepOf),
      locales,
    },
    name: file.name,
    ...stepNamesOf(file),
    content: Object.fromEntries(
      [...new Set(templates.map(({ locale }) => locale))].map((locale) => [
        locale,
        contentFor(file, locale) ?? {},
      ]),
    ),
    brand,
    templates,
  }
}

function stepNamesOf({ steps }: CampaignFile): Pick<CompiledCampaign, 'stepNames'> {
  const named = steps.flatMap(({ id, name }) => (name ? [[id, name] as const] : []))
  return named.length === 0 ? {} : { stepNames: Object.fromEntries(named) }
}

function stepOf(step: StepEntry): Step {
  const { id, template, after, afterPrevious, until, repeat } = step
  const conditions = step.if ?? step.conditions
  return {
    ...{ id, template, afterMs: after === undefined ? 0 : lengthOf(after) },
    ...(afterPrevious !== undefined && { afterPreviousMs: lengthOf(afterPrevious) }),
    ...(until && {
      until: { event: until.event, upToMs: lengthOf(until.upTo), else: until.else },
    }),
    ...(repeat && { repeat: { everyMs: lengthOf(repeat.every), while: repeat.while } }),
    ...(conditions && { conditions }),
    ...(step.while && { while: step.while }),
  }
}

/** The names of the events that end a campaign. */
const endingEvents = ({ endsOn = [] }: CampaignFile): readonly string[] =>
  endsOn.flatMap((what) => (what === 'purchase' ? [] : [what.event]))

/** The schema has already refused invalid durations. */
const lengthOf = (duration: string): number => parseDuration(duration) ?? 0
