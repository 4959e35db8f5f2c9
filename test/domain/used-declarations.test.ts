import { describe, expect, it } from 'vitest'
import type { Conditions } from '../../functions/domain/conditions.ts'
import { Declarations } from '../../functions/domain/declarations.ts'
import type { CampaignStart } from '../../functions/domain/starts/start.ts'
import {
  lostDeclarations,
  type UsedDeclarations,
  usedDeclarations,
} from '../../functions/domain/used-declarations.ts'

const declared = Declarations.parse({
  events: {
    delivered: {},
    viewed: { keepDays: 30, properties: { sku: 'text', size: ['small', 'large'] } },
  },
  attributes: { tier: ['silver', 'gold'], birthday: 'date' },
})
const used: UsedDeclarations = {
  events: [{ name: 'delivered' }, { name: 'viewed', properties: ['size'], withinDays: 20 }],
  attributes: ['tier'],
}
const lost = (after: Parameters<typeof Declarations.parse>[0]) =>
  lostDeclarations(declared, Declarations.parse(after), used)

describe('the names that a campaign uses', () => {
  it.each<[CampaignStart, UsedDeclarations]>([
    [
      { kind: 'event', name: 'viewed', where: { size: ['small'] } },
      { events: [{ name: 'viewed', properties: ['size'] }], attributes: [] },
    ],
    [
      { kind: 'date', of: 'birthday', repeats: 'yearly', offsetDays: 0, time: '09:00' },
      { events: [], attributes: ['birthday'] },
    ],
    [
      { kind: 'date', of: 'last-purchase', repeats: 'once', offsetDays: 30, time: '09:00' },
      { events: [], attributes: [] },
    ],
    [{ kind: 'purchase' }, { events: [], attributes: [] }],
  ])('are those of its start: %j', (start, used) => {
    expect(usedDeclarations({ start, steps: [] })).toEqual(used)
  })

  it('are those of its conditions, of the segments behind them, and of what it waits for', () => {
    const segment = (id: string, conditions: Conditions) => ({
      id,
      name: {},
      conditions,
      definedAt: 0,
    })
    const segments = [
      segment('gold', { attribute: { name: 'tier', is: 'gold' } }),
      segment('keen', { any: [{ segment: 'gold' }, { minPurchases: 3 }] }),
    ]
    const step = { id: 'a', template: 'a', afterMs: 0 }
    expect(
      usedDeclarations(
        {
          start: { kind: 'segment-entered', segment: 'keen' },
          eligible: {
            not: { event: { name: 'viewed', withinDays: 20, where: { size: 'small' } } },
          },
          endsOnEvents: ['returned'],
          steps: [
            { ...step, until: { event: 'delivered', upToMs: 1, else: 'end' } },
            { ...step, while: { all: [{ attribute: { name: 'birthday', known: true } }] } },
          ],
        },
        segments,
      ),
    ).toEqual({
      events: [
        { name: 'delivered' },
        { name: 'returned' },
        { name: 'viewed', properties: ['size'], withinDays: 20 },
      ],
      attributes: ['tier', 'birthday'],
    })
  })
})

describe('what a campaign uses of the declarations', () => {
  it('may be widened, and what it does not use may go', () => {
    expect(
      lost({
        events: {
          delivered: { keepDays: 7 },
          viewed: { keepDays: 20, properties: { size: ['small', 'medium', 'large'] } },
        },
        attributes: { tier: 'text' },
      }),
    ).toEqual([])
  })

  it('may not be removed, limited further or given another type', () => {
    expect(lost({})).toEqual(['events.delivered', 'events.viewed', 'attributes.tier'])
    expect(
      lost({
        events: { delivered: {}, viewed: { keepDays: 19, properties: { size: ['small'] } } },
        attributes: { tier: 'number' },
      }),
    ).toEqual(['events.viewed.keepDays', 'events.viewed.properties.size', 'attributes.tier'])
  })

  it('is no reason to refuse what was never declared', () => {
    expect(lostDeclarations(Declarations.parse({}), Declarations.parse({}), used)).toEqual([])
  })
})
