import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../functions/language/language-tags.ts'
import { chooseLanguage, pageWordsFor } from '../../functions/language/languages.ts'

const choose = (query: string, headers: Record<string, string> = {}) =>
  chooseLanguage(new URLSearchParams(query), headers)

describe('The language of the pages', () => {
  test.each([
    ['', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['en;q=0.3, zh-Hans;q=0.9', 'zh-CN'],
    ['de-DE, en;q=0.7, zh;q=0.5', 'en'],
    ['fr, de', 'en'],
    ['zh;q=0, en;q=0.1', 'en'],
    ['zh;q=x', 'en'],
  ])('follows the browser: %s is %s', (header, language) => {
    expect(choose('', { 'accept-language': header })).toEqual({ language })
  })

  test('is the one that was chosen, and the choice is remembered', () => {
    const chosen = choose('lang=zh', { 'accept-language': 'en' })
    expect(chosen.language).toBe('zh-CN')
    expect(chosen.cookie).toMatch(/^rekindle_lang=zh-CN; Path=\/; .*SameSite=Lax; HttpOnly$/)
  })

  test('is the one that was chosen before', () => {
    const headers = { cookie: 'other=1; rekindle_lang=zh-CN', 'accept-language': 'en' }
    expect(choose('', headers)).toEqual({ language: 'zh-CN' })
    expect(choose('lang=zh-CN', headers)).toEqual({ language: 'zh-CN' })
  })

  test('is never what the pages do not speak', () => {
    expect(choose('lang=%0d%0aset-cookie:x')).toEqual({ language: 'en' })
    expect(choose('', { cookie: 'rekindle_lang=<script>' })).toEqual({ language: 'en' })
  })
})

describe("The language of a customer's pages", () => {
  test.each([
    ['en-GB', 'en'],
    ['zh-CN', 'zh-CN'],
    ['zh-TW', 'zh-CN'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['de-DE', 'en'],
    ['zho', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ])('is for %s the pages in %s', (wanted, lang) => {
    expect(pageWordsFor(wanted).lang).toBe(lang)
  })

  test.each(LANGUAGES)('is %s for the readers of its own tag', (language) => {
    expect(pageWordsFor(language).lang).toBe(language)
  })
})
