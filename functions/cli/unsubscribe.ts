/** `rekindle unsubscribe`: for machines whose mail server pipes the unsubscribe mailbox to it. */
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import PostalMime from 'postal-mime'
import type { InboundMail } from '../pipeline/feedback/read-unsubscribe-mail.ts'
import { type LeftByMail, unsubscribeByMail } from '../pipeline/feedback/unsubscribe-by-mail.ts'
import { type Command, jsonOption } from './command.ts'
import { Failure, UsageError } from './failure.ts'
import { secretOption, storeOptions, withStore } from './open-store.ts'

const TOLD: Readonly<Record<LeftByMail, string>> = {
  left: 'Unsubscribed: no more marketing from now on',
  'had-left': 'They had left already; nothing was to be changed',
  'unknown-customer': 'Nothing is stored of the customer; nothing was to be changed',
  'sent-by-a-machine': 'Ignored: an automatic answer unsubscribes nobody',
  'no-token': 'Ignored: there is no token of Rekindle in its subject or its first lines',
  'token-does-not-open': 'Ignored: its token is not of this secret, or is older than 400 days',
}

export const command: Command = {
  name: 'unsubscribe',
  summary: 'Unsubscribes whoever asked for it by mail.',
  about:
    'For the mailbox that List-Unsubscribe names. The token in the subject says who leaves, and from which shop; the sender counts for nothing. What is no such mail is ignored, with exit code 0, so that the mail server answers nothing. Have it try again later where this fails (exit code 75 of a pipe).',
  arguments: [],
  options: {
    mail: {
      value: 'FILE',
      about: 'the mail as it came (RFC 5322); "-" reads standard input',
      required: true,
    },
    ...storeOptions,
    ...secretOption,
    ...jsonOption,
  },
  examples: [
    'rekindle unsubscribe --mail request.eml',
    '|"rekindle unsubscribe --mail - --db /srv/rekindle.sqlite || exit 75"',
  ],
  async run(given, io) {
    const mail = await readInboundMail(given.value('mail'))
    const outcome = await withStore(given, async ({ table, secret }) => {
      const opened = await secret()
      if (!opened) throw new UsageError('--secret ARN is missing: tokens are signed with it')
      return unsubscribeByMail(mail, { table, openToken: opened.openToken, now: io.now })
    })
    io.print(given.flag('json') ? JSON.stringify({ outcome }) : TOLD[outcome])
  },
}

/** All that matters stands at the top; whatever is attached is not kept. */
const MOST_BYTES = 1024 * 1024

async function readInboundMail(file: string): Promise<InboundMail> {
  const { subject, text, headers } = await PostalMime.parse(await beginningOf(file))
  const autoSubmitted = headers.find(({ key }) => key === 'auto-submitted')?.value
  return {
    ...(subject !== undefined && { subject }),
    ...(text !== undefined && { text }),
    ...(autoSubmitted !== undefined && { autoSubmitted }),
  }
}

/** Reads to the end: a mail server whose pipe closes early takes that for a failure. */
async function beginningOf(file: string): Promise<Uint8Array> {
  const source: Readable = file === '-' ? process.stdin : createReadStream(file)
  const kept: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      if (size < MOST_BYTES) kept.push(chunk)
      size += chunk.length
    }
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${(error as Error).message}`)
  }
  return Buffer.concat(kept).subarray(0, MOST_BYTES)
}
