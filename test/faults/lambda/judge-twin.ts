/** A world with faults held against its twin, in which nothing went wrong. */
import type { Message } from '../../../functions/domain/message.ts'
import { messageName } from '../../../functions/domain/message-ref.ts'
import { shopKey } from '../../../functions/store/keys.ts'
import type { Row } from '../../../functions/store/table.ts'
import type { Finding } from './judge-mail.ts'
import type { Customer } from './lives.ts'
import { SHOP } from './shop.ts'
import type { Remains } from './world.ts'

/** What of a customer no fault may change. */
export type Twin = {
  readonly facts: readonly string[]
  readonly journeys: readonly string[]
  readonly messages: ReadonlyMap<string, Message>
  readonly classes: readonly string[]
}

export const twinsOf = ({ workload, customers, rows }: Remains): ReadonlyMap<string, Twin> =>
  new Map(
    workload.customers.map(({ id, isGuestToo }) => {
      const loaded = customers.get(id)
      const { journeys = [], messages = [] } = loaded?.facts ?? {}
      return [
        id,
        {
          facts: (rows.get(id) ?? []).flatMap((row) => factOf(row, isGuestToo)),
          journeys: journeys.map(({ campaign, n, end }) => `${campaign}#${n} ${end?.reason ?? ''}`),
          messages: new Map(messages.map((message) => [messageName(message), message])),
          classes: (loaded?.lifecycle ?? []).map(({ to }) => to),
        },
      ]
    }),
  )

/** Marketing to everyone's mailbox provider, paused automatically. */
const PAUSE = { pk: shopKey(SHOP), sk: 'pause#other' }

/** @param isExact whether nothing came so late that other mails were right by then */
export function judgeTwin(
  remains: Remains,
  calm: ReadonlyMap<string, Twin>,
  isExact: boolean,
): readonly Finding[] {
  const stormy = twinsOf(remains)
  const wasPaused = remains.watch.historyOf(PAUSE).length > 0
  return remains.workload.customers.flatMap((customer) => {
    const [was, is] = [calm.get(customer.id), stormy.get(customer.id)]
    if (!was || !is || remains.erased.has(customer.id)) return []
    return [
      ...differences(was.facts, is.facts, 'fact'),
      ...(isExact && customer.isPlain && !wasPaused ? difference(was, is, customer) : []),
    ].map(({ kind, what }): Finding => ({ kind, what: `${customer.id}: ${what}` }))
  })
}

function difference(was: Twin, is: Twin, { isGuestToo }: Customer): readonly Finding[] {
  // Of two customers who are joined a little later, one may pass through a class of its own.
  const classesOf = ({ classes }: Twin) => (isGuestToo ? classes.slice(-1) : classes)
  return [
    ...differences(was.journeys, is.journeys, 'journey'),
    ...differences(classesOf(was), classesOf(is), 'class'),
    ...differences([...was.messages.keys()], [...is.messages.keys()], 'message'),
    ...[...was.messages].flatMap(([name, message]) => {
      const other = is.messages.get(name)
      return other && !mayBecome(message, other)
        ? [
            {
              kind: 'lost',
              what: `${name} is ${described(other)}, and would be ${described(message)}`,
            } as const,
          ]
        : []
    }),
  ]
}

const HANDED_OVER: readonly Message['status'][] = ['accepted', 'refused', 'given-up']

/**
 * An accepted message may be refused, or given up, depending on the carrier; then the next occurrence
 * of its step, which would have said the same again, says something new. Nothing else changes.
 */
function mayBecome(calm: Message, stormy: Message): boolean {
  if (calm.status === 'accepted') return HANDED_OVER.includes(stormy.status)
  const isRepetition = calm.status === 'skipped' && calm.reason === 'nothing-new'
  if (isRepetition && HANDED_OVER.includes(stormy.status)) return true
  return described(calm) === described(stormy)
}

const described = (message: Message): string =>
  'reason' in message ? `${message.status} (${message.reason})` : message.status

function differences(
  was: readonly string[],
  is: readonly string[],
  what: string,
): readonly Finding[] {
  const [before, after] = [new Set(was), new Set(is)]
  return [
    ...was
      .filter((one) => !after.has(one))
      .map((one): Finding => ({ kind: 'lost', what: `${what} ${one} is missing` })),
    ...is
      .filter((one) => !before.has(one))
      .map((one): Finding => ({ kind: 'wrong', what: `${what} ${one} should not be there` })),
  ]
}

const FACTS = ['order#', 'refund#', 'consent#', 'hold#', 'profile', '~lines#']

/**
 * What was recorded of a customer, without the fields that carry the instant of recording or the id
 * that it came under. The address that a guest and their customer share is dated by either.
 */
function factOf({ pk, sk, ...fields }: Row, isGuestToo: boolean): readonly string[] {
  if (!FACTS.some((prefix) => sk.startsWith(prefix))) return []
  if (/#(unsubscribe|complaint)#withdrawn$/.test(sk)) return []
  const { liftedAt, arrivedAt: _arrival, replaced: _earlier, movedFrom: _id, ...known } = fields
  const { postedAs: _as, postedAsAt: _asAt, ...posted } = known
  const { emailAt: _email, addressHashAt: _hash, ...undated } = posted
  const rest = isGuestToo ? undated : posted
  return [`${sk} ${JSON.stringify(inOrder(rest))}${liftedAt === undefined ? '' : ' lifted'}`]
}

/** The same whichever way a store keeps the fields of a map. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, inner]) => [field, inOrder(inner)])
}
