/** What dates, amounts and filters are for one customer, and what publishing says of mistakes. */
import { filters as libraryFilters } from 'liquidjs'
import { describe, expect, it } from 'vitest'
import type { MailVariables } from '../../../functions/domain/mail-variables.ts'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { corpusVariables } from './liquid-corpus-customer.ts'

const renderer = makeRenderer()
const rendered = (liquid: string, changes: Partial<MailVariables> = {}, locale = 'en') =>
  renderer.render(renderer.parse({ subject: '', html: liquid, text: liquid }), {
    ...corpusVariables(locale),
    ...changes,
  }).text

describe('<> in a condition', () => {
  it.each([
    ['lifecycle.class <> "frequent"', 'lifecycle.class <> "dormant"'],
    ['lifecycle.purchases<>4', 'lifecycle.purchases<>5'],
    ['customer.name <> customer.name', 'customer.name <> blank and value.known'],
    ['not lifecycle.purchases <> 5', 'not lifecycle.purchases <> 4'],
  ])('means not equal: %s does not hold, and %s does', (not, holds) => {
    for (const [condition, words] of [
      [not, 'other'],
      [holds, 'met'],
    ])
      expect(rendered(`{% if ${condition} %}met{% else %}other{% endif %}`)).toBe(words)
  })
})

describe('a date', () => {
  const month = '{{ lifecycle.lastPurchaseAt | date: "%-d %B" }}'

  it('is that of the customer: on 1 March in Shanghai it is not February', () => {
    expect(rendered(month, { zone: 'Asia/Shanghai' })).toBe('1 March')
    expect(rendered(month, { zone: 'Europe/Berlin' })).toBe('28 February')
  })

  it('follows the clock where it is put forward and back', () => {
    const at = (instant: string) =>
      rendered(`{{ "${instant}" | date: "%H:%M %z %Z" }}`, { zone: 'Europe/Berlin' })
    expect(at('2026-03-29T00:59:00Z')).toBe('01:59 +0100 GMT+1')
    expect(at('2026-03-29T01:00:00Z')).toBe('03:00 +0200 GMT+2')
    expect(at('2026-10-25T00:59:00Z')).toBe('02:59 +0200 GMT+2')
    expect(at('2026-10-25T01:00:00Z')).toBe('02:00 +0100 GMT+1')
  })

  it('without a time stays that date wherever the customer is', () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC'])
      expect(rendered('{{ "2026-05-04" | date: "%F %T" }}', { zone })).toBe('2026-05-04 00:00:00')
  })

  it.each([
    ['{{ "2026-05-04" | date: "%-d %B", "Europe/Berlin" }}', '4 May'],
    ['{{ "2026-05-04" | date: "%F %R", "Pacific/Pago_Pago" }}', '2026-05-04 00:00'],
    ['{{ "May 4, 2026" | time_zone: "Pacific/Pago_Pago" | date: "%F" }}', '2026-05-04'],
    ['{{ "2026-05-04" | time_zone: "Asia/Tokyo" | date: "%F", "Europe/Berlin" }}', '2026-05-04'],
    ['{{ "2026-05-04" | timezone: "Europe/Berlin" }}', '2026-05-04'],
    ['{{ "2026-05-04 10:00" | time_zone: "Asia/Tokyo" | date: "%R %z" }}', '10:00 +0900'],
    ['{{ "2026-05-04T10:00" | date: "%R", "Asia/Tokyo" }}', '10:00'],
    ['{{ "2026-05-04T10:00Z" | date: "%R", "Asia/Tokyo" }}', '19:00'],
  ])('without a zone is not converted by one that is asked for: %s', (liquid, words) => {
    for (const zone of ['Asia/Shanghai', 'America/New_York'])
      expect(rendered(liquid, { zone })).toBe(words)
  })

  it('of now is not rendered once, though a zone is asked for', () => {
    const { shop, brand, content, locale } = corpusVariables('en')
    const liquid = '{{ "now" | date: "%F", "Asia/Tokyo" }}'
    const parsed = renderer.parse(
      { subject: liquid, html: '', text: '' },
      { shop, brand, content, locale },
    )
    expect(parsed.subject.some((piece) => typeof piece === 'string')).toBe(false)
  })

  it('before 1970 and in another millennium is still itself', () => {
    expect(rendered('{{ "1969-07-20T20:17:40.250Z" | date: "%F %T.%L", "UTC" }}')).toBe(
      '1969-07-20 20:17:40.250',
    )
    expect(rendered('{{ "9999-12-31" | date: "%F %j" }}')).toBe('9999-12-31 365')
  })

  it('is not rendered once for customers in two zones', () => {
    const { shop, brand, locale } = corpusVariables('en')
    const content = { endsAt: '2026-03-01T00:30:00+08:00', priceMinor: 1250 }
    const liquid =
      '<p>{{ content.endsAt | date: "%-d %B" }}</p><i>{{ content.priceMinor | money }}</i>'
    const parsed = renderer.parse(
      { subject: '', html: liquid, text: '' },
      { shop, brand, content, locale },
    )
    const html = (zone: string) =>
      renderer.render(parsed, { ...corpusVariables('en'), content, zone }).html
    expect(html('Asia/Shanghai')).toBe('<p>1 March</p><i>€12.50</i>')
    expect(html('America/New_York')).toBe('<p>28 February</p><i>€12.50</i>')
    expect(parsed.html.at(-1)).toContain('€12.50')
  })

  it('reads everything that Ruby writes, to the width that it asks for', () => {
    const line =
      '%a|%^a|%#p|%-d|%e|%05e|%j|%-j|%y|%C|%G|%g|%V|%W|%k|%l|%N|%6N|%Q|%:z|%::z|%h|%10A|%v|%X|%Ey'
    expect(rendered(`{{ lifecycle.lastPurchaseAt | date: "${line}" }}`)).toBe(
      'Sun|SUN|am|1| 1|00001|060|60|26|20|2026|26|09|08| 0|12|000000000|000000|1772296200000|+08:00|+08:00:00|Mar|    Sunday| 1-MAR-2026|00:30:00|26',
    )
    expect(rendered('{{ lifecycle.lastPurchaseAt | date: "%J %" }}')).toBe('%J %')
  })
})

