/** How often what goes wrong, in one run of the world. */
import { MINUTE_MS, SECOND_MS } from '../../../functions/domain/time.ts'
import { manifest } from '../../../functions/manifest.ts'
import type { Chances } from '../../support/fault-chances.ts'

/** Of one call of the store. */
export type StoreFault =
  /** Turned down, and not carried out. */
  | 'throttled'
  /** Carried out, but the answer was lost, and the SDK asked again. */
  | 'asked-again'
  /** Carried out, and the answer to the caller was lost. */
  | 'unanswered'
  /** The caller was answered that it failed, and it is still carried out a while later. */
  | 'late'
  /** A transaction met another at one of its rows. */
  | 'conflict'
  /** Carried out and answered, and again a while later: a request that was sent twice. */
  | 'twice'

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
  readonly stream: { readonly repeated: number }
  readonly queue: {
    readonly twice: number
    readonly delayed: number
    /** A message to the senders that never comes: it is relayed again. */
    readonly lost: number
    /** One message of a batch was not taken in. */
    readonly entryRefused: number
    readonly refused: number
  }
  readonly mail: Readonly<Record<MailFault, number>>
  readonly events: { readonly lost: number; readonly twice: number; readonly late: number }
  readonly wake: { readonly missed: number; readonly twice: number }
  /** A request whose answer the shop never received, and that it repeats. */
  readonly postedAgain: number
  /** Hours for which SES takes nothing from the account. */
  readonly pausedHours: number
  /** Minutes for which the store turns down nearly everything. */
  readonly storeOutageMinutes: number
  /** Hours in which no customer is woken. */
  readonly noWakeHours: number
  /** Hours for which nothing happens at all; a stream forgets after 24. */
  readonly standstillHours: number
  /** What SES lets the account send, in which case senders keep to a pace; null for no limit. */
  readonly pace: Pace | null
  /** Whether all is over so soon that nothing but the carrier can make another mail right. */
  readonly isShort: boolean
}

export type Pace = {
  readonly maxSendRate: number
  readonly max24HourSend: number
  /** Whether the domain is young. */
  readonly softStart: boolean
}

export const CALM: Weather = {
  name: 'calm',
  store: { throttled: 0, 'asked-again': 0, unanswered: 0, late: 0, conflict: 0, twice: 0 },
  tornRead: 0,
  stall: 0,
  slowCall: 0,
  kill: 0,
  timeOuts: true,
  stream: { repeated: 0 },
  queue: { twice: 0, delayed: 0, lost: 0, entryRefused: 0, refused: 0 },
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
  standstillHours: 0,
  pace: null,
  isShort: true,
}

const SQUALL: Weather = {
  name: 'squall',
  store: {
    throttled: 0.012,
    'asked-again': 0.012,
    unanswered: 0.012,
    late: 0.006,
    conflict: 0.02,
    twice: 0.006,
  },
  tornRead: 0.01,
  stall: 0,
  slowCall: 0.02,
  kill: 0.06,
  timeOuts: true,
  stream: { repeated: 0.1 },
  queue: { twice: 0.1, delayed: 0.1, lost: 0.01, entryRefused: 0.03, refused: 0.02 },
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
  standstillHours: 0,
  pace: null,
  isShort: true,
}

/** Nothing is stopped in time: calls and answers come after leases have ended. */
const FROST: Weather = {
  ...SQUALL,
  name: 'frost',
  timeOuts: false,
  stall: 0.01,
  mail: { ...SQUALL.mail, late: 0.05 },
}

/**
 * The store is unavailable for half an hour, SES for half a day, all for a day, the timer for days.
 */
const OUTAGE: Weather = {
  ...SQUALL,
  name: 'outage',
  pausedHours: 12,
  storeOutageMinutes: 35,
  noWakeHours: 80,
  standstillHours: 20,
  isShort: false,
}

const RUSH: Weather = {
  ...SQUALL,
  name: 'rush',
  pace: { maxSendRate: 1, max24HourSend: 1_000, softStart: false },
}

/** Less may be sent than there is to send. */
const DROUGHT: Weather = {
  ...SQUALL,
  name: 'drought',
  pace: { maxSendRate: 1, max24HourSend: 6, softStart: true },
  isShort: false,
}

/** Of twenty worlds so many are like this. */
const WEATHERS: readonly Weather[] = [
  ...Array<Weather>(9).fill(SQUALL),
  ...Array<Weather>(4).fill(RUSH),
  ...Array<Weather>(3).fill(FROST),
  ...Array<Weather>(2).fill(OUTAGE),
  ...Array<Weather>(2).fill(DROUGHT),
]

export const weatherOf = (seed: number): Weather => WEATHERS[seed % WEATHERS.length] ?? SQUALL

/**
 * How long before a row was written its writer may have read what it was made of: as long as a
 * function may take, or where nothing is stopped in time, as many calls as may stall.
 */
export const readBeforeMs = ({ timeOuts }: Weather): number =>
  timeOuts ? LONGEST_TIMEOUT_MS : 45 * MINUTE_MS

const LONGEST_TIMEOUT_MS =
  SECOND_MS * Math.max(...Object.values(manifest).map(({ timeoutSeconds }) => timeoutSeconds))

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
