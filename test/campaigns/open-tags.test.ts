/** A tag without its end would swallow the elements after it. */
import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith } from './sample-campaign.ts'

const renderer = makeRenderer()

async function faultsOf(snippet: string) {
  const put = `<mj-text>\n${snippet}\n</mj-text>\n<mj-button`
  const mjml = [['        <mj-button', put]] as const
  const compilation = await compileInEnglish(filesWith({ mjml }), renderer)
  return compilation.ok ? [] : compilation.faults.map(({ line, problem }) => [line, problem])
}

const SWALLOWS = 'so that what follows would become part of it'

describe('a tag without its end', () => {
  it.each([
    ['a closing tag', '<p>A</p', `The tag </p has no >, ${SWALLOWS}`],
    [
      'a closing tag cut short',
      '<a href="https://a.example">A</a',
      `The tag </a has no >, ${SWALLOWS}`,
    ],
    ['an opening tag', '<a href="https://a.example"', `The tag <a has no >, ${SWALLOWS}`],
    [
      'a tag with Liquid in a value',
      '<b title="{{ customer.name }}"',
      `The tag <b has no >, ${SWALLOWS}`,
    ],
    [
      'a tag with a condition in a value',
      '<b title="{% if locale %}A{% endif %}"',
      `The tag <b has no >, ${SWALLOWS}`,
    ],
    ['a tag before another', '<b <i>A</i></b>', `The tag <b has no >, ${SWALLOWS}`],
    ['a value', '<p class="a>A</p>', `The tag <p has no closing quote, ${SWALLOWS}`],
    [
      'a value in single quotes',
      "<p class='a>A</p>",
      `The tag <p has no closing quote, ${SWALLOWS}`,
    ],
  ])('is refused: %s', async (_, snippet, problem) => {
    expect(await faultsOf(snippet)).toEqual([[11, problem]])
  })

  it.each([
    'A < B, 1<2 and x <3',
    '<p title="a > b">A</p >',
    '<p title=\'a "quoted" < b\'>A</p\n>',
    '<!-- <b --> <!--[if mso]><b <![endif]--> A',
    '<img alt="it\'s" src="https://a.example/a.png"> <i>it\'s</i>',
  ])('is none in %s', async (snippet) => {
    expect(await faultsOf(snippet)).toEqual([])
  })
})

describe('an element of MJML in words', () => {
  it.each([
    ['A <mj-button href="https://a.example">B</mj-button>', 'mj-button'],
    ['<mj-divider />', 'mj-divider'],
    ['<mj-foo>A</mj-foo>', 'mj-foo'],
  ])('is refused: %s', async (snippet, name) => {
    expect(await faultsOf(snippet)).toEqual([
      [11, `<${name}> is in the text of <mj-text>, where MJML does not read it`],
    ])
  })

  it('is none in a comment', async () => {
    expect(await faultsOf('<!-- <mj-button>B</mj-button> --> A')).toEqual([])
  })
})
