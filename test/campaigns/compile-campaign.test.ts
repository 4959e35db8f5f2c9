import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../functions/domain/time.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith, type Spoil } from './sample-campaign.ts'

const renderer = makeRenderer()

async function compiled(spoil: Spoil = {}) {
  const compilation = await compileInEnglish(filesWith(spoil), renderer)
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.faults, null, 2))
  return compilation.campaign
}

async function faultsOf(spoil: Spoil) {
  const compilation = await compileInEnglish(filesWith(spoil), renderer)
  return compilation.ok ? [] : compilation.faults
}

it('a file that lost characters is a fault, since a mail would show that they are missing', async () => {
  const faults = await faultsOf({ yaml: [['Hello', 'J\ufffdrg']] })
  expect(faults).toEqual([
    expect.objectContaining({
      file: 'campaign.yaml',
      line: expect.any(Number),
      problem: expect.stringContaining('not UTF-8'),
      fix: 'Save the file as UTF-8',
    }),
  ])
})

describe('a campaign without faults', () => {
  it('becomes a definition with the defaults filled in', async () => {
    const { definition, name, content } = await compiled()
    expect(definition).toEqual({
      id: 'hello',
      kind: 'marketing',
      start: { kind: 'class-entered', class: 'first-time' },
      endsOnPurchase: false,
      priority: 50,
      steps: [{ id: 'greet', template: 'greet', afterMs: 0 }],
      locales: { greet: ['en'] },
    })
    expect(name).toEqual({ en: 'Hello' })
    expect(content).toEqual({ en: { link: 'https://shop.example/new' } })
  })

  it('keeps every duration of the file in milliseconds', async () => {
    const { definition } = await compiled({
      yaml: [
        ['{ entering: first-time }', '{ entering: frequent }'],
        [
          'reentryAfter: never',
          'reentryAfter: P180D\nendsOn: [purchase]\nactiveFrom: 2026-03-01T09:00:00+08:00\nbacklog: { over: P2W }\neligible: { countries: [CN], minPurchases: 1 }\npriority: 7\nquietHours: none\ncaps: [{ messages: 1, withinDays: 30 }]',
        ],
        [
          '    template: greet\n',
          '    template: greet\n    after: PT6H\n    repeat: { every: P30D, while: frequent }\n    conditions: { minMonetaryMinor: 5000, recencyScores: [1, 2], maxChance: 0.8, minLifetimeValueMinor: 9000 }\n',
        ],
      ],
    })
    expect(definition).toMatchObject({
      start: { kind: 'class-entered', class: 'frequent' },
      reentryAfterMs: 180 * DAY_MS,
      endsOnPurchase: true,
      activeFrom: Date.UTC(2026, 2, 1, 1),
      backlogOverMs: 14 * DAY_MS,
      eligible: { countries: ['CN'], minPurchases: 1 },
      priority: 7,
      quietHours: null,
      caps: [{ messages: 1, withinDays: 30 }],
      steps: [
        {
          afterMs: 6 * HOUR_MS,
          repeat: { everyMs: 30 * DAY_MS, while: 'frequent' },
          conditions: {
            minMonetaryMinor: 5000,
            recencyScores: [1, 2],
            maxChance: 0.8,
            minLifetimeValueMinor: 9000,
          },
        },
      ],
    })
  })

  it('takes the subject from the title and the preheader from the preview', async () => {
    const { templates } = await compiled()
    expect(templates).toMatchObject([
      {
        template: 'greet',
        locale: 'en',
        subject: 'Hello {{ customer.name }} & friends',
        preheader: 'News from {{ shop.name }}',
      },
    ])
  })

  it('makes a text part that reads well, without the preheader', async () => {
    const { templates } = await compiled()
    expect(templates[0]?.text).toBe(
      [
        'Hello',
        'See what is new: {{ content.link }}',
        'Visit us: https://shop.example',
        'Unsubscribe: {{ unsubscribeUrl }} {{ shop.postalAddress }}\n',
      ].join('\n\n'),
    )
  })

  it('needs no unsubscribe link if it is service mail', async () => {
    const { definition } = await compiled({
      yaml: [['kind: marketing', 'kind: service']],
      mjml: [['<a href="{{ unsubscribeUrl }}">Unsubscribe</a> ', '']],
    })
    expect(definition.kind).toBe('service')
  })

  it('needs no content if no mail uses it', async () => {
    const { content } = await compiled({
      yaml: [['content:\n  en:\n    link: https://shop.example/new\n', '']],
      mjml: [['{{ content.link }}', '{{ shop.url }}']],
    })
    expect(content).toEqual({ en: {} })
  })

  it('ignores a comment in a mail, whatever it contains', async () => {
    const { templates } = await compiled({
      mjml: [['<mj-body>', '<mj-body><!-- {{ nothing }} <a href="javascript:x"> <mj-text> -->']],
    })
    expect(templates[0]?.html).not.toContain('nothing')
  })
})

