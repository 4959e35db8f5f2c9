import { describe, expect, it } from 'vitest'
import { knownFields } from '../../functions/campaigns/known-fields.ts'
import { fixForPolicy } from '../../functions/cli/shop/policy-fixes.ts'
import { PolicyFile } from '../../functions/cli/shop/read-policy.ts'
import { enFaults } from '../../functions/language/en/faults/words.ts'
import { zhFaults } from '../../functions/language/zh/faults/words.ts'

const LISTS = ['caps']

/** Every field of the policy, those within it by their path. */
const fieldsUnder = (path: readonly (string | number)[]): readonly string[] =>
  knownFields(PolicyFile, path).flatMap((name) => {
    const inner = LISTS.includes(name) ? [...path, name, 0] : [...path, name]
    return [[...path, name].join('.'), ...fieldsUnder(inner)]
  })

/** A policy file may not have it, and it is refused in words of its own. */
const REFUSED = 'personalThreshold.theta'

const FIELDS = [...fieldsUnder([]), ...fieldsUnder(['countries', 'DE']), REFUSED]

const ALLOWED = ['quietHours', 'caps']

describe.each([
  ['English', enFaults],
  ['Chinese', zhFaults],
])('in %s', (_, words) => {
  const fixOf = (field: string) => fixForPolicy(field, ALLOWED)(words)
  const none = words.policy.allowed(ALLOWED)

  it('each field of the policy has a fix of its own', () => {
    expect(FIELDS).toContain('personalThreshold.chance')
    expect(FIELDS).toContain('countries.DE.bases')
    const fixes = FIELDS.map(fixOf)
    for (const [index, fix] of fixes.entries()) {
      expect(fix, FIELDS[index]).not.toBe(none)
      const parent = FIELDS[index]?.split('.').slice(0, -1).join('.')
      if (parent) expect(fix, FIELDS[index]).not.toBe(fixOf(parent))
    }
  })

  it('an unknown field is answered with those that are allowed', () => {
    expect(fixOf('')).toBe(none)
  })
})
