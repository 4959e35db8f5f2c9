/**
 * Compares sentences without a language, so that checks can see whether two faults say the same:
 * each sentence is put together from words that only record what is asked of them.
 */
import type { FaultSentence, FaultWords } from '../language/faults/fault-words.ts'

/**
 * The same for sentences that say the same of the same values, and only for them.
 *
 * @example sentenceKey((w) => w.file.missing('id')) // 'file.missing("id")'
 */
export const sentenceKey = (sentence: FaultSentence): string => String(sentence(RECORDER))

const recorded = (path: string): unknown =>
  new Proxy(() => path, {
    get: (_, name) =>
      typeof name === 'symbol' ? () => path : recorded(path === '' ? name : `${path}.${name}`),
    apply: (_, __, values: readonly unknown[]) =>
      recorded(`${path}(${values.map((value) => JSON.stringify(value, recordedAsText)).join()})`),
  })

const recordedAsText = (_: string, value: unknown): unknown =>
  typeof value === 'function' ? String(value) : value

/** Whatever is read of it, or called with values, is a record of that. */
const RECORDER = recorded('') as FaultWords
