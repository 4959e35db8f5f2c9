import { describe, expect, it } from 'vitest'
import { Declarations } from '../../functions/domain/declarations.ts'
import { HOUR_MS } from '../../functions/domain/time.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith, type Spoil } from './sample-campaign.ts'

const renderer = makeRenderer()

const declared = Declarations.parse({
  events: {
    delivered: {},
    'review-posted': {
      properties: {
        rating: 'number',
        channel: ['web', 'app'],
        boughtOn: 'date',
        verified: 'yes-no',
        comment: 'text',
        items: 'lines',
      },
    },
  },
  attributes: { birthday: 'date', points: 'number' },
})

const compiling = (start: string, more: NonNullable<Spoil['yaml']> = []) =>
  compileInEnglish(
    filesWith({ yaml: [['{ entering: first-time }', start], ...more] }),
    renderer,
    declared,
  )

async function faultsOf(start: string, more?: NonNullable<Spoil['yaml']>) {
  const compilation = await compiling(start, more)
  return compilation.ok ? [] : compilation.faults
}

const reviewed = (where: string) => `{ event: { name: review-posted, where: { ${where} } } }`
const AGAIN = ['reentryAfter: never', 'reentryAfter: P300D'] as const

describe('the start of a campaign', () => {
  it.each([
    ['{ event: { name: delivered } }', { kind: 'event', name: 'delivered' }],
    [
      reviewed(
        'rating: { min: 4 }, channel: [web], verified: true, boughtOn: { max: "2026-05-01" }',
      ),
      {
        kind: 'event',
        name: 'review-posted',
        where: {
          rating: { min: 4 },
          channel: ['web'],
          verified: true,
          boughtOn: { max: '2026-05-01' },
        },
      },
    ],
    [
      '{ date: { of: birthday, repeats: once, before: P7D, at: 09:00 } }',
      { kind: 'date', of: 'birthday', repeats: 'once', offsetDays: -7, time: '09:00' },
    ],
    [
      '{ at: { local: 2026-11-11T10:00, ifPast: send, over: PT2H } }',
      {
        kind: 'broadcast',
        at: { local: '2026-11-11T10:00' },
        ifPast: 'send',
        overMs: 2 * HOUR_MS,
      },
    ],
    [
      '{ at: { instant: 2026-11-11T10:00:00+08:00, sendBy: { local: 2026-11-11T22:00 } } }',
      {
        kind: 'broadcast',
        at: { instant: Date.UTC(2026, 10, 11, 2) },
        sendBy: { local: '2026-11-11T22:00' },
      },
    ],
  ])('is published from %s as it is declared', async (written, start) => {
    expect(await compiling(written)).toMatchObject({
      ok: true,
      campaign: { definition: { start } },
    })
  })

  it.each([
    ['{ event: { name: deliverd } }', 'start.event.name', 'Did you mean delivered?'],
    ['{ event: { name: refunded } }', 'start.event.name', 'Use one of delivered, review-posted'],
    [reviewed('ratng: 5'), 'start.event.where.ratng', 'Did you mean rating?'],
    [reviewed('comment: nice'), 'start.event.where.comment', 'Use a property that is a number'],
    [reviewed('items: 5'), 'start.event.where.items', 'Use a property that is a number'],
    [reviewed('rating: "5"'), 'start.event.where.rating', 'Use a number'],
    [reviewed('channel: [web, till]'), 'start.event.where.channel', 'Use web or app'],
    [reviewed('channel: { min: web }'), 'start.event.where.channel', 'Use one value, or a list'],
    [reviewed('rating: { min: 5, max: 4 }'), 'start.event.where.rating', 'not above max'],
    [reviewed('boughtOn: { min: "05-17" }'), 'start.event.where.boughtOn', 'a date in quotes'],
    [reviewed('verified: 1'), 'start.event.where.verified', 'Use true or false'],
    [
      '{ date: { of: birthdy, repeats: once, at: 09:00 } }',
      'start.date.of',
      'Did you mean birthday?',
    ],
    [
      '{ date: { of: points, repeats: once, at: 09:00 } }',
      'start.date.of',
      'Use birthday or last-purchase',
    ],
  ])('is refused where the shop has no such name or value: %s', async (written, field, fix) => {
    expect(await faultsOf(written)).toEqual([
      expect.objectContaining({
        ...{ file: 'campaign.yaml', line: 4, field },
        fix: expect.stringContaining(fix),
      }),
    ])
  })

  const yearly = '{ date: { of: birthday, repeats: yearly, at: 09:00 } }'
  it.each([
    ['never', 1],
    ['P365D', 1],
    ['P360D', 0],
    ['P0D', 0],
  ])('may come every year only if customers may enter again by then: %s', async (again, faults) => {
    const found = await faultsOf(yearly, [['reentryAfter: never', `reentryAfter: ${again}`]])
    expect(found.map(({ field }) => field)).toEqual(Array(faults).fill('reentryAfter'))
  })

  it.each([
    ['{ entering: dormant }', []],
    ['{ entering: dormant }\nwithDeliveryEvents: { start: { event: { name: delivered } } }', []],
    ['{ event: { name: delivered } }', ['backlog']],
    ['{ purchase: true }', ['backlog']],
    ['{ atRisk: true }', ['backlog']],
  ])('has a backlog only where customers are in a class beforehand: %s', async (start, fields) => {
    const found = await faultsOf(`${start}\nbacklog: { over: P7D }`)
    expect(found.map(({ field }) => field)).toEqual(fields)
  })

  it.each([
    ['{ at: { local: 2026-11-11T10:00 } }', [AGAIN], 'reentryAfter'],
    [
      '{ at: { local: 2026-11-11T10:00, sendBy: { local: 2026-11-11T10:00 } } }',
      [],
      'start.at.sendBy',
    ],
    [
      '{ at: { instant: 2026-11-11T10:00:00Z, sendBy: { instant: 2026-11-11T09:00:00Z } } }',
      [],
      'start.at.sendBy',
    ],
    ['{ at: { local: 2026-11-11T22:00, over: PT3H } }', [], 'start.at.over'],
    [
      '{ at: { local: 2026-11-11T10:00 } }',
      [['template: greet\n', 'template: greet\n    after: PT14H\n']],
      'steps.0.after',
    ],
  ] as const)(
    'at one time is refused where nothing could be sent: %s, %j',
    async (at, more, field) => {
      expect(await faultsOf(at, [...more])).toMatchObject([{ file: 'campaign.yaml', field }])
    },
  )
})
