import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { Declarations } from '../../functions/domain/declarations.ts'
import { isoInstant } from '../../functions/domain/time.ts'
import { PostedEvent } from '../../functions/intake/event-wire.ts'
import { recordAttributes } from '../../functions/intake/record-attributes.ts'
import { recordEvents } from '../../functions/intake/record-events.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { loadEventBodies } from '../../functions/store/event-bodies.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { secret } from '../support/api-shop.ts'
import { NOON, settings } from '../support/given.ts'
import { Killed, killedAt } from '../support/killed-table.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

const SHOP = settings({
  declarations: Declarations.parse({
    events: { visited: { properties: { rooms: 'number', note: 'text' } } },
    attributes: { tier: ['silver', 'gold'], points: 'number' },
  }),
})

const visit = (customer: string, properties: object) =>
  PostedEvent.parse({
    ...{ eventId: 'e-1', name: 'visited', at: isoInstant(NOON), properties },
    customer: { id: customer, email: `${customer}@example.com`, attributes: { tier: 'gold' } },
  })

const record = (event: PostedEvent, over = table) =>
  recordEvents(SHOP, [event], { table: over, addressHash: secret.addressHash }, NOON)

const stored = async (customer: string) => {
  const key = customerKey(SHOP.shop.id, customer)
  const [event] = (await loadCustomer(table, key)).facts.events
  const body = (await loadEventBodies(table, key)).get('e-1')
  return { asked: event?.asked, texts: body?.texts }
}

describe('an event', () => {
  it('whose process is killed at any write is whole once it is posted again', async () => {
    let attempts = 0
    for (let write = 1; write < 12; write++)
      for (const when of ['before', 'after'] as const) {
        const customer = `killed-${write}-${when}`
        const event = visit(customer, { rooms: 2, note: 'with a view' })
        try {
          await record(event, killedAt(table, write, when))
        } catch (error) {
          if (!(error instanceof Killed)) throw error
          attempts += 1
        }
        expect(['recorded', 'unchanged']).toContain((await record(event))[0])
        expect(await stored(customer)).toEqual({
          asked: { rooms: 2 },
          texts: { note: 'with a view' },
        })
      }
    expect(attempts).toBeGreaterThan(4)
  })

  it('that was refused leaves nothing, wherever its process was killed', async () => {
    for (let write = 1; write < 12; write++)
      for (const when of ['before', 'after'] as const) {
        const customer = `refused-${write}-${when}`
        await record(visit(customer, { rooms: 2 }))
        const other = visit(customer, { note: 'another' })
        await record(other, killedAt(table, write, when)).catch((error) => {
          if (!(error instanceof Killed)) throw error
        })
        expect(await record(other)).toEqual(['stale'])
        expect(await stored(customer)).toEqual({ asked: { rooms: 2 }, texts: undefined })
      }
  })
})

describe('attributes', () => {
  it('end as the latest version says, in whichever order the versions arrive', async () => {
    const statement = fc.record({
      tier: fc.option(fc.constantFrom('silver', 'gold', null), { nil: undefined }),
      points: fc.option(fc.constantFrom(1, 2, null), { nil: undefined }),
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(statement, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        async (statements, order) => {
          const key = customerKey(SHOP.shop.id, `any-${run++}`)
          const dated = statements.map((one, i) => ({
            one,
            at: NOON + i,
            turn: order.next().value,
          }))
          for (const { one, at } of dated.toSorted((a, b) => a.turn - b.turn)) {
            const attributes = Object.fromEntries(
              Object.entries(one).flatMap(([name, value]) =>
                value === undefined ? [] : [[name, value] as const],
              ),
            )
            await recordAttributes(table, { key, attributes, updatedAt: at, arrivedAt: NOON })
          }
          const { attributes } = (await loadCustomer(table, key)).facts
          for (const name of ['tier', 'points'] as const) {
            const latest = statements.findLast((one) => one[name] !== undefined)?.[name]
            expect(attributes.find((one) => one.name === name)?.value).toEqual(latest ?? undefined)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
