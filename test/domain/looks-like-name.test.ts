import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksLikeName, onOneLine } from '../../functions/domain/looks-like-name.ts'

describe('A name in a greeting, a subject or a header', () => {
  it.each([
    ['Robin', 'Robin'],
    [' Ann  Lee\n', 'Ann Lee'],
    ["Ann O'Brien", "Ann O'Brien"],
    ['Zoë', 'Zoë'],
    ['J. R. R. Tolkien', 'J. R. R. Tolkien'],
    ['J.Smith', 'J.Smith'],
    ['J.R.R.Tolkien', 'J.R.R.Tolkien'],
    ['D.J.', 'D.J.'],
    ['Dr. Anna Müller', 'Dr. Anna Müller'],
    ['Sammy Davis Jr.', 'Sammy Davis Jr.'],
    ['Smith, Ann', 'Smith, Ann'],
    ['Ann & Bob', 'Ann & Bob'],
    ['Ann (Annie) Lee', 'Ann (Annie) Lee'],
    ['Jean‑Luc Martin–Dupont', 'Jean‑Luc Martin–Dupont'],
    ['José Ortega y Gasset', 'José Ortega y Gasset'],
    ['María del Carmen Fernández de la Cruz', 'María del Carmen Fernández de la Cruz'],
    ['Анна Петрова', 'Анна Петрова'],
    ['李小雨', '李小雨'],
    ['阿卜杜拉·买买提', '阿卜杜拉·买买提'],
    ['山田 太郎', '山田 太郎'],
    ['長谷川さくら', '長谷川さくら'],
    ['ジョン・スミス', 'ジョン・スミス'],
    ['김민준', '김민준'],
    ['نیکی', 'نیکی'],
    ['علی\u200cرضا', 'علی\u200cرضا'],
    ['\u200fדוד כהן', 'דוד כהן'],
    ['กมลชนก', 'กมลชนก'],
    ['Nguyễn Văn An', 'Nguyễn Văn An'],
    ['Müller GmbH', 'Müller GmbH'],
  ])('may be %j', (name, shown) => {
    expect(looksLikeName(name)).toBe(shown)
  })

  it.each([
    ['', 'there is none'],
    [' \u200b', 'nothing of it is visible'],
    ['NULL', 'a program wrote it'],
    ['NaN', 'a program wrote it'],
    ['-', 'it has no letter'],
    ['https://win.example/x', 'it is a link'],
    ['Ann win.example', 'it has a domain'],
    ['t.me', 'it is a domain'],
    ['X.COM', 'it is a domain'],
    ['A.Evil.com', 'it is a domain below which one letter stands'],
    ['evil.c\u200com', 'it is a domain with a joiner that cannot be seen'],
    ['Ann. Visit shop．example', 'it has a domain in full-width signs'],
    ['例子.中国', 'it is a domain'],
    ['ann@example.com', 'it is an address'],
    ['Ann\u202egnp.exe', 'it turns the order of what follows'],
    ['\u2066Ann\u2069', 'it isolates a direction'],
    ['Ann\nBcc: all@example.com', 'it breaks the line'],
    ['Ann\u2028Lee', 'it breaks the line'],
    ['Ann\u0007', 'it has a control character'],
    ['Ann\u001b[31m', 'it has an escape sequence'],
    ['You won €500', 'it is an amount'],
    ['500 EUR for you', 'it is an amount'],
    ['EUR five, ５００ left', 'it has digits in another width'],
    ['robin77', 'it is a user name'],
    ['URGENT: call us', 'it is a message'],
    ['You won!', 'it is a message'],
    ['<b>Ann</b>', 'it is HTML'],
    ['{{ shop.name }}', 'it is Liquid'],
    ['Ann 🎁', 'it has a picture'],
    ['Congratulations dear customer you have won a prize today', 'it is a sentence'],
    ['恭喜您获得一等奖请添加客服微信领取现金红包谢谢您的支持', 'it is a sentence'],
    ['您的账户已被冻结', 'it is a sentence'],
    ['尊敬的客户您的账户已被冻结请联系客服', 'it is a sentence'],
    ['Ann 请联系客服领取红包', 'it has a sentence'],
    [`A${'\u0301'.repeat(9)}nn`, 'it is heaped with marks'],
    ['A'.repeat(61), 'it is too long'],
  ])('is never %j, as %s', (text) => {
    expect(looksLikeName(text)).toBe('')
  })

  it('has no sign of a link, an amount or another line, whatever was entered', () => {
    const hostile = fc.constantFrom(
      ...['Ann', 'Lee ', 'win.example', '://', '€', '$5', ' 50 EUR', '\r\n', '\u202e', '\u2066'],
      ...['\u0000', '．com', '。cn', '@', '<', '{{', '%}', '\ufeff', '李', '５', ' '],
    )
    const entered = fc.oneof(
      fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(entered, (text) => {
        const name = looksLikeName(text)
        expect(name).not.toMatch(/[\p{Cc}\p{N}\p{Sc}\u2028-\u202e\u2066-\u2069:/@<>{}%]/u)
        expect(name.normalize('NFKC')).not.toMatch(/\p{L}{2,}[.。]\p{L}{2,}/u)
        expect([...name].length).toBeLessThanOrEqual(60)
        expect(name).toBe(name.trim())
        // What it gives is a name by its own measure.
        expect(looksLikeName(name)).toBe(name)
      }),
    )
  })
})

describe('Another text of a stranger', () => {
  it.each([
    ['Tea\u202e\n cup', 'Tea cup'],
    ['Order \u001b[31m17', 'Order [31m17'],
    ['\u200b 1001 \u2069', '1001'],
    ['Tasse “Söhne”, 12,50 €', 'Tasse “Söhne”, 12,50 €'],
    ['茶杯（大）', '茶杯（大）'],
  ])('%j is %j', (text, shown) => {
    expect(onOneLine(text)).toBe(shown)
  })

  it('is on one line, of bounded length, and turns no direction', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const shown = onOneLine(text, 50)
        expect(shown).not.toMatch(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u)
        expect([...shown].length).toBeLessThanOrEqual(50)
        expect(onOneLine(shown, 50)).toBe(shown)
      }),
    )
  })
})
