import fc from 'fast-check'
import { htmlToText } from 'html-to-text'
import { describe, expect, it } from 'vitest'
import { mayTrack, withUntracked } from '../../../functions/pipeline/sending/tracking.ts'
import { consent, customer, days, NOON, policy } from '../../support/given.ts'

describe('opens and clicks', () => {
  const agreed = consent(NOON - days(2), { purpose: 'tracking' })
  const withdrawn = consent(NOON - days(1), { purpose: 'tracking', act: 'withdrawn' })

  it.each([
    ['of customers who agreed to it are counted', [agreed], {}, true],
    ['of customers who agreed to marketing only are not', [consent(0)], {}, false],
    ['of customers who withdrew it are not', [agreed, withdrawn], {}, false],
    [
      'of customers who will agree tomorrow are not',
      [{ ...agreed, at: NOON + days(1) }],
      {},
      false,
    ],
    ['are not where the law takes no consent', [agreed], { GB: { tracking: 'never' } }, false],
  ] as const)('%s', (_, consents, countries, expected) => {
    expect(mayTrack(customer({ consents }), policy({ countries }), NOON)).toBe(expected)
  })
})

const LEAVE = 'https://mail.shop.example/unsubscribe/abc.def-_'
const CHOOSE = 'https://mail.shop.example/preferences/abc.def-_'
const WAYS = [LEAVE, CHOOSE]

/** The attributes of every link, as another parser of HTML reads them. */
function linksOf(html: string): Record<string, string>[] {
  const links: Record<string, string>[] = []
  htmlToText(html, {
    formatters: { note: (element) => links.push({ ...element.attribs }) },
    selectors: [{ selector: 'a', format: 'note' }],
  })
  return links
}

const anyHref = fc.constantFrom(
  LEAVE,
  CHOOSE,
  `${LEAVE}?lang=zh&amp;from=mail`,
  `${CHOOSE}#often`,
  'https://shop.example/',
  `https://shop.example/?to=${LEAVE}`,
  `${LEAVE}x`,
  'mailto:care@shop.example',
)
const anyAttribute = fc.constantFrom(
  'class="button"',
  `title="href=${LEAVE}"`,
  `data-href="${CHOOSE}"`,
  'style="color: #000; content: \'>\'"',
  "title='more > less'",
  'target=_blank',
)
const anyAnchor = fc
  .record({
    href: anyHref,
    before: fc.uniqueArray(anyAttribute, { maxLength: 2 }),
    after: fc.uniqueArray(anyAttribute, { maxLength: 2 }),
    quote: fc.constantFrom('"', "'"),
    space: fc.constantFrom(' ', '\n  '),
    name: fc.constantFrom('a', 'A'),
  })
  .map(({ href, before, after, quote, space, name }) => {
    const attributes = [...before, `href=${quote}${href}${quote}`, ...after].join(space)
    return `<${name}${space}${attributes}>words</${name}>`
  })
const anyHtml = fc
  .array(
    fc.oneof(
      anyAnchor,
      fc.constantFrom(
        '<p>',
        '</p>',
        '<abbr title="a">A</abbr>',
        ` ${LEAVE} `,
        '<a name="x"></a>',
        '你好',
      ),
    ),
  )
  .map((pieces) => pieces.join(''))

describe('links by which a customer leaves, chooses or confirms', () => {
  it.each([
    [`<a href="${LEAVE}">Leave</a>`, `<a ses:no-track href="${LEAVE}">Leave</a>`],
    [`<a class="b" href='${CHOOSE}'>`, `<a ses:no-track class="b" href='${CHOOSE}'>`],
    [`<a ses:no-track href="${LEAVE}">`, `<a ses:no-track href="${LEAVE}">`],
    ['<a href="https://shop.example/">', '<a href="https://shop.example/">'],
    [`<area href="${LEAVE}">`, `<area href="${LEAVE}">`],
  ])('%s becomes %s', (html, expected) => {
    expect(withUntracked(html, WAYS)).toBe(expected)
  })

  it('are excluded from tracking, they alone, and nothing else changes', () => {
    fc.assert(
      fc.property(anyHtml, (html) => {
        const marked = withUntracked(html, WAYS)
        expect(marked.replaceAll(' ses:no-track', '')).toBe(html)
        expect(withUntracked(marked, WAYS)).toBe(marked)
        for (const { href = '', ...rest } of linksOf(marked)) {
          const leads = WAYS.includes(href.replace(/[?#].*$/, ''))
          expect('ses:no-track' in rest, href).toBe(leads)
        }
      }),
      { numRuns: 500 },
    )
  })
})
