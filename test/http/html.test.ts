import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { html, source } from '../../functions/http/html.ts'

const read = (escaped: string): string =>
  escaped
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', 'a', ';', '#', '`', '=') }),
  fc.constantFrom('<script>alert(1)</script>', '" onload="x', "' onload='x", '&lt;b&gt;', '</p>'),
)

describe('Text in a page', () => {
  test('never opens a tag or leaves its attribute, and is read back as it was', () => {
    fc.assert(
      fc.property(hostile, hostile, (attribute, content) => {
        const page = source(html`<p title="${attribute}">${content}</p>`)
        const parts = /^<p title="([^"<>']*)">([^<>"']*)<\/p>$/s.exec(page)
        expect(parts).not.toBeNull()
        expect(read(parts?.[1] ?? '')).toBe(attribute)
        expect(read(parts?.[2] ?? '')).toBe(content)
      }),
    )
  })

  test('is escaped in lists and in templates inside templates', () => {
    const items = ['<b>', '&'].map((text) => html`<li>${text}</li>`)
    expect(source(html`<ul>${items}${['"']}</ul>`)).toBe(
      '<ul><li>&lt;b&gt;</li><li>&amp;</li>&quot;</ul>',
    )
  })

  test('does not become HTML by looking like it', () => {
    const forged = JSON.parse('{"html":"<b>","source":"<b>"}')
    expect(() => source(html`${forged}`)).toThrow()
  })

  test('is left out if there is none', () => {
    expect(source(html`<p>${undefined}${false}${0}</p>`)).toBe('<p>0</p>')
  })
})
