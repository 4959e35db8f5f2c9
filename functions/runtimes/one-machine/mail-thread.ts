/**
 * Writing mails and keeping the inbox in a thread of its own: they are the heaviest part of a
 * send, and a machine has more than one core.
 */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { MessageOf, SendOutcome } from '../../domain/message.ts'
import type { Settings } from '../../domain/policy.ts'
import type { Instant } from '../../domain/time.ts'
import {
  type Recipient,
  UnwritableMail,
  type WriteMail,
} from '../../pipeline/sending/mail-writer.ts'
import type { Mailer, OutgoingMail } from '../../pipeline/sending/mailer.ts'
import { FailureElsewhere, type ReportedFailure } from '../../store/failure.ts'
import type { ThreadEntry } from './engine.ts'
import { type InboxContents, inboxMailer } from './inbox.ts'

/** What the thread is given; `Store` is how its engine finds the rows. */
export type MailThreadData<Store = unknown> = {
  readonly store: Store
  readonly publicUrl: string
}

export type MailThreadOptions = {
  readonly entry: ThreadEntry
  /** Where links in mails lead, without a slash at its end. */
  readonly publicUrl: string
  /** The time of the store, which goes over with each request: the thread has no clock. */
  readonly now: () => Instant
}

/** What goes over at once, and the time at which it does. */
export type MailRequests = { readonly at: Instant; readonly works: readonly MailWork[] }

export type MailWork =
  | {
      readonly kind: 'write'
      readonly id: number
      readonly recipient: Recipient
      readonly message: MessageOf<'due'>
      /** The shop's; left out where the thread was given the same ones before. */
      readonly settings?: Settings
    }
  | { readonly kind: 'keep'; readonly id: number; readonly mail: OutgoingMail }
  | { readonly kind: 'ask-arrival'; readonly id: number; readonly messageId: string }
  | { readonly kind: 'remove-some'; readonly id: number; readonly before: Instant }

export type MailAnswer =
  | { readonly id: number; readonly mail: OutgoingMail }
  | { readonly id: number; readonly outcome: SendOutcome }
  | { readonly id: number; readonly arrivedAt: Instant | undefined }
  | { readonly id: number; readonly hasMore: boolean }
  | { readonly id: number; readonly failure: ReportedFailure & { readonly final: boolean } }

export type MailThread = InboxContents & {
  readonly writeMail: WriteMail
  readonly inbox: Mailer
  readonly close: () => Promise<void>
}

type PendingMail = { resolve(answer: MailAnswer): void; reject(reason: Error): void }

const PART = 32

/**
 * If the thread dies, the process ends too: what is in the store resumes at the next start.
 *
 * @example const mail = startMailThread({ entry: engine.threads.mail, publicUrl, now: engine.now })
 */
export function startMailThread({ entry, publicUrl, now }: MailThreadOptions): MailThread {
  const worker = new Worker(entry.script, {
    workerData: { store: entry.store, publicUrl } satisfies MailThreadData,
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  })
  const waiting = new Map<number, PendingMail>()
  const given = new Map<string, Settings>()
  let requests = 0
  let outgoing: MailWork[] = []

  worker.on('message', (answers: readonly MailAnswer[]) => {
    for (const answer of answers) {
      waiting.get(answer.id)?.resolve(answer)
      waiting.delete(answer.id)
    }
  })
  worker.on('error', (error) => {
    throw error
  })

  /** In small parts, so that this thread can continue with the first while the other does the next. */
  function post(): void {
    for (let from = 0; from < outgoing.length; from += PART) {
      const works = outgoing.slice(from, from + PART)
      const bytes = works.flatMap((work) => (work.kind === 'keep' ? [work.mail.bytes] : []))
      worker.postMessage({ at: now(), works } satisfies MailRequests, handedOver(bytes))
    }
    outgoing = []
  }

  /** Requests made in one turn of the event loop are sent together. */
  function ask(work: MailWork): Promise<MailAnswer> {
    if (outgoing.push(work) === 1) setImmediate(post)
    return new Promise((resolve, reject) => waiting.set(work.id, { resolve, reject }))
  }

  return {
    async writeMail(recipient, message, settings) {
      const { id: shop } = settings.shop
      const isNew = given.get(shop) !== settings
      given.set(shop, settings)
      requests += 1
      const answer = await ask({
        kind: 'write',
        id: requests,
        recipient,
        message,
        ...(isNew && { settings }),
      })
      if ('mail' in answer) return answer.mail
      throw failureOf(answer)
    },
    inbox: inboxMailer(async (mail) => {
      requests += 1
      const answer = await ask({ kind: 'keep', id: requests, mail })
      if ('outcome' in answer) return answer.outcome
      throw failureOf(answer)
    }),
    async arrivedAt(messageId) {
      requests += 1
      const answer = await ask({ kind: 'ask-arrival', id: requests, messageId })
      if ('arrivedAt' in answer) return answer.arrivedAt
      throw failureOf(answer)
    },
    async removeSome(before) {
      requests += 1
      const answer = await ask({ kind: 'remove-some', id: requests, before })
      if ('hasMore' in answer) return answer.hasMore
      throw failureOf(answer)
    },
    async close() {
      const ended = once(worker, 'exit')
      worker.postMessage('close')
      await ended
    },
  }
}

/**
 * The memory that goes over to the other thread without a copy. A view of a pool that others share
 * stays, and is copied: it is small.
 */
export const handedOver = (bytes: readonly Uint8Array[]): readonly ArrayBuffer[] =>
  bytes
    .filter(({ buffer, byteLength }) => buffer.byteLength === byteLength)
    .map(({ buffer }) => buffer as ArrayBuffer)

function failureOf(answer: MailAnswer): Error {
  const failure = 'failure' in answer ? answer.failure : { problem: 'no-answer', final: false }
  return failure.final ? new UnwritableMail(failure.problem) : new FailureElsewhere(failure)
}
