/**
 * The outcomes of all, in their order, where only some were worked on: those that had none before.
 *
 * @param before the outcome of each that was not worked on, and undefined for the others
 * @param worked the outcomes of the others, in the same order
 * @throws if there are fewer of those than were worked on
 * @example inPlaces(['erased', undefined], ['recorded']) // ['erased', 'recorded']
 */
export function inPlaces<B, W>(
  before: readonly (B | undefined)[],
  worked: readonly W[],
): readonly (B | W)[] {
  let next = 0
  return before.map((outcome) => {
    if (outcome !== undefined) return outcome
    const own = worked[next++]
    if (own === undefined) throw new Error('an outcome is missing')
    return own
  })
}
