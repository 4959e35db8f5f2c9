/** `rekindle unsubscribe`: for machines whose mail server pipes the unsubscribe mailbox to it. */
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import PostalMime from 'postal-mime'
import type { InboundMail } from '../pipeline/feedback/read-unsubscribe-mail.ts'
import { unsubscribeByMail } from '../pipeline/feedback/unsubscribe-by-mail.ts'
import { cannotRead, UsageError } from './failure.ts'
import { secretOption, storeOptions, withStore } from './open-store.ts'
import { jsonOption, verb } from './verb.ts'

export const unsubscribe = verb('unsubscribe', {
  arguments: [],
  options: {
    mail: { value: 'FILE', required: true },
    ...storeOptions,
    ...secretOption,
    ...jsonOption,
  },
  examples: {
    file: 'rekindle unsubscribe --mail request.eml',
    pipe: '|"rekindle unsubscribe --mail - --db /srv/rekindle.sqlite || exit 75"',
  },
  async run(given, io) {
    const mail = await readInboundMail(given.value('mail'))
    return withStore(given, async ({ table, secret }) => {
      const opened = await secret(io.now)
      if (!opened) throw new UsageError((w) => w.machine.unsubscribe.secretMissing)
      const { openToken } = opened
      return { outcome: await unsubscribeByMail(mail, { table, openToken, now: io.now }) }
    })
  },
  text: ({ outcome }, { words }) => words.machine.unsubscribe.outcomes[outcome],
})

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

/** Reads to the end: a mail server whose pipe closes early considers that a failure. */
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
    throw cannotRead(file, error)
  }
  return Buffer.concat(kept).subarray(0, MOST_BYTES)
}
