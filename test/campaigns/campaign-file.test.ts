import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith, type Spoil } from './sample-campaign.ts'

const renderer = makeRenderer()

async function faultsOf(spoil: Spoil) {
  const compilation = await compileInEnglish(filesWith(spoil), renderer)
  return compilation.ok ? [] : compilation.faults
}

/** A change that breaks the campaign, and the one fault that must be found. */
type Case = readonly [name: string, spoil: Spoil, fault: object]

const yaml = (from: string, to: string, line: number, field: string, problem: string): Case => [
  problem,
  { yaml: [[from, to]] },
  { file: 'campaign.yaml', line, field, problem },
]

describe('a fault in campaign.yaml is reported at its line', () => {
  it.each<Case>([
    yaml('id: hello', 'id: Hello_1', 1, 'id', 'id cannot be "Hello_1"'),
    yaml(
      'name: { en: Hello }',
      'name: { zh-cn: 你好 }',
      2,
      'name.zh-cn',
      '"zh-cn" is not a language',
    ),
    yaml('name: { en: Hello }', 'name: {}', 2, 'name', 'name needs at least one language'),
    yaml('kind: marketing', 'kind: advert', 3, 'kind', 'kind cannot be "advert"'),
    yaml('first-time }', 'asleep }', 4, 'start', 'start cannot be {"entering":"asleep"}'),
    yaml('never', 'P6M', 5, 'reentryAfter', '"P6M" is not a duration with a fixed length'),
    yaml(
      'reentryAfter: never',
      'reentrAfter: never',
      5,
      'reentrAfter',
      'Unknown field reentrAfter',
    ),
    yaml('steps:', 'priority: 101\nsteps:', 6, 'priority', 'priority cannot be 101'),
    yaml('steps:', 'endsOn: [refund]\nsteps:', 6, 'endsOn.0', 'endsOn cannot contain "refund"'),
    yaml(
      'steps:',
      'activeFrom: 2026-03-01\nsteps:',
      6,
      'activeFrom',
      'activeFrom cannot be "2026-03-01"',
    ),
    yaml(
      'steps:',
      'activeFrom: 2026-12-01T00:00:00Z\nactiveUntil: 2026-11-11T00:00:00+08:00\nsteps:',
      7,
      'activeUntil',
      'activeUntil is not after activeFrom',
    ),
    yaml(
      'steps:',
      'backlog: { over: soon }\nsteps:',
      6,
      'backlog.over',
      '"soon" is not a duration with a fixed length',
    ),
    yaml('id: greet', 'id: greet.1', 7, 'steps.0.id', 'id cannot be "greet.1"'),
    yaml(
      '    template: greet\n',
      '    template: greet\n  - id: greet\n    template: greet\n',
      9,
      'steps.1.id',
      'Two steps have the id "greet"',
    ),
    yaml(
      '    template: greet\n',
      '    template: greet\n    after: P1Y\n',
      9,
      'steps.0.after',
      '"P1Y" is not a duration with a fixed length',
    ),
    yaml(
      '    template: greet\n',
      '    template: greet\n    repeat: { every: PT6H, while: frequent }\n',
      9,
      'steps.0.repeat.every',
      '"PT6H" is too short',
    ),
    yaml(
      '    template: greet\n',
      '    template: greet\n    if: { minPurchases: 1 }\n    conditions: { minPurchases: 1 }\n',
      10,
      'steps.0.conditions',
      '"if" and "conditions" are the same; "if" is the current name. Keep one of them',
    ),
    yaml(
      '    template: greet\n',
      '    template: greet\n    while: { minPurchases: 3, maxPurchases: 1 }\n',
      9,
      'steps.0.while.maxPurchases',
      'maxPurchases is below minPurchases: no customer can match',
    ),
    yaml(
      '    template: greet\n',
      '    template: greet\n    afterPrevious: P1D\n',
      9,
      'steps.0.afterPrevious',
      'The first step has no step before it: use after',
    ),
    yaml(
      '    template: greet\n',
      '    template: greet\n    repeat: { every: P1D, while: frequent }\n  - id: more\n    template: greet\n    afterPrevious: P1D\n',
      12,
      'steps.1.afterPrevious',
      'The step before repeats, so there is no one time to count from: use after',
    ),
    yaml(
      '    template: greet\n',
      '    template: greet\n  - id: more\n    template: greet\n    after: P1D\n    afterPrevious: PT30M\n',
      12,
      'steps.1.afterPrevious',
      '"PT30M" is too short',
    ),
    yaml(
      '    template: greet\n',
      '    template: greet\n    after: P1D\n    until: { event: paid, upTo: P9D, else: end }\n',
      10,
      'steps.0.until',
      '"until" says when the step is sent, and so does another field: keep one of after, afterPrevious and until',
    ),
    yaml(
      '    template: greet\n',
      '    template: greet\n    until: { event: paid, upTo: P9D, else: wait }\n',
      9,
      'steps.0.until.else',
      'else cannot be "wait"',
    ),
    yaml('steps:', 'restart: first\nsteps:', 6, 'restart', 'restart cannot be "first"'),
    yaml(
      '    template: greet\n',
      '    template: greet\n    conditions: { minPurchases: 3, maxPurchases: 1 }\n',
      9,
      'steps.0.conditions.maxPurchases',
      'maxPurchases is below minPurchases: no customer can match',
    ),
    yaml(
      '    template: greet\n',
      '    template: greet\n    conditions: { minChance: 0.9, maxChance: 0.5 }\n',
      9,
      'steps.0.conditions.maxChance',
      'maxChance is below minChance: no customer can match',
    ),
    yaml(
      '    template: greet\n',
      '    template: greet\n    conditions: { recencyScores: [6] }\n',
      9,
      'steps.0.conditions.recencyScores.0',
      'recencyScores cannot contain 6',
    ),
    yaml(
      '    template: greet\n',
      '    template: greet\n    conditions: { maxChance: 80 }\n',
      9,
      'steps.0.conditions.maxChance',
      'maxChance cannot be 80',
    ),
    yaml(
      '    template: greet\n',
      '    template: greet\n    conditions: { countries: [China] }\n',
      9,
      'steps.0.conditions.countries.0',
      'countries cannot contain "China"',
    ),
    yaml(
      'link: https://shop.example/new',
      'link: javascript:alert(1)',
      11,
      'content.en.link',
      '"javascript:alert(1)" is not allowed as a link',
    ),
  ])('%s', async (_, spoil, fault) => {
    const faults = await faultsOf(spoil)
    expect(faults).toContainEqual(expect.objectContaining(fault))
    for (const { fix } of faults) expect(fix).toMatch(/^\S.{5,}/)
  })

  it.each([
    ['{ messages: -1, withinDays: 7 }', 'messages', 'messages cannot be -1'],
    ['{ messages: 0, withinDays: 7 }', 'messages', 'messages cannot be 0'],
    ['{ messages: 1.5, withinDays: 7 }', 'messages', 'messages cannot be 1.5'],
    ['{ messages: 1001, withinDays: 7 }', 'messages', 'messages cannot be 1001'],
    ['{ messages: many, withinDays: 7 }', 'messages', 'messages cannot be "many"'],
    ['{ withinDays: 7 }', 'messages', 'messages is missing'],
    ['{ messages: 1, withinDays: 0 }', 'withinDays', 'withinDays cannot be 0'],
    ['{ messages: 1, withinDays: -7 }', 'withinDays', 'withinDays cannot be -7'],
    ['{ messages: 1, withinDays: 0.5 }', 'withinDays', 'withinDays cannot be 0.5'],
    ['{ messages: 1, withinDays: 366 }', 'withinDays', 'withinDays cannot be 366'],
    ['{ messages: 1, withinDays: .inf }', 'withinDays', 'withinDays cannot be Infinity'],
    ['{ messages: 1, withinDays: P7D }', 'withinDays', 'withinDays cannot be "P7D"'],
    ['{ messages: 1 }', 'withinDays', 'withinDays is missing'],
  ])('in a cap: %s, with the allowed values', async (cap, name, problem) => {
    const faults = await faultsOf({
      yaml: [['steps:', `caps: [{ messages: 9, withinDays: 9 }, ${cap}]\nsteps:`]],
    })
    const fixes = {
      messages: 'Use a whole number from 1 to 1000; to send nothing, pause the campaign',
      withinDays: 'Use a whole number of days from 1 to 365',
    }
    expect(faults).toEqual([
      {
        file: 'campaign.yaml',
        line: 6,
        field: `caps.1.${name}`,
        problem,
        fix: fixes[name as keyof typeof fixes],
      },
    ])
  })

  it.each([
    ['minChance: 70', 'Use a number from 0 to 1, such as 0.7'],
    ['recencyScores: [0]', 'List scores from 1 to 5, where 5 is best, such as [4, 5]'],
    [
      'minChance: 0.9, maxChance: 0.3',
      'Use a number from 0 to 1, such as 0.7, no less than minChance',
    ],
  ])('a condition of %s gets the same fix in the campaign and in a step', async (wrong, fix) => {
    const ofCampaign = await faultsOf({ yaml: [['steps:', `eligible: { ${wrong} }\nsteps:`]] })
    const ofStep = await faultsOf({
      yaml: [['    template: greet\n', `    template: greet\n    conditions: { ${wrong} }\n`]],
    })
    expect(ofCampaign).toMatchObject([{ fix }])
    expect(ofStep).toMatchObject([{ fix }])
  })

  it.each([
    ['steps:', 'eligible: { minchance: 0.5 }\nsteps:', 'Use minChance, or remove it'],
    [
      '    template: greet\n',
      '    template: greet\n    conditions: { recencyScore: [5] }\n',
      'Use recencyScores, or remove it',
    ],
    ['kind: marketing', 'kind: marketing\nprioritty: 3', 'Use priority, or remove it'],
    [
      '    template: greet\n',
      '    template: greet\n    repeat: { every: P30D, while: active, until: dormant }\n',
      'Remove it. Fields allowed here: every, while',
    ],
  ])('an unknown field gets a fix that lists the known fields: %s', async (from, to, fix) => {
    expect(await faultsOf({ yaml: [[from, to]] })).toMatchObject([{ fix }])
  })

  it('an unknown field of sample.json gets one too, in each language', async () => {
    const more = { 'sample.json': '{"byLocale": {"en": {"customer": {"nane": "Lin"}}}}' }
    expect(await faultsOf({ more })).toMatchObject([{ fix: 'Use name, or remove it' }])
  })

  it('an unknown start gets a fix that lists every start', async () => {
    const [fault] = await faultsOf({ yaml: [['entering: first-time', 'at-risk: true']] })
    for (const start of ['entering', 'atRisk', 'purchase', 'consent'])
      expect(fault?.fix).toContain(`{${start}: `)
  })

  it('that makes it invalid YAML is reported', async () => {
    const [fault] = await faultsOf({ yaml: [['{ en: Hello }', '{ en: Hello']] })
    expect(fault).toMatchObject({ file: 'campaign.yaml', line: 3 })
  })

  it('that repeats a key is reported', async () => {
    const faults = await faultsOf({ yaml: [['kind: marketing', 'id: other\nkind: marketing']] })
    expect(faults).toMatchObject([{ line: 3, problem: 'Map keys must be unique' }])
  })

  it('that omits a required field is reported', async () => {
    const faults = await faultsOf({ yaml: [['reentryAfter: never\n', '']] })
    expect(faults).toMatchObject([{ field: 'reentryAfter', problem: 'reentryAfter is missing' }])
  })
})
