/** Work that a server does from time to time, next to what it is asked for. */

export type Regularly = {
  readonly firstAfterMs: number
  readonly everyMs: number
  readonly onFailure: (error: unknown) => void
}

/**
 * The next time begins so long after the last one ended. One that fails is done again then.
 *
 * @param work which ends soon once `isStopped`
 * @returns a function that waits for what runs
 * @example const stop = regularly(prune, { firstAfterMs: 0, everyMs: HOUR_MS, onFailure })
 */
export function regularly(
  work: (isStopped: () => boolean) => Promise<void>,
  { firstAfterMs, everyMs, onFailure }: Regularly,
): () => Promise<void> {
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  let timer = setTimeout(run, firstAfterMs)

  function run(): void {
    running = work(() => stopped)
      .catch(onFailure)
      .finally(() => {
        if (!stopped) timer = setTimeout(run, everyMs)
      })
  }

  return () => {
    stopped = true
    clearTimeout(timer)
    return running
  }
}
