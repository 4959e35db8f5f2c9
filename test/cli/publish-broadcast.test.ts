import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scheduleFor } from '../../functions/cli/campaign/broadcast-schedule.ts'
import type { StartOf } from '../../functions/domain/starts/start.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { filesWith } from '../campaigns/sample-campaign.ts'
import { hours, NOON } from '../support/given.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'
import { IMPORT, writeSmallShop } from './small-shop.ts'

const workplace = makeWorkplace(here)
const { rekindle, json, path, remove } = workplace
afterAll(remove)

const WHY = ['customer', 'why', 'ann', '--shop', 'acme', '--campaign', 'hello']

const dayFromNow = (count: number) =>
  new Date(Date.now() + count * DAY_MS).toISOString().slice(0, 10)

function publish(at: string) {
  const files = filesWith({ yaml: [['{ entering: first-time }', `{ at: { ${at} } }`]] })
  mkdirSync(path('singles-day'), { recursive: true })
  for (const [name, text] of files) writeFileSync(join(path('singles-day'), name), text)
  return rekindle(['publish', 'singles-day', '--shop', 'acme'])
}

describe('publishing a broadcast', () => {
  beforeAll(async () => {
    writeSmallShop(workplace)
    await json(['shop', 'add', 'acme', ...SHOP_DETAILS])
    await json(IMPORT)
    await json(['shop', 'open', 'acme'])
  })

  it('says how many customers it schedules, and how long that takes', async () => {
    const { code, err } = await publish(`local: ${dayFromNow(30)}T10:00`)
    expect(err).toContain('hello: scheduling 5 customers takes less than a minute')
    expect({ code, late: err.includes('late') }).toEqual({ code: 0, late: false })
    const { out } = await rekindle(WHY)
    expect(out).toContain('The broadcast starts for this customer on')
  })

  it('says that its time has passed for everyone, or starts it now where that is asked for', async () => {
    const passed = await publish(`local: ${dayFromNow(-2)}T10:00`)
    expect(passed.err).toContain('has passed for every customer')
    expect((await rekindle(WHY)).out).toContain('is over for')
    const send = await publish(`local: ${dayFromNow(-2)}T10:00, ifPast: send`)
    expect(send.err).not.toContain('has passed')
    expect((await rekindle(WHY)).out).toContain('Started by the broadcast')
  })
})

describe('scheduling a broadcast', () => {
  const at = (later: number): StartOf<'broadcast'> => ({
    kind: 'broadcast',
    at: { instant: NOON + later },
  })
  const pace = { customers: 720_000, perSecond: 200, now: NOON }

  it.each([
    ['is in time', at(hours(1)), 'in-time'],
    ['ends after it began', at(hours(1) - 1), 'late'],
    ['ends when it is over', { ...at(1), sendBy: { instant: NOON + hours(1) } }, 'too-late'],
    ['comes when it has passed', at(-1), 'passed'],
    ['begins at once', { ...at(-1), ifPast: 'send' }, 'in-time'],
    // Ten o'clock comes first at UTC+14.
    [
      'is asked where a day begins first',
      { ...at(0), at: { local: '2026-01-02T03:00' } },
      'in-time',
    ],
    ['is late there', { ...at(0), at: { local: '2026-01-02T02:59' } }, 'late'],
  ] as const)('%s', (_, start, verdict) => {
    expect(scheduleFor(start, pace)).toMatchObject({ seconds: 3_600, verdict })
  })
})
