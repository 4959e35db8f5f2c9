/**
 * Finds what makes an advertisement of a mail: to write to a customer who did not agree to
 * marketing is lawful only where nothing is offered (UWG section 7; CAN-SPAM, "primary purpose";
 * Measures for Internet E-mail Services, article 11).
 */
import { AMOUNTS_OFF, ENGLISH_HONEST, ENGLISH_OFFERS } from './offer-words-en.ts'
import { CHINESE_HONEST, CHINESE_OFFERS, simplified } from './offer-words-zh.ts'

export type Offer = {
  /** As they stand in the text. */
  readonly words: string
  /** Counted from 1. */
  readonly line: number
}

/** Stands where a paragraph ends, so that two that follow each other are not read as one. */
export const PARAGRAPH_END = '\uE005'

type OfferWords = { readonly offers: readonly RegExp[]; readonly honest: readonly RegExp[] }

const AMOUNTS: OfferWords = { offers: AMOUNTS_OFF, honest: [] }
const ENGLISH: OfferWords = { offers: [...AMOUNTS_OFF, ...ENGLISH_OFFERS], honest: ENGLISH_HONEST }
const CHINESE: OfferWords = {
  offers: [...CHINESE_OFFERS, ...ENGLISH.offers],
  honest: [...CHINESE_HONEST, ...ENGLISH_HONEST],
}

/** The languages whose offers are known, by the first part of a locale. */
const BY_LANGUAGE: ReadonlyMap<string, OfferWords> = new Map([
  ['en', ENGLISH],
  ['zh', CHINESE],
  ['yue', CHINESE],
])

/** Soft hyphens and spaces of no width, with which words hide. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu
/** Addresses are for machines: neither `/sale` nor `sales@` offers anything. */
const ADDRESS =
  /https?:\/\/[^\s<>"'，。、！？）]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/gi
/** Takes the place of what offers nothing; no pattern reaches across it. */
const blank = (found: string): string => found.replace(/[^\n\uE005]/g, '·')

/**
 * The offers that a text makes, in order. English is looked for in Chinese texts too; of other
 * languages only amounts off are known. What an order was already given ("total after discount")
 * and what a subscriber would hear about ("news and sales by e-mail") are none.
 *
 * @param text of any width and script; paragraphs part at a blank line or at `PARAGRAPH_END`
 * @example offersIn('Thank you! Take 20% off your next order.', 'en') // [{ words: '20% off', line: 1 }]
 */
export function offersIn(text: string, locale: string): readonly Offer[] {
  const { offers, honest } = wordsIn(locale) ?? AMOUNTS
  const read = readable(text)
  const suspect = [ADDRESS, ...honest].reduce(
    (rest, phrase) => rest.replace(phrase, blank),
    simplified(read),
  )
  const found = offers
    .flatMap((offer) => [...suspect.matchAll(offer)])
    .map(({ index, 0: words }) => ({ index, end: index + words.length }))
    .sort((a, b) => a.index - b.index || b.end - a.end)
  const apart = found.filter(({ index }, i) => found.slice(0, i).every(({ end }) => end <= index))
  return apart.map(({ index, end }) => ({
    words: read
      .slice(index, end)
      .replace(/[\s\uE005]+/g, ' ')
      .trim(),
    line: read.slice(0, index).split('\n').length,
  }))
}

const wordsIn = (locale: string): OfferWords | undefined =>
  BY_LANGUAGE.get(locale.split('-', 1)[0] ?? locale)

/**
 * Whether a text in this language that makes an offer would be found out; of other languages only
 * amounts off are known.
 *
 * @example canFindOffers('en-GB') // true
 */
export const canFindOffers = (locale: string): boolean => wordsIn(locale) !== undefined

/** Full-width signs as plain ones, and nothing that only a machine would see. */
const readable = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/\n[ \t]*(?=\n)/g, `\n${PARAGRAPH_END}`)
