/** How often what goes wrong, in one run of the world. */
import type { Chances } from '../../support/fault-chances.ts'

/** Of one call of the store. */
export type StoreFault =
  /** Turned down, and not carried out. */
  | 'throttled'
  /** Carried out, but the answer was lost, and the SDK asked again. */
  | 'asked-again'
  /** Carried out, and the caller never heard of it. */
  | 'unanswered'
  /** The caller was told that it failed; it is carried out a while later all the same. */
  | 'late'
  /** A transaction met another at one of its rows. */
  | 'conflict'

/** What SES, or the way to it, does with one mail. */
export type MailFault =
  | 'accepted-then-dropped'
  | 'dropped'
  | 'error-500'
  | 'error-500-but-accepted'
  | 'garbled-but-accepted'
  | 'sending-rate'
  | 'daily-quota'
  | 'rejected'
  | 'not-reached'
  /** The answer comes after the claim's lease has ended. */
  | 'late'

/** Shares of all calls, invocations, batches, messages, mails or events. */
export type Weather = {
  readonly name: string
  readonly store: Readonly<Record<StoreFault, number>>
  /** A query that met a transaction: its first rows are from before, the others from after. */
  readonly tornRead: number
  /** A call that takes longer than a lease lasts. */
  readonly stall: number
  readonly slowCall: number
  /** An invocation that is cut off somewhere in the middle. */
  readonly kill: number
  /** Whether functions are stopped when their time is up. */
  readonly timeOuts: boolean
  readonly stream: { readonly toldAgain: number }
  readonly queue: {
    readonly twice: number
    readonly delayed: number
    /** One message of a batch was not taken in. */
    readonly entryRefused: number
    readonly refused: number
  }
  readonly mail: Readonly<Record<MailFault, number>>
  readonly events: { readonly lost: number; readonly twice: number; readonly late: number }
  readonly wake: { readonly missed: number; readonly twice: number }
  /** A request that the shop never heard of although it was answered, and makes again. */
  readonly postedAgain: number
  /** Hours for which SES takes nothing from the account. */
  readonly pausedHours: number
  /** Minutes for which the store turns down nearly everything. */
  readonly storeOutageMinutes: number
  /** Hours for which nobody is woken. */
  readonly noWakeHours: number
}

export const CALM: Weather = {
  name: 'calm',
  store: { throttled: 0, 'asked-again': 0, unanswered: 0, late: 0, conflict: 0 },
  tornRead: 0,
  stall: 0,
  slowCall: 0,
  kill: 0,
  timeOuts: true,
  stream: { toldAgain: 0 },
  queue: { twice: 0, delayed: 0, entryRefused: 0, refused: 0 },
  mail: {
    'accepted-then-dropped': 0,
    dropped: 0,
    'error-500': 0,
    'error-500-but-accepted': 0,
    'garbled-but-accepted': 0,
    'sending-rate': 0,
    'daily-quota': 0,
    rejected: 0,
    'not-reached': 0,
    late: 0,
  },
  events: { lost: 0, twice: 0, late: 0 },
  wake: { missed: 0, twice: 0 },
  postedAgain: 0,
  pausedHours: 0,
  storeOutageMinutes: 0,
  noWakeHours: 0,
}

const SQUALL: Weather = {
  name: 'squall',
  store: { throttled: 0.012, 'asked-again': 0.012, unanswered: 0.012, late: 0.006, conflict: 0.02 },
  tornRead: 0.01,
  stall: 0,
  slowCall: 0.02,
  kill: 0.06,
  timeOuts: true,
  stream: { toldAgain: 0.1 },
  queue: { twice: 0.1, delayed: 0.1, entryRefused: 0.03, refused: 0.02 },
  mail: {
    'accepted-then-dropped': 0.03,
    dropped: 0.03,
    'error-500': 0.02,
    'error-500-but-accepted': 0.03,
    'garbled-but-accepted': 0.01,
    'sending-rate': 0.05,
    'daily-quota': 0.02,
    rejected: 0.02,
    'not-reached': 0.02,
    late: 0,
  },
  events: { lost: 0.2, twice: 0.2, late: 0.2 },
  wake: { missed: 0.2, twice: 0.1 },
  postedAgain: 0.1,
  pausedHours: 2,
  storeOutageMinutes: 0,
  noWakeHours: 0,
}

/** Nothing is stopped in time: calls and answers come after leases have ended. */
const FROST: Weather = {
  ...SQUALL,
  name: 'frost',
  timeOuts: false,
  stall: 0.01,
  mail: { ...SQUALL.mail, late: 0.05 },
}

/** The store is gone for half an hour, SES for half a day, and the timer for days. */
const OUTAGE: Weather = {
  ...SQUALL,
  name: 'outage',
  pausedHours: 12,
  storeOutageMinutes: 35,
  noWakeHours: 80,
}

/** Of twenty runs so many are like this. */
export const weatherOf = (seed: number): Weather => {
  const kind = seed % 20
  if (kind < 13) return SQUALL
  return kind < 17 ? FROST : OUTAGE
}

/** What was done to the world, by its name. */
export type Counts = Map<string, number>

export const count = (counts: Counts, what: string): void => {
  counts.set(what, (counts.get(what) ?? 0) + 1)
}

/** The fault that strikes, counted. */
export function strike<K extends string>(
  shares: Readonly<Record<K, number>>,
  { chances, counts }: { readonly chances: Chances; readonly counts: Counts },
  what: string,
): K | undefined {
  const fault = chances.oneOf(shares)
  if (fault !== undefined) count(counts, `${what}: ${fault}`)
  return fault
}
