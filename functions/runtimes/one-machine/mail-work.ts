/** What the mail thread does: it writes mails and keeps the inbox. */
import { parentPort } from 'node:worker_threads'
import type { Settings } from '../../domain/policy.ts'
import { MOST_RECOMMENDED } from '../../domain/recommend/recommend.ts'
import type { Instant } from '../../domain/time.ts'
import { recommendForCustomer } from '../../insight/learning/recommend-for-customer.ts'
import { UnwritableMail } from '../../pipeline/sending/mail-writer.ts'
import { makeRenderer } from '../../pipeline/sending/render.ts'
import { makeWriteMail } from '../../pipeline/sending/write-mail.ts'
import { reportedFailure } from '../../store/failure.ts'
import type { Secret } from '../../store/secret.ts'
import type { Table } from '../../store/table.ts'
import type { InboxContents, KeepMail } from './inbox.ts'
import { handedOver, type MailAnswer, type MailRequests, type MailWork } from './mail-thread.ts'

export type MailWorkPorts = {
  /** Only read. */
  readonly table: Table
  /** @param now the time as the owner gave it last: the thread has no clock of its own */
  readonly keepBy: (now: () => Instant) => KeepMail
  readonly contents: InboxContents
  readonly signToken: Secret['signToken']
  /** Where links in mails lead, without a slash at its end. */
  readonly publicUrl: string
  readonly close: () => void
}

/** Answers the thread's owner (`startMailThread`) until it sends `close`; then the thread ends. */
export function doMailWork({ table, keepBy, contents, close, ...links }: MailWorkPorts): void {
  /** As the owner gave it last. */
  let latest: Instant = 0
  const now = () => latest
  const keep = keepBy(now)
  const writeMail = makeWriteMail({
    table,
    renderer: makeRenderer(),
    ...links,
    recommendationsFor: (recipient, locale, policy) =>
      recommendForCustomer(recipient, locale, MOST_RECOMMENDED, { table, now, policy }),
    now,
  })
  const settingsOf = new Map<string, Settings>()

  async function perform(work: MailWork): Promise<MailAnswer> {
    const { id } = work
    switch (work.kind) {
      case 'keep':
        return { id, outcome: await keep(work.mail) }
      case 'ask-arrival':
        return { id, arrivedAt: await contents.arrivedAt(work.messageId) }
      case 'remove-some':
        return { id, hasMore: await contents.removeSome(work.before) }
      case 'write':
        return { id, mail: await written(work) }
    }
  }

  function written({ recipient, message, settings: given }: Extract<MailWork, { kind: 'write' }>) {
    if (given) settingsOf.set(recipient.shop, given)
    const settings = settingsOf.get(recipient.shop)
    if (!settings) throw new Error('the settings of the shop are missing')
    return writeMail(recipient, message, settings)
  }

  parentPort?.on('message', async (asked: MailRequests | 'close') => {
    if (asked === 'close') {
      close()
      process.exit()
    }
    latest = asked.at
    const answers = await Promise.all(
      asked.works.map((work) => perform(work).catch((error) => failed(work.id, error))),
    )
    const bytes = answers.flatMap((answer) => ('mail' in answer ? [answer.mail.bytes] : []))
    parentPort?.postMessage(answers, handedOver(bytes))
  })
}

const failed = (id: number, error: unknown): MailAnswer => ({
  id,
  failure: { ...reportedFailure(error), final: error instanceof UnwritableMail },
})
