import { describe, expect, it } from 'vitest'
import type { Preferences } from '../../functions/domain/customer.ts'
import { encode } from '../../functions/store/codecs/read-customer-rows.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { mergedRow } from '../../functions/store/merge-row.ts'
import { NOON } from '../support/given.ts'

const GUEST = '~guest:h'
const row = (customer: string, chosen: Partial<Preferences>) =>
  encode('preferences', customerKey('acme', customer), {
    campaignsOff: [],
    updatedAt: NOON,
    ...chosen,
  })
const merged = (guest: Partial<Preferences>, own: Partial<Preferences>) =>
  mergedRow(row(GUEST, guest), row('c-17', own), GUEST)

describe('preferences of a guest who turns out to be a customer', () => {
  const later = NOON + 1
  const pausedUntil = NOON + 90

  it.each([
    ['of the guest stays', { pausedUntil }, { everyDays: 7, updatedAt: later }],
    ['of the customer stays', { everyDays: 7, updatedAt: later }, { pausedUntil }],
  ])('a pause %s, whatever else was chosen later', (_name, guest, own) => {
    expect(merged(guest, own)).toMatchObject({ pausedUntil, everyDays: 7, updatedAt: later + 1 })
  })

  it('of two pauses the one that was chosen later counts', () => {
    const again = { pausedUntil: NOON + 30, updatedAt: later }
    expect(merged(again, { pausedUntil })).toMatchObject({ pausedUntil: NOON + 30 })
    expect(merged({ pausedUntil }, again)).toBeUndefined()
  })
})
