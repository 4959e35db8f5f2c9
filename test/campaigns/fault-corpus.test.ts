/**
 * Snippets as users of other tools write them, each refused for its exact faults, in English and in
 * Chinese.
 */
import { describe, expect, it } from 'vitest'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { textOf } from '../../functions/campaigns/fault.ts'
import { zhFaults } from '../../functions/language/zh/faults/words.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { inEnglish } from '../support/english-faults.ts'
import { englishLeft } from '../support/english-left.ts'
import { CORPUS } from './fault-snippets/corpus.ts'
import { filesWith } from './sample-campaign.ts'

const renderer = makeRenderer()
/** Of the line before the snippet. */
const BEFORE = 10

async function compile(snippet: string) {
  const put = `<mj-text>\n${snippet}\n</mj-text>\n<mj-button`
  const files = filesWith({ mjml: [['        <mj-button', put]] })
  const compilation = await compileCampaign(files, renderer)
  return compilation.ok ? [] : compilation.faults
}

const compiled = new Map<string, ReturnType<typeof compile>>()

/** Compiled once for both languages. */
function faultsOf(snippet: string) {
  const faults = compiled.get(snippet) ?? compile(snippet)
  compiled.set(snippet, faults)
  return faults
}

describe.each(CORPUS)('a snippet in the manner of %s', (_, snippets) => {
  it.each(snippets)('%s', async (snippet, expected) => {
    expect(inEnglish(await faultsOf(snippet))).toEqual(
      expected.map(([line, problem, fix]) =>
        expect.objectContaining({ file: 'greet.en.mjml', line: BEFORE + line, problem, fix }),
      ),
    )
  })

  it.each(snippets)('%s, in Chinese', async (snippet, expected) => {
    const texts = (await faultsOf(snippet)).map((fault) => textOf(fault, zhFaults))
    expect(texts).toHaveLength(expected.length)
    for (const { problem, fix } of texts)
      expect([problem, fix].map(englishLeft)).toEqual([undefined, undefined])
  })
})
