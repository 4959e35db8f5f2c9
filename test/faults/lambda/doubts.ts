/** For which messages a sender could not know whether they were sent, and why. */
import type { Message } from '../../../functions/domain/message.ts'
import { MESSAGE_ROWS, mailedIdOf } from '../../../functions/domain/message-ref.ts'
import type { Row, Write } from '../../../functions/store/table.ts'
import type { Environment } from './environment.ts'
import type { Fate } from './faulty-table.ts'

/** The id of the message that a row is of, as mailers know it; undefined where it is of none. */
export const messageIdOf = (row: Row): string | undefined =>
  row.sk.startsWith(MESSAGE_ROWS) ? mailedIdOf(row.pk, row as unknown as Message) : undefined

export type Doubts = {
  readonly note: (messageId: string, why: string) => void
  /** Receives every write that senders ask for. */
  readonly watch: (environment: Environment, write: Write, fate: Fate) => void
  /** Called for an environment whose call to the store failed. */
  readonly failed: (environment: Environment) => void
  /** Called for an environment that has ended. */
  readonly cutOff: (environment: Environment) => void
  readonly about: (messageId: string) => readonly string[]
}

export function makeDoubts(): Doubts {
  const reasons = new Map<string, Set<string>>()

  function note(messageId: string, why: string): void {
    reasons.set(messageId, (reasons.get(messageId) ?? new Set()).add(why))
  }

  function watchClaim(environment: Environment, id: string, fate: Fate): void {
    if (fate === 'answer-lost') note(id, 'the claim’s answer was lost')
    // Who is cut off while the write is on its way has claimed all the same.
    else if (fate === 'done' && environment.isCut()) note(id, `${environment.name} was cut off`)
    else if (fate === 'done') environment.claims.add(id)
  }

  function watchSettling(environment: Environment, write: Write, id: string, fate: Fate): void {
    if (fate !== 'done') {
      note(id, fate === 'refused' ? 'settled too late' : 'the settling’s answer was lost')
      return
    }
    environment.claims.delete(id)
    if ('put' in write && write.put.status === 'refused') environment.refused.add(id)
  }

  /** Who was refused leaves their place at the address, unless something comes in between. */
  function failed({ refused }: Environment): void {
    for (const id of refused) note(id, 'its place at the address may be taken still')
    refused.clear()
  }

  return {
    note,
    watch(environment, write, fate) {
      if (!('put' in write)) return
      const id = messageIdOf(write.put)
      if (id === undefined) return
      if ((write.put as unknown as Message).status === 'claimed') watchClaim(environment, id, fate)
      else if (write.on && 'equals' in write.on && write.on.equals.claimId !== undefined)
        watchSettling(environment, write, id, fate)
    },
    failed,
    cutOff(environment) {
      for (const id of environment.claims) note(id, `${environment.name} was cut off`)
      environment.claims.clear()
      failed(environment)
    },
    about: (messageId) => [...(reasons.get(messageId) ?? [])],
  }
}
