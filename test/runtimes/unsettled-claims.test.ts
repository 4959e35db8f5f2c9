import { expect, it } from 'vitest'
import { type Message, makeDue } from '../../functions/domain/message.ts'
import { makeUnsettledClaims } from '../../functions/runtimes/one-machine/unsettled-claims.ts'
import { keyOf } from '../support/decided-shop.ts'
import { NOON } from '../support/given.ts'

const LIN = keyOf('lin')
const base = { campaign: 'welcome', n: 1, step: 'hello', template: 'hello', marketing: true }
const after: Message = makeDue(
  { ...base, dueAt: NOON, putOff: false, attempt: 1 },
  { locale: 'en' },
  NOON,
)

it('keeps how a claim ended until a reaction to its customer has stored it', async () => {
  const claims = makeUnsettledClaims()
  const asked = (claimId: string) => claims.settling(LIN, async (settledAs) => settledAs(claimId))
  claims.add(LIN, 'first', after)
  const full = new Error('full')
  await expect(claims.settling(LIN, () => Promise.reject(full))).rejects.toBe(full)
  await claims.settling(LIN, async () => claims.add(LIN, 'meanwhile', after))
  await claims.settling(keyOf('kim'), async (settledAs) =>
    expect(settledAs('first')).toBe(undefined),
  )
  expect(await asked('meanwhile')).toBe(after)
  expect(await asked('meanwhile')).toBe(undefined)
})
