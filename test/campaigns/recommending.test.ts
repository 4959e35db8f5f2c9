import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith, type Spoil } from './sample-campaign.ts'

const renderer = makeRenderer()
const BUTTON = '<mj-button href="https://shop.example">Visit us</mj-button>'
const PICKS = `<mj-raw>{% for item in recommendations %}</mj-raw>
        <mj-text><a href="{{ item.url }}">{{ item.title }}</a> {{ item.price }}</mj-text>
        <mj-raw>{% endfor %}</mj-raw>`

async function faultsOf({ yaml = [], more = {} }: Spoil = {}, picks = PICKS) {
  const compilation = await compileInEnglish(
    filesWith({ yaml, more, mjml: [[BUTTON, picks]] }),
    renderer,
  )
  return compilation.ok ? [] : compilation.faults
}

describe('a mail that recommends', () => {
  it('compiles in marketing, for customers with recommendations and without', async () => {
    expect(await faultsOf()).toEqual([])
  })

  it('cannot be service mail, because recommending is advertising', async () => {
    const yaml = [['kind: marketing', 'kind: service']] as const
    expect(await faultsOf({ yaml })).toMatchObject([
      {
        file: 'greet.en.mjml',
        line: 10,
        field: 'recommendations',
        problem: 'A service mail must not recommend products',
      },
    ])
  })

  it('must work without recommendations', async () => {
    const first = '<mj-text>{{ recommendations[0].title }}</mj-text>'
    expect(await faultsOf({}, first)).toMatchObject([
      {
        file: 'greet.en.mjml',
        line: 10,
        problem: 'recommendations[0] is empty for a customer with no recommendations',
      },
    ])
  })

  it('is previewed with the recommendations of sample.json, which must be whole', async () => {
    const item = { title: 'Mug', url: 'https://shop.example/mug' }
    const whole = { ...item, imageUrl: 'https://shop.example/mug.jpg' }
    const sample = (recommendations: readonly object[]) => ({
      more: { 'sample.json': JSON.stringify({ recommendations }) },
    })
    expect(await faultsOf(sample([whole]))).toEqual([])
    expect(await faultsOf(sample([item]))).toMatchObject([
      { file: 'sample.json', field: 'recommendations.0.imageUrl' },
    ])
    expect(await faultsOf(sample(Array(7).fill(whole)))).toMatchObject([
      { file: 'sample.json', fix: expect.stringContaining('at most 6') },
    ])
  })
})
