import { describe, expect, it } from 'vitest'
import { firstNameOf } from '../../functions/domain/first-name.ts'

describe('the first name', () => {
  it.each([
    ['Robin', 'en', 'Robin'],
    ["Ann O'Brien", 'en', 'Ann'],
    ['  Jean-Luc   Martin ', 'fr', 'Jean-Luc'],
    ['Zoë', 'de', 'Zoë'],
    ['anna schmidt', 'de', 'Anna'],
    ['Dr. Anna Müller', 'de', 'Anna'],
    ['Ann B. Lee', 'en', 'Ann'],
    ['Monsieur Jean Dupont', 'fr', 'Jean'],
    ['José Ortega y Gasset', 'es', 'José'],
    ['Анна Петрова', 'ru', 'Анна'],
    ['李小雨', 'zh-CN', '李小雨'],
    ['山田 太郎', 'ja', '山田 太郎'],
    ['김민준', 'en', '김민준'],
  ])('of "%s" (%s) is "%s"', (name, locale, first) => {
    expect(firstNameOf(name, locale)).toBe(first)
  })

  it.each([
    ['', 'en', 'there is none'],
    ['Müller, Anna', 'de', 'the family name comes first'],
    ['MÜLLER Anna', 'fr', 'the family name comes first, in capitals'],
    ['ANNA', 'en', 'it would be shouted'],
    ['Nguyễn Văn An', 'vi', 'in Vietnamese the family name comes first'],
    ['Nagy Anna', 'hu', 'in Hungarian the family name comes first'],
    ['Wang Xiaoming', 'zh-CN', 'in Chinese the family name comes first'],
    ['Example Goods GmbH', 'de', 'it is a company'],
    ['Example Trading Ltd.', 'en', 'it is a company'],
    ['样例百货有限公司', 'zh-CN', 'it is a company'],
    ['Ann & Bob', 'en', 'there are two'],
    ['robin77', 'en', 'it is a user name'],
    ['robin@shop.example', 'en', 'it is an address'],
    ['J. Smith', 'en', 'it is an initial'],
    ['Th. Mann', 'de', 'it is short for one'],
    ['St. John', 'en', 'it is not the first name'],
    ['Mr Smith', 'en', 'it is the family name'],
    ['van der Berg', 'nl', 'it is the family name'],
    ['The Smith Family', 'en', 'it is a family'],
    ['Familie Müller', 'de', 'it is a family'],
    ['Señor Juan', 'es', 'it may be the family name'],
    ['Hotel Sacher', 'de', 'it is a house'],
    ['Ann and Bob', 'en', 'there are two'],
    ['Guest', 'en', 'it is not a name'],
    ['<b>Ann</b> Lee', 'en', 'it is not a name'],
  ])('of "%s" (%s) is left out, as %s', (name, locale) => {
    expect(firstNameOf(name, locale)).toBe('')
  })
})
