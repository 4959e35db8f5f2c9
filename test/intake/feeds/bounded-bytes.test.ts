/** The time that the bytes of an answer may take, however fast they come. */
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { boundedBytes } from '../../../functions/intake/feeds/bounded-bytes.ts'

const letters = 'x'.repeat(1_000_000)

it.each([
  ['that are there already', Readable.from([Buffer.from('x'), Buffer.from('x')]), ''],
  ['that are still to be unpacked', Readable.from([gzipSync(letters)]), 'gzip'],
])('of bytes %s, none is read after the time in which all must be', async (_, answer, coding) => {
  const until = performance.now() + 100
  const bytes = boundedBytes(answer, coding, { mostBytes: 2_000_000, idleMs: 1_000, until })
  expect((await bytes.next()).done).toBe(false)
  while (performance.now() < until) await new Promise((done) => setTimeout(done, 10))
  await expect(bytes.next()).rejects.toThrow('too-long')
  expect(answer.destroyed).toBe(true)
})
