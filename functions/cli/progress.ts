/** One line that is overwritten while a verb works; only on a terminal. */
import { ERASE_LINE } from './terminal-text.ts'
import type { Io } from './verb.ts'

export type Progress = {
  readonly show: (text: string) => void
  /** Takes the line away. */
  readonly done: () => void
}

/** Faster than this cannot be read. */
const EVERY_MS = 100

/** @example const progress = makeProgress(io); progress.show('12,000 rows read') */
export function makeProgress({ stderr, now }: Pick<Io, 'stderr' | 'now'>): Progress {
  if (!stderr.isTTY) return { show: () => {}, done: () => {} }
  let shownAt = Number.NEGATIVE_INFINITY
  return {
    show(text) {
      if (now() - shownAt < EVERY_MS) return
      shownAt = now()
      stderr.write(`${ERASE_LINE}${text}`)
    },
    done() {
      if (shownAt > Number.NEGATIVE_INFINITY) stderr.write(ERASE_LINE)
    },
  }
}
