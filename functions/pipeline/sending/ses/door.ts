/** Lets a few through at a time, in the order in which they came. */

/** Resolves when it is one's turn; the answer gives the place to the next, however often called. */
export type Door = () => Promise<() => void>

/**
 * @param width how many may be inside at a time; asked again whenever someone comes or leaves
 * @example const leave = await door(); try { await work() } finally { leave() }
 */
export function makeDoor(width: () => number): Door {
  const waiting: (() => void)[] = []
  let inside = 0

  function letIn(): void {
    while (inside < width()) {
      const next = waiting.shift()
      if (!next) return
      inside += 1
      next()
    }
  }

  function leaveOnce(): () => void {
    let hasLeft = false
    return () => {
      if (hasLeft) return
      hasLeft = true
      inside -= 1
      letIn()
    }
  }

  return async () => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
      letIn()
    })
    return leaveOnce()
  }
}
