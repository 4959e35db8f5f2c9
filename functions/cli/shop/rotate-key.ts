/** `rekindle shop rotate-key`: a new key, and a time for the old ones to go. */
import { type Instant, isoInstant } from '../../domain/time.ts'
import { issueKey } from '../../http/keys.ts'
import { type ApiKey, SCOPES, type Scope } from '../../store/codecs/shop-rows.ts'
import { putKey, removeKey } from '../../store/shops.ts'
import type { Write } from '../../store/table.ts'
import { type Command, type Given, jsonOption } from '../command.ts'
import { UsageError } from '../failure.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { typedLength } from '../read-values.ts'
import { counted, shortInstant } from '../words.ts'

export const command: Command = {
  name: 'shop rotate-key',
  summary: 'Issues a new key, and lets the old ones expire.',
  about:
    'The key is shown here and never again. The old ones go on for a while, so that whoever posts can be given the new one first; with --keep-old 0 they end at once.',
  arguments: [{ name: 'ID', about: 'the shop' }],
  options: {
    scopes: {
      value: 'LIST',
      about: `what it opens, of ${SCOPES.join(', ')}; if left out, what the latest key opens`,
    },
    'keep-old': { value: 'TIME', about: 'how long the old keys go on', default: '24h' },
    ...storeOptions,
    ...jsonOption,
  },
  examples: [
    'rekindle shop rotate-key acme',
    'rekindle shop rotate-key acme --scopes ingest --keep-old 0',
  ],
  run: (given, io) =>
    withStore(given, async (store) => {
      const [id = ''] = given.arguments
      const now = io.now()
      const expiresAt = now + typedLength('keep-old', given.value('keep-old'))
      const { keys } = await shopIn(store, id)
      const { bearer, key } = issueKey(scopesOf(given, keys), now)
      await store.table.write([
        putKey(id, key),
        ...keys.map((old) => expireKey(id, old, expiresAt, now)),
      ])
      const left = keys.filter((old) => !isOver(old, now)).length
      if (given.flag('json'))
        io.print(
          JSON.stringify({
            shop: id,
            key: bearer,
            keyId: key.keyId,
            scopes: key.scopes,
            oldKeys: left,
            oldExpireAt: isoInstant(expiresAt),
          }),
        )
      else
        io.print(
          [
            `The new key of ${id}, for ${key.scopes.join(', ')}, is shown this once:`,
            '',
            `    ${bearer}`,
            '',
            `${counted(left, 'old key')} will open nothing after ${shortInstant(expiresAt)}`,
          ].join('\n'),
        )
    }),
}

function scopesOf(given: Given, keys: readonly ApiKey[]): readonly Scope[] {
  const text = given.text('scopes')
  if (text === undefined) {
    const latest = keys.toSorted((a, b) => b.createdAt - a.createdAt)[0]
    return latest?.scopes ?? ['ingest', 'read', 'consent']
  }
  const scopes = [...new Set(text.split(',').map((scope) => scope.trim()))]
  const unknown = scopes.find((scope) => !SCOPES.some((known) => known === scope))
  if (unknown !== undefined)
    throw new UsageError(
      `--scopes cannot hold "${unknown}": name some of ${SCOPES.join(', ')}, joined by commas`,
    )
  return scopes as readonly Scope[]
}

const isOver = ({ expiresAt }: ApiKey, now: Instant): boolean =>
  expiresAt !== undefined && expiresAt <= now

/** One that is over already goes; a shorter time that it was given before stands. */
const expireKey = (shop: string, old: ApiKey, expiresAt: Instant, now: Instant): Write =>
  isOver(old, now)
    ? removeKey(shop, old.keyId)
    : putKey(shop, { ...old, expiresAt: Math.min(old.expiresAt ?? expiresAt, expiresAt) })
