/** Events arrive late, twice and out of order, and their recorder may be killed at any write. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BOUNCE_KINDS } from '../../../functions/domain/feedback/bounce-kind.ts'
import { COMPLAINT_KINDS } from '../../../functions/domain/feedback/report-type.ts'
import { MINUTE_MS } from '../../../functions/domain/time.ts'
import type { Row, Table } from '../../../functions/store/table.ts'
import { days, NOON } from '../../support/given.ts'
import { STORE_ENGINES, type StoreUnderTest } from '../../support/store-engines.ts'
import { temporaryTable } from '../../support/temporary-table.ts'
import {
  everyRow,
  type Happening,
  type MailedShop,
  mailedShop,
  type Tale,
  WARY,
  wipe,
} from './record-feedback-shop.ts'

const AT = NOON + MINUTE_MS
const EMAIL = 'both@gmail.com'
const bounced = (bounce: (typeof BOUNCE_KINDS)[number]): Happening => ({ kind: 'bounced', bounce })

/** The table of a recorder that is killed at a write, before the store carried it out or after. */
function killedAt(table: Table, write: number, when: 'before' | 'after'): Table {
  let writes = 0
  const dying =
    <A, R>(carryOut: (asked: A) => Promise<R>) =>
    async (asked: A): Promise<R> => {
      const dies = ++writes === write
      if (dies && when === 'before') throw new Error('killed')
      const result = await carryOut(asked)
      if (dies) throw new Error('killed')
      return result
    }
  return { ...table, write: dying(table.write), writeTogether: dying(table.writeTogether) }
}

describe.each(STORE_ENGINES)('an event that is recorded on $name', ({ missing, start }) => {
  describe.skipIf(missing)(missing ?? 'by one who may be killed', () => {
    let store: StoreUnderTest
    beforeAll(async () => {
      store = await start()
    })
    afterAll(() => store?.stop())

    async function mailed(): Promise<MailedShop> {
      await wipe(store.table)
      const shop = await mailedShop(store.table, WARY)
      await shop.has('ann', { email: EMAIL })
      await shop.sent('gmail', 10)
      return shop
    }

    it.each([
      { kind: 'delivered' } as const,
      { kind: 'complained' } as const,
      ...BOUNCE_KINDS.map(bounced),
    ])('ends alike wherever it was interrupted: %j', async (happening) => {
      const tale: Tale = { customer: 'ann', happening, at: AT }
      const undisturbed = await mailed()
      await undisturbed.report(tale)
      const expected = await everyRow(store.table)
      for (const when of ['before', 'after'] as const) {
        for (let write = 1; ; write++) {
          const shop = await mailed()
          const table = killedAt(store.table, write, when)
          const end = await shop.report(tale, { table }).catch(() => 'killed' as const)
          await shop.report(tale)
          expect(await everyRow(store.table), `killed ${when} write ${write}`).toEqual(expected)
          if (end !== 'killed') break
        }
      }
    })

    it('by five at once is recorded as by one', async () => {
      const tale: Tale = { customer: 'ann', happening: { kind: 'complained' }, at: AT }
      const shop = await mailed()
      await shop.report(tale)
      const expected = await everyRow(store.table)
      const five = await mailed()
      await Promise.all(Array.from({ length: 5 }, () => five.report(tale)))
      expect(await everyRow(store.table)).toEqual(expected)
      expect(new Set(five.paused.map(({ provider }) => provider))).toEqual(new Set(['gmail']))
    })
  })
})

describe('the events of mails to two customers who share an address', () => {
  const { table, stop } = temporaryTable()
  afterAll(stop)

  const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
    fc.constantFrom<Happening>(
      { kind: 'sent' },
      { kind: 'delivered' },
      { kind: 'delayed' },
      { kind: 'rejected' },
      { kind: 'rejected', rejection: 'bad-content' },
      { kind: 'withheld' },
      { kind: 'auth-failed' },
    ),
    fc
      .constantFrom(...COMPLAINT_KINDS)
      .map((complaint): Happening => ({ kind: 'complained', complaint })),
    fc.constantFrom(...BOUNCE_KINDS).map(bounced),
    fc.record({
      kind: fc.constantFrom('opened' as const, 'clicked' as const),
      machine: fc.boolean(),
    }),
  )
  const anyTale: fc.Arbitrary<Tale> = fc.record({
    customer: fc.constantFrom('ann', 'bea'),
    happening: anyHappening,
    at: fc.nat({ max: 12 }).map((halfDays) => NOON + days(halfDays / 2)),
  })
  const anyReports = fc.array(anyTale, { minLength: 1, maxLength: 8 }).chain((tales) =>
    fc.record({ tales: fc.constant(tales), again: fc.subarray(tales) }).chain((reports) =>
      fc.record({
        tales: fc.constant(reports.tales),
        otherwise: fc.shuffledSubarray([...reports.tales, ...reports.again], {
          minLength: reports.tales.length + reports.again.length,
        }),
      }),
    ),
  )

  async function endOf(tales: readonly Tale[]): Promise<readonly Row[]> {
    await wipe(table)
    const shop = await mailedShop(table)
    shop.clock.now = NOON + days(7)
    const unknown = { locale: 'en', claimedAt: NOON, at: NOON, giveUpAt: NOON + days(3) }
    await shop.has('ann', { email: EMAIL, status: { status: 'unknown', ...unknown } })
    await shop.has('bea', { email: EMAIL })
    for (const tale of tales) await shop.report(tale)
    return (await everyRow(table)).map(asFarAsItMatters)
  }

  /** Not how often a row was changed, nor which of several reasons to suppress came first. */
  function asFarAsItMatters(row: Row): Row {
    const { version: _version, heard: _heard, suppression, ...rest } = row
    return { ...rest, isSuppressed: suppression !== undefined } as Row
  }

  it('ends in the same rows, in whichever order and however often they are reported', async () => {
    await fc.assert(
      fc.asyncProperty(anyReports, async ({ tales, otherwise }) => {
        expect(await endOf(otherwise)).toEqual(await endOf(tales))
      }),
      { numRuns: 36 },
    )
  })
})
