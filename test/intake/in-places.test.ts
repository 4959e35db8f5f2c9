import { expect, it } from 'vitest'
import { inPlaces } from '../../functions/intake/in-places.ts'

it('puts the outcomes of those that were worked on between the others', () => {
  const before = ['stale', undefined, undefined, 'erased'] as const
  expect(inPlaces(before, ['recorded', 'unchanged'])).toEqual([
    ...['stale', 'recorded', 'unchanged', 'erased'],
  ])
})

it('makes up no outcome for one that was worked on', () => {
  expect(() => inPlaces([undefined, undefined], ['recorded'])).toThrow('an outcome is missing')
})
