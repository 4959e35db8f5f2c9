import { describe, expect, it } from 'vitest'
import { NO_VALUE, valueVariables } from '../../../functions/domain/mail-variables.ts'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { variables } from './mail-variables.ts'

const renderer = makeRenderer()
const rendered = (text: string, value = NO_VALUE): string =>
  renderer.render(renderer.parse({ subject: '', html: '', text }), { ...variables, value }).text

const risk = { ...NO_VALUE, known: true, chance: 0.1, nextPurchaseAt: '2026-03-01T00:00:00Z' }

describe('an unknown value', () => {
  it.each([
    ['value.chance < 0.2'],
    ['value.chance <= 0'],
    ['value.chance > 0'],
    ['value.chance >= 0'],
    ['0.2 > value.chance'],
    ['0 <= value.chance'],
    ['value.chance == 0'],
    ['value.chance == value.expectedPurchases and value.chance > 0'],
    ['value.chance'],
    ['value.known'],
  ])('meets no condition: %s', (condition) => {
    expect(rendered(`{% if ${condition} %}met{% endif %}`)).toBe('')
  })

  it.each([
    ['value.chance == blank'],
    ['value.chance == empty'],
    ['value.chance == ""'],
    ['value.chance != 0'],
    ['value.known == false'],
  ])('is what it is: %s', (condition) => {
    expect(rendered(`{% if ${condition} %}met{% endif %}`)).toBe('met')
  })

  it.each([
    ['times: 100', 'x < 20'],
    ['at_most: 1', 'x < 2'],
    ['plus: 0', 'x >= 0'],
    ['divided_by: 100', 'x <= 0'],
    ['round: 1', 'x == 0'],
  ])('stays unknown whatever is computed from it: %s', (filter, condition) => {
    const assigned = `{% assign x = value.chance | ${filter} %}`
    expect(rendered(`${assigned}{% if ${condition} %}met{% else %}other{% endif %}[{{ x }}]`)).toBe(
      'other[]',
    )
    expect(rendered(`{{ 5 | times: value.chance }}{{ value.chance | plus: 0 | money }}`)).toBe('')
  })

  it.each([
    'append: ""',
    'strip',
    'downcase',
    'size',
    'to_integer',
    'sum',
    'json',
    'first',
    'date: "%s"',
    'pluralize: "a", "b"',
    'default: ""',
  ])('is less than no number, and more than none, whatever it goes through: %s', (filter) => {
    const assigned = `{% assign x = value.chance | ${filter} %}`
    const captured = '{% capture y %}{{ x }}{% endcapture %}'
    for (const name of ['x', 'y'])
      for (const condition of [`${name} < 0.2`, `${name} <= 0`, `0.2 > ${name}`, `0 >= ${name}`])
        expect(rendered(`${assigned}${captured}{% if ${condition} %}met{% endif %}`)).toBe('')
  })

  it('is an unknown instant too, for a customer who never bought', () => {
    const never = { ...variables, lifecycle: { ...variables.lifecycle, lastPurchaseAt: '' } }
    const say = (text: string) =>
      renderer.render(renderer.parse({ subject: '', html: '', text }), never).text
    expect(say("{% if lifecycle.lastPurchaseAt < '2026-02-01' %}old{% endif %}")).toBe('')
    const seconds = "{% assign s = lifecycle.lastPurchaseAt | date: '%s' | plus: 0 %}"
    expect(say(`${seconds}{% if s < 100 %}old{% endif %}[{{ s }}]`)).toBe('[]')
    expect(say('{% if lifecycle.lastPurchaseAt == blank %}never{% endif %}')).toBe('never')
    const day = '{% capture day %}{{ lifecycle.lastPurchaseAt | date: "%F" }}{% endcapture %}'
    expect(say(`${day}{% if day < '2026-02-01' %}old{% endif %}`)).toBe('')
  })

  it('prints as nothing, and gives way to other words', () => {
    expect(rendered('[{{ value.chance }}{{ value.nextPurchaseAt | date: "%Y" }}]')).toBe('[]')
    expect(rendered('{{ value.nextPurchaseAt | default: "soon" }}')).toBe('soon')
  })

  it('is the churn risk of a customer without a forecast, in a mail that was published with it', () => {
    const none = valueVariables({ noForecast: 'no-model' })
    expect(rendered('[{{ value.churnRisk }}]', none)).toBe('[]')
    expect(rendered('{% if value.churnRisk < 0.2 %}loyal{% endif %}', none)).toBe('')
    const forecast = { churnRisk: 0.149, expectedPurchases: 1 }
    expect(rendered('{{ value.churnRisk }}', valueVariables({ forecast }))).toBe('0.15')
  })

  it('is written where it is known', () => {
    expect(rendered('{% if value.chance < 0.2 %}loyal{% endif %}', risk)).toBe('loyal')
    expect(rendered('{{ value.nextPurchaseAt | date: "%Y" }}', risk)).toBe('2026')
  })
})
