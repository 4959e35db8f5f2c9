/** `rekindle import repair`: withdrawals that earlier imports stored from unticked boxes. */
import { isoInstant } from '../../domain/time.ts'
import {
  type Found,
  findLiftable,
  type Liftable,
  liftWithdrawals,
  STAYING_REASONS,
} from '../../intake/lift-import-withdrawals.ts'
import type { ImportWords } from '../../language/command/import-words.ts'
import type { CustomerKey } from '../../store/keys.ts'
import { askStore, type Store, shopIn, storeOptions, withStore } from '../open-store.ts'
import { reevaluateEach } from '../reevaluate.ts'
import { type Given, type Io, jsonOption, type Options, shopOption, verb } from '../verb.ts'
import { shortInstant } from '../words.ts'

const options = {
  ...shopOption,
  lift: {},
  ...storeOptions,
  ...jsonOption,
} as const satisfies Options
type RepairGiven = Given<typeof options>

type Repaired = Found & {
  /** Absent where they were only listed. */
  readonly lifted?: number
  readonly decided?: number
}

/** More of them are only counted in the text; JSON has all. */
const MOST_SHOWN = 50

export const repair = verb('import repair', {
  arguments: [],
  options,
  examples: {
    list: 'rekindle import repair --shop acme',
    lift: 'rekindle import repair --shop acme --lift',
  },
  run: (given, io): Promise<Repaired> =>
    given.flag('lift')
      ? withStore(given, (store) => lift(store, given, io))
      : askStore(given, (store) => found(store, given)),
  json: ({ liftable, ...rest }) => ({ ...rest, liftable: liftable.map(withInstants) }),
  text: (repaired, { words }) => repairText(repaired, words.import),
})

async function found(store: Store, given: RepairGiven): Promise<Found> {
  const { settings } = await shopIn(store, given.value('shop'))
  return findLiftable(store.table, settings.shop.id)
}

async function lift(store: Store, given: RepairGiven, io: Io): Promise<Repaired> {
  const all = await found(store, given)
  let lifted = 0
  for (const each of all.liftable) lifted += await liftWithdrawals(store.table, each)
  const decided = await reevaluateEach(store, keysOf(all.liftable), io)
  return { ...all, lifted, decided }
}

async function* keysOf(liftable: readonly Liftable[]): AsyncIterable<CustomerKey> {
  for (const { key } of liftable) yield key
}

const withInstants = ({ customer, withdrawals }: Liftable) => ({
  customer,
  withdrawals: withdrawals.map(({ at, evidence }) => ({
    at: isoInstant(at),
    ...(evidence !== undefined && { evidence }),
  })),
})

function repairText(
  { liftable, staying, lifted, decided }: Repaired,
  { repair: words, reevaluated }: ImportWords,
): string {
  const all = liftable.flatMap(({ customer, withdrawals }) =>
    withdrawals.map(({ at, evidence }) => words.one(customer, shortInstant(at), evidence)),
  )
  const stay = STAYING_REASONS.filter((reason) => staying[reason] > 0)
  return [
    ...all.slice(0, MOST_SHOWN),
    ...(all.length > MOST_SHOWN ? [words.more(all.length - MOST_SHOWN)] : []),
    ...stay.map((reason) => words.staying[reason](staying[reason])),
    lifted === undefined
      ? words.found(all.length, liftable.length)
      : words.lifted(lifted, liftable.length),
    ...(lifted === undefined && all.length > 0 ? [words.howToLift] : []),
    ...(decided === undefined ? [] : [reevaluated(decided)]),
  ].join('\n')
}
