import { expect, it } from 'vitest'
import { makeDoor } from '../../../functions/pipeline/sending/ses/door.ts'

it('lets in as many as it is wide, and the others in their order as those leave', async () => {
  const door = makeDoor(() => 2)
  const inside: string[] = []
  const leaves = new Map<string, () => void>()
  const come = async (who: string) => {
    leaves.set(who, await door())
    inside.push(who)
  }
  const all = ['a', 'b', 'c', 'd'].map(come)
  await Promise.all(all.slice(0, 2))
  expect(inside).toEqual(['a', 'b'])
  leaves.get('b')?.()
  leaves.get('b')?.()
  await all[2]
  expect(inside).toEqual(['a', 'b', 'c'])
  leaves.get('a')?.()
  await all[3]
  expect(inside).toEqual(['a', 'b', 'c', 'd'])
})
