import { describe, expect, it } from 'vitest'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { textOf } from '../../functions/campaigns/fault.ts'
import { enFaults } from '../../functions/language/en/faults/words.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { filesWith, type Spoil } from './sample-campaign.ts'

const renderer = makeRenderer()

async function faultsOf(spoil: Spoil, countries: readonly string[]) {
  const compilation = await compileCampaign(filesWith(spoil), renderer, () => countries)
  return compilation.ok
    ? []
    : compilation.faults.map((fault) => ({ file: fault.file, ...textOf(fault, enFaults) }))
}

const footer = (text: string): Spoil => ({
  mjml: [['{{ shop.postalAddress }}', `{{ shop.postalAddress }} ${text}`]],
})

describe('A marketing mail to a country that wants the address of the shop', () => {
  it('is refused without it, with its file and what to add', async () => {
    expect(await faultsOf({}, ['CN', 'JP'])).toEqual([
      {
        file: 'greet.en.mjml',
        problem:
          'A marketing mail to CN, JP must contain {{ shop.email }}, the address at which customers reach the shop',
        fix: 'Add {{ shop.email }} to the footer',
      },
    ])
  })

  it('is refused where a condition hides it from someone', async () => {
    const hidden = footer('{% if customer.name %}{{ shop.email }}{% endif %}')
    expect(await faultsOf(hidden, ['CN'])).toMatchObject([
      { problem: expect.stringContaining('{{ shop.email }} is not shown to every customer') },
    ])
  })

  it('is published with it, and elsewhere without it', async () => {
    expect(await faultsOf(footer('{{ shop.email }}'), ['CN'])).toEqual([])
    expect(await faultsOf({}, [])).toEqual([])
  })
})
