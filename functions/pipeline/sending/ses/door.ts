/** Lets a few through at a time, in the order in which they came. */

/** Resolves when it is one's turn; the answer gives the place to the next, however often called. */
export type Door = () => Promise<() => void>

/**
 * @param width how many may be at the door at a time
 * @example const leave = await door(); try { await work() } finally { leave() }
 */
export function makeDoor(width: number): Door {
  const waiting: (() => void)[] = []
  let inside = 0

  function leaveOnce(): () => void {
    let hasLeft = false
    return () => {
      if (hasLeft) return
      hasLeft = true
      inside -= 1
      waiting.shift()?.()
    }
  }

  return async () => {
    if (inside >= width) await new Promise<void>((resolve) => waiting.push(resolve))
    inside += 1
    return leaveOnce()
  }
}
