import { describe, expect, it } from 'vitest'
import { sentenceKey } from '../../functions/campaigns/sentence-key.ts'
import type { FaultSentence } from '../../functions/language/faults/fault-words.ts'

const missing =
  (name: string): FaultSentence =>
  (w) =>
    w.file.missing(name)
const emptyFor =
  (written: string): FaultSentence =>
  (w) =>
    w.customers.only(w.names.empty(written), w.customers.one([w.customers.noName]))

describe('the key of a sentence', () => {
  it('is the same for sentences that say the same', () => {
    expect(sentenceKey(missing('id'))).toBe(sentenceKey(missing('id')))
    expect(sentenceKey(emptyFor('a.b'))).toBe(sentenceKey(emptyFor('a.b')))
  })

  it('differs for another entry of the words, another value, and another part of an entry', () => {
    const sentences: readonly FaultSentence[] = [
      missing('id'),
      missing('kind'),
      (w) => w.file.missing(undefined),
      (w) => w.file.unknownField('id'),
      emptyFor('a.b'),
      emptyFor('a.c'),
      (w) => w.campaign.noCampaignFile.problem,
      (w) => w.campaign.noCampaignFile.fix,
      (w) => w.foreign.fix({ kind: 'write', liquid: 'a' }),
      (w) => w.foreign.fix({ kind: 'write', liquid: 'b' }),
    ]
    expect(new Set(sentences.map(sentenceKey)).size).toBe(sentences.length)
  })
})