describe('a fault among the files', () => {
  it('is a folder without campaign.yaml, and not one without sample.json', async () => {
    expect(await faultsOf({ without: ['campaign.yaml', 'sample.json'] })).toMatchObject([
      { file: 'campaign.yaml', problem: 'The campaign has no campaign.yaml' },
    ])
    expect(await faultsOf({ without: ['sample.json'] })).toEqual([])
  })

  it('is a template that is missing, or missing in one of two languages', async () => {
    const second = '    template: greet\n  - id: more\n    template: more\n'
    const faults = await faultsOf({
      yaml: [
        ['    template: greet\n', second],
        ['content:\n', 'content:\n  zh-CN: { link: https://shop.example/zh }\n'],
      ],
    })
    expect(faults).toMatchObject([
      {
        line: 8,
        field: 'steps.0.template',
        problem: 'The template "greet" is missing in zh-CN',
      },
      { line: 10, problem: 'The template "more" is missing in en', fix: 'Add more.en.mjml' },
      { line: 10, problem: 'The template "more" is missing in zh-CN' },
    ])
  })

  it('is a campaign with no mail at all', async () => {
    const faults = await faultsOf({
      without: ['greet.en.mjml'],
      yaml: [['content:\n  en:\n    link: https://shop.example/new\n', '']],
    })
    expect(faults).toMatchObject([{ line: 8, fix: 'Add greet.en.mjml' }])
  })

  it('is content that lacks a language in which mails are written', async () => {
    const mail = filesWith().get('greet.en.mjml')?.replace('lang="en"', 'lang="de"') ?? ''
    const faults = await faultsOf({ more: { 'greet.de.mjml': mail } })
    expect(faults).toMatchObject([
      {
        file: 'campaign.yaml',
        line: 9,
        field: 'content',
        fix: expect.stringContaining('content.de'),
      },
    ])
  })

  it('is a mail with an invalid name, or one that no step sends', async () => {
    const mail = filesWith().get('greet.en.mjml') ?? ''
    const faults = await faultsOf({
      more: { 'greet.mjml': mail, 'greet.zh-cn.mjml': mail, 'spare.en.mjml': mail },
    })
    expect(faults).toMatchObject([
      { file: 'greet.mjml' },
      { file: 'greet.zh-cn.mjml' },
      { file: 'spare.en.mjml', problem: 'No step sends the template "spare"' },
    ])
  })

  it('is a sample with values that no mail has', async () => {
    const more = { 'sample.json': '{\n\t"customer": { "name": 7 },\n\t"basket": []\n}' }
    expect(await faultsOf({ more })).toMatchObject([
      { file: 'sample.json', line: 2, field: 'customer.name', problem: 'name cannot be 7' },
      {
        file: 'sample.json',
        line: 3,
        field: 'basket',
        problem: 'Unknown field basket',
      },
    ])
    const broken = { 'sample.json': '{\n"customer": {\n' }
    expect(await faultsOf({ more: broken })).not.toHaveLength(0)
  })

  it('never hides another: all are collected', async () => {
    const faults = await faultsOf({
      mjml: [
        ['{{ shop.name }}', '{{ shop.nmae }}'],
        ['{{ content.link }}', 'ftp://shop.example'],
        ['<mj-button', '<mj-button colour="red"'],
        ['{{ shop.postalAddress }}', '{{ shop.address }}'],
      ],
      more: { 'sample.json': '[]' },
    })
    const files = faults.map(({ file }) => file)
    expect(new Set(files)).toEqual(new Set(['sample.json', 'greet.en.mjml']))
    expect(faults.map(({ line }) => line)).toEqual(expect.arrayContaining([9, 10]))
  })
})
