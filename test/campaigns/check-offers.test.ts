import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith, type Spoil } from './sample-campaign.ts'

const renderer = makeRenderer()

async function faultsOf({ yaml = [], ...spoil }: Spoil) {
  const service = [['kind: marketing', 'kind: service'], ...yaml] as const
  const compilation = await compileInEnglish(filesWith({ ...spoil, yaml: service }), renderer)
  return compilation.ok ? [] : compilation.faults
}

const says = (words: string): string =>
  `A service mail must not contain an offer, but this one says "${words}"`
const MEND =
  'Use kind: marketing, so that only customers who opted in receive it, or remove the offer. Mentioning a discount that an order already received is fine, as in "total after discount" or "discount: -€5.00"'

describe('a service mail that offers something is not published', () => {
  it.each<[string, Spoil, number, string]>([
    ['in its subject', { mjml: [['Hello {{ customer.name }}', '10% off']] }, 3, '10% off'],
    ['in its preheader', { mjml: [['News from', 'Sale at']] }, 4, 'Sale'],
    ['in its words', { mjml: [['Visit us', 'Shop now']] }, 10, 'Shop now'],
    [
      'next to a picture',
      { mjml: [['<mj-button', '<mj-image src="https://shop.example/a.png" alt="Our deals" />$&']] },
      10,
      'deals',
    ],
    [
      'in the fallback of a value',
      { mjml: [['Visit us', '{{ customer.name | append: ", take 20% off" }}']] },
      10,
      '20% off',
    ],
    [
      'in a part that no sample shows',
      { mjml: [['Visit us', '{% if lifecycle.purchases > 99 %}Free shipping{% endif %}']] },
      10,
      'Free shipping',
    ],
  ])('%s', async (_, spoil, line, words) => {
    const mjml = (spoil.mjml ?? []).map(([from, to]) => [from, to.replace('$&', from)] as const)
    expect(await faultsOf({ ...spoil, mjml })).toEqual([
      { file: 'greet.en.mjml', line, problem: says(words), fix: MEND },
    ])
  })

  it('in its content, reported there and not again in the mail', async () => {
    const faults = await faultsOf({
      yaml: [['  en:\n', '  en:\n    gift:\n      text: A voucher for you\n']],
      mjml: [['Visit us', '{{ content.gift.text }}']],
    })
    expect(faults).toEqual([
      {
        file: 'campaign.yaml',
        line: 12,
        field: 'content.en.gift.text',
        problem: says('voucher'),
        fix: MEND,
      },
    ])
  })

  it('once its values are in place', async () => {
    const faults = await faultsOf({
      yaml: [['  en:\n', '  en:\n    share: 20\n']],
      mjml: [['Visit us', 'Take {{ content.share }}% off']],
    })
    expect(faults).toEqual([{ file: 'greet.en.mjml', problem: says('20% off'), fix: MEND }])
  })

  it('in Chinese, in every language of its own', async () => {
    const chinese = filesWith()
      .get('greet.en.mjml')
      ?.replace('lang="en"', 'lang="zh-CN"')
      .replace('Visit us', '全场八折')
    const faults = await faultsOf({
      yaml: [
        ['content:\n', 'content:\n  zh-CN: { link: https://shop.example/zh, more: 限时秒杀 }\n'],
      ],
      more: { 'greet.zh-CN.mjml': chinese ?? '' },
    })
    expect(faults.map(({ file, line, problem }) => ({ file, line, problem }))).toEqual([
      { file: 'campaign.yaml', line: 10, problem: says('限时') },
      { file: 'campaign.yaml', line: 10, problem: says('秒杀') },
      { file: 'greet.zh-CN.mjml', line: 10, problem: says('八折') },
    ])
  })
})

describe('a mail that may contain such words', () => {
  it('is marketing', async () => {
    const files = filesWith({ mjml: [['Visit us', 'Sale: 20% off, shop now']] })
    expect(await compileInEnglish(files, renderer)).toMatchObject({ ok: true })
  })

  it('is a service mail in which only addresses and names of values sound like an offer', async () => {
    const faults = await faultsOf({
      yaml: [
        ['link: https://shop.example/new', 'sale: https://shop.example/sale\n    vat: 20% VAT'],
      ],
      mjml: [
        ['{{ content.link }}', '{{ content.sale }}'],
        ['Visit us', 'Total after discount, {{ content.vat }} included'],
      ],
    })
    expect(faults).toEqual([])
  })
})
