import { describe, expect, it } from 'vitest'
import { readRow } from '../../../functions/store/codecs/codec.ts'
import { SHOP_ROWS } from '../../../functions/store/codecs/shop-rows.ts'
import { modelsRow } from '../../../functions/store/shops.ts'
import { shopModel, unusableModel } from '../../support/given.ts'

describe('the models of a shop', () => {
  const loyal = shopModel({ version: 2, verdict: 'doubtful', reasons: ['nobody-leaves'] })
  const models = [shopModel(), loyal, unusableModel({ version: 3 })]

  it('are read as they were stored', () => {
    expect(readRow(SHOP_ROWS.models, modelsRow('acme', models)).models).toEqual(models)
  })

  it('are unusable to a build that knows P(alive) alone where they do not show who has left', () => {
    const { models: stored } = modelsRow('acme', models) as unknown as { models: object[] }
    expect(stored).toMatchObject([
      { verdict: 'fitted' },
      { verdict: 'unusable' },
      { verdict: 'unusable' },
    ])
  })
})
