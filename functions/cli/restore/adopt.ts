/** `rekindle restore adopt`: a table restored to a point in time takes the original's place. */
import { isoInstant } from '../../domain/time.ts'
import { lacksOf } from '../../store/dynamodb/table-readiness.ts'
import { listShops } from '../../store/shops.ts'
import { Failure, UsageError } from '../failure.ts'
import { namingTable, openStore, type StoreGiven, withStore } from '../open-store.ts'
import { typedInstant } from '../read-values.ts'
import { reevaluateShop } from '../reevaluate.ts'
import { jsonOption, type Options, verb } from '../verb.ts'
import { adoptTable } from './adopt-table.ts'
import { restoresOf } from './lost-span.ts'
import { lostSpanLines } from './lost-span-text.ts'

const options = {
  table: { value: 'NAME', required: true },
  'taken-at': { value: 'INSTANT', required: true },
  original: { value: 'NAME' },
  'senders-stopped': {},
  ...jsonOption,
} as const satisfies Options

export const adopt = verb('restore adopt', {
  arguments: [],
  options,
  examples: {
    proven:
      'rekindle restore adopt --table rekindle-restored --original rekindle \\\n    --taken-at 2026-12-01T09:00:00Z --senders-stopped',
    unproven:
      'rekindle restore adopt --table rekindle-restored --taken-at 2026-12-01T09:00:00Z --senders-stopped',
  },
  async run(given, io) {
    const name = given.value('table')
    const original = given.text('original')
    const takenAt = typedInstant('taken-at', given.value('taken-at'))
    if (original === name) throw new UsageError((w) => w.restore.sameTable)
    if (takenAt > io.now()) throw new UsageError((w) => w.restore.takenLater)
    await refuseUnready(name)
    if (!given.flag('senders-stopped')) throw new UsageError((w) => w.restore.stopSenders)
    const source = original === undefined ? undefined : await openStore(tableNamed(original))
    try {
      return await withStore(tableNamed(name), async (store) => {
        const { table } = store
        const adopted = await adoptTable({
          ...{ table, takenAt, now: io.now },
          original: source?.table,
        })
        let decided = 0
        for (const shop of await listShops(table)) decided += await reevaluateShop(store, shop, io)
        const { epoch, covered } = adopted.restore
        const { rows, erased } = adopted
        const restores = await restoresOf(table, undefined)
        return {
          table: name,
          takenAt: isoInstant(takenAt),
          epoch,
          covered,
          rows,
          erased,
          decided,
          restores,
        }
      })
    } finally {
      source?.close()
    }
  },
  json: ({ restores: _restores, ...result }) => result,
  text({ restores, rows, decided }, speech) {
    const { restore: own, reevaluated } = speech.words
    return [
      ...restores.flatMap((restore) => lostSpanLines(restore, speech)),
      own.adopted(rows),
      reevaluated(decided),
    ].join('\n')
  },
})

const tableNamed = (name: string): StoreGiven => ({
  find: (option) => (option === 'table' ? name : undefined),
  isTyped: (option) => option === 'table',
})

async function refuseUnready(name: string): Promise<void> {
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb')
  const client = new DynamoDBClient({})
  try {
    const lacks = await namingTable({ name }, () => lacksOf(client, name))
    if (lacks.length > 0)
      throw new Failure((w) =>
        w.restore.notReady(
          name,
          lacks.map((lack) => w.restore.lacks[lack](name)),
        ),
      )
  } finally {
    client.destroy()
  }
}
