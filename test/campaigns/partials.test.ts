import { describe, expect, it } from 'vitest'
import { type PartOfMail, withPartials } from '../../functions/campaigns/partials.ts'
import { readCampaignFolder } from '../../functions/campaigns/read-campaign-folder.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith, MJML, YAML } from './sample-campaign.ts'

const renderer = makeRenderer()
const PARTS = new Map([
  ['footer.en.mjml', '<mj-text>Bye</mj-text>'],
  ['footer.zh-CN.mjml', '<mj-text>再见</mj-text>'],
  ['page.mjml', 'top\n<mj-include path="partials/footer.mjml" />\nend'],
  ['circle.mjml', '<mj-include path="partials/circle.mjml" />'],
])
const mail = (source: string, locale = 'en'): PartOfMail => ({
  ...{ file: 'a.mjml', source, locale },
})
const include = (path: string) => `<mj-include path="${path}" />`
const textOf = (source: string, locale = 'en') => withPartials(mail(source, locale), PARTS).text

describe('a part that mails share', () => {
  it('stands where it is included, in the language of the mail or one with the same script', () => {
    expect(textOf(`a ${include('partials/footer.mjml')} b`)).toBe('a <mj-text>Bye</mj-text> b')
    expect(textOf(include('partials/footer.mjml'), 'zh-CN')).toBe('<mj-text>再见</mj-text>')
    expect(textOf(include('partials/footer.mjml'), 'en-GB')).toBe('<mj-text>Bye</mj-text>')
    expect(textOf('<mj-include path="partials/footer.mjml"></mj-include>')).toContain('Bye')
  })

  it('may include another, and is left alone in a comment', () => {
    expect(textOf(include('partials/page.mjml'))).toBe('top\n<mj-text>Bye</mj-text>\nend')
    const comment = `<!-- ${include('partials/page.mjml')} -->`
    expect(textOf(comment)).toBe(comment)
  })

  it.each([
    ['/etc/passwd', 'cannot read "/etc/passwd"'],
    ['../../secret.mjml', 'cannot read'],
    ['partials/../x.mjml', 'cannot read'],
    ['partials/footer.html', 'cannot read'],
    ['partials/foter.mjml', 'There is no partials/foter.mjml'],
    ['partials/circle.mjml', 'partials/circle.mjml includes itself'],
  ])('is refused at its line where its path is %s', async (path, problem) => {
    const more = Object.fromEntries(
      [...PARTS].map(([name, source]) => [`../partials/${name}`, source]),
    )
    const files = filesWith({ mjml: [['<mj-body>', `<mj-body>\n\n${include(path)}`]], more })
    const compilation = await compileInEnglish(files, renderer)
    expect(compilation.ok).toBe(false)
    if (compilation.ok) return
    const found = compilation.faults.filter((fault) => fault.field === 'mj-include')
    expect(found).toHaveLength(1)
    expect(found[0]?.problem).toContain(problem)
  })

  it('is refused in a language that it is not there in', async () => {
    const parts = new Map([['footer.zh-CN.mjml', '']])
    const { faults } = withPartials(mail(include('partials/footer.mjml')), parts)
    expect(faults).toMatchObject([{ file: 'a.mjml', line: 1, field: 'mj-include' }])
  })

  it('has its faults at its own line, once for all mails that include it', async () => {
    const body =
      '<mj-section>\n<mj-column>\n<mj-text>{{ customer.nmae }}</mj-text>\n</mj-column>\n</mj-section>'
    const files = filesWith({
      mjml: [['<mj-body>', `<mj-body>\n${include('partials/own.mjml')}`]],
      more: { '../partials/own.mjml': body },
    })
    const compilation = await compileInEnglish(files, renderer)
    expect(compilation.ok ? [] : compilation.faults).toMatchObject([
      { file: '../partials/own.mjml', line: 3, problem: 'There is no variable customer.nmae' },
    ])
  })

  it('leaves the lines after it where the author wrote them', async () => {
    const put = `<mj-body>\n${include('partials/own.mjml')}\n<mj-raw>{{ nowhere }}</mj-raw>`
    const more = { '../partials/own.mjml': '\n\n\n' }
    const files = filesWith({ mjml: [['<mj-body>', put]], more })
    const [name, source = ''] = [...files].find(([file]) => file.endsWith('.mjml')) ?? []
    const compilation = await compileInEnglish(files, renderer)
    const line = source.split('\n').findIndex((text) => text.includes('nowhere')) + 1
    expect(compilation.ok ? [] : compilation.faults).toMatchObject([{ file: name, line }])
  })

  it.each(['en', 'zh-CN'])(
    'that ships with Rekindle, and no shipped mail includes, is sound in %s',
    async (locale) => {
      const parts = ['order-summary', 'coupon'].map((name) => include(`partials/${name}.mjml`))
      const mjml = MJML.replace('lang="en"', `lang="${locale}"`).replace(
        '<mj-body>',
        `<mj-body>\n${parts.join('\n')}`,
      )
      const yaml = YAML.replace(
        'start: { entering: first-time }',
        'start: { purchase: true }\ncoupon: { pool: hello, validFor: P14D }',
      ).replace('  en:', `  ${locale}:`)
      const shipped = await readCampaignFolder(
        new URL('../../templates/dormant', import.meta.url).pathname,
      )
      const shared = [...shipped].filter(([name]) => name.startsWith('../'))
      const files = new Map([['campaign.yaml', yaml], [`greet.${locale}.mjml`, mjml], ...shared])
      const compilation = await compileInEnglish(files, renderer)
      expect(compilation.ok ? [] : compilation.faults).toEqual([])
      expect(compilation.ok && compilation.campaign.templates[0]?.text).toContain('coupon.code')
    },
  )
})
