/**
 * Finds what makes a mail an advertisement: writing to a customer who did not agree to
 * marketing is lawful only if the mail offers nothing (UWG section 7; CAN-SPAM, "primary purpose";
 * Measures for Internet E-mail Services, article 11).
 */
import { AMOUNTS_OFF, ENGLISH_HONEST, ENGLISH_OFFERS, REVIEW_REQUESTS } from './offer-words-en.ts'
import { CHINESE_HONEST, CHINESE_OFFERS, CHINESE_REVIEWS, simplified } from './offer-words-zh.ts'

export type Offer = {
  /** As written in the text. */
  readonly words: string
  /** Counted from 1. */
  readonly line: number
}

/** Marks the end of a paragraph, so that two paragraphs are not read as one. */
export const PARAGRAPH_END = '\uE005'

type OfferWords = { readonly offers: readonly RegExp[]; readonly honest: readonly RegExp[] }

/** In languages whose offers a person looks for. */
const AMOUNTS: OfferWords = { offers: [...AMOUNTS_OFF, ...REVIEW_REQUESTS], honest: [] }
const ENGLISH: OfferWords = {
  offers: [...AMOUNTS_OFF, ...ENGLISH_OFFERS, ...REVIEW_REQUESTS],
  honest: ENGLISH_HONEST,
}
const CHINESE: OfferWords = {
  offers: [...CHINESE_OFFERS, ...CHINESE_REVIEWS, ...ENGLISH.offers],
  honest: [...CHINESE_HONEST, ...ENGLISH_HONEST],
}

/** The languages in which offers can be detected, by the first part of a locale. */
const BY_LANGUAGE: ReadonlyMap<string, OfferWords> = new Map([
  ['en', ENGLISH],
  ['zh', CHINESE],
  ['yue', CHINESE],
])

/** Soft hyphens and zero-width spaces, which can hide words. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu
/** Addresses are not offers: neither `/sale` nor `sales@`. */
const ADDRESS =
  /https?:\/\/[^\s<>"'，。、！？）]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/gi
/** Replaces wordings that are not offers; no pattern matches across it. */
const blank = (found: string): string => found.replace(/[^\n\uE005]/g, '·')

/**
 * The offers in a text, in order. Chinese texts are checked for English offers too; in other
 * languages only amounts off are found. A discount that an order already received ("total after
 * discount") and topics that a subscriber will receive ("news and sales by e-mail") are not offers.
 * A request for a review, a rating or a survey counts as one: it is advertising in Germany, and a
 * shop's mail may go there.
 *
 * @param text in any width and script; a blank line or `PARAGRAPH_END` separates paragraphs
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
 * Whether offers in this language can be detected; in other languages only amounts off are.
 *
 * @example canFindOffers('en-GB') // true
 */
export const canFindOffers = (locale: string): boolean => wordsIn(locale) !== undefined

/** Full-width characters as plain ones, without characters that only machines see. */
const readable = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/\n[ \t]*(?=\n)/g, `\n${PARAGRAPH_END}`)
