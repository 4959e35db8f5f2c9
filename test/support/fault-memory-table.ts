/** The store port over rows in memory: for as many worlds as one wants, one after the other. */
import {
  conditionHolds,
  type DueWake,
  keyOf,
  type QueryRange,
  type Row,
  type RowChange,
  type RowKey,
  type Table,
  type Write,
  type WriteResult,
} from '../../functions/store/table.ts'

/** A partition's rows by sort key, and in their order once they were read in order. */
type Partition = { readonly rows: Map<string, Row>; inOrder?: readonly Row[] }

/** @param onCommitted is given the rows that one write or one transaction changed */
export function makeMemoryTable(onCommitted: (changes: readonly RowChange[]) => void): Table {
  const partitions = new Map<string, Partition>()

  const stored = ({ pk, sk }: RowKey): Row | undefined => partitions.get(pk)?.rows.get(sk)

  function inOrder(partition: Partition): readonly Row[] {
    partition.inOrder ??= [...partition.rows.values()].sort((a, b) => (a.sk < b.sk ? -1 : 1))
    return partition.inOrder
  }

  function carryOut(write: Write, before: Row | undefined): RowChange {
    const { pk, sk } = keyOf(write)
    const partition = partitions.get(pk) ?? { rows: new Map<string, Row>() }
    partitions.set(pk, partition)
    delete partition.inOrder
    if ('remove' in write) {
      partition.rows.delete(sk)
      return before ? { before } : {}
    }
    const after = asStored('put' in write ? write.put : { ...before, ...write.merge })
    partition.rows.set(sk, after)
    return { ...(before && { before }), after }
  }

  const isWithin = ({ sk }: Row, { prefix, below, after }: QueryRange): boolean =>
    (prefix === undefined || sk.startsWith(prefix)) &&
    (below === undefined || sk < below) &&
    (after === undefined || sk > after)

  return {
    async query(pk, range = {}) {
      const partition = partitions.get(pk)
      const within = partition ? inOrder(partition).filter((row) => isWithin(row, range)) : []
      return within.slice(0, range.limit)
    },

    get: async (key) => stored(key),

    async write(writes) {
      const changes: RowChange[] = []
      const results = writes.map((write): WriteResult => {
        const before = stored(keyOf(write))
        const done = conditionHolds(write.on, before)
        if (done) changes.push(carryOut(write, before))
        return { done, ...(before && { stored: before }) }
      })
      onCommitted(changes.filter(isChange))
      return results
    },

    async writeTogether(writes) {
      const before = writes.map((write) => stored(keyOf(write)))
      if (!writes.every((write, i) => conditionHolds(write.on, before[i]))) return 'conflict'
      onCommitted(writes.map((write, i) => carryOut(write, before[i])).filter(isChange))
      return 'committed'
    },

    async due(shard, until, limit) {
      const due: DueWake[] = []
      for (const { rows } of partitions.values())
        for (const { pk, wakeShard, wakeAt } of rows.values())
          if (wakeShard === shard && typeof wakeAt === 'number' && wakeAt <= until)
            due.push({ pk, wakeAt })
      return due.sort((a, b) => a.wakeAt - b.wakeAt).slice(0, limit)
    },

    async *scan(prefix, range = {}) {
      for (const pk of [...partitions.keys()].sort()) {
        if (range.enough?.()) return
        const partition = partitions.get(pk)
        if (pk.startsWith(prefix) && partition)
          yield* inOrder(partition).filter((row) => isWithin(row, range))
      }
    },
  }
}

/** To remove what is not there changes nothing. */
const isChange = ({ before, after }: RowChange): boolean => (before ?? after) !== undefined

/** Plain JSON that cannot be changed any more. */
const asStored = (row: Row): Row => frozen(JSON.parse(JSON.stringify(row)))

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}
