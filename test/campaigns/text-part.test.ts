import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hideLiquid } from '../../functions/campaigns/liquid-tokens.ts'
import { textPart } from '../../functions/campaigns/text-part.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'

const textOf = (html: string, locale = 'en') => {
  const { text, restore } = hideLiquid(html)
  return restore(textPart(text, locale))
}

describe('the text part', () => {
  it('leaves no gap where a branch or loop is not taken', () => {
    expect(textOf('<p>A</p>{% if x %}<p>B</p>{% endif %}<p>C</p>')).toBe(
      'A\n\n{% if x %}B\n\n{% endif %}C\n',
    )
    expect(textOf('<ul>{% for x in y %}<li>{{ x }}</li>{% endfor %}</ul><p>C</p>')).toBe(
      '{% for x in y %}- {{ x }}\n{% endfor %}\nC\n',
    )
  })

  it('sets an address apart from the words after it', () => {
    expect(textOf('<p><a href="{{ a }}">Read</a>, then write.</p>')).toBe(
      'Read: {{ a }} , then write.\n',
    )
    expect(textOf('<p><a href="https://a.example">阅读</a></p>', 'zh-CN')).toBe(
      '阅读：https://a.example\n',
    )
    expect(textOf('<a href="https://a.example">https://a.example</a>')).toBe('https://a.example\n')
  })

  it('keeps a comparison, quotes and long lines of Liquid as they are', () => {
    const liquid = `{% if a < b and c == "it's > d" %}{{ e | default: '&amp;' | append: "${'x'.repeat(200)}" }}{% endif %}`
    expect(textOf(`<h1>${liquid}</h1>`)).toBe(`${liquid}\n`)
  })

  it('leaves images and what is hidden out', () => {
    expect(
      textOf('<div style="display:none;max-height:0">Pre</div><img alt="A" src="b"><p>C</p>'),
    ).toBe('C\n')
  })

  it('stays valid Liquid whatever the words around it', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      ' ',
      '\n',
      '{{ a }}',
      '{% if a %}x{% endif %}',
      '&amp;',
      '{% for i in l %}{{ i }}{% endfor %}',
      '你好',
      '<br>',
      '<h2>',
      '</h2>',
      '<a href="{{ a }}">',
      '</a>',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(makeRenderer().check(textOf(pieces.join(''))).faults).toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})
