import { describe, expect, it } from 'vitest'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { textOf } from '../../functions/campaigns/fault.ts'
import { Declarations } from '../../functions/domain/declarations.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { enFaults } from '../../functions/language/en/faults/words.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { filesWith } from './sample-campaign.ts'

const declared = Declarations.parse({ events: { delivered: { keepDays: 30 }, cancelled: {} } })

const compiled = (from: string, to: string) =>
  compileCampaign(filesWith({ yaml: [[from, to]] }), makeRenderer(), () => [], {
    declarations: declared,
    segments: [],
  })

async function faultsOf(from: string, to: string) {
  const compilation = await compiled(from, to)
  return compilation.ok
    ? []
    : compilation.faults.map((fault) => ({ ...fault, ...textOf(fault, enFaults) }))
}

const STEP = '    template: greet\n'

describe('the events of a campaign', () => {
  it('are published with the steps that wait for them and the ends that they bring', async () => {
    const compilation = await compiled(
      `steps:\n  - id: greet\n${STEP}`,
      `endsOn: [purchase, event: cancelled]\nsteps:\n  - id: greet\n${STEP}    until: { event: delivered, upTo: P14D, else: end }\n    if: { minPurchases: 1 }\n    while: { maxPurchases: 3 }\n  - id: more\n${STEP}    afterPrevious: P3D\n`,
    )
    expect(compilation).toMatchObject({
      ok: true,
      campaign: {
        definition: {
          endsOnPurchase: true,
          endsOnEvents: ['cancelled'],
          steps: [
            {
              until: { event: 'delivered', upToMs: 14 * DAY_MS, else: 'end' },
              conditions: { minPurchases: 1 },
              while: { maxPurchases: 3 },
            },
            { id: 'more', afterPreviousMs: 3 * DAY_MS },
          ],
        },
      },
    })
  })

  it('must be declared by the shop, and the name that was meant is given', async () => {
    const faults = await faultsOf(
      STEP,
      `${STEP}    until: { event: deliverd, upTo: P9D, else: end }\n`,
    )
    expect(faults).toMatchObject([
      {
        line: 9,
        field: 'steps.0.until.event',
        problem: 'The shop has no event "deliverd"',
        fix: expect.stringContaining('delivered'),
      },
    ])
    expect(await faultsOf('steps:', 'endsOn: [event: paid]\nsteps:')).toMatchObject([
      { line: 6, field: 'endsOn.0.event' },
    ])
  })

  it('must be kept for as long as a step waits for them', async () => {
    const faults = await faultsOf(
      STEP,
      `${STEP}    until: { event: delivered, upTo: P31D, else: end }\n`,
    )
    expect(faults).toMatchObject([
      { field: 'steps.0.until.upTo', fix: 'Wait at most P30D, or declare a longer keepDays' },
    ])
  })
})

describe('a restart', () => {
  it('is refused where a campaign cannot start again while it runs', async () => {
    expect(await faultsOf('steps:', 'restart: latest\nsteps:')).toMatchObject([
      { line: 6, field: 'restart' },
    ])
    expect(
      await faultsOf(
        'start: { entering: first-time }',
        'restart: latest\nstart: { purchase: true }',
      ),
    ).toEqual([])
  })
})

describe('how far a condition looks back', () => {
  const faults = async (withinDays: number) => {
    const files = filesWith({
      yaml: [
        [
          'template: greet',
          `template: greet\n    if: {event: {name: delivered, withinDays: ${withinDays}}}`,
        ],
      ],
    })
    const known = { declarations: declared, segments: [], stepWaitsDays: 7 }
    const compilation = await compileCampaign(files, makeRenderer(), () => [], known)
    return compilation.ok ? [] : compilation.faults.map((fault) => textOf(fault, enFaults))
  }

  it('leaves room for how long a step may wait, or what it asks for would be gone by then', async () => {
    expect(await faults(23)).toEqual([])
    expect(await faults(24)).toEqual([
      {
        problem:
          'The event "delivered" is kept for 30 days, and this looks back 24 days from when a step falls due, which may then wait for another 7 days',
        fix: 'Use at most 23, or declare the event with keepDays: 31',
      },
    ])
  })
})
