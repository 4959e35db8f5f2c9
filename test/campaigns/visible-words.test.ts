import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PARAGRAPH_END } from '../../functions/campaigns/offer-words.ts'
import { visibleWords } from '../../functions/campaigns/visible-words.ts'

const read = (mjml: string): string =>
  visibleWords(mjml)
    .replace(new RegExp(`[\\s${PARAGRAPH_END}]+`, 'g'), ' ')
    .trim()

describe('what a reader sees of a source', () => {
  it.each([
    ['words in a line run on through its marks', '<p>Save <b>10</b>%<br/>now</p>', 'Save 10% now'],
    ['a picture says what stands for it', '<mj-image src="a" alt="Big sale" />', 'Big sale'],
    ['an address is not seen', '<a href="https://shop.example/sale">Look</a>', 'Look'],
    ['styles are not seen', '<mj-style>.sale { color: red }</mj-style><p>Hi</p>', 'Hi'],
    ['a value is not known', '<p>{{ content.sale }} {{ shop.name }}</p>', ''],
    ['what stands in for a value is', '<p>{{ content.x | default: "20% off" }}</p>', '20% off'],
    ['what is assigned is', "<p>{% assign x = 'sale' %}{{ x }}</p>", 'sale'],
    ['what is compared with is not', '<p>{% if content.x == "sale" %}Hi{% endif %}</p>', 'Hi'],
    ['a link may have quotes in its Liquid', '<a href="{{ content["sale"] }}">Look</a>', 'Look'],
    ['a hard space is a space', '<p>20&nbsp;% off</p>', '20 % off'],
  ])('%s', (_, mjml, words) => {
    expect(read(mjml)).toBe(words)
  })

  it('parts one paragraph from the next', () => {
    expect(visibleWords('<p>our shop</p><p>now</p>')).toContain(PARAGRAPH_END)
  })

  it('keeps every word on its line', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<mj-image\n alt="A"\n/>',
      '{{ content.a }}',
      '{{ content.a\n | default: "b"\n}}',
      '{% if a ==\n "c" %}',
      '<mj-style>\n.x {}\n</mj-style>',
      'word',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const before = pieces.join('')
        const source = `${before}<p>needle</p>`
        const lineIn = (text: string) => text.slice(0, text.indexOf('needle')).split('\n').length
        expect(lineIn(visibleWords(source))).toBe(lineIn(source))
      }),
    )
  })
})
