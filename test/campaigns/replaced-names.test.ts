/** What a new publish no longer accepts, while published campaigns with it keep their meaning. */
import { describe, expect, it } from 'vitest'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { textOf } from '../../functions/campaigns/fault.ts'
import { fixForCampaign, fixForSample } from '../../functions/campaigns/field-fixes.ts'
import { OFFERED_CONDITIONS } from '../../functions/domain/conditions.ts'
import { enFaults } from '../../functions/language/en/faults/words.ts'
import { zhFaults } from '../../functions/language/zh/faults/words.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { filesWith, type Spoil } from './sample-campaign.ts'

const renderer = makeRenderer()

async function faultsOf(spoil: Spoil, words = enFaults) {
  const compilation = await compileCampaign(filesWith(spoil), renderer)
  if (compilation.ok) return []
  return compilation.faults.map(({ file, line, field, ...says }) => ({
    ...{ file, line, field },
    ...textOf(says, words),
  }))
}

const question = 'the chance that the customer buys again within the time set in the policy'

describe('a new publish refuses churn risk and names its replacement', () => {
  it.each([
    ['minChurnRisk: 0.6', 'maxChance', '0.4'],
    ['maxChurnRisk: 0.25', 'minChance', '0.75'],
    ['minChurnRisk: 60', 'maxChance', undefined],
    ['minChurnrisk: 0.6', 'maxChance', '0.4'],
    ['maxChrunRisk: 0.6', 'minChance', '0.4'],
  ])('of a campaign and of a step: %s', async (written, by, opposite) => {
    const name = written.split(':')[0]
    const ofCampaign = await faultsOf({ yaml: [['steps:', `eligible: { ${written} }\nsteps:`]] })
    const ofStep = await faultsOf({
      yaml: [['    template: greet\n', `    template: greet\n    conditions: { ${written} }\n`]],
    })
    const problem = `${name} is no longer accepted`
    expect(ofCampaign).toMatchObject([
      { file: 'campaign.yaml', line: 6, field: `eligible.${name}`, problem },
    ])
    expect(ofStep).toMatchObject([{ line: 9, field: `steps.0.conditions.${name}`, problem }])
    for (const { fix } of [...ofCampaign, ...ofStep]) {
      expect(fix).toContain(`Use ${by}, from 0 to 1: ${question}`)
      expect(fix).toContain('choose the number again')
      const selects = by === 'maxChance' ? 'more' : 'fewer'
      const warning = `(${by}: ${opposite} would usually select ${selects} customers than before)`
      expect(fix.includes('customers than before')).toBe(opposite !== undefined)
      if (opposite !== undefined) expect(fix).toContain(warning)
    }
  })

  it.each(['{{ value.churnRisk }}', '{% if value.churnRisk > 0.5 %}a{% endif %}'])(
    'in a mail, at its line: %s',
    async (written) => {
      const faults = await faultsOf({ mjml: [['<h1>', `${written}<h1>`]] })
      expect(faults).toMatchObject([
        {
          ...{ file: 'greet.en.mjml', line: 9, field: 'value.churnRisk' },
          problem: 'value.churnRisk is no longer accepted',
          fix: expect.stringContaining(`Use value.chance, from 0 to 1: ${question}`),
        },
      ])
    },
  )

  it('in sample.json, also of one language', async () => {
    const sample = '{"value": {"churnRisk": 0.4},\n"byLocale": {"en": {"value": {"churnRisk": 1}}}}'
    expect(await faultsOf({ more: { 'sample.json': sample } })).toMatchObject([
      {
        file: 'sample.json',
        line: 1,
        field: 'value.churnRisk',
        fix: expect.stringMatching(/^Use chance, /),
      },
      { file: 'sample.json', line: 2, field: 'byLocale.en.value.churnRisk' },
    ])
  })

  it('once, where a bound is not a chance at all', async () => {
    const yaml = [['steps:', 'eligible: { maxChance: -0.1 }\nsteps:']] as const
    expect(await faultsOf({ yaml })).toMatchObject([{ problem: 'maxChance cannot be -0.1' }])
  })

  it('in Chinese', async () => {
    const faults = await faultsOf(
      { yaml: [['steps:', 'eligible: { minChurnRisk: 0.6 }\nsteps:']] },
      zhFaults,
    )
    expect(faults).toMatchObject([
      {
        problem: 'minChurnRisk 已停用',
        fix: expect.stringMatching(
          /^请改用 maxChance（0 到 1）：.*请重新选定数值.*maxChance: 0\.4/,
        ),
      },
    ])
  })

  it('and never proposes it', async () => {
    expect(OFFERED_CONDITIONS.join()).not.toMatch(/churn/i)
    for (const words of [enFaults, zhFaults]) {
      expect(fixForCampaign('eligible')(words)).not.toMatch(/churn/i)
      expect(fixForSample('value')(words)).not.toMatch(/churn/i)
    }
    const [unknown] = await faultsOf({ mjml: [['<h1>', '{{ value.colour }}<h1>']] })
    expect(unknown?.fix).toContain('value.chance')
    expect(unknown?.fix).not.toMatch(/churn/i)
    const [elsewhere] = await faultsOf({ yaml: [['steps:', 'churnRisk: 0.6\nsteps:']] })
    expect(elsewhere?.problem).toBe('Unknown field churnRisk')
  })
})
