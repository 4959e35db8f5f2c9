import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SendOutcome } from '../../../functions/domain/message.ts'
import { MOST_RECOMMENDED } from '../../../functions/domain/recommend/recommend.ts'
import { recommendForCustomer } from '../../../functions/insight/learning/recommend-for-customer.ts'
import type { RecommendationsFor } from '../../../functions/pipeline/sending/recommended-products.ts'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import { makeWriteMail } from '../../../functions/pipeline/sending/write-mail.ts'
import { putNeighbours, putPopular } from '../../../functions/store/counted-items.ts'
import { recordProduct } from '../../../functions/store/items.ts'
import { linesSort } from '../../../functions/store/keys.ts'
import { templateRow } from '../../../functions/store/published-campaigns.ts'
import { loadRecommended } from '../../../functions/store/recommended.ts'
import { secret } from '../../support/api-shop.ts'
import { decidedShop, keyOf, welcome } from '../../support/decided-shop.ts'
import { ACCEPTED, dueWelcome, fakeMailer, portsOf } from '../../support/due-welcome.ts'
import { consent, NOON } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'
import { winBackMail } from '../../support/win-back-mail.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

const PICKS =
  '{% for item in recommendations %}<a href="{{ item.url }}">{{ item.title }}</a> {{ item.price }};{% else %}ours{% endfor %}'

const product = (title: string, price?: string) => ({
  available: true,
  locales: {
    en: {
      title,
      url: `https://acme.example/it's/${title}?a=1&b=2`,
      imageUrl: `https://acme.example/${title}.jpg`,
      ...(price !== undefined && { price }),
    },
  },
})

beforeAll(async () => {
  await table.write([
    putNeighbours('acme', 'tea', [{ sku: 'cup', score: 0.5, demand: 1 }], NOON),
    putPopular('acme', ['mug', 'tea'], NOON),
  ])
  await recordProduct(table, 'acme', 'cup', product('Cup & saucer', '€9.00'), NOON)
  await recordProduct(table, 'acme', 'mug', product('Mug'), NOON)
  await recordProduct(table, 'acme', 'tea', product('Tea'), NOON)
})

let versions = 0
type MailedOptions = {
  readonly html?: string
  readonly kind?: 'marketing' | 'service'
  readonly says?: SendOutcome
  readonly recommendationsFor?: RecommendationsFor
  readonly objects?: boolean
}

/** One mail to a customer who bought tea. */
async function mailed({
  html = PICKS,
  kind = 'marketing',
  says = ACCEPTED,
  ...options
}: MailedOptions = {}) {
  const contentHash = `v${++versions}`
  const campaign = { ...welcome, kind, version: versions, contentHash }
  const words = { subject: 'Hello', html, text: '{{ unsubscribeUrl }}', content: {} }
  await table.write([
    { put: templateRow('acme', { id: 'welcome', contentHash }, 'hello', 'en', words) },
  ])
  const inForce = decidedShop(table, { version: versions, campaigns: [campaign] })
  const { shop, customer, key } = await dueWelcome(table, inForce)
  const lines = [{ sku: 'tea', quantity: 1 }]
  await table.write([{ put: { pk: key.pk, sk: linesSort('o-1'), lines, updatedAt: NOON } }])
  if (options.objects)
    await shop.record(customer, {
      consents: [consent(NOON, { purpose: 'profiling', act: 'withdrawn', source: 'form' })],
    })
  const { mailer, sent } = fakeMailer(says)
  const writeMail = makeWriteMail({
    table,
    renderer: makeRenderer(),
    signToken: secret.signToken,
    publicUrl: 'https://mail.acme.example',
    recommendationsFor:
      options.recommendationsFor ??
      ((recipient, locale) =>
        recommendForCustomer(recipient, locale, MOST_RECOMMENDED, { table, now: () => NOON })),
    now: shop.ports.now,
  })
  const { outcome } = await sendMessage(key, portsOf(shop, mailer, { writeMail }))
  const source = Buffer.from(sent[0]?.bytes ?? []).toString()
  return {
    outcome,
    source: source.replaceAll(/=\r\n/g, '').replaceAll('=3D', '='),
    remembered: (await loadRecommended(table, keyOf(customer))).map(({ sku }) => sku),
  }
}

