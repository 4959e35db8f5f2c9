/** What the rows say of each message, held against what SES took. */
import type { Message } from '../../../functions/domain/message.ts'
import { mailedIdOf, mailIdOfTags, mailIdsOf } from '../../../functions/domain/message-ref.ts'
import type { LoadedCustomer } from '../../../functions/store/customers.ts'
import type { Handed } from './carrier.ts'
import { CAMPAIGNS } from './shop.ts'
import { readBeforeMs } from './weather.ts'
import { keysOf, type Remains } from './world.ts'

export type Finding = {
  readonly kind: 'duplicate' | 'lost' | 'wrong'
  readonly what: string
}

/** Every message of every customer under the id that mailers know it by. */
export const messagesOf = (remains: Remains): ReadonlyMap<string, Message> =>
  new Map([...withCustomers(remains)].map(([id, { message }]) => [id, message]))

export type CustomersMessage = { readonly message: Message; readonly customer: LoadedCustomer }

/** The same, each with the customer who it is of by now. */
export const withCustomers = ({ customers }: Remains): ReadonlyMap<string, CustomersMessage> =>
  new Map(
    [...customers.values()].flatMap((customer) =>
      customer.facts.messages.map(
        (message) => [mailedIdOf(customer.key, message), { message, customer }] as const,
      ),
    ),
  )

export function judgeMail(remains: Remains): readonly Finding[] {
  const { handed } = remains.carrier
  const messages = messagesOf(remains)
  const handings = Map.groupBy(handed, ({ messageId }) => messageId)
  const reported = new Set(remains.cloud.reportedEvents.map(messageIdIn))
  const strangers = [...handings.values()]
    .flat()
    .filter((one) => !messages.has(one.messageId) && !mayBeErased(one, remains))
  return [
    ...[...handings].flatMap(([id, all]) => twice(id, all)),
    ...twiceToOne(remains),
    ...strangers.map(
      ({ messageId }): Finding => ({ kind: 'wrong', what: `${messageId} was sent and has no row` }),
    ),
    ...[...messages].flatMap(([id, message]) => {
      const doubts = remains.doubts.about(id)
      const faults = faultsOf(message, handings.get(id) ?? [], {
        doubts,
        isReported: reported.has(id),
      })
      return faults.map(({ kind, what }): Finding => ({ kind, what: `${id} ${what}` }))
    }),
  ]
}

/** A customer who is being erased may still get a mail that a sender is handing over. */
const mayBeErased = ({ messageId, at }: Handed, remains: Remains): boolean =>
  [...remains.erased].some(
    ([customer, by]) =>
      keysOf(customer, remains).some((key) => messageId.startsWith(mailIdsOf(key))) &&
      at <= by + readBeforeMs(remains.weather),
  )

function twice(id: string, all: readonly Handed[]): readonly Finding[] {
  const taken = all.filter(({ sesId }) => sesId !== undefined)
  return taken
    .slice(1)
    .map(({ sesId }) => ({ kind: 'duplicate', what: `${id} was taken again, as ${sesId}` }))
}

type Arrived = CustomersMessage & { readonly id: string; readonly to: string }

/**
 * A step that reached one person twice, whichever ids it was mailed under, in journeys that one
 * person cannot both have had.
 */
function twiceToOne(remains: Remains): readonly Finding[] {
  const known = withCustomers(remains)
  const arrived = remains.carrier.handed.flatMap(({ sesId, messageId: id, to }): Arrived[] => {
    const one = known.get(id)
    return sesId === undefined || !one ? [] : [{ ...one, id, to: to.toLowerCase() }]
  })
  const steps = Map.groupBy(
    arrived,
    ({ customer, to, message: { campaign, step } }) => `${customer.key} ${to} ${campaign} ${step}`,
  )
  return [...steps.values()].flatMap((mails) =>
    mails.flatMap((mail, i) =>
      mails
        .slice(i + 1)
        .filter((other) => isSameEntry(mail, other))
        .map(({ id }): Finding => ({ kind: 'duplicate', what: `${id} says what ${mail.id} said` })),
    ),
  )
}

function isSameEntry(one: Arrived, other: Arrived): boolean {
  const [a, b] = [journeyOf(one), journeyOf(other)]
  if (!a || !b || a === b) return false
  if (a.start.kind === 'purchase' && b.start.kind === 'purchase')
    return a.start.orderId === b.start.orderId
  const { reentryAfterMs } = CAMPAIGNS.find(({ id }) => id === a.campaign) ?? {}
  return reentryAfterMs === undefined || Math.abs(a.startedAt - b.startedAt) < reentryAfterMs
}

const journeyOf = ({ message, customer }: CustomersMessage) =>
  customer.facts.journeys.find(
    ({ campaign, n }) => campaign === message.campaign && n === message.n,
  )

type Known = { readonly doubts: readonly string[]; readonly isReported: boolean }

function faultsOf(
  message: Message,
  handings: readonly Handed[],
  { doubts, isReported }: Known,
): readonly Finding[] {
  const taken = handings.find(({ sesId }) => sesId !== undefined)
  const wrong = (what: string): readonly Finding[] => [{ kind: 'wrong', what }]
  if (isReported && message.status !== 'accepted')
    return wrong(`was reported by SES, and is ${message.status}`)
  switch (message.status) {
    case 'accepted':
      if (!taken) return wrong('is accepted, and SES never took it')
      return message.mailerMessageId === taken.sesId
        ? []
        : wrong(`is accepted as ${message.mailerMessageId}, and SES took it as ${taken.sesId}`)
    case 'refused':
      if (taken) return wrong('is refused, and SES took it')
      return handings.some(({ refusedFor }) => refusedFor === message.reason)
        ? []
        : wrong(`is refused for ${message.reason}, which SES never said`)
    case 'given-up':
      return doubts.length > 0 ? [] : wrong('was given up, and was never in doubt')
    case 'unknown':
    case 'claimed':
      return wrong(`is still ${message.status}`)
    case 'due':
    case 'parked':
      return [{ kind: 'lost', what: `is still ${message.status}` }]
    case 'held':
    case 'deferred':
    case 'skipped':
      return taken ? wrong(`is ${message.status}, and SES took it`) : []
  }
}

function messageIdIn(event: string): string {
  const { detail } = JSON.parse(event) as {
    detail: { mail: { tags: Readonly<Record<string, readonly string[]>> } }
  }
  return mailIdOfTags(detail.mail.tags) ?? ''
}
