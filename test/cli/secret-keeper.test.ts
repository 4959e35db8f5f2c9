import { expect, it } from 'vitest'
import { keepKey } from '../../functions/cli/secret/secret-keeper.ts'
import { newKey, readKeyRing, withKeyLine } from '../../functions/store/key-ring.ts'

const FIRST = newKey()
const [key, other] = [newKey(), newKey()]

it.each([
  ['without it', withKeyLine(FIRST, 'address', 2, other)],
  ['with another key in its place', withKeyLine(FIRST, 'signing', 2, other)],
])(
  'a key that was added is put back where another command wrote the secret %s',
  async (_, left) => {
    let text = left
    const keeper = {
      text: async () => text,
      replace: async (next: string) => {
        text = next
      },
    }
    await keepKey(keeper, { kind: 'signing', number: 2 }, Buffer.from(key))
    const { signing, address } = readKeyRing(text)
    expect(signing.get(2)?.toString()).toBe(Buffer.from(key).toString())
    expect(address.size).toBe(readKeyRing(left).address.size)
    const before = text
    await keepKey(keeper, { kind: 'signing', number: 2 }, Buffer.from(key))
    expect(text).toBe(before)
  },
)
