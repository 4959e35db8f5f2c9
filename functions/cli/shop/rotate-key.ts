/** `rekindle shop rotate-key`: a new key, and a time for the old ones to go. */
import { type Instant, isoInstant } from '../../domain/time.ts'
import { issueKey } from '../../http/keys.ts'
import { type ApiKey, SCOPES, type Scope } from '../../store/codecs/shop-rows.ts'
import { putKey, removeKey } from '../../store/shops.ts'
import type { Write } from '../../store/table.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { typedLength } from '../read-values.ts'
import { jsonOption, verb } from '../verb.ts'
import { shortInstant } from '../words.ts'
import { typedScopes } from './key/add.ts'

export const rotateKey = verb('shop rotate-key', {
  arguments: [{ name: 'ID' }],
  options: {
    scopes: { value: 'LIST', known: SCOPES },
    'keep-old': { value: 'TIME', default: '24h' },
    ...storeOptions,
    ...jsonOption,
  },
  examples: {
    rotate: 'rekindle shop rotate-key acme',
    atOnce: 'rekindle shop rotate-key acme --scopes ingest --keep-old 0',
  },
  run: (given, io) =>
    withStore(given, async (store) => {
      const [id = ''] = given.arguments
      const now = io.now()
      const expiresAt = now + typedLength('keep-old', given.value('keep-old'))
      const { keys } = await shopIn(store, id)
      const { bearer, key } = issueKey(scopesOf(given.text('scopes'), keys), now)
      await store.table.write([
        putKey(id, key),
        ...keys.map((old) => expireKey(id, old, expiresAt, now)),
      ])
      return {
        shop: id,
        key: bearer,
        keyId: key.keyId,
        scopes: key.scopes,
        oldKeys: keys.filter((old) => !isOver(old, now)).length,
        oldExpireAt: isoInstant(expiresAt),
      }
    }),
  text: ({ shop, key, scopes, oldKeys, oldExpireAt }, { words: { shop: words } }) =>
    [
      words.newKey(shop, scopes.join(', ')),
      '',
      `    ${key}`,
      '',
      words.oldKeys(oldKeys, shortInstant(oldExpireAt)),
    ].join('\n'),
})

function scopesOf(text: string | undefined, keys: readonly ApiKey[]): readonly Scope[] {
  if (text === undefined) {
    const latest = keys.toSorted((a, b) => b.createdAt - a.createdAt)[0]
    return latest?.scopes ?? ['ingest', 'read', 'consent']
  }
  return typedScopes('--scopes', text)
}

const isOver = ({ expiresAt }: ApiKey, now: Instant): boolean =>
  expiresAt !== undefined && expiresAt <= now

/** One that is over already goes; a shorter time that it was given before stands. */
const expireKey = (shop: string, old: ApiKey, expiresAt: Instant, now: Instant): Write =>
  isOver(old, now)
    ? removeKey(shop, old.keyId)
    : putKey(shop, { ...old, expiresAt: Math.min(old.expiresAt ?? expiresAt, expiresAt) })
