/** The word that a country requires at the very front of the subject of every advertisement. */

const OPENING = String.raw`「『【〔［〖《〈＜（(\[<`
const CLOSING = String.raw`」』】〕］〗》〉＞）)\]>`
/** What may part a mark without brackets from the subject's own words. */
const PARTING = String.raw`\s:：|｜·,，、`

/** Marks that marketers write themselves: a word in brackets, or on its own. */
const AT_FRONT = new RegExp(
  String.raw`^\s*(?:[${OPENING}]\s*(\p{L}+)\s*[${CLOSING}]|(\p{L}+)(?=[${PARTING}]|$))[${PARTING}–—-]*`,
  'u',
)

const ADVERTISEMENT: ReadonlySet<string> = new Set(['广告', '廣告', '광고', 'פרסומת', 'QC', 'AD'])

/** Where the law takes a second mark, for mail that is not in the country's language. */
const ELSEWHERE: ReadonlyMap<string, { readonly language: RegExp; readonly mark: string }> =
  new Map([
    // Measures for Internet E-mail Services, article 13.
    ['「广告」', { language: /^(?:zh|yue)\b/, mark: 'AD' }],
    // Decree 91/2020.
    ['[QC]', { language: /^vi\b/, mark: '[AD]' }],
  ])

/**
 * The subject with the mark at its very front, once: a mark written by the marketer, in any
 * brackets, is replaced by the one that the law requires. China also accepts "AD", and Vietnam
 * "[AD]", which customers understand whose mail is in another language.
 *
 * @param mark from `ruleFor`; undefined if the recipient's country asks for none
 * @param locale of the mail
 * @example withSubjectMark('新茶上市', '「广告」', 'zh-CN') // '「广告」新茶上市'
 * @example withSubjectMark('New tea', '「广告」', 'en') // 'AD New tea'
 */
export function withSubjectMark(subject: string, mark: string | undefined, locale: string): string {
  if (mark === undefined) return subject
  const elsewhere = ELSEWHERE.get(mark)
  const shown = elsewhere && !elsewhere.language.test(locale) ? elsewhere.mark : mark
  // A full-width bracket brings its own space.
  const space = /[」』】〕］〗》〉＞）]$/.test(shown) ? '' : ' '
  return `${shown}${space}${withoutMark(subject, shown)}`.trimEnd()
}

function withoutMark(subject: string, shown: string): string {
  const found = AT_FRONT.exec(subject)
  if (found && ADVERTISEMENT.has(found[1] ?? found[2] ?? ''))
    return withoutMark(subject.slice(found[0].length), shown)
  return subject.startsWith(`${shown} `) ? subject.slice(shown.length).trimStart() : subject
}
