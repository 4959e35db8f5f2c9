/** What may go wrong and how often, drawn from the seed: the same seed draws the same again. */
import { pickWeighted, type Random, wholeBetween } from '../../../functions/demo/random.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../functions/domain/time.ts'
import type { Limits, SesFault } from '../../support/ses-endpoint.ts'

/** What a world is about; the chances are the same in all of them. */
export type Profile = {
  readonly name: 'fast' | 'week' | 'slow' | 'quota'
  readonly limits: Limits
  readonly mostPurchases: number
  /** What passes in the middle, after a rest. */
  readonly longGapMs: number
  /** Waits out what SES never answers, some 20 seconds in each rest. */
  readonly isPatient?: boolean
}

const FAST: Limits = { maxSendRate: 100, max24HourSend: 1_000_000 }

const PROFILES = {
  fast: { name: 'fast', limits: FAST, mostPurchases: 24, longGapMs: 73 * HOUR_MS },
  /** The second mails of the early customers fall due while the second half is being killed. */
  week: { name: 'week', limits: FAST, mostPurchases: 16, longGapMs: 7 * DAY_MS + HOUR_MS },
  slow: {
    name: 'slow',
    limits: { maxSendRate: 6, max24HourSend: 1_000_000 },
    mostPurchases: 7,
    longGapMs: 73 * HOUR_MS,
    isPatient: true,
  },
  quota: {
    name: 'quota',
    limits: { maxSendRate: 100, max24HourSend: 60 },
    mostPurchases: 7,
    longGapMs: 73 * HOUR_MS,
  },
} as const satisfies Record<string, Profile>

const ORDER = [
  PROFILES.fast,
  PROFILES.week,
  PROFILES.slow,
  PROFILES.fast,
  PROFILES.quota,
  PROFILES.week,
  PROFILES.fast,
  PROFILES.fast,
] as const

export const profileOf = (world: number): Profile => ORDER[world % ORDER.length] ?? PROFILES.fast

const weighted = <T>(random: Random, choices: readonly (readonly [T, number])[]): T =>
  pickWeighted(random, choices, ([, weight]) => weight)[0]

type Chances<T> = readonly (readonly [T, number])[]

const refusal = (code: string, message: string, status = 400) => ({ status, code, message })

const CALM: Chances<SesFault | undefined> = [
  [undefined, 86],
  ['reset-before', 2],
  ['reset-after', 2],
  ['internal-error', 2],
  ['internal-error-after', 2],
  ['service-unavailable', 1],
  ['garbled-after', 2],
  ['sending-rate', 2],
  [refusal('MessageRejected', 'Address blacklisted.'), 1],
]

const ROUGH: Chances<SesFault | undefined> = [...CALM, ['hang', 4], ['hang-after', 4]]

/** After one of these nothing is sent for an hour. */
export const STOPS: Chances<SesFault> = [
  [refusal('AccountSendingPausedException', 'Sending paused for this account.'), 1],
  [refusal('AccessDenied', 'Not authorized.', 403), 1],
  [refusal('MailFromDomainNotVerifiedException', 'Not verified.'), 1],
  ['daily-quota', 1],
]

export const drawFault = (random: Random, how: 'rough' | 'calm'): SesFault | undefined =>
  weighted(random, how === 'rough' ? ROUGH : CALM)

export const drawStop = (random: Random): SesFault => weighted(random, STOPS)

/** As SES takes in practice, and now and then much longer. */
export const drawLatencyMs = (random: Random): number =>
  random() < 0.1 ? random() * 300 : 2 + random() * 40

export type Kill =
  /** Before it is ready, with whatever it takes up from the one before. */
  | { readonly when: 'starting'; readonly afterMs: number }
  | { readonly when: 'at-random'; readonly afterMs: number }
  /** With a mail in SES's hands, unanswered. */
  | { readonly when: 'in-call'; readonly call: number }
  /** So soon after SES's answer that it may not be recorded. */
  | { readonly when: 'after-answer'; readonly call: number; readonly afterMs: number }
  /** While it finishes what it does, since it was asked to stop. */
  | { readonly when: 'stopping'; readonly afterMs: number; readonly beforeMs: number }
  /** As soon as a purchase is accepted. */
  | { readonly when: 'after-accept'; readonly purchase: number }

const KINDS: Chances<Kill['when']> = [
  ['starting', 12],
  ['at-random', 30],
  ['stopping', 6],
  ['in-call', 22],
  ['after-answer', 22],
  ['after-accept', 8],
]

export function drawKill(random: Random): Kill {
  const when = weighted(random, KINDS)
  switch (when) {
    case 'starting':
      return { when, afterMs: random() * 600 }
    case 'at-random':
      return { when, afterMs: random() * 900 }
    case 'stopping':
      return { when, afterMs: 100 + random() * 600, beforeMs: random() * 100 }
    case 'in-call':
      return { when, call: wholeBetween(random, 1, 30) }
    case 'after-answer':
      return { when, call: wholeBetween(random, 1, 30), afterMs: random() * 6 }
    case 'after-accept':
      return { when, purchase: wholeBetween(random, 1, 8) }
  }
}

/** How long no process runs between two of them. */
export function drawGapMs(random: Random): number {
  const chance = random()
  if (chance < 0.6) return 0
  if (chance < 0.9) return Math.floor(random() * 40 * MINUTE_MS)
  return Math.floor(random() * 5 * HOUR_MS)
}

export const LONGEST_SKEW_MS = 2 * HOUR_MS

/** How wrong the machine's own clock is for one process. */
export function drawSkewMs(random: Random): number {
  const chance = random()
  if (chance < 0.75) return 0
  return Math.floor((chance < 0.9 ? -random() : random()) * LONGEST_SKEW_MS)
}

/** The clock is changed while the process runs. */
export const drawJumpMs = (random: Random): number =>
  random() < 0.12 ? Math.floor((random() - 0.5) * 40 * MINUTE_MS) : 0

/**
 * A mail's events, as reported later: some never, some twice, and bounces and complaints among
 * them.
 */
export function drawEvents(random: Random): readonly ('sent' | EventOfDelivery)[] {
  if (random() < 0.25) return []
  const delivery = weighted<EventOfDelivery>(random, [
    ['delivered', 84],
    ['delayed', 6],
    ['no-such-mailbox', 4],
    ['mailbox-full', 4],
    ['complained', 2],
  ])
  const drawn = [
    ...(random() < 0.9 ? (['sent'] as const) : []),
    ...(random() < 0.85 ? [delivery] : []),
  ]
  return random() < 0.2 ? [...drawn, ...drawn] : drawn
}

export type EventOfDelivery =
  | 'delivered'
  | 'delayed'
  | 'no-such-mailbox'
  | 'mailbox-full'
  | 'complained'

/** How many processes later an event is reported. */
export const drawDelay = (random: Random): number => Math.floor(random() ** 2 * 6)

export const PAID_BEFORE_MS = 5 * MINUTE_MS
export const LONGEST_LIFE_MS = 1_500
export const SETTLES_WITHIN_MS = 2 * SECOND_MS
