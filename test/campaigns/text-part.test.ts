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
  it('leaves no gap if a branch or loop is not taken', () => {
    expect(textOf('<p>A</p>{% if x %}<p>B</p>{% endif %}<p>C</p>')).toBe(
      'A\n\n{% if x %}B\n\n{% endif %}C\n',
    )
    expect(textOf('<ul>{% for x in y %}<li>{{ x }}</li>{% endfor %}</ul><p>C</p>')).toBe(
      '{% for x in y %}- {{ x }}\n{% endfor %}\nC\n',
    )
  })

  it('sets an address apart from the words after it', () => {
    expect(textOf('<p><a href="{{ a }}">Read</a>, then write.</p>')).toBe(
      'Read: {{ a }}, then write.\n',
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

  it('leaves what is hidden out, and images without a text of their own', () => {
    expect(
      textOf('<div style="display:none;max-height:0">Pre</div><img alt="" src="b"><p>C</p>'),
    ).toBe('C\n')
  })

  it('gives an image by its text, and a linked image its address', () => {
    expect(textOf('<p>A cup: <img alt="blue cup" src="b"></p>')).toBe('A cup: blue cup\n')
    expect(textOf('<a href="{{ u }}"><img alt="{{ t }}" src="b"></a>')).toBe('{{ t }}: {{ u }}\n')
  })

  it('writes no colon if a link has no words, or its words end a sentence', () => {
    expect(textOf('<a href="https://a.example"><img src="b"></a>')).toBe('https://a.example\n')
    expect(textOf('<a href="https://a.example">Read here:</a>')).toBe(
      'Read here: https://a.example\n',
    )
    expect(textOf('<a href="https://a.example">Ready?</a>')).toBe('Ready? https://a.example\n')
    expect(textOf('<a href="#top">Up</a> <a href="tel:123">123</a>')).toBe('Up 123\n')
  })

  it('names an address once if an icon and words lead to it', () => {
    const icon = '<table><tr><td><a href="https://a.example"><img alt="" src="i"></a></td>'
    expect(textOf(`${icon}<td><a href="https://a.example">Follow us</a></td></tr></table>`)).toBe(
      'Follow us: https://a.example\n',
    )
  })

  it('sets the cells of a table apart and each row on a line, those of a loop too', () => {
    const table =
      '<table><tr><th>Item</th><th>Price</th></tr>{% for i in l %}<tr><td>{{ i.a }}</td>{% if i.b %}<td>{{ i.b }}</td>{% endif %}</tr>{% endfor %}<tr><td>Sum</td><td>5</td></tr></table><p>End</p>'
    expect(textOf(table)).toBe(
      'Item  Price\n{% for i in l %}{{ i.a }}  {% if i.b %}{{ i.b }}{% endif %}\n{% endfor %}Sum  5\n\nEnd\n',
    )
  })

  it('names a product once if its picture and its name lead to the same address', () => {
    const card = (alt: string) =>
      `{% for i in y %}<div><a href="{{ i.url }}"><img alt="${alt}" src="x"></a></div><div><h2><a href="{{ i.url }}">{{ i.title }}</a></h2>{{ i.price }}</div>{% endfor %}`
    const html = card('{{ i.title }}')
    const { text, restore } = hideLiquid(html)
    expect(restore(textPart(text, 'en', restore))).toBe(
      '{% for i in y %}{{ i.title }}: {{ i.url }}\n{{ i.price }}\n\n{% endfor %}\n',
    )
    const other = hideLiquid(card('A picture'))
    expect(other.restore(textPart(other.text, 'en', other.restore))).toContain(
      'A picture: {{ i.url }}',
    )
  })

  it('leaves no gap if several blocks open or close at one place', () => {
    expect(
      textOf('<p>A</p>{% if x %}<div>{% for i in y %}<p>B</p>{% endfor %}</div>{% endif %}'),
    ).toBe('A\n\n{% if x %}{% for i in y %}B\n\n{% endfor %}{% endif %}\n')
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
