import { beforeEach, describe, expect } from 'vitest'
import { type Ask, PACE } from '../../functions/domain/pace/pace.ts'
import { type QuotaReading, withReading } from '../../functions/domain/pace/pace-account.ts'
import { type SoftStart, sentSince } from '../../functions/domain/pace/pace-shop.ts'
import { stopLine } from '../../functions/domain/pace/pace-stop.ts'
import { dayOf, HOUR_MS } from '../../functions/domain/time.ts'
import { slowProvider } from '../../functions/pipeline/feedback/slow-provider.ts'
import {
  type ReservePorts,
  reservePace,
} from '../../functions/pipeline/sending/pacing/reserve-pace.ts'
import {
  changeAccountPace,
  changeShopPace,
  loadAccountPace,
  loadShopPace,
  PACE_KEY,
} from '../../functions/store/pace.ts'
import type { Table } from '../../functions/store/table.ts'
import { NOON } from '../support/given.ts'
import { onEngine } from '../support/on-engine.ts'
import { STORE_ENGINES } from '../support/store-engines.ts'

const READ: QuotaReading = { maxSendRate: 100, max24HourSend: 10_000, sentLast24Hours: 0 }
const stopOf = (reason: string) => ({ reason, now: NOON, until: NOON + HOUR_MS })
const mails = (count: number, shop = 'tea'): Ask[] =>
  Array.from({ length: count }, () => ({ shop, provider: 'gmail', marketing: true }))

