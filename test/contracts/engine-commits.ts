/** What an engine shows of its commits: its pending work, its observers, and other writers. */
import { describe, expect, it } from 'vitest'
import { PROFILE } from '../../functions/store/keys.ts'
import type { Row, RowChange } from '../../functions/store/table.ts'
import { type EngineUnderTest, fact, keyOf, messageOf } from './engine-under-test.ts'

export function testCommits(running: EngineUnderTest): void {
  const { restart, shared } = running

  describe('in its pending work', () => {
    it('marks each customer with a fact that no reaction covered, and no other', async () => {
      await running.engine.table.write([fact('c-1'), fact('c-1', 'o-2'), messageOf('c-2', 'due')])
      await running.engine.table.writeTogether([
        { put: { pk: keyOf('c-3'), sk: PROFILE, name: 'Lin' } },
        { put: { pk: keyOf('c-3'), sk: 'state', class: 'prospect' } },
      ])
      await running.engine.table.write([{ ...fact('c-4'), on: { equals: { grossMinor: 1 } } }])
      await running.engine.table.writeTogether([
        fact('c-5'),
        { ...fact('c-1'), on: { absent: true as const } },
      ])
      expect(running.engine.pending.reactions().toSorted()).toEqual([keyOf('c-1'), keyOf('c-3')])
      expect(running.engine.pending.markOf(keyOf('c-2')).mark).toBe(0)
      await restart()
      expect(running.engine.pending.reactions().toSorted()).toEqual([keyOf('c-1'), keyOf('c-3')])
    })

    it('clears a mark unless a fact came since the mark was read', async () => {
      const { table, pending } = running.engine
      await table.write([fact('c-1'), fact('c-2')])
      const marks = [pending.markOf(keyOf('c-1')), pending.markOf(keyOf('c-2'))]
      await table.write([fact('c-2', 'o-2')])
      await pending.clearMarks(marks)
      expect(pending.reactions()).toEqual([keyOf('c-2')])
      await restart()
      expect(running.engine.pending.reactions()).toEqual([keyOf('c-2')])
      await running.engine.pending.clearMarks([running.engine.pending.markOf(keyOf('c-2'))])
      expect(running.engine.pending.reactions()).toEqual([])
    })

    it('lists messages that are due or claimed, after a restart too, and no settled one', async () => {
      const statuses = ['due', 'claimed', 'accepted', 'skipped', 'held']
      await running.engine.table.write(statuses.map((status) => messageOf(status, status)))
      await running.engine.table.write([messageOf('sent', 'due'), messageOf('sent', 'accepted')])
      const waiting = () => running.engine.pending.messages().map(({ pk, status }) => [pk, status])
      expect(waiting().toSorted()).toEqual([
        [keyOf('claimed'), 'claimed'],
        [keyOf('due'), 'due'],
      ])
      await restart()
      expect(waiting()).toHaveLength(2)
    })
  })

  describe('to its observers', () => {
    it('shows every committed change once, in the order of the commits', async () => {
      const seen: RowChange[] = []
      running.engine.onCommitted((changes) => seen.push(...changes))
      const { table } = running.engine
      const pk = keyOf('c-1')
      await Promise.all(
        Array.from({ length: 200 }, (_, nth) => {
          const put = { pk, sk: `order#${nth % 5}`, nth }
          if (nth % 3 === 0) return table.write([{ put }])
          if (nth % 3 === 1) return table.writeTogether([{ put }, messageOf(`c-${nth}`, 'due')])
          return table.write([{ remove: put }, { put, on: { equals: { nth: -1 } } }])
        }),
      )
      const rows = new Map<string, Row>()
      for (const { before, after } of seen) {
        const row = after ?? before
        if (!row) continue
        const key = `${row.pk} ${row.sk}`
        expect(before).toEqual(rows.get(key))
        if (after) rows.set(key, after)
        else rows.delete(key)
      }
      const stored: Row[] = []
      for await (const row of table.scan('acme/')) stored.push(row)
      expect(new Set(stored)).toEqual(new Set(rows.values()))
    })

    it('shows what one call wrote in one call, before the write is answered', async () => {
      const seen: (readonly RowChange[])[] = []
      running.engine.onCommitted((changes) => seen.push(changes))
      await running.engine.table.write([fact('c-1'), fact('c-1', 'o-2')])
      expect(seen).toEqual([[{ after: fact('c-1').put }, { after: fact('c-1', 'o-2').put }]])
      await running.engine.table.writeTogether([fact('c-2'), messageOf('c-2', 'due')])
      expect(seen[1]).toEqual([{ after: fact('c-2').put }, { after: messageOf('c-2', 'due').put }])
    })

    it('shows each of several observers the same, and nothing that failed its condition', async () => {
      const seen: [RowChange[], RowChange[]] = [[], []]
      for (const mine of seen) running.engine.onCommitted((changes) => mine.push(...changes))
      await running.engine.table.write([fact('c-1'), { ...fact('c-1'), on: { absent: true } }])
      await running.engine.table.writeTogether([
        fact('c-2'),
        { ...fact('c-1'), on: { absent: true } },
      ])
      expect(seen[0]).toEqual([{ after: fact('c-1').put }])
      expect(seen[1]).toEqual(seen[0])
    })
  })

  describe('next to other writers', () => {
    it('notices what they wrote, and does not take its own writes for theirs', async () => {
      const seen: RowChange[] = []
      running.engine.onCommitted((changes) => seen.push(...changes))
      await shared(({ table }) => table.write([fact('c-1')]))
      expect(running.engine.writtenByOthers()).toBe(true)
      expect(running.engine.pending.reactions()).toEqual([keyOf('c-1')])
      expect(await running.engine.table.get(fact('c-1').put)).toEqual(fact('c-1').put)
      expect(seen).toEqual([])
      expect(running.engine.writtenByOthers()).toBe(false)
      await running.engine.table.write([fact('c-2')])
      expect(running.engine.writtenByOthers()).toBe(false)
    })

    it('shows them its rows and marks, and lets them clear a mark', async () => {
      await running.engine.table.write([fact('c-1')])
      await shared(async ({ table, pending }) => {
        expect(await table.get(fact('c-1').put)).toEqual(fact('c-1').put)
        await pending.clearMarks([pending.markOf(keyOf('c-1'))])
      })
      expect(running.engine.pending.reactions()).toEqual([])
    })
  })
}
