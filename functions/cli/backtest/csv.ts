/** Every message of a backtest as a row (RFC 4180). */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { Message } from '../../domain/message.ts'
import type { ReplayedMessage } from '../../domain/replay.ts'
import { isoInstant } from '../../domain/time.ts'
import type { BacktestCustomer } from '../../insight/reports/backtest.ts'
import { csvCell } from '../csv-cell.ts'
import { cannotWrite } from '../failure.ts'

export type BacktestCsv = {
  readonly add: (customer: BacktestCustomer, replayed: ReplayedMessage) => void | Promise<void>
  readonly close: () => Promise<void>
}

const HEADER =
  'customer,campaign,journey,step,status,reason,language,due_at,done_at,waited_for,email\r\n'

/** @throws Failure if the file cannot be written */
export async function openBacktestCsv(file: string): Promise<BacktestCsv> {
  const stream = createWriteStream(file)
  const failed = new Promise<never>((_, reject) => {
    stream.on('error', (error) => reject(cannotWrite(file, error)))
  })
  failed.catch(() => {})
  await Promise.race([once(stream, 'open'), failed])
  stream.write(HEADER)
  return {
    add(customer, replayed) {
      if (stream.write(rowOf(customer, replayed))) return
      return Promise.race([once(stream, 'drain').then(() => {}), failed])
    },
    async close() {
      stream.end()
      await Promise.race([once(stream, 'close'), failed])
    },
  }
}

function rowOf({ customer, email }: BacktestCustomer, { message, waits }: ReplayedMessage): string {
  const { campaign, n, step, status, dueAt } = message
  const cells = [
    customer,
    campaign,
    String(n),
    step,
    status === 'accepted' ? 'sent' : status,
    'reason' in message ? message.reason : '',
    'locale' in message ? message.locale : '',
    isoInstant(dueAt),
    doneAt(message),
    waits.map(({ reason }) => reason).join(' '),
    email,
  ]
  return `${cells.map(csvCell).join(',')}\r\n`
}

function doneAt(message: Message): string {
  if (message.status === 'accepted') return isoInstant(message.acceptedAt)
  return message.status === 'skipped' ? isoInstant(message.at) : ''
}
