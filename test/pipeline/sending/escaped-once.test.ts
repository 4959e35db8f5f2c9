/** Whatever road a customer's text takes through a template, it is escaped exactly once. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { variables } from './mail-variables.ts'

const renderer = makeRenderer()

const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("O'Brien", 'Tea & Söhne', '<b>', '&amp;', '"', 'a & b < c', '&#39;', '\uE000 x'),
  fc.string({
    unit: fc.constantFrom(...'aB &<>"\'/;#3ö测🍵\uE001', 'amp;', '<i>', '&lt;'),
    maxLength: 12,
  }),
)
/** The text part keeps no more than one empty line, and none at its ends. */
const line = text.filter((one) => one.trim() !== '')

/** A template with the author's own tags, and the same without them, as in text and subject. */
type Source = { readonly html: string; readonly text: string }
const same = (liquid: string): Source => ({ html: liquid, text: liquid })

const NAMES = ['customer.name', 'shop.name', 'a', 'b'] as const
const name = fc.constantFrom(...NAMES)
const filter = fc.oneof(
  fc.constantFrom(
    'upcase',
    'downcase',
    'escape',
    'escape_once',
    'xml_escape',
    'newline_to_br',
    'strip_newlines',
    'default: "none"',
    'split: " " | join: ", "',
    'split: "a" | reverse | join: "&"',
    'split: " " | first',
    'split: " " | concat: content.items | uniq | sort | join: "<"',
    'replace: "&", "and"',
    'replace: "a", "<u>"',
    'remove: "<"',
    'replace_first: "b", "\'"',
    'truncate: 6',
    'truncate: 4, "&"',
    'truncatewords: 1',
    'slice: 1, 3',
    'size',
    'json',
    'url_encode',
    'push: "<" | array_to_sentence_string',
  ),
  name.map((other) => `append: ${other}`),
  name.map((other) => `prepend: ${other}`),
  name.map((other) => `replace: " ", ${other}`),
  name.map((other) => `default: ${other}`),
)
const expression = fc
  .tuple(name, fc.array(filter, { maxLength: 4 }))
  .map(([first, filters]) => [first, ...filters].join(' | '))

const { source } = fc.letrec<{ source: Source; part: Source }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    expression.map((value) => same(`{{ ${value} }}`)),
    expression.map((value) => same(`{% echo ${value} %}`)),
    fc.tuple(name, name).map(([one, other]) => same(`{% cycle ${one}, ${other} %}`)),
    fc
      .tuple(fc.constantFrom('a', 'b'), expression)
      .map(([to, value]) => same(`{% assign ${to} = ${value} %}`)),
    fc.tuple(fc.constantFrom('a', 'b'), tie('source')).map(([to, inner]) => ({
      html: `{% capture ${to} %}${inner.html}{% endcapture %}`,
      text: `{% capture ${to} %}${inner.text}{% endcapture %}`,
    })),
    tie('source').map((inner) => ({
      html: `{% for x in content.items %}${inner.html}{{ x }}{% endfor %}`,
      text: `{% for x in content.items %}${inner.text}{{ x }}{% endfor %}`,
    })),
    fc.tuple(name, tie('source')).map(([asked, inner]) => ({
      html: `{% if ${asked} == blank %}none{% else %}${inner.html}{% endif %}`,
      text: `{% if ${asked} == blank %}none{% else %}${inner.text}{% endif %}`,
    })),
    // No white space at the edges of a tag, so that both have the same gaps between words.
    tie('source').map((inner) => ({ html: `<b>x${inner.html}y</b>`, text: `x${inner.text}y` })),
  ),
  source: fc.array(tie('part'), { minLength: 1, maxLength: 4 }).map((parts) => ({
    html: parts.map(({ html }) => html).join(''),
    text: parts.map(({ text: words }) => words).join(''),
  })),
}))

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  '#34': '"',
  '#39': "'",
}

/**
 * What a reader sees: without the tags, which are the author's or a line break, and with entities
 * decoded.
 */
function seen(html: string): string {
  const words = html.replaceAll(/<\/?b>|<br \/>/g, '')
  expect(words).not.toMatch(/[<>"']/)
  // With escape_once, what looks like an entity is one.
  expect(words).not.toMatch(/&(?!(?:#34|#39|[a-z][a-z\d]+);)/i)
  return words.replace(/&(amp|lt|gt|#34|#39);/g, (_, entity: string) => NAMED[entity] ?? '?')
}

function unlessRefused<T>(render: () => T): T | undefined {
  try {
    return render()
  } catch (error) {
    if (/limit exceeded|undefined variable: [ab]/.test(String(error))) return undefined
    throw error
  }
}

describe("a customer's text", () => {
  it('reads the same in HTML, text, subject and preheader, by every road through a template', () => {
    fc.assert(
      fc.property(
        source,
        text,
        text,
        fc.array(text, { maxLength: 3 }),
        (liquid, one, two, items) => {
          const setUp =
            '{% assign a = customer.name %}{% capture b %}{{ shop.name }}{% endcapture %}'
          const parsed = renderer.parse({
            subject: setUp + liquid.text,
            html: setUp + liquid.html,
            text: setUp + liquid.text,
          })
          const mail = unlessRefused(() =>
            renderer.render(parsed, {
              ...variables,
              customer: { ...variables.customer, name: one },
              shop: { ...variables.shop, name: two },
              content: { items },
            }),
          )
          // A loop that doubles what it captures is stopped, and so is the first word of nothing.
          fc.pre(mail !== undefined)
          expect(seen(mail.html)).toBe(mail.text)
          expect(mail.subject).toBe(mail.text.replace(/\s*[\r\n]+\s*/g, ' ').trim())
        },
      ),
      { numRuns: 1_000 },
    )
  }, 60_000)

  it('keeps its lines in every part', () => {
    const liquid = '{% capture a %}{{ customer.name | newline_to_br }}{% endcapture %}{{ a }}'
    const parsed = renderer.parse({ subject: liquid, html: liquid, text: liquid })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const name = lines.join('\n')
        const mail = renderer.render(parsed, {
          ...variables,
          customer: { ...variables.customer, name },
        })
        expect(mail.html.split('<br />')).toHaveLength(lines.length)
        expect(seen(mail.html)).toBe(name)
        expect(mail.text).toBe(name)
      }),
    )
  })

  it.each(["O'Brien", 'Tea & Söhne', '<b>'])('is %s to the reader, escaped or not', (written) => {
    const escaped = "{{ customer.name | escape | escape_once | newline_to_br | append: '!' }}"
    const captured = '{% capture a %}{{ customer.name }}{% endcapture %}{{ a }}{{ a | escape }}'
    const liquid = escaped + captured
    const mail = renderer.render(renderer.parse({ subject: liquid, html: liquid, text: liquid }), {
      ...variables,
      customer: { ...variables.customer, name: written },
    })
    expect(mail.text).toBe(`${written}!${written}${written}`)
    expect(mail.subject).toBe(mail.text)
    expect(seen(mail.html)).toBe(mail.text)
  })
})
