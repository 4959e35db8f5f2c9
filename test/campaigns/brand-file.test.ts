import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brandFor, readBrand } from '../../functions/campaigns/brand-file.ts'
import { textOf } from '../../functions/campaigns/fault.ts'
import { contrastOf, DEFAULT_BRAND } from '../../functions/domain/brand.ts'
import { enFaults } from '../../functions/language/en/faults/words.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith } from './sample-campaign.ts'

const faultsOf = (text: string) =>
  readBrand('brand.yaml', text).faults.map((fault) => ({
    ...{ line: fault.line, field: fault.field },
    ...textOf(fault, enFaults),
  }))

const read = (text: string) => {
  const { value } = readBrand('brand.yaml', text)
  if (!value) throw new Error('a fault')
  return value
}

describe('contrast', () => {
  it.each([
    // As WCAG’s own definition gives them.
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#767676', '#ffffff', 4.54],
    ['#777777', '#ffffff', 4.48],
    ['#ff0000', '#ffffff', 4],
  ])('of %s on %s is %d', (a, b, expected) => {
    expect(contrastOf(a, b)).toBeCloseTo(expected, 2)
  })

  it('does not depend on which is in front', () => {
    const anyColor = fc
      .integer({ min: 0, max: 0xffffff })
      .map((n) => `#${n.toString(16).padStart(6, '0')}`)
    fc.assert(
      fc.property(anyColor, anyColor, (a, b) => {
        expect(contrastOf(a, b)).toBe(contrastOf(b, a))
        expect(contrastOf(a, b)).toBeGreaterThanOrEqual(1)
        expect(contrastOf(a, b)).toBeLessThanOrEqual(21)
      }),
    )
  })
})

describe('brand.yaml', () => {
  it('may leave everything out', () => {
    expect(brandFor(read(''), 'en')).toEqual(DEFAULT_BRAND)
    expect(faultsOf('')).toEqual([])
  })

  it.each([
    [
      'light:\n  accent: "#cccccc"',
      2,
      'light.accent',
      'accent cannot be read on card on light screens: their contrast is 1.6',
    ],
    ['dark:\n  card: "#eeeeee"', 2, 'dark.card', 'text cannot be read on card on dark screens'],
    ['light:\n  accent: red', 2, 'light.accent', 'accent cannot be "red"'],
    ['radius: 99', 1, 'radius', 'radius cannot be 99'],
    [
      'logo: { light: http://a.example/l.png, width: 100, height: 30 }',
      1,
      'logo.light',
      'light cannot be',
    ],
    ['logo: { light: https://a.example/l.png }', 1, 'logo.width', 'width is missing'],
    ['colour: {}', 1, 'colour', 'Unknown field colour'],
    ['links: [{ name: Instagram, url: "javascript:alert(1)" }]', 1, 'links.0.url', 'url cannot be'],
    ['font: "Georgia; background: url(https://a.example)"', 1, 'font', 'font cannot be'],
  ])('%s is refused', (text, line, field, problem) => {
    const found = faultsOf(text)
    expect(found).toContainEqual(
      expect.objectContaining({ line, field, problem: expect.stringContaining(problem) }),
    )
    for (const { fix } of found) expect(fix).not.toBe('')
  })

  it('gives words in the language of a mail, and no others', () => {
    const brand = read(`
footer: { en: Made by hand, zh-CN: 手工制作 }
links: [{ name: Instagram, url: https://i.example/shop }, { name: { en: Blog, zh-CN: 博客 }, url: https://b.example }]
wechat: { qr: https://q.example/qr.png, label: { zh-CN: 扫码关注 } }
`)
    expect(brandFor(brand, 'zh-CN')).toMatchObject({
      footer: '手工制作',
      links: [{ name: 'Instagram' }, { name: '博客' }],
      wechat: { url: 'https://q.example/qr.png', label: '扫码关注' },
    })
    expect(brandFor(brand, 'de')).toMatchObject({ footer: '', wechat: { url: '' } })
  })
})

describe('a campaign', () => {
  const renderer = makeRenderer()
  const withColor = (color: string) => {
    const more = { '../brand.yaml': `light: { accent: "${color}" }` }
    const files = filesWith({
      mjml: [['<mj-text', '<mj-text color="{{ brand.light.accent }}"']],
      more,
    })
    return compileInEnglish(files, renderer)
  }

  it('is published with the brand of its folder', async () => {
    const compilation = await withColor('#7a1f3d')
    expect(compilation.ok && compilation.campaign.brand.en?.light.accent).toBe('#7a1f3d')
    expect(compilation.ok && compilation.campaign.templates[0]?.html).toContain('#7a1f3d')
  })

  it('is refused with a brand that cannot be read', async () => {
    const compilation = await withColor('#eeeeee')
    expect(compilation.ok ? [] : compilation.faults).toMatchObject([
      { file: '../brand.yaml', field: 'light.accent' },
      { file: '../brand.yaml' },
      { file: '../brand.yaml' },
    ])
  })
})
