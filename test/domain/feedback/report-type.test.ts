import { describe, expect, it } from 'vitest'
import {
  COMPLAINT_KINDS,
  consequencesOf,
  REPORT_TYPES,
  reportTypeOf,
} from '../../../functions/domain/feedback/report-type.ts'

describe('a feedback report', () => {
  it.each([
    ['abuse', true, true, true],
    ['fraud', false, true, true],
    ['virus', false, true, true],
    ['other', false, true, true],
    ['auth-failure', false, false, false],
    ['not-spam', false, false, false],
  ] as const)(
    'of %s suppresses: %s, ends marketing: %s, counts: %s',
    (type, suppresses, ends, counts) => {
      expect(consequencesOf(type)).toEqual({ suppresses, endsMarketing: ends, counts })
    },
  )

  it('of each type has its row above, and those that count are complaints', () => {
    expect(REPORT_TYPES).toHaveLength(6)
    expect(COMPLAINT_KINDS).toEqual(['abuse', 'fraud', 'virus', 'other'])
  })

  it('without a type is a person’s, and of an unknown type a complaint all the same', () => {
    expect([undefined, '', 'ABUSE', 'not-spam ', 'dkim', '__proto__'].map(reportTypeOf)).toEqual([
      'abuse',
      'abuse',
      'abuse',
      'not-spam',
      'other',
      'other',
    ])
  })
})
