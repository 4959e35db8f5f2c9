/** `rekindle secret use` and `rekindle secret retire`: which keys are in use. */
import type { SecretWords } from '../../language/command/secret-words.ts'
import { withoutKeyLine } from '../../store/key-ring.ts'
import {
  type Key,
  type Keys,
  keyRetired,
  keyUsed,
  type Refusal,
  type Step,
  tokensValidUntil,
} from '../../store/rotate-secret.ts'
import { Failure } from '../failure.ts'
import { withStore } from '../open-store.ts'
import { verb } from '../verb.ts'
import { exactInstant, shortInstant } from '../words.ts'
import { keeperOf, knownKeys, secretOptions, typedKey, writeKeys } from './secret-keeper.ts'

export const use = verb('secret use', {
  arguments: [{ name: 'KIND', choices: ['signing', 'address'] }, { name: 'NUMBER' }],
  options: secretOptions,
  examples: {
    signing: 'rekindle secret use signing 2',
    address: 'rekindle secret use address 2',
  },
  run: (given, io) =>
    withStore(given, async (store) => {
      const key = typedKey(given.arguments)
      const keeper = await keeperOf(given, store)
      const { stored } = await knownKeys(store, keeper, io.now)
      const keys = accepted(key, keyUsed(stored, key, keeper.knownAfterMs, io.now()))
      await writeKeys(store, stored, keys)
      const former = keys[key.kind].keys[stored[key.kind].current]
      const retirableFrom = former && key.kind === 'signing' ? tokensValidUntil(former) : undefined
      return {
        ...key,
        former: stored[key.kind].current,
        ...(retirableFrom !== undefined && { retirableFrom }),
      }
    }),
  text: ({ former, retirableFrom, ...key }, { words: { secret: words } }) =>
    [
      words.used(key),
      retirableFrom === undefined
        ? words.rekeyNext
        : words.retireFrom({ ...key, number: former }, shortInstant(retirableFrom)),
    ].join('\n'),
})

export const retire = verb('secret retire', {
  arguments: [{ name: 'KIND', choices: ['signing', 'address'] }, { name: 'NUMBER' }],
  options: secretOptions,
  examples: { retire: 'rekindle secret retire signing 2' },
  run: (given, io) =>
    withStore(given, async (store) => {
      const key = typedKey(given.arguments)
      const keeper = await keeperOf(given, store)
      const { stored } = await knownKeys(store, keeper, io.now)
      await writeKeys(store, stored, accepted(key, keyRetired(stored, key, io.now())))
      // The row first: it does not ask for a key any more that is not in the secret. Key 1 is the
      // first line, which addresses are hashed with too.
      const text = await keeper.text()
      const left = withoutKeyLine(text, key.kind, key.number)
      if (left !== text) await keeper.replace(left)
      return key
    }),
  text: (key, { words: { secret: words } }) => words.retired(key),
})

function accepted(key: Key, { keys, refused }: Step): Keys {
  if (keys) return keys
  throw new Failure((w) => refusalText(key, refused, w.secret))
}

function refusalText(key: Key, refusal: Refusal, { refusals }: SecretWords): string {
  switch (refusal.kind) {
    case 'no-such-key':
      return refusals.noSuchKey(key)
    case 'already-current':
      return refusals.alreadyCurrent(key)
    case 'older':
      return refusals.older(key, refusal.current)
    case 'too-soon':
      return refusals.tooSoon(key, exactInstant(refusal.until))
    case 'rekey-first':
      return refusals.rekeyFirst
    case 'retire-current':
      return refusals.retireCurrent(key)
    case 'retire-too-soon':
      return refusals.retireTooSoon(key, shortInstant(refusal.until))
    case 'address-kept':
      return refusals.addressKept
  }
}