describe.each(STORE_ENGINES)('the pace of all senders, kept on $name', (engine) => {
  let table: Table
  const { check, because } = onEngine(engine, (store) => {
    table = store.table
  })

  beforeEach(async () => {
    if (engine.missing) return
    const rows = await table.query(PACE_KEY)
    await table.write(rows.map(({ pk, sk }) => ({ remove: { pk, sk } })))
    await changeAccountPace(portsOf(), (row) => withReading(row, READ, NOON))
  })

  const portsOf = (over: Partial<ReservePorts> = {}): ReservePorts => ({
    table,
    now: () => NOON,
    softStart: async () => null,
    seed: 'here',
    settings: PACE,
    ...over,
  })
  const turnsOf = async (asks: readonly Ask[], ports = portsOf()) => {
    const { grants } = await reservePace(asks, [], ports)
    return grants.flatMap((grant) => (grant.turn === 'go' ? [grant.at] : []))
  }

  check(
    `gives ten senders that ask at once turns of their own, evenly spaced${because}`,
    async () => {
      const senders = Array.from({ length: 10 }, () => turnsOf(mails(10)))
      const turns = (await Promise.all(senders)).flat().sort((a, b) => a - b)
      expect(turns).toHaveLength(100)
      const apart = turns.slice(1).map((at, i) => at - (turns[i] ?? 0))
      for (const ms of apart) expect(ms).toBeCloseTo(1_000 / 97.5)
      expect(sentSince(await loadShopPace(table, 'tea'), 'gmail', dayOf(NOON))).toBe(100)
      const account = await loadAccountPace(table)
      expect(account?.hours).toEqual({ [NOON / HOUR_MS]: 100 })
    },
  )

  check(`gives the turns of several shops in the order asked${because}`, async () => {
    const asks = ['tea', 'books', 'tea', 'bikes', 'books'].flatMap((shop) => mails(1, shop))
    const turns = await turnsOf(asks)
    expect(turns).toHaveLength(5)
    expect(turns).toEqual(turns.toSorted((a, b) => a - b))
    expect(sentSince(await loadShopPace(table, 'books'), 'gmail', 0)).toBe(2)
  })

  check(`keeps a new domain's allowance under concurrent requests${because}`, async () => {
    const softStart = async (): Promise<SoftStart> => ({ firstDay: 25, growth: 2 })
    const ports = portsOf({ softStart })
    const all = await Promise.all(
      Array.from({ length: 10 }, () => reservePace(mails(10), [], ports)),
    )
    const grants = all.flatMap((one) => one.grants)
    expect(grants).toHaveLength(100)
    expect(grants.filter(({ turn }) => turn === 'go')).toHaveLength(25)
    expect(sentSince(await loadShopPace(table, 'tea'), 'gmail', 0)).toBe(25)
    const [some] = all.filter(({ spare }) => spare.length > 0)
    // A turn that was reserved before the allowance was seen to be used up serves another shop.
    if (some) {
      const [grant] = (await reservePace(mails(1, 'books'), some.spare, portsOf())).grants
      expect(grant).toMatchObject({ turn: 'go', at: some.spare[0] })
    }
  })

  check(
    `decides again for a shop whose row was newer, with the turns it has${because}`,
    async () => {
      const one = { firstDay: 3, growth: 2 }
      let meanwhile: (() => Promise<unknown>) | undefined = () =>
        turnsOf(mails(2), portsOf({ softStart: async () => one }))
      const slowTable: Table = {
        ...table,
        async write(writes) {
          const isShop = writes.some((write) => 'put' in write && write.put.sk === 'shop#tea')
          const first = isShop ? meanwhile : undefined
          if (first) meanwhile = undefined
          await first?.()
          return table.write(writes)
        },
      }
      const ports = portsOf({ table: slowTable, softStart: async () => one })
      const { grants, spare } = await reservePace(mails(3), [], ports)
      expect(grants.map(({ turn }) => turn)).toEqual(['go', 'park', 'park'])
      expect(spare).toHaveLength(2)
    },
  )

  check(`writes nothing for those it parks at a line that stands still${because}`, async () => {
    await changeShopPace(portsOf(), 'tea', (row) =>
      stopLine(row, stopOf('ses-mail-from-domain-not-verified')),
    )
    const before = await table.query(PACE_KEY)
    const { grants } = await reservePace(mails(50), [], portsOf())
    expect(new Set(grants.map((grant) => grant.turn === 'park' && grant.reason))).toEqual(
      new Set(['pace-line-stopped']),
    )
    expect(await table.query(PACE_KEY)).toEqual(before)
  })

  check(`lets one of ten senders report that the line is stopped${because}`, async () => {
    const stops = Array.from({ length: 10 }, () =>
      changeAccountPace(portsOf(), (row) => stopLine(row, stopOf('ses-account-sending-paused'))),
    )
    const changed = (await Promise.all(stops)).filter((one) => one.changed)
    expect(changed).toHaveLength(1)
  })

  check(`slows a provider down once for many bounces of one moment${because}`, async () => {
    const shares: (number | undefined)[] = []
    for (let i = 0; i < 5; i++) shares.push(await slowProvider(portsOf(), 'tea', 'gmail'))
    expect(shares).toEqual([2, undefined, undefined, undefined, undefined])
    const later = portsOf({ now: () => NOON + HOUR_MS / 2 })
    expect(await slowProvider(later, 'tea', 'gmail')).toBe(4)
  })

  check(`gives back what it kept, to the fraction of a millisecond${because}`, async () => {
    const nextAt = NOON + 1_000 / 97.5
    await changeAccountPace(portsOf(), (row) => ({ ...row, nextAt }))
    expect((await loadAccountPace(table))?.nextAt).toBe(nextAt)
  })

  check(`gives up where others are quicker every time${because}`, async () => {
    const busy: Table = { ...table, write: async (writes) => writes.map(() => ({ done: false })) }
    const pauses: number[] = []
    const pause = async (attempt: number) => void pauses.push(attempt)
    const ports = { ...portsOf({ table: busy }), pause }
    const tried = changeAccountPace(ports, (row) => ({ ...row, others: row.others + 1 }))
    await expect(tried).rejects.toThrow('~pace account is being changed by others; try again')
    expect(pauses).toHaveLength(29)
  })
})
