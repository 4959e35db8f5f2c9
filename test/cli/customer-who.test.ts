import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { customerKey } from '../../functions/store/keys.ts'
import { put } from './known-customer.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'
import { IMPORT, writeSmallShop } from './small-shop.ts'

const workplace = makeWorkplace(here)
const { rekindle, json, remove } = workplace
afterAll(remove)

const OF_ACME = ['--shop', 'acme']

beforeAll(async () => {
  writeSmallShop(workplace)
  await json(['shop', 'add', 'acme', ...SHOP_DETAILS])
  await json(IMPORT)
})

const show = (what: string) => rekindle(['customer', 'show', what, ...OF_ACME])

describe('the customer that a verb is about', () => {
  it('is found by address and by order, and shown without a hash', async () => {
    expect((await show('ann@example.org')).out).toContain('Customer ann')
    expect((await show('A5')).out).toContain('Customer cem')
    const guest = await show('guest@example.org')
    expect(guest.out).toContain('Customer g…@example.org')
    expect(guest.out).not.toContain('~guest:')
    const { code, err } = await show('no-such')
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('no-such') })
  })

  it('is chosen from a list that ends each line with the id, and never erased by name', async () => {
    const named = { email: 'kim@example.org', name: 'Kim Lee' }
    const rows = ['kim-1', 'kim-2'].map((id) => ({
      ...{ pk: customerKey('acme', id), sk: 'profile', updatedAt: 1 },
      ...{ ...named, addressHash: 'x' },
    }))
    await put(workplace, rows.slice(0, 1))
    const erased = await rekindle(['customer', 'erase', 'Kim Lee', '--yes', ...OF_ACME])
    expect(erased.code).toBe(1)
    expect(erased.err).toContain('"Kim Lee" is a name.')
    await put(workplace, rows)
    const { code, err } = await show('Kim Lee')
    expect(code).toBe(1)
    expect(err).toContain('\n  Kim Lee  k…@example.org  kim-1\n  Kim Lee  k…@example.org  kim-2')
  })

  it('is shown by a name that writes no line of its own', async () => {
    const rows = ['mo-1', 'mo-2'].map((id) => ({
      ...{ pk: customerKey('acme', id), sk: 'profile', updatedAt: 1 },
      ...{ name: 'Mo\nAll mail was sent', addressHash: 'y' },
    }))
    await put(workplace, rows)
    expect((await show('mo-1')).out).toContain('\n  name: Mo All mail was sent\n')
    expect((await show('Mo')).err).toContain('\n  Mo All mail was sent  mo-1\n')
  })

  it('is merged with another and split again, and the command says what follows', async () => {
    const merge = ['customer', 'merge', 'ann', '--from', 'bea', ...OF_ACME]
    expect((await rekindle(['customer', 'merge', 'ann', '--from', 'ann', ...OF_ACME])).code).toBe(2)
    expect((await rekindle(merge)).out).toContain(
      'rekindle customer split ann --id bea --shop acme',
    )
    expect(await json(merge)).toEqual({ status: 'same', customer: 'ann' })
    const split = await rekindle(['customer', 'split', 'ann', '--id', 'eve', ...OF_ACME])
    expect({ code: split.code, err: split.err }).toEqual({
      code: 1,
      err: expect.stringContaining('not merged with eve'),
    })
    // Their rows are still on their way.
    expect((await rekindle(['customer', 'split', 'ann', '--id', 'bea', ...OF_ACME])).err).toContain(
      'is already being moved',
    )
  })
})
