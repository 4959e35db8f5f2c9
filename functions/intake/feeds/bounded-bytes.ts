/** The bytes of an answer, unpacked, and bounded in size and time. */
import { pipeline, Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { peek } from '../import/read-rows.ts'
import { FetchFault } from './fetch-fault.ts'

export type ByteLimits = {
  /** As they come, and again unpacked: a few kilobytes can hold gigabytes. */
  readonly mostBytes: number
  /** Of waiting for the next byte; the time that their reader takes does not count. */
  readonly idleMs: number
  /** When all must be read, as `performance.now` counts. */
  readonly until: number
}

const UNPACKERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

const AS_IT_IS = ['', 'identity']

/**
 * A file that is gzipped itself comes out unpacked as well.
 *
 * @param coding the answer's `content-encoding`
 * @throws FetchFault while it is read, where a limit is reached or the bytes cannot be unpacked
 * @example for await (const bytes of boundedBytes(answer, 'gzip', limits)) …
 */
export async function* boundedBytes(
  answer: Readable,
  coding: string,
  limits: ByteLimits,
): AsyncGenerator<Uint8Array> {
  const name = coding.trim().toLowerCase()
  const unpacker = Object.hasOwn(UNPACKERS, name) ? UNPACKERS[name] : undefined
  if (!unpacker && !AS_IT_IS.includes(name)) {
    answer.destroy()
    throw new FetchFault('compression')
  }
  const { mostBytes, until } = limits
  const arrived = counted(arriving(answer, limits), mostBytes)
  const decoded = unpacker ? counted(unpacked(arrived, unpacker()), mostBytes) : arrived
  for await (const piece of gzipOpened(decoded, mostBytes)) {
    // What has arrived and what is unpacked of it is there at once, however late it is.
    if (performance.now() >= until) throw new FetchFault('too-long')
    yield piece
  }
}

async function* arriving(
  answer: Readable,
  { idleMs, until }: ByteLimits,
): AsyncGenerator<Uint8Array> {
  const pieces: AsyncIterator<Uint8Array> = answer[Symbol.asyncIterator]()
  try {
    for (;;) {
      const left = until - performance.now()
      const fault = new FetchFault(left < idleMs ? 'too-long' : 'slow')
      const next = await within(pieces.next(), Math.min(left, idleMs), fault).catch((error) => {
        throw error instanceof FetchFault ? error : new FetchFault('cut-off')
      })
      if (next.done) return
      yield next.value
    }
  } finally {
    answer.destroy()
  }
}

/**
 * What `work` comes to, unless that takes too long.
 *
 * @throws fault
 */
export async function within<T>(work: Promise<T>, ms: number, fault: FetchFault): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(fault), Math.max(ms, 0))
  })
  // Its failure after that has no reader: it must not end the process.
  work.catch(() => {})
  try {
    return await Promise.race([work, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  mostBytes: number,
): AsyncGenerator<Uint8Array> {
  let count = 0
  for await (const piece of bytes) {
    count += piece.length
    if (count > mostBytes) throw new FetchFault('too-large')
    yield piece
  }
}

async function* unpacked(
  bytes: AsyncIterable<Uint8Array>,
  unpacker: Transform,
): AsyncGenerator<Uint8Array> {
  pipeline(Readable.from(bytes), unpacker, () => {})
  try {
    yield* unpacker as AsyncIterable<Uint8Array>
  } catch (error) {
    if (error instanceof FetchFault) throw error
    const isCut = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR'
    throw new FetchFault(isCut ? 'cut-off' : 'compression')
  }
}

/** Unpacked here rather than where it is read, so that the bounds hold for it. */
async function* gzipOpened(
  bytes: AsyncGenerator<Uint8Array>,
  mostBytes: number,
): AsyncGenerator<Uint8Array> {
  const { gzipped, bytes: file } = await peek(bytes)
  yield* gzipped ? unpackedOnce(counted(unpacked(file, createGunzip()), mostBytes)) : file
}

/** `openFeed` unpacks what is still gzipped, and counts none of it. */
async function* unpackedOnce(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { gzipped, bytes: file } = await peek(bytes)
  if (gzipped) {
    await bytes.return(undefined)
    throw new FetchFault('compression')
  }
  yield* file
}
