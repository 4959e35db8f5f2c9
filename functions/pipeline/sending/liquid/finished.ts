/**
 * Words that are finished in the medium of their part: what was captured or escaped. They are
 * inserted as they are.
 *
 * 1. Only `{% capture %}`, `escape`, `escape_once` and `newline_to_br` begin one, and each escapes
 *    the text in it; a filter makes another of it, in which text that joins it is escaped.
 * 2. Whatever does not know finished words sees the text that they show, which is text like any
 *    other and is escaped on its way out: a mistake here shows a tag, and never lets one in.
 * 3. No filter sees a part of a tag or of an entity, so none can cut through one.
 */
import { type Comparable, Drop, toValue } from 'liquidjs'
import { characterOf, type Medium } from './medium.ts'

export class Finished extends Drop implements Comparable {
  readonly source: string
  readonly #medium: Medium

  constructor(source: string, medium: Medium) {
    super()
    this.source = source
    this.#medium = medium
  }

  /** What they show, with tags spelled out, so that words with nothing but a picture are not empty. */
  override valueOf(): string {
    const { pieces } = this.#medium
    return pieces ? this.source.replace(pieces, (piece) => textOf(piece) ?? piece) : this.source
  }

  /** What they say: the text without the tags. */
  words(): string {
    const { pieces } = this.#medium
    return pieces
      ? this.source.replace(pieces, (piece) =>
          piece.startsWith('&') ? (characterOf(piece) ?? piece) : '',
        )
      : this.source
  }

  /** The same where no tag may begin and no quote may end a value; entities stay as they are. */
  inAttribute(): Finished {
    const source = this.source.replace(/[<>"']/g, this.#medium.escaped)
    return new Finished(source, this.#medium)
  }

  toJSON = (): string => this.valueOf()

  /** As text is; `empty` and `blank` know what they are equal to. */
  equals = (other: unknown): boolean | Generator<unknown, boolean> => {
    const text = this.valueOf()
    if (other instanceof Finished) return text === other.valueOf()
    return isComparable(other) ? other.equals(text) : text === toValue(other)
  }
  gt = (other: unknown): boolean => this.valueOf() > toValue(other)
  geq = (other: unknown): boolean => this.valueOf() >= toValue(other)
  lt = (other: unknown): boolean => this.valueOf() < toValue(other)
  leq = (other: unknown): boolean => this.valueOf() <= toValue(other)
}

type Equals = { readonly equals: (other: unknown) => boolean | Generator<unknown, boolean> }
const isComparable = (value: unknown): value is Equals =>
  value instanceof Drop && 'equals' in value && typeof value.equals === 'function'

const textOf = (piece: string): string | undefined =>
  piece.startsWith('&') ? characterOf(piece) : undefined

/** @example holdsFinished([['a', captured]]) // true */
export const holdsFinished = (value: unknown): boolean =>
  value instanceof Finished || (Array.isArray(value) && value.some(holdsFinished))

/** Characters for private use (Unicode): one stands for a piece that stays whole. */
const [FIRST, LAST] = [0xe000, 0xf8ff]
const PRIVATE = /[\uE000-\uF8FF]/g

/**
 * Lets a filter for text work on finished words. It gets them with a character in place of each
 * tag, and of each entity that is not a character that we know.
 *
 * @param medium that of all words in question
 */
export class Pieces {
  readonly #medium: Medium
  readonly #held: string[] = []
  readonly #places = new Map<string, string>()

  constructor(medium: Medium) {
    this.#medium = medium
  }

  #hold(piece: string): string {
    const known = this.#places.get(piece)
    if (known !== undefined) return known
    const code = FIRST + this.#held.length
    if (code > LAST) throw new Error('Captured markup with so many tags cannot go through a filter')
    const place = String.fromCharCode(code)
    this.#held.push(piece)
    this.#places.set(piece, place)
    return place
  }

  readonly #holdPrivate = (text: string): string =>
    text.replace(PRIVATE, (character) => this.#hold(character))

  /** @param tags whether tags are there at all, as a character each */
  encode(value: unknown, tags: 'held' | 'dropped'): unknown {
    if (Array.isArray(value)) return value.map((one) => this.encode(one, tags))
    if (typeof value === 'string') return this.#holdPrivate(value)
    if (!(value instanceof Finished)) return value
    const { pieces } = this.#medium
    const source = this.#holdPrivate(value.source)
    return pieces
      ? source.replace(pieces, (piece) => {
          if (!piece.startsWith('&')) return tags === 'held' ? this.#hold(piece) : ''
          return characterOf(piece) ?? this.#hold(piece)
        })
      : source
  }

  /** Finished words of what the filter made, its text escaped and its pieces put back. */
  decode(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.decode(one))
    if (typeof value !== 'string') return value
    const source = this.#medium
      .escaped(value)
      .replace(PRIVATE, (place) => this.#held[place.charCodeAt(0) - FIRST] ?? place)
    return new Finished(source, this.#medium)
  }
}
