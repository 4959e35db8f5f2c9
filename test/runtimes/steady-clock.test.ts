import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import '../support/bounded-properties.ts'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../functions/domain/time.ts'
import { timeMarkFile } from '../../functions/runtimes/one-machine/sqlite/time-mark.ts'
import { steadyClock } from '../../functions/runtimes/one-machine/steady-clock.ts'
import { NOON } from '../support/given.ts'

describe('the clock of one machine', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekindle-clock-'))
    file = join(folder, 'shop.sqlite')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  /** A clock that shows what it is set to. */
  function machine(at = NOON) {
    let shown = at
    return {
      now: () => shown,
      pass: (ms: number) => {
        shown += ms
      },
    }
  }

  it('is the machine’s own', () => {
    const { now, pass } = machine()
    const clock = steadyClock(timeMarkFile(file), now)
    expect(clock()).toBe(NOON)
    pass(3 * DAY_MS)
    expect(clock()).toBe(NOON + 3 * DAY_MS)
  })

  it('runs at half speed after the machine’s was put back, until that has caught up', () => {
    const { now, pass } = machine()
    const clock = steadyClock(timeMarkFile(file), now)
    clock()
    pass(-10 * SECOND_MS)
    expect(clock()).toBe(NOON)
    pass(4 * SECOND_MS)
    expect(clock()).toBe(NOON + 2 * SECOND_MS)
    for (let second = 0; second < 20; second++) {
      pass(SECOND_MS)
      clock()
    }
    expect(clock()).toBe(now())
  })

  it('is right at once if the machine’s clock is corrected', () => {
    const { now, pass } = machine()
    const clock = steadyClock(timeMarkFile(file), now)
    clock()
    pass(-HOUR_MS)
    clock()
    pass(HOUR_MS + MINUTE_MS)
    expect(clock()).toBe(NOON + MINUTE_MS)
  })

  it('never runs backwards, however often the process is killed and the clock is set', () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ pass: fc.integer({ min: -5_000, max: 5_000 }) }),
        fc.constant('killed' as const),
      ),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(steps, (all) => {
        rmSync(`${file}.clock`, { force: true })
        const { now, pass } = machine()
        let clock = steadyClock(timeMarkFile(file), now)
        let last = clock()
        for (const step of all) {
          if (step === 'killed') clock = steadyClock(timeMarkFile(file), now)
          else pass(step.pass)
          const time = clock()
          expect(time).toBeGreaterThanOrEqual(last)
          expect(time).toBeGreaterThanOrEqual(now())
          last = time
        }
      }),
    )
  })

  it('does not begin a day before what the shop has seen', () => {
    steadyClock(timeMarkFile(file), () => NOON)
    expect(() => steadyClock(timeMarkFile(file), () => NOON - 2 * DAY_MS)).toThrow(
      expect.objectContaining({
        fault: {
          kind: 'clock-behind',
          clock: expect.stringMatching(/^2025-12-30T/),
          seen: expect.stringMatching(/^2026-01-01T/),
          file: `${file}.clock`,
        },
      }),
    )
  })

  it.skipIf(process.platform === 'win32')('keeps its file to its owner', () => {
    steadyClock(timeMarkFile(file), () => NOON)
    expect(statSync(`${file}.clock`).mode & 0o777).toBe(0o600)
  })
})
