/** What the rows say of each message, held against what SES took. */
import type { Message } from '../../../functions/domain/message.ts'
import { mailIdOfTags, messageSort } from '../../../functions/domain/message-ref.ts'
import type { Handed } from './carrier.ts'
import { messageIdOf } from './doubts.ts'
import { readBeforeMs } from './weather.ts'
import type { Remains } from './world.ts'

export type Finding = {
  readonly kind: 'duplicate' | 'lost' | 'wrong'
  readonly what: string
}

/** Every message of every customer under the id that mailers know it by. */
export const messagesOf = ({ customers }: Remains): ReadonlyMap<string, Message> =>
  new Map(
    [...customers.values()].flatMap(({ key, facts }) =>
      facts.messages.map(
        (message) => [messageIdOf({ pk: key, sk: messageSort(message) }) ?? '', message] as const,
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
const mayBeErased = ({ messageId, at }: Handed, { erased, customers, weather }: Remains): boolean =>
  [...erased].some(
    ([customer, by]) =>
      messageId.startsWith(`${customers.get(customer)?.key}/`) && at <= by + readBeforeMs(weather),
  )

function twice(id: string, all: readonly Handed[]): readonly Finding[] {
  const taken = all.filter(({ sesId }) => sesId !== undefined)
  return taken
    .slice(1)
    .map(({ sesId }) => ({ kind: 'duplicate', what: `${id} was taken again, as ${sesId}` }))
}

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
