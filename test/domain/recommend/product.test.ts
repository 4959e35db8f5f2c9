import { describe, expect, it } from 'vitest'
import {
  type NotShownReason,
  type Product,
  type ProductWords,
  productIn,
  standingIn,
} from '../../../functions/domain/recommend/product.ts'
import { days, NOON } from '../../support/given.ts'

const RULE = { now: NOON, unseenAfterDays: 30 }
const words = (title: string): ProductWords => ({
  title,
  url: 'https://shop.example/tea',
  imageUrl: 'https://shop.example/tea.jpg',
})
const titleIn = (locale: string, locales: Record<string, ProductWords>, available = true) =>
  productIn({ available, locales }, locale, RULE)?.title

describe('an article', () => {
  it('is shown in the reader’s own words, or in those of the same language and script', () => {
    const locales = { en: words('Tea'), 'en-GB': words('A cup of tea'), 'zh-CN': words('茶') }
    expect(titleIn('en-GB', locales)).toBe('A cup of tea')
    expect(titleIn('en-AU', locales)).toBe('Tea')
    expect(titleIn('zh-SG', locales)).toBe('茶')
  })

  it('is not shown in another language or script', () => {
    expect(titleIn('fr', { en: words('Tea') })).toBeUndefined()
    expect(titleIn('zh-TW', { 'zh-CN': words('茶') })).toBeUndefined()
  })

  it('is not shown if it is not available', () => {
    expect(titleIn('en', { en: words('Tea') }, false)).toBeUndefined()
  })

  it('is not shown if readers of its language cannot buy it, and others can', () => {
    const locales = {
      en: words('Tea'),
      'en-GB': { ...words('A cup of tea'), available: false },
      de: { available: false },
    }
    expect(titleIn('en-GB', locales)).toBeUndefined()
    expect(titleIn('de', locales)).toBeUndefined()
    expect(titleIn('en-US', locales)).toBe('Tea')
    expect(titleIn('en', { en: { ...words('Tea'), available: true } })).toBe('Tea')
    expect(titleIn('en', { en: { ...words('Tea'), available: true } }, false)).toBeUndefined()
  })

  it.each(['title', 'url', 'imageUrl'] as const)('is not shown without its %s', (field) => {
    const { [field]: _, ...incomplete } = words('Tea')
    expect(titleIn('en', { en: incomplete })).toBeUndefined()
    expect(titleIn('en', { en: { ...words('Tea'), [field]: '' } })).toBeUndefined()
  })

  it('is shown from a sister language if its own is incomplete', () => {
    const { imageUrl: _, ...incomplete } = words('A cup of tea')
    expect(titleIn('en-GB', { 'en-GB': incomplete, en: words('Tea') })).toBe('Tea')
  })

  it('has its price if it has one, and otherwise an empty text', () => {
    const priced = { en: { ...words('Tea'), price: '€12.50' } }
    expect(productIn({ available: true, locales: priced }, 'en', RULE)?.price).toBe('€12.50')
    expect(productIn({ available: true, locales: { en: words('Tea') } }, 'en', RULE)?.price).toBe(
      '',
    )
  })

  describe('on sale', () => {
    const sale = { priceMinor: 900, price: '€9.00', from: NOON - days(1), until: NOON + days(1) }
    const shownAt = (now: number, changes: Partial<ProductWords['sale']> = {}) => {
      const en = { ...words('Tea'), price: '€12.50', sale: { ...sale, ...changes } }
      const shown = productIn({ available: true, locales: { en } }, 'en', { ...RULE, now })
      return [shown?.price, shown?.regularPrice]
    }

    it('has the lower price from its first instant on and before its last', () => {
      expect(shownAt(NOON)).toEqual(['€9.00', '€12.50'])
      expect(shownAt(NOON - days(1) - 1)).toEqual(['€12.50', ''])
      expect(shownAt(NOON - days(1))).toEqual(['€9.00', '€12.50'])
      expect(shownAt(NOON + days(1) - 1)).toEqual(['€9.00', '€12.50'])
      expect(shownAt(NOON + days(1))).toEqual(['€12.50', ''])
    })

    it('has it without end where none is given', () => {
      const { from: _from, until: _until, ...endless } = sale
      const en = { ...words('Tea'), price: '€12.50', sale: endless }
      const shown = productIn({ available: true, locales: { en } }, 'en', RULE)
      expect(shown).toMatchObject({ price: '€9.00', regularPrice: '€12.50' })
    })
  })

  it('is not shown from the instant on at which it cannot be bought any more', () => {
    const until = (availableUntil: number) => ({ en: { ...words('Tea'), availableUntil } })
    expect(titleIn('en', until(NOON + 1))).toBe('Tea')
    expect(titleIn('en', until(NOON))).toBeUndefined()
  })

  it('is not shown while a row about it cannot be read, and no sister language speaks for it', () => {
    const unread = { at: NOON, line: 7, why: 'price', value: 'ten' } as const
    const locales = { en: words('Tea'), 'en-GB': { ...words('Cup'), unread } }
    expect(standingIn({ available: true, locales }, 'en-GB', RULE)).toEqual({ because: 'unread' })
    expect(titleIn('en-US', locales)).toBe('Tea')
  })

  it('is not shown once no feed has named it for as long as the policy says', () => {
    const seen = (ago: number) => ({ en: { ...words('Tea'), seenAt: NOON - days(ago) } })
    expect(titleIn('en', seen(29.9))).toBe('Tea')
    expect(titleIn('en', seen(30))).toBeUndefined()
    const standing = standingIn({ available: true, locales: seen(30) }, 'en', RULE)
    expect(standing.because).toBe('not-seen-lately')
  })

  it.each<[NotShownReason, string, Product]>([
    ['unavailable', 'en', { available: false, locales: { en: words('Tea') } }],
    [
      'unavailable-in-language',
      'en',
      { available: true, locales: { en: { ...words('Tea'), available: false } } },
    ],
    ['no-title', 'en', { available: true, locales: { en: { ...words('Tea'), title: '' } } }],
    ['no-link', 'en', { available: true, locales: { en: { ...words('Tea'), url: '' } } }],
    ['no-picture', 'en', { available: true, locales: { en: { ...words('Tea'), imageUrl: '' } } }],
    ['other-language', 'fr', { available: true, locales: { en: words('Tea') } }],
  ])('says why it is not shown: %s', (because, locale, product) => {
    expect(standingIn(product, locale, RULE)).toEqual({ because })
  })
})
