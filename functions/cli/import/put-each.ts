/** Puts what a file lists into a store, one after the other for a person who waits. */
import { makeProgress } from '../progress.ts'
import type { Io } from '../verb.ts'

/** Enough to keep a table busy, and few enough to leave it to the shop's own work. */
const AT_A_TIME = 32

/**
 * Runs `put` for every item, several at a time, and shows how many are done.
 *
 * @example await putEach(addresses, (listed) => putAddress(listed), words.suppression.done, io)
 */
export async function putEach<T>(
  items: Iterable<T>,
  put: (item: T) => Promise<void>,
  doneText: (done: number) => string,
  io: Io,
): Promise<void> {
  const progress = makeProgress(io)
  const queue = items[Symbol.iterator]()
  let done = 0
  async function work(): Promise<void> {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      await put(next.value)
      progress.show(doneText(++done))
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, work))
  } finally {
    progress.done()
  }
}
