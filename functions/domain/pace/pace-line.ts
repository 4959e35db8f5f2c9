/**
 * A line of evenly spaced turns. After the turns that are taken come those of senders asked to come
 * back later, also one interval apart, so that they do not all return at once.
 */
import type { Instant } from '../time.ts'

export type Line = {
  /** The first free instant; may be a fraction of a millisecond. */
  readonly nextAt: number
  /** The end of the line of senders asked to come back later. */
  readonly laterAt: number
}

/** The next free turn; what lies behind `from` is lost, since idle time is not saved up. */
export const turnAt = ({ nextAt }: Line, from: number): number => Math.max(nextAt, from)

/**
 * The line as it can be: a clock that was put back, or one that went wrong elsewhere, must not keep
 * everyone waiting until it is right.
 */
export const believable = <L extends Line>(line: L, latest: number): L =>
  line.nextAt > latest ? { ...line, nextAt: latest, laterAt: latest } : line

/** Takes the turn at `at`. */
export const takeTurn = <L extends Line>(line: L, at: number, intervalMs: number): L => ({
  ...line,
  nextAt: at + intervalMs,
})

/**
 * Defers a sender whose turn would be further ahead than `aheadMs`, until the line would be half
 * that long, so that it neither runs dry nor is full when they come back.
 */
export function comeLater<L extends Line>(
  line: L,
  intervalMs: number,
  aheadMs: number,
): { readonly line: L; readonly until: Instant } {
  const at = Math.max(line.laterAt, line.nextAt)
  return { line: { ...line, laterAt: at + intervalMs }, until: Math.ceil(at - aheadMs / 2) }
}
