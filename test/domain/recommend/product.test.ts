import { describe, expect, it } from 'vitest'
import { type ProductWords, productIn } from '../../../functions/domain/recommend/product.ts'

const words = (title: string): ProductWords => ({
  title,
  url: 'https://shop.example/tea',
  imageUrl: 'https://shop.example/tea.jpg',
})
const titleIn = (locale: string, locales: Record<string, ProductWords>, available = true) =>
  productIn({ available, locales }, locale)?.title

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
    expect(productIn({ available: true, locales: priced }, 'en')?.price).toBe('€12.50')
    expect(productIn({ available: true, locales: { en: words('Tea') } }, 'en')?.price).toBe('')
  })
})
