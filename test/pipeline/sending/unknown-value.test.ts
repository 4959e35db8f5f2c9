import { describe, expect, it } from 'vitest'
import { NO_VALUE } from '../../../functions/domain/mail-variables.ts'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { variables } from './mail-variables.ts'

const renderer = makeRenderer()
const rendered = (text: string, value = NO_VALUE): string =>
  renderer.render(renderer.parse({ subject: '', html: '', text }), { ...variables, value }).text

const risk = { ...NO_VALUE, known: true, churnRisk: 0.1, nextPurchaseAt: '2026-03-01T00:00:00Z' }

describe('a value that nobody knows', () => {
  it.each([
    ['value.churnRisk < 0.2'],
    ['value.churnRisk <= 0'],
    ['value.churnRisk > 0'],
    ['value.churnRisk >= 0'],
    ['0.2 > value.churnRisk'],
    ['0 <= value.churnRisk'],
    ['value.churnRisk == 0'],
    ['value.churnRisk == value.expectedPurchases and value.churnRisk > 0'],
    ['value.churnRisk'],
    ['value.known'],
  ])('meets no condition: %s', (condition) => {
    expect(rendered(`{% if ${condition} %}met{% endif %}`)).toBe('')
  })

  it.each([
    ['value.churnRisk == blank'],
    ['value.churnRisk == empty'],
    ['value.churnRisk == ""'],
    ['value.churnRisk != 0'],
    ['value.known == false'],
  ])('is what it is: %s', (condition) => {
    expect(rendered(`{% if ${condition} %}met{% endif %}`)).toBe('met')
  })

  it('prints as nothing, and gives way to other words', () => {
    expect(rendered('[{{ value.churnRisk }}{{ value.nextPurchaseAt | date: "%Y" }}]')).toBe('[]')
    expect(rendered('{{ value.nextPurchaseAt | default: "soon" }}')).toBe('soon')
  })

  it('is told where it is known', () => {
    expect(rendered('{% if value.churnRisk < 0.2 %}loyal{% endif %}', risk)).toBe('loyal')
    expect(rendered('{{ value.nextPurchaseAt | date: "%Y" }}', risk)).toBe('2026')
  })
})
