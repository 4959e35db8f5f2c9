/** `rekindle shop policy`: other thresholds, hours and caps, and everyone decided for anew. */
import { changeShop } from '../../store/shops.ts'
import { type Command, jsonOption } from '../command.ts'
import { decideAgain } from '../decide-again.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { counted } from '../words.ts'
import { readPolicy } from './read-policy.ts'

export const command: Command = {
  name: 'shop policy',
  summary: "Replaces a shop's policy, or shows the one in force.",
  about:
    'The file says what differs from the default policy; what it leaves out goes back to the default. Every customer is decided for anew. Without --policy nothing changes.',
  arguments: [{ name: 'ID', about: 'the shop' }],
  options: {
    policy: { value: 'FILE', about: 'a YAML file with what differs from the default policy' },
    ...storeOptions,
    ...jsonOption,
  },
  examples: ['rekindle shop policy acme', 'rekindle shop policy acme --policy policy.yaml'],
  run: (given, io) =>
    withStore(given, async (store) => {
      const [id = ''] = given.arguments
      const { settings } = await shopIn(store, id)
      const file = given.text('policy')
      if (file === undefined) {
        io.print(JSON.stringify(settings.policy, null, 2))
        return
      }
      const policy = await readPolicy(file, settings.policy.currency)
      await changeShop(store.table, id, () => ({ policy }))
      const decided = await decideAgain(store, id, io)
      if (given.flag('json')) io.print(JSON.stringify({ shop: id, policy, decided }))
      else
        io.print(
          `The policy of ${id} is in force; ${counted(decided, 'customer')} decided for anew`,
        )
    }),
}
