/** Caps: how many marketing messages one customer may get in a rolling window. */
import { DAY_MS, type Instant } from './time.ts'

export type Cap = { readonly messages: number; readonly withinDays: number }

/**
 * When the next message would fit under every cap, given the instants of those that already
 * occupy it; undefined if it fits now. Windows are half-open: (now - window, now].
 */
export function cappedUntil(
  occupied: readonly Instant[],
  caps: readonly Cap[],
  now: Instant,
): Instant | undefined {
  let until: Instant | undefined
  for (const cap of caps) {
    const window = cap.withinDays * DAY_MS
    const inside = occupied.filter((at) => at > now - window).sort((a, b) => a - b)
    const leaving = inside[inside.length - cap.messages]
    if (leaving !== undefined) until = Math.max(until ?? 0, leaving + window)
  }
  return until
}
