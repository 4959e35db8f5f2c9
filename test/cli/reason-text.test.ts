import { expect, test } from 'vitest'
import { reasonText } from '../../functions/cli/reason-text.ts'
import { WORDS } from '../../functions/language/languages.ts'

test('a mail that waits after a restore is not said to have been sent perhaps', () => {
  expect(reasonText('restored', WORDS.en, true)).toBe(WORDS.en.holds.restored)
  expect(reasonText('restored', WORDS.en)).toBe(WORDS.en.skips.restored)
  expect(reasonText('no-address', WORDS.en)).toBe(WORDS.en.holds['no-address'])
})
