import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withSubjectMark } from '../../../functions/pipeline/sending/subject-mark.ts'

const CHINA = '「广告」'
const KOREA = '(광고)'
const ISRAEL = 'פרסומת'
const VIETNAM = '[QC]'

describe('the mark of an advertisement', () => {
  it.each([
    ['新茶上市', CHINA, 'zh-CN', '「广告」新茶上市'],
    ['「广告」新茶上市', CHINA, 'zh-CN', '「广告」新茶上市'],
    ['【广告】新茶上市', CHINA, 'zh-CN', '「广告」新茶上市'],
    ['[广告] 新茶上市', CHINA, 'zh-CN', '「广告」新茶上市'],
    ['广告：新茶上市', CHINA, 'zh-CN', '「广告」新茶上市'],
    ['广告 新茶上市', CHINA, 'zh-CN', '「广告」新茶上市'],
    ['AD 新茶上市', CHINA, 'zh-CN', '「广告」新茶上市'],
    ['(AD) 新茶上市', CHINA, 'zh-CN', '「广告」新茶上市'],
    ['「广告」AD: 新茶上市', CHINA, 'zh-CN', '「广告」新茶上市'],
    ['廣告｜新茶上市', CHINA, 'zh-TW', '「广告」新茶上市'],
    // A word that only begins like it is not a mark, and does not count as the required one.
    ['广告公司教你泡茶', CHINA, 'zh-CN', '「广告」广告公司教你泡茶'],
    ['ADVENT tea', CHINA, 'zh-CN', '「广告」ADVENT tea'],
    ['New tea', CHINA, 'en', 'AD New tea'],
    ['AD: New tea', CHINA, 'en', 'AD New tea'],
    ['「广告」New tea', CHINA, 'en-GB', 'AD New tea'],
    ['Add milk', CHINA, 'en', 'AD Add milk'],
    ['Ad hoc', CHINA, 'en', 'AD Ad hoc'],
    ['AD-hoc', CHINA, 'en', 'AD AD-hoc'],
    ['봄차', KOREA, 'ko', '(광고) 봄차'],
    ['(광고) 봄차', KOREA, 'ko', '(광고) 봄차'],
    ['[광고] 봄차', KOREA, 'ko', '(광고) 봄차'],
    ['Spring tea', KOREA, 'en', '(광고) Spring tea'],
    ['תה חדש', ISRAEL, 'he', 'פרסומת תה חדש'],
    ['פרסומת: תה חדש', ISRAEL, 'he', 'פרסומת תה חדש'],
    ['New tea', ISRAEL, 'en', 'פרסומת New tea'],
    ['Trà mới', VIETNAM, 'vi', '[QC] Trà mới'],
    ['[QC] Trà mới', VIETNAM, 'vi', '[QC] Trà mới'],
    ['(QC) Trà mới', VIETNAM, 'vi-VN', '[QC] Trà mới'],
    ['New tea', VIETNAM, 'en', '[AD] New tea'],
    ['[QC] New tea', VIETNAM, 'en', '[AD] New tea'],
    // A shop's own reading of the law, laid over the table.
    ['Soldes', '[PUB]', 'fr', '[PUB] Soldes'],
    ['[PUB] Soldes', '[PUB]', 'fr', '[PUB] Soldes'],
    ['广告', CHINA, 'zh-CN', '「广告」'],
    ['New tea', undefined, 'en', 'New tea'],
    ['广告：新茶', undefined, 'zh-CN', '广告：新茶'],
  ])('%s under %s in %s is %s', (subject, mark, locale, expected) => {
    expect(withSubjectMark(subject, mark, locale)).toBe(expected)
  })

  it('stands at the very front and once, however often it is put there, and the rest stays', () => {
    const word = fc.constantFrom('广告', '「广告」', '【广告】', 'AD', '(광고)', '广告：', ' ')
    const rest = fc.string({ unit: 'grapheme' }).map((text) => `x${text.trim()}`)
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
        rest,
        fc.constantFrom<[string, string, string]>(
          [CHINA, 'zh-CN', '「广告」'],
          [CHINA, 'en', 'AD '],
          [KOREA, 'ko', '(광고) '],
        ),
        (marks, words, [mark, locale, front]) => {
          const once = withSubjectMark(`${marks} ${words}`.trim(), mark, locale)
          expect(once).toBe(`${front}${words}`)
          expect(withSubjectMark(once, mark, locale)).toBe(once)
        },
      ),
    )
  })
})
