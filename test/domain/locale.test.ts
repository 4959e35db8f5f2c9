import { describe, expect, it } from 'vitest'
import { chooseLocale } from '../../functions/domain/locale.ts'

describe('the language a customer is written to in', () => {
  it.each([
    ['their own', 'zh-CN', ['en', 'zh-CN'], [], 'zh-CN'],
    ['the same language and script', 'zh-SG', ['en', 'zh-CN'], [], 'zh-CN'],
    ['the same script under another name', 'zh-Hans', ['en', 'zh-CN'], [], 'zh-CN'],
    ['none in another script', 'zh-TW', ['en', 'zh-CN'], [], undefined],
    ['none in another script of the same region', 'zh-HK', ['zh-CN'], [], undefined],
    ['the language without its region', 'en-AU', ['zh-CN', 'en'], [], 'en'],
    ['another region of the language', 'en-AU', ['en-GB'], [], 'en-GB'],
    ['their own rather than one alike', 'en-GB', ['en-US', 'en-GB'], [], 'en-GB'],
    ['none that the shop did not accept', 'fr', ['en', 'zh-CN'], [], undefined],
    ['the first acceptable that is written', 'fr', ['en', 'de'], ['it', 'de', 'en'], 'de'],
    ['their own although another is acceptable', 'fr', ['en', 'fr'], ['en'], 'fr'],
    ['none where theirs is unknown', undefined, ['en'], [], undefined],
    ['the acceptable where theirs is unknown', undefined, ['en'], ['en'], 'en'],
    ['none where nothing is written', 'en', [], ['en'], undefined],
    ['Serbian in its own letters', 'sr-Latn', ['sr', 'sr-Latn-RS'], [], 'sr-Latn-RS'],
  ] as const)('is %s', (_, wanted, available, acceptable, expected) => {
    expect(chooseLocale(wanted, available, acceptable)).toBe(expected)
  })
})
