/** The shipped mails, byte for byte: one file for each template and language. */
import { hash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CompiledCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { publishCampaign } from '../../functions/campaigns/publish-campaign.ts'
import type { MessageOf } from '../../functions/domain/message.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { makeWriteMail } from '../../functions/pipeline/sending/write-mail.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { changeShop, loadShop } from '../../functions/store/shops.ts'
import { makeApiShop, NOW, secret } from '../support/api-shop.ts'
import { message as messageOf } from '../support/given.ts'
import { shippedMails } from '../support/shipped-mails.ts'
import { temporaryTable } from '../support/temporary-table.ts'
import { golden } from './golden.ts'
import { shippedCampaigns } from './shipped.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

const publicUrl = 'https://mail.tea.example.com'
const product = (number: number, title: string) => ({
  sku: `TEA-${number}`,
  product: {
    title,
    url: `https://tea.example.com/p/${number}`,
    imageUrl: `https://tea.example.com/p/${number}.jpg`,
    price: '€12.50',
    regularPrice: '',
  },
})

const writeMail = makeWriteMail({
  table,
  renderer: makeRenderer(),
  signToken: secret.signToken,
  publicUrl,
  recommendationsFor: async () => [product(1, 'Green tea'), product(2, 'Cup & saucer')],
  now: () => NOW,
})

let campaigns: ReadonlyMap<string, CompiledCampaign> = new Map()
beforeAll(async () => {
  await makeApiShop(table)
  await changeShop(table, 'tea', ({ settings: { shop } }) => ({
    shop: { ...shop, unsubscribeMailbox: 'leave@tea.example.com' },
  }))
  campaigns = await shippedCampaigns()
  for (const campaign of campaigns.values()) await publishCampaign(table, 'tea', campaign, NOW)
})

async function write(folder: string, template: string, locale: string) {
  const settings = (await loadShop(table, 'tea'))?.settings
  const definition = settings?.campaigns.find(
    ({ id }) => id === campaigns.get(folder)?.definition.id,
  )
  const step = definition?.steps.find((one) => one.template === template)
  if (!settings || !definition || !step) throw new Error(`no step sends ${folder}/${template}`)
  return writeMail(
    {
      key: customerKey('tea', 'c/17'),
      shop: 'tea',
      customer: 'c/17',
      profile: {
        email: 'lin@example.com',
        name: locale === 'en' ? 'Lin O’Hara' : '林晓',
        locale,
        country: locale === 'en' ? 'GB' : 'CN',
        updatedAt: 0,
      },
      addressHash: secret.addressHash('lin@example.com'),
      class: 'frequent',
      purchases: 4,
      lastPurchaseAt: NOW - 3 * DAY_MS,
      tracked: locale === 'en',
      objectsToProfiling: false,
      start: { attributes: [] },
      value: { noForecast: 'no-model' },
    },
    messageOf(
      { status: 'due', locale, decidedAt: NOW, relayAt: NOW },
      {
        campaign: definition.id,
        step: step.repeat ? `${step.id}.2` : step.id,
        template,
        marketing: definition.kind === 'marketing',
      },
    ) as MessageOf<'due'>,
    settings,
  )
}

describe('a shipped mail', () => {
  const written: Record<string, unknown> = {}

  it.each(shippedMails)(
    'is written as before: $campaign, $template, $locale',
    async ({ campaign, template, locale }) => {
      const { bytes, ...filedUnder } = await write(campaign, template, locale)
      const name = `${campaign}.${template}.${locale}`
      written[name] = {
        ...filedUnder,
        bytes: bytes.length,
        sha256: hash('sha256', bytes, 'base64url'),
      }
      // A golden file keeps no CRLF; the hash of the bytes does.
      const source = Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n')
      await expect(source).toMatchFileSnapshot(`./mails/${name}.txt`)
    },
  )

  it('is filed under the same ids, to the last byte', async () => {
    expect(Object.keys(written).sort()).toEqual(
      [...campaigns]
        .flatMap(([folder, { templates }]) =>
          templates.map(({ template, locale }) => `${folder}.${template}.${locale}`),
        )
        .sort(),
    )
    await expect(golden(written)).toMatchFileSnapshot('./mails.json')
  })
})
