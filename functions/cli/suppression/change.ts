/** `rekindle suppression add` and `remove`: one address, by hand. */
import type { AddressFacts } from '../../domain/address.ts'
import { changeAddress, liftSuppression, loadAddress } from '../../store/addresses.ts'
import { ALL_SHOPS } from '../../store/keys.ts'
import { type Command, jsonOption } from '../command.ts'
import { Failure } from '../failure.ts'
import { type Store, secretOption, storeOptions, withStore } from '../open-store.ts'
import { spoken } from '../words.ts'
import { reasonTyped } from './import.ts'
import { LISTED_REASONS, withListing } from './reasons.ts'
import { hashOfTyped, scopeInWords, scopeMissing, scopeOf, scopeOptions } from './scope.ts'

const ADDRESS = { name: 'ADDRESS', about: 'the e-mail address, or the hash of it from an export' }

export const add: Command = {
  name: 'suppression add',
  summary: 'Sees to it that an address is not mailed any more.',
  about:
    'With the reason "unsubscribe" it gets no marketing, but mails of service; with any other, no mail at all.',
  arguments: [ADDRESS],
  options: {
    ...scopeOptions,
    reason: {
      value: 'NAME',
      about: `why: ${LISTED_REASONS.join(', ')}`,
      default: 'by-hand',
    },
    ...storeOptions,
    ...secretOption,
    ...jsonOption,
  },
  examples: [
    'rekindle suppression add lin@example.com --shop acme',
    'rekindle suppression add lin@example.com --all-shops --reason unsubscribe',
  ],
  run: (given, io) =>
    withStore(given, async (store) => {
      const listing = { reason: reasonTyped(given.value('reason')), at: io.now() }
      const scope = await scopeOf(given, store)
      if (scope === undefined) throw scopeMissing()
      const hash = await hashOfTyped(given.arguments[0] ?? '', store)
      let isNew = false
      const facts = await changeAddress(store.table, scope, hash, (known) => {
        const after = withListing(known, listing)
        isNew = after !== known
        return after
      })
      const reason = listing.reason === 'unsubscribe' ? 'unsubscribe' : facts.suppression?.reason
      if (given.flag('json')) io.print(JSON.stringify({ addressHash: hash, isNew, reason }))
      else
        io.print(
          `${isNew ? 'Noted' : 'Known already'}, for ${scopeInWords(scope)}: ${spoken(reason ?? '')}`,
        )
    }),
}

export const remove: Command = {
  name: 'suppression remove',
  summary: 'Lets an address be mailed again that was suppressed.',
  about:
    'Whoever opted out stays so: only they can agree anew, and Rekindle hears of it as of any consent. What is typed as the reason is kept with the hash; name no address in it.',
  arguments: [ADDRESS],
  options: {
    ...scopeOptions,
    reason: {
      value: 'TEXT',
      about: 'why it may be mailed again, such as "mailbox works, says support"',
      required: true,
    },
    ...storeOptions,
    ...secretOption,
    ...jsonOption,
  },
  examples: ['rekindle suppression remove lin@example.com --shop acme --reason "mailbox is back"'],
  run: (given, io) =>
    withStore(given, async (store) => {
      const scope = await scopeOf(given, store)
      if (scope === undefined) throw scopeMissing()
      const hash = await hashOfTyped(given.arguments[0] ?? '', store)
      const lifting = { why: given.value('reason'), at: io.now() }
      const lifted = await liftSuppression(store.table, scope, hash, lifting)
      if (!lifted) throw await notSuppressed(store, scope, hash)
      const { facts } = await loadAddress(store.table, scope, hash)
      if (given.flag('json')) io.print(JSON.stringify({ addressHash: hash, lifted: lifted.reason }))
      else
        io.print(
          [
            `Lifted, for ${scopeInWords(scope)}: ${spoken(lifted.reason)}.`,
            ...stillInTheWay(facts),
          ].join(' '),
        )
    }),
}

const stillInTheWay = ({ suppression, withdrawnAt }: AddressFacts): readonly string[] => [
  ...(suppression ? ['It is still suppressed for all shops (--all-shops lifts that).'] : []),
  ...(withdrawnAt === undefined ? [] : ['It opted out, and still gets no marketing.']),
]

async function notSuppressed(store: Store, scope: string, hash: string): Promise<Failure> {
  const { facts } = await loadAddress(store.table, scope, hash)
  const told = [`The address is not suppressed for ${scopeInWords(scope)}.`]
  if (scope === ALL_SHOPS) told.push('A shop may have suppressed it by itself: try --shop ID.')
  return new Failure([...told, ...stillInTheWay(facts)].join(' '))
}
