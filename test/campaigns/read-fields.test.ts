import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { fixForCampaign } from '../../functions/campaigns/field-fixes.ts'
import { readFields } from '../../functions/campaigns/read-fields.ts'
import { inEnglish } from '../support/english-faults.ts'

it.each(['', '# Only a comment.\n', 'null'])(
  'reads %j as a file that leaves everything out',
  (text) => {
    const read = (schema: z.ZodMiniType) => readFields('a.yaml', text, schema, fixForCampaign)
    expect(read(z.object({ id: z.optional(z.string()) }))).toMatchObject({ value: {}, faults: [] })
    expect(inEnglish(read(z.object({ id: z.string() })).faults)).toMatchObject([
      { field: 'id', problem: 'id is missing' },
    ])
  },
)

/** Ten lines that would become ten million values. */
const BOMB = ['a: &a [x, x, x, x, x, x, x, x, x, x]', ...['ab', 'bc', 'cd', 'de', 'ef', 'fg']]
  .map((line) => {
    const [of, name] = line
    return line.length > 2 ? line : `${name}: &${name} [${Array(10).fill(`*${of}`).join(', ')}]`
  })
  .join('\n')

it.each([
  ['repeat without end', BOMB, 2, /repeat too much here/],
  ['contain themselves', 'id: x\na: &a\n  b: [*a]', 3, /a contains itself/],
  ['are of nothing', 'id: x\n<<: *x', 2, /Unresolved alias/],
])('reports aliases that %s, at their line', (_, text, line, problem) => {
  const { faults } = readFields('a.yaml', text, z.looseObject({}), fixForCampaign)
  expect(inEnglish(faults)).toEqual([
    expect.objectContaining({ file: 'a.yaml', line, problem: expect.stringMatching(problem) }),
  ])
})

it('reports brackets that are never closed at their line, and few of them', () => {
  const text = `id: x\na: ${'['.repeat(20_000)}`
  const { faults } = readFields('a.yaml', text, z.looseObject({}), fixForCampaign)
  expect(new Set(faults.map(({ line }) => line))).toEqual(new Set([2]))
  expect(faults.length).toBeLessThanOrEqual(20)
})
