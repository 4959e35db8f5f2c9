/** What replaces an unknown value while the rest of a mail is checked. */

/** For private use (Unicode), which no mail contains, so that it is not taken for the author's words. */
const MARK = '\uE01D'

export const STAND_IN_VALUE = `shop.url | default: "${MARK}"`

/** Accepted both in words and in links. */
export const STAND_IN = `{{ ${STAND_IN_VALUE} }}`

/** @example isStandIn(STAND_IN) // true */
export const isStandIn = (liquid: string): boolean => liquid.includes(MARK)

/** Makes each distinct, so that a fault can name what the author wrote. */
export const numbered = (liquid: string, id: string): string =>
  liquid.replace(`${MARK}"`, `${MARK}${id}"`)
