import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith } from './sample-campaign.ts'

const renderer = makeRenderer()

async function faultsOf(value: string) {
  const yaml = [
    ['new\n', `new\n    words:\n      - One\n      - ${JSON.stringify(value)}\n`],
  ] as const
  const compilation = await compileInEnglish(filesWith({ yaml }), renderer)
  return compilation.ok ? [] : compilation.faults
}

describe('a value of content', () => {
  it.each([
    ['Hi *|FNAME|*', '*|FNAME|* is Mailchimp syntax, which Rekindle does not support'],
    [
      'Hi {customer.name}',
      "{customer.name} is another tool's syntax, which Rekindle does not support",
    ],
    ['Hi {{ customer.name }}', 'content is plain text, but this contains Liquid'],
    ['{% if true %}Hi{% endif %}', 'content is plain text, but this contains Liquid'],
    ['Read <b>this</b>', 'content is plain text, but this contains HTML: <b>'],
    ['Line<br/>break', 'content is plain text, but this contains HTML: <br/>'],
    ['Tea&nbsp;time', 'content is plain text, but this contains HTML: &nbsp;'],
  ])('that is %s is refused at its line in campaign.yaml', async (value, problem) => {
    expect(await faultsOf(value)).toEqual([
      {
        file: 'campaign.yaml',
        line: 14,
        field: 'content.en.words.1',
        problem: expect.stringContaining(problem),
        fix: expect.stringMatching(/(?:in|to) the \.mjml|Use the character itself/),
      },
    ])
  })

  it.each([
    '100% cotton & 50% off',
    "O'Brien's tea <3",
    'a < b and b > a',
    'https://shop.example/?a=1&b=2%20c',
    '{50% OFF}',
    '[1] for $5',
  ])('that is %s is not a fault', async (value) => {
    expect(await faultsOf(value)).toEqual([])
  })
})
