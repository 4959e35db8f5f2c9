/** Lists of names in Chinese. */

/** @example zhNames('a, b') // 'a、b' */
export const zhNames = (names: string): string => names.replaceAll(', ', '、')

/** @example zhEither(['a', 'b', 'c']) // 'a、b 或 c' */
export const zhEither = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join('、')} 或 ${names.at(-1)}`
