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
