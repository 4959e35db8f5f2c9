/** `rekindle restore confirm`: lists what a restore lost, and resumes marketing. */
import { SERVICE_CHOICES } from '../../domain/restore.ts'
import { confirmRestore, notServedSince } from '../../store/restores.ts'
import { Failure, UsageError } from '../failure.ts'
import {
  askStore,
  type Store,
  secretOption,
  shopIn,
  storeOptions,
  withStore,
} from '../open-store.ts'
import { reevaluateShop } from '../reevaluate.ts'
import { importAddresses } from '../suppression/import.ts'
import { type Given, type Io, jsonOption, type Options, verb } from '../verb.ts'
import { shortInstant } from '../words.ts'
import { restoresOf, type ShopRestore } from './lost-span.ts'
import { lostSpanLines } from './lost-span-text.ts'

const options = {
  shop: { value: 'ID' },
  'opt-outs': { value: 'FILE' },
  evidence: { value: 'TEXT' },
  service: { value: 'WHAT', choices: SERVICE_CHOICES },
  yes: {},
  ...storeOptions,
  ...secretOption,
  ...jsonOption,
} as const satisfies Options
type ConfirmGiven = Given<typeof options>

type Result = {
  readonly isConfirmed: boolean
  readonly restores: readonly ShopRestore[]
  /** How many customers were re-evaluated. */
  readonly decided: number
}

export const confirm = verb('restore confirm', {
  arguments: [],
  options,
  examples: {
    ask: 'rekindle restore confirm --db shop.sqlite',
    optOuts:
      'rekindle restore confirm --shop acme --opt-outs left.csv \\\n    --evidence "export of the mail program, 1 December" --yes',
    service: 'rekindle restore confirm --service send --yes',
  },
  // Without --yes it only asks, and an older file is read as it is.
  run: (given, io) =>
    (given.flag('yes') ? withStore : askStore)(given, (store) => run(store, given, io)),
  text({ isConfirmed, restores, decided }, speech) {
    const { restore: own, reevaluated } = speech.words
    if (restores.length === 0) return own.none
    return [
      ...restores.flatMap((restore) => lostSpanLines(restore, speech)),
      ...(isConfirmed ? [own.resumed, reevaluated(decided)] : [own.sayYes]),
    ].join('\n')
  },
})

async function run(store: Store, given: ConfirmGiven, io: Io): Promise<Result> {
  const [file, evidence] = [given.text('opt-outs'), given.text('evidence')?.trim()]
  if ((file === undefined) !== (evidence === undefined) || evidence === '')
    throw new UsageError((w) => w.restore.evidenceMissing)
  const only = given.text('shop')
  if (only !== undefined) await shopIn(store, only)
  const copyOf = await notServedSince(store.table)
  if (copyOf !== undefined) throw new Failure((w) => w.restore.notServed(shortInstant(copyOf)))
  const restores = await restoresOf(store.table, only)
  const open = restores.filter(({ optOuts }) => optOuts !== 'journal')
  if (!given.flag('yes') || open.length === 0)
    return { isConfirmed: false, restores: open, decided: 0 }
  const service = given.text('service')
  let decided = 0
  for (const { shop } of open) {
    // Before marketing resumes: no address in the list may be mailed in between.
    if (file !== undefined)
      await importAddresses(store, { file, scope: shop, reason: 'unsubscribe' }, io)
    await confirmRestore(store.table, shop, {
      at: io.now(),
      ...(evidence !== undefined && { evidence }),
      ...(service !== undefined && { service }),
    })
    decided += await reevaluateShop(store, shop, io)
  }
  return { isConfirmed: true, restores: await restoresOf(store.table, only), decided }
}
