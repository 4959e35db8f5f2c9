import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { knownFields } from '../../functions/campaigns/known-fields.ts'
import { fixForPolicy } from '../../functions/cli/shop/policy-fixes.ts'
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

it('each field of the policy has a fix of its own', () => {
  expect(FIELDS).toContain('personalThreshold.theta')
  expect(FIELDS).toContain('countries.DE.bases')
  const fixes = FIELDS.map(fixForPolicy)
  for (const [index, fix] of fixes.entries()) {
    expect(fix, FIELDS[index]).toBeDefined()
    const parent = FIELDS[index]?.split('.').slice(0, -1).join('.')
    if (parent) expect(fix, FIELDS[index]).not.toBe(fixForPolicy(parent))
  }
})

it('an unknown field has no fix of its own', () => {
  expect(fixForPolicy('')).toBeUndefined()
})
