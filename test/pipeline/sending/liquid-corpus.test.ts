import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { CORPUS } from './liquid-corpus.ts'
import { corpusVariables } from './liquid-corpus-customer.ts'

const renderer = makeRenderer()

/** The words of a snippet, as the text part of a mail has them. */
const withoutMarkup = (liquid: string): string =>
  liquid.replace(/(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})|<[^>]*>/g, (_, kept?: string) => kept ?? '')

function rendered(liquid: string, locale: string) {
  const text = withoutMarkup(liquid)
  const parsed = renderer.parse({ subject: text, html: liquid, text })
  return renderer.render(parsed, corpusVariables(locale))
}

describe.each(Object.entries(CORPUS))('in the manner of %s', (_, snippets) => {
  it.each(snippets.map(([liquid, html, otherwise]) => ({ liquid, html, ...otherwise })))(
    '$liquid reads $html',
    ({ liquid, html, text = html, de = html, zh = html }) => {
      const english = rendered(liquid, 'en')
      expect(english.html).toBe(html)
      expect(english.text).toBe(text)
      expect(english.subject).toBe(text.replace(/\s*[\r\n]+\s*/g, ' ').trim())
      expect(rendered(liquid, 'de').html).toBe(de)
      expect(rendered(liquid, 'zh-CN').html).toBe(zh)
    },
  )
})

describe('the corpus', () => {
  it('has at least 150 snippets', () => {
    expect(Object.values(CORPUS).flat().length).toBeGreaterThanOrEqual(150)
  })
})