describe('an amount', () => {
  it.each([
    ['JPY', '¥1,250'],
    ['KWD', 'KWD 1.250'],
    ['USD', '$12.50'],
  ])('in %s has as many decimals as the currency', (currency, text) => {
    const { shop } = corpusVariables('en')
    // A space that does not break stands between a code and its number.
    const money = rendered('{{ 1250 | money }}', { shop: { ...shop, currency } })
    expect(money.replaceAll('\u00A0', ' ')).toBe(text)
  })

  it('may be in a currency that the shop, the mail or the amount writes in lower case', () => {
    const { shop } = corpusVariables('en')
    const written = (liquid: string) =>
      rendered(liquid, {
        shop: { ...shop, currency: 'eur' },
        content: { gift: { amountMinor: 1500, currency: 'jpy' } },
      })
    expect(written('{{ 1250 | money }}')).toBe('€12.50')
    expect(written('{{ 1250 | money_with_currency }}')).toBe('€12.50 EUR')
    expect(written('{{ 1200 | money_without_trailing_zeros }}')).toBe('€12')
    expect(written('{{ 1250 | money_without_currency }}')).toBe('12.50')
    expect(written('{{ 1250 | money: "jpy" }}')).toBe('¥1,250')
    expect(written('{{ content.gift | money_with_currency }}')).toBe('¥1,500 JPY')
  })

  it('that is not known is empty', () => {
    const value = { ...corpusVariables('en').value, lifetimeValueMinor: '' as const }
    expect(rendered('[{{ value.lifetimeValueMinor | money }}]', { value })).toBe('[]')
  })
})

describe('the filters', () => {
  it('are those of liquidjs but for raw, and no other can be forgotten', () => {
    for (const name of Object.keys(libraryFilters))
      expect({ name, isThere: renderer.filters.includes(name) }).toEqual({
        name,
        isThere: name !== 'raw',
      })
  })

  it('stop what doubles in captures, in every part', () => {
    const doubling =
      '{% capture a %}xx{% endcapture %}{% for i in (1..60) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}'
    for (const part of ['subject', 'html', 'text'] as const) {
      const parsed = renderer.parse({ subject: '', html: '', text: '', [part]: doubling })
      expect(() => renderer.render(parsed, corpusVariables('en'))).toThrow(/limit exceeded/)
    }
  })

  it('keep captured markup with a tag in it whole, however it is written', () => {
    const capture = `{% capture a %}<!-- <x> --><a title="1 > 0" href='https://a.example'>&eacute;&nbsp;{{ customer.name }}</a>{% endcapture %}`
    const html = (use: string) =>
      renderer.render(
        renderer.parse({ subject: '', html: capture + use, text: '' }),
        corpusVariables('en'),
      ).html
    expect(html('{{ a | append: "<" }}')).toContain('</a>&lt;')
    expect(html('{{ a | upcase }}')).toContain(`<a title="1 > 0" href='https://a.example'>&eacute;`)
    expect(html('{{ a | truncate: 5, "" }}')).toBe('&eacute;\u00A0Ann')
    expect(html('{{ a | strip_html }}')).toBe('&eacute;\u00A0Ann O&#39;Brien &lt;b&gt;')
  })

  it('lead no link past the check, captured or not', () => {
    const link = '{% capture a %}javascript:x{% endcapture %}<a href="{{ a }}">'
    const parsed = renderer.parse({ subject: '', html: link, text: '' })
    expect(() => renderer.render(parsed, corpusVariables('en'))).toThrow(/only http, https/)
  })
})
