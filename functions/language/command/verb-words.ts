/** What the help of one verb says, in one language. */

/**
 * @typeParam A its arguments, as the help names them
 * @typeParam O its own options; those that several verbs share have their words once, and a verb
 *   may still say more of one
 * @typeParam E its examples
 */
export type VerbWords<
  A extends string = never,
  O extends string = never,
  E extends string = never,
> = {
  /** One line, without a full stop. */
  readonly summary: string
  /** Paragraphs below it. */
  readonly about: readonly string[]
  readonly arguments: Readonly<Record<A, string>>
  readonly options: Readonly<Record<O, string>>
  /** What each example shows. */
  readonly examples: Readonly<Record<E, string>>
}