describe('a mail that recommends', () => {
  it('shows what goes with what the customer bought, and then what sells best', async () => {
    const { source } = await mailed()
    expect(source).toContain(
      '<a href="https://acme.example/it&#39;s/Cup &amp; saucer?a=1&amp;b=2">Cup &amp; saucer</a>',
    )
    expect(source.indexOf('Cup &amp; saucer')).toBeLessThan(source.indexOf('Mug'))
    expect(source).not.toContain('>Tea<')
    expect(source).not.toContain('ours')
  })

  it('is remembered, so that the next one recommends something else', async () => {
    expect((await mailed()).remembered).toEqual(['cup', 'mug'])
  })

  it('remembers only what it showed', async () => {
    const html = PICKS.replace('recommendations', 'recommendations limit: 1')
    expect((await mailed({ html })).remembered).toEqual(['cup'])
  })

  it('remembers no article only because its address begins that of one it showed', async () => {
    const hot = (sku: string) => ({
      sku,
      product: {
        title: sku,
        url: `https://acme.example/${sku}`,
        imageUrl: '',
        price: '',
        regularPrice: '',
      },
    })
    const html = PICKS.replace('recommendations', 'recommendations limit: 2')
    const recommendationsFor = async () => ['tea-12', 'tea-2?a=1&b', 'tea-1', 'tea-2'].map(hot)
    expect((await mailed({ html, recommendationsFor })).remembered).toEqual([
      'tea-12',
      'tea-2?a=1&b',
    ])
    const tagged = html.replace('item.url }}', 'item.url }}&amp;utm_source=mail')
    expect((await mailed({ html: tagged, recommendationsFor })).remembered).toEqual([
      'tea-12',
      'tea-2?a=1&b',
    ])
  })

  it('shows what a title says, and does not do it', async () => {
    const title = `"><script>alert('1')</script>{{ shop.name }} & {% raw %}`
    const product = {
      title,
      url: 'https://acme.example/odd',
      imageUrl: '',
      price: `'"><b>`,
      regularPrice: '',
    }
    const { source, outcome } = await mailed({
      recommendationsFor: async () => [{ sku: 'odd', product }],
    })
    expect(outcome).toBe('accepted')
    expect(source).toContain(
      '&#34;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;{{ shop.name }} &amp; {% raw %}</a>',
    )
    expect(source).toContain('&#39;&#34;&gt;&lt;b&gt;;')
    expect(source).not.toContain('<script')
  })

  it.each([
    ['that was refused', { outcome: 'refused', reason: 'MessageRejected' }, []],
    ['that may have left', { outcome: 'unknown' }, ['cup', 'mug']],
  ] as const)('%s is remembered if it may have been seen', async (_, says, remembered) => {
    expect((await mailed({ says })).remembered).toEqual(remembered)
  })

  it('shows who objects to profiling what sells best, whatever they bought', async () => {
    const { source, remembered } = await mailed({ objects: true })
    expect(source).toContain('>Tea<')
    expect(source).not.toContain('saucer')
    expect(remembered).toEqual(['mug', 'tea'])
  })

  it('says something else if there is nothing to recommend', async () => {
    const { source, remembered } = await mailed({ recommendationsFor: async () => [] })
    expect(source).toContain('ours')
    expect(remembered).toEqual([])
  })

  it('asks for recommendations only if its words have a place for them', async () => {
    let asked = 0
    const recommendationsFor = async () => {
      asked++
      return []
    }
    await mailed({ html: '<p>Hello</p>', recommendationsFor })
    await mailed({ kind: 'service', recommendationsFor })
    expect(asked).toBe(0)
    await mailed({
      html: '{{ recommendations[0].title | default: "" }}x',
      recommendationsFor,
    }).catch(() => {})
    await mailed({ html: '{% if recommendations.size > 0 %}x{% endif %}', recommendationsFor })
    expect(asked).toBe(2)
  })

  it('waits if the store does not answer, rather than leave them out', async () => {
    const failing = () => Promise.reject(new Error('the store does not answer'))
    await expect(mailed({ recommendationsFor: failing })).rejects.toThrow('does not answer')
  })
})

describe('the win-back that ships', () => {
  const shown = {
    title: 'Mug',
    url: 'https://acme.example/mug',
    imageUrl: 'https://acme.example/mug.jpg',
    price: '€9.00',
    regularPrice: '€12.00',
  }
  it.each(['en', 'zh-CN'])(
    'shows in %s what is recommended, and else its own picks',
    async (locale) => {
      const recommending = await winBackMail(locale, [shown])
      for (const part of [recommending.html, recommending.text])
        for (const value of Object.values(shown).filter((text) => !text.endsWith('.jpg')))
          expect(part).toContain(value)
      const own = await winBackMail(locale, [])
      expect(recommending.text).not.toContain('everyday-tote')
      expect(own.text).toContain('everyday-tote')
      expect(own.html).not.toContain('Mug')
    },
  )
})
