/** The table of a process that is killed at one of its writes. */
import type { Table } from '../../functions/store/table.ts'

export class Killed extends Error {}

/** @param when whether the n-th write is carried out, just before the process is killed */
export function killedAt(table: Table, write: number, when: 'before' | 'after'): Table {
  let writes = 0
  const watched =
    <A, R>(carryOut: (writes: A) => Promise<R>) =>
    async (asked: A): Promise<R> => {
      const isLast = ++writes === write
      if (writes > write || (isLast && when === 'before')) throw new Killed()
      const result = await carryOut(asked)
      if (isLast) throw new Killed()
      return result
    }
  return {
    ...table,
    write: watched((writes: Parameters<Table['write']>[0]) => table.write(writes)),
    writeTogether: watched((writes: Parameters<Table['write']>[0]) => table.writeTogether(writes)),
  }
}
