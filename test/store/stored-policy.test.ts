import { afterAll, describe, expect, it } from 'vitest'
import { defaultPolicy, type Policy } from '../../functions/domain/policy.ts'
import { shopKey } from '../../functions/store/keys.ts'
import { addShop, changeShop, loadShop } from '../../functions/store/shops.ts'
import { settings } from '../support/given.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

const { shop: acme } = settings()
const usual = defaultPolicy('EUR')
const stored = async () => (await table.get({ pk: shopKey(acme.id), sk: 'shop' }))?.policy
const policyAfter = (policy?: Policy) =>
  changeShop(table, acme.id, () => ({ ...(policy && { policy }) }))

describe('the policy of a shop', () => {
  it('is stored so that a build from before buyAgain reads it, until it says how many', async () => {
    const { buyAgain: _, ...recommend } = usual.recommend
    await addShop(table, acme, usual)
    expect(await stored()).toEqual({ ...usual, recommend })
    await policyAfter()
    expect(await stored()).toEqual({ ...usual, recommend })
    expect((await loadShop(table, acme.id))?.settings.policy).toEqual(usual)
    const three = { ...usual, recommend: { ...usual.recommend, buyAgain: 3 } } as const
    expect((await policyAfter(three)).policy).toEqual(three)
    expect(await stored()).toEqual(three)
  })
})
