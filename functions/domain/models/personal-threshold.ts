/** The time since the first purchase at which P(alive) has fallen to theta, by MBG/NBD. */

/** Symbols of Batislam et al. (2007); the unit of time is the day. */
export type MbgNbdDays = {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/**
 * T* = (alpha + t_x) * ((b + x)/a * (1 - theta)/theta)^(1/(r + x)) - alpha, in days since the first
 * purchase; never before the last one.
 *
 * @param theta the chance below which a customer counts as gone, in (0, 1)
 * @example personalThresholdDays({ r: 0.525, alpha: 43.3, a: 0.891, b: 1.614 }, { x: 2, recency: 30 }, 0.5)
 */
export function personalThresholdDays(
  { r, alpha, a, b }: MbgNbdDays,
  { x, recency }: { readonly x: number; readonly recency: number },
  theta: number,
): number {
  const odds = ((b + x) / a) * ((1 - theta) / theta)
  return Math.max(recency, (alpha + recency) * odds ** (1 / (r + x)) - alpha)
}
