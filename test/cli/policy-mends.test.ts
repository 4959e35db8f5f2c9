import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { knownFields } from '../../functions/campaigns/known-fields.ts'
import { mendForPolicy } from '../../functions/cli/shop/policy-mends.ts'
import { Policy } from '../../functions/domain/policy.ts'

const LISTS = ['caps']
const PolicyFile = z.omit(Policy, { currency: true })

/** Every field of the policy, those within it by their path. */
const fieldsUnder = (path: readonly (string | number)[]): readonly string[] =>
  knownFields(PolicyFile, path).flatMap((name) => {
    const inner = LISTS.includes(name) ? [...path, name, 0] : [...path, name]
    return [[...path, name].join('.'), ...fieldsUnder(inner)]
  })

const FIELDS = [...fieldsUnder([]), ...fieldsUnder(['countries', 'DE'])]

it('each field of the policy has a mend of its own', () => {
  expect(FIELDS).toContain('personalThreshold.theta')
  expect(FIELDS).toContain('countries.DE.bases')
  const mends = FIELDS.map(mendForPolicy)
  for (const [index, mend] of mends.entries()) {
    expect(mend, FIELDS[index]).toBeDefined()
    const parent = FIELDS[index]?.split('.').slice(0, -1).join('.')
    if (parent) expect(mend, FIELDS[index]).not.toBe(mendForPolicy(parent))
  }
})

it('a field that is none has no mend of its own', () => {
  expect(mendForPolicy('')).toBeUndefined()
})
