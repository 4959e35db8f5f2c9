/** Snippets as users of other tools write them, each refused for its exact faults. */
import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import {
  BRAZE,
  CUSTOMER_IO,
  INNOCENT,
  KLAVIYO,
  MAILCHIMP,
  OTHERS,
  SHOPIFY,
} from './fault-snippets.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith } from './sample-campaign.ts'

const renderer = makeRenderer()
/** Of the line before the snippet. */
const BEFORE = 10

async function faultsOf(snippet: string) {
  const put = `<mj-text>\n${snippet}\n</mj-text>\n<mj-button`
  const compilation = await compileInEnglish(
    filesWith({ mjml: [['        <mj-button', put]] }),
    renderer,
  )
  return compilation.ok ? [] : compilation.faults
}

describe.each([
  ['Shopify', SHOPIFY],
  ['Klaviyo', KLAVIYO],
  ['Customer.io', CUSTOMER_IO],
  ['Braze', BRAZE],
  ['Mailchimp', MAILCHIMP],
  ['other tools', OTHERS],
  ['no tool: words with braces and percent signs are not faults', INNOCENT],
])('a snippet in the manner of %s', (_, snippets) => {
  it.each(snippets)('%s', async (snippet, expected) => {
    expect(await faultsOf(snippet)).toEqual(
      expected.map(([line, problem, fix]) =>
        expect.objectContaining({ file: 'greet.en.mjml', line: BEFORE + line, problem, fix }),
      ),
    )
  })
})
