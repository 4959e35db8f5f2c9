/** Every mail that ships, rendered for the sample customer of its campaign. */
import { readdirSync, readFileSync } from 'node:fs'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { campaignsIn, readCampaignFolder } from '../../functions/campaigns/read-campaign-folder.ts'
import { SampleFile, sampleVariables } from '../../functions/campaigns/sample-file.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'

export type ShippedMail = {
  readonly campaign: string
  readonly template: string
  readonly locale: string
  readonly render: () => Promise<{
    readonly html: string
    readonly text: string
    readonly locale: string
    /** The link that it must show, and how its words begin. */
    readonly mustShow: { readonly href: string; readonly words: RegExp }
  }>
}

const TEMPLATES = new URL('../../templates/', import.meta.url).pathname

/** Listed at once, so that each can be a test of its own; compiled when first asked for. */
export const shippedMails: readonly ShippedMail[] = campaignsIn(TEMPLATES).flatMap((campaign) =>
  readdirSync(TEMPLATES + campaign).flatMap((file) => {
    const [, template, locale] = /^(.+)\.([A-Za-z-]+)\.mjml$/.exec(file) ?? []
    if (template === undefined || locale === undefined) return []
    return [{ campaign, template, locale, render: () => render(campaign, template, locale) }]
  }),
)

const renderer = makeRenderer()
const compilations = new Map<string, ReturnType<typeof compile>>()

async function compile(campaign: string) {
  const compilation = await compileCampaign(
    await readCampaignFolder(TEMPLATES + campaign),
    renderer,
  )
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.faults))
  return compilation.campaign
}

async function render(campaign: string, template: string, locale: string) {
  const compiling = compilations.get(campaign) ?? compile(campaign)
  compilations.set(campaign, compiling)
  const { definition, templates, content } = await compiling
  const mail = templates.find((one) => one.template === template && one.locale === locale)
  if (!mail) throw new Error(`${campaign} does not send ${template} in ${locale}`)
  const sample = SampleFile.parse(
    JSON.parse(readFileSync(`${TEMPLATES}${campaign}/sample.json`, 'utf8')),
  )
  const variables = sampleVariables(sample, locale, { content: content[locale] ?? {} })
  const { html, text } = renderer.render(renderer.parse(mail), variables)
  const mustShow =
    definition.kind === 'marketing'
      ? { href: variables.unsubscribeUrl, words: /^\s*(?:Unsubscribe|退订)/ }
      : { href: variables.confirmUrl, words: /^\s*(?:Yes|确认)/ }
  return { html, text, locale, mustShow }
}
