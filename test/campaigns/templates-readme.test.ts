import { readFileSync } from 'node:fs'
import { filters } from 'liquidjs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { CampaignFile } from '../../functions/campaigns/campaign-file.ts'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { sampleVariables } from '../../functions/campaigns/sample-file.ts'
import { readSegments } from '../../functions/campaigns/segments-file.ts'
import { JOINED_NAMES, OFFERED_CONDITIONS } from '../../functions/domain/conditions.ts'
import { Declarations } from '../../functions/domain/declarations.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'

const reference = readFileSync(new URL('../../templates/README.md', import.meta.url), 'utf8')
const section = (heading: string): string =>
  reference.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
const blocksOf = (language: string, heading: string): readonly string[] =>
  [...section(heading).matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].flatMap(([, marked, block = '']) =>
    marked === language ? [block] : [],
  )

describe('the reference of templates', () => {
  it('names every variable of a mail', () => {
    const { content: _, recommendations, ...variables } = sampleVariables({}, 'en', {})
    const names = Object.entries(variables).flatMap(([name, value]) =>
      typeof value === 'object'
        ? Object.keys(value).map((field) => ({ name: `${name}.${field}`, field }))
        : [{ name, field: name }],
    )
    const [product = {}] = recommendations
    for (const { name, field } of [
      ...names,
      ...Object.keys(product).map((one) => ({ name: one, field: one })),
    ])
      expect({
        name,
        isThere: new RegExp(`\`(?:${name}|${field})\``).test(section('Values')),
      }).toEqual({ name, isThere: true })
  })

  it('lists every filter of liquidjs except raw', () => {
    for (const name of Object.keys(filters).filter((one) => one !== 'raw'))
      expect({ name, isThere: section('Filters').includes(`\`${name}\``) }).toEqual({
        name,
        isThere: true,
      })
  })

  it('lists only filters that exist', () => {
    const names = [
      ...(section('Filters')
        .split('Tags:')[0]
        ?.matchAll(/`([a-z0-9_]+)`/g) ?? []),
    ]
    expect(names.length).toBeGreaterThan(80)
    for (const [, name] of names) expect(makeRenderer().filters).toContain(name)
  })

  it('names every condition that a campaign may ask for, and every way to join them', () => {
    for (const name of [...OFFERED_CONDITIONS, ...JOINED_NAMES])
      expect({ name, isThere: section('Conditions').includes(`\`${name}:`) }).toEqual({
        name,
        isThere: true,
      })
  })

  it('has every field of a campaign in its table, and no other', () => {
    const rows = [...section('A campaign').matchAll(/^\| `(\w+)` +\| (yes|no) /gm)]
    const fields = Object.entries(CampaignFile.def.shape)
    expect(rows.map(([, name]) => name).toSorted()).toEqual(fields.map(([name]) => name).toSorted())
    const needed = rows.flatMap(([, name, isNeeded]) => (isNeeded === 'yes' ? [name] : []))
    const required = fields.flatMap(([name, field]) => (field._zod.optin ? [] : [name]))
    expect(needed.toSorted()).toEqual(required.toSorted())
  })

  it('shows a whole campaign that is published as written', async () => {
    const [declared = '', yaml = ''] = blocksOf('yaml', 'A campaign')
    const [mail = ''] = blocksOf('xml', 'A campaign')
    const files = new Map([
      ['campaign.yaml', yaml],
      ['reminder.en.mjml', mail],
    ])
    const declarations = Declarations.parse(parse(declared))
    const known = { declarations, segments: [] }
    expect(await compileCampaign(files, makeRenderer(), () => [], known)).toMatchObject({
      ok: true,
    })
  })

  it('shows segments that are read as written', () => {
    const [yaml = ''] = blocksOf('yaml', 'Segments')
    const declarations = { events: {}, attributes: { isStaff: 'yes-no' as const } }
    const { segments, faults } = readSegments(yaml, { declarations })
    expect(faults).toEqual([])
    expect(segments.map(({ id }) => id)).toEqual(['vip', 'staff'])
  })
})
