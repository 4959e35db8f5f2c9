import { describe, expect, it } from 'vitest'
import { isPlaceholderId, isPlaceholderText } from '../../functions/domain/placeholder.ts'

const WRITTEN = 'NULL null nan NaN N/A n/a None 0 0.0 - undefined \\N (null) <NA> #N/A'.split(' ')

describe('what a tool writes where there is nothing', () => {
  it.each(WRITTEN)('is neither an id nor a name: %s', (text) => {
    expect([isPlaceholderId(text), isPlaceholderText(text)]).toEqual([true, true])
  })

  it.each(['Null', 'Nan', 'NA', 'Na', 'NONE'])('may be a name in other letters: %s', (text) => {
    expect([isPlaceholderId(text), isPlaceholderText(text)]).toEqual([true, false])
  })

  it.each(['c-17', '10', '0.1', '12e456', 'nullify', 'Nana', 'toString'])(
    'is not any other text: %s',
    (text) => {
      expect([isPlaceholderId(text), isPlaceholderText(text)]).toEqual([false, false])
    },
  )
})
