import { expect, it } from 'vitest'
import type { Health } from '../../functions/runtimes/one-machine/health.ts'
import { withOperatorPages } from '../../functions/runtimes/one-machine/operator-pages.ts'
import { NOON } from '../support/given.ts'

const NOT_READY = { ready: false, cause: 'locked', problem: 'locked', since: NOON } as const

async function mailBy(health: Health, isHeld: boolean): Promise<unknown> {
  const unused = () => Promise.reject(new Error('not asked'))
  const ports = { health: async () => health, figures: unused, isMarketingHeld: async () => isHeld }
  const request = { method: 'GET', path: '/health', query: new URLSearchParams(), headers: {} }
  const { body } = await withOperatorPages(ports, unused)(request)
  return JSON.parse(String(body)).mail
}

it('says of mail whether it goes out, and nothing where the store does not answer', async () => {
  expect(await mailBy({ ready: true }, false)).toBe('goes out')
  expect(await mailBy({ ready: true }, true)).toBe('marketing held after a restore')
  expect(await mailBy(NOT_READY, false)).toBe('unknown')
  expect(await mailBy(NOT_READY, true)).toBe('unknown')
})
