/** Links in mails that were sent and keys that were issued must go on opening what they opened. */
import { describe, expect, it, vi } from 'vitest'
import { issueKey, keyFor } from '../../functions/http/keys.ts'
import { makeSecret, type TokenPayload } from '../../functions/store/secret.ts'
import { golden } from './golden.ts'

vi.mock('node:crypto', async (original) => ({
  ...(await original<typeof import('node:crypto')>()),
  randomBytes: (size: number) => Buffer.alloc(size, size),
}))

const NOW = Date.UTC(2026, 5, 1, 12)
const secret = makeSecret(Buffer.alloc(32, 7))
const addressHash = secret.addressHash('lin@example.com')

const ofCustomer: TokenPayload = {
  use: 'leave',
  shop: 'tea & co',
  customer: '客户/17',
  campaign: 'frequent',
  n: 2,
  step: 'care.2',
  issuedAt: NOW,
}
const ofGuest: TokenPayload = { ...ofCustomer, shop: 'tea', customer: `~guest:${addressHash}` }
const confirming = { use: 'confirm', addressHash, campaign: 'confirm', n: 1, step: 'ask' } as const
const { n: _, step: __, ...ofCampaign } = ofCustomer

const PAYLOADS: Readonly<Record<string, TokenPayload>> = {
  'leave, of a customer': ofCustomer,
  'leave, of a guest': ofGuest,
  'leave, of no message': ofCampaign,
  'leave, with the address': { ...ofCustomer, addressHash },
  'confirm, of a customer': { ...ofCustomer, ...confirming },
  'confirm, of a guest': { ...ofGuest, ...confirming },
}

/** As in mails that customers already have: never regenerate them. */
const ISSUED: Readonly<Record<string, string>> = {
  'leave, of a customer':
    'WyJsZWF2ZSIsInRlYSAmIGNvIiwi5a6i5oi3LzE3IiwiZnJlcXVlbnQiLDIsImNhcmUuMiIsMTc4MDMxNTIwMDAwMCxudWxsXQ.KXBB4kKPwik8n-488qvRAmbUsorwmOACrMXlRmg2S5E',
  'leave, of a guest':
    'WyJsZWF2ZSIsInRlYSIsIn5ndWVzdDp4NjREd3dBdjhZME9RMW1HZG1uYTJjU1h5Q2N0T2hrU1JkdjZFdFVnNEIwIiwiZnJlcXVlbnQiLDIsImNhcmUuMiIsMTc4MDMxNTIwMDAwMCxudWxsXQ.pFaRaHp0QdF4eJb37E8444noDVxN7pRkglXnaIfTAC8',
  'leave, of no message':
    'WyJsZWF2ZSIsInRlYSAmIGNvIiwi5a6i5oi3LzE3IiwiZnJlcXVlbnQiLG51bGwsbnVsbCwxNzgwMzE1MjAwMDAwLG51bGxd.FbQWmy57jvkG8dNCBM7IHycuqxMJFxobBJoF9BnESks',
  'leave, with the address':
    'WyJsZWF2ZSIsInRlYSAmIGNvIiwi5a6i5oi3LzE3IiwiZnJlcXVlbnQiLDIsImNhcmUuMiIsMTc4MDMxNTIwMDAwMCwieDY0RHd3QXY4WTBPUTFtR2RtbmEyY1NYeUNjdE9oa1NSZHY2RXRVZzRCMCJd.yvBGpHhdoIIrnkW9UhP28sTUotJ_nKNEGJQQgZ--o7o',
  'confirm, of a customer':
    'WyJjb25maXJtIiwidGVhICYgY28iLCLlrqLmiLcvMTciLCJjb25maXJtIiwxLCJhc2siLDE3ODAzMTUyMDAwMDAsIng2NER3d0F2OFkwT1ExbUdkbW5hMmNTWHlDY3RPaGtTUmR2NkV0VWc0QjAiXQ.Vype5WaFtIeDg-JK7pw4KYIZNJDpeYVlz1DWyvyXz28',
  'confirm, of a guest':
    'WyJjb25maXJtIiwidGVhIiwifmd1ZXN0Ong2NER3d0F2OFkwT1ExbUdkbW5hMmNTWHlDY3RPaGtTUmR2NkV0VWc0QjAiLCJjb25maXJtIiwxLCJhc2siLDE3ODAzMTUyMDAwMDAsIng2NER3d0F2OFkwT1ExbUdkbW5hMmNTWHlDY3RPaGtTUmR2NkV0VWc0QjAiXQ.tvb1gpmquAa_Hc9W0p4Bb3UjFf_fea8b490UzGfip9A',
}

const ADDRESSES = [
  'lin@example.com',
  ' Lin@Example.COM ',
  'li+tea@example.com',
  'li@xn--fsqu00a.xn--55qx5d',
  'ÄÖ@example.com',
]

describe('what is signed and hashed', () => {
  it('stays byte for byte', async () => {
    const { bearer, key } = issueKey(['ingest', 'read'], NOW)
    await expect(
      golden({
        tokens: Object.fromEntries(
          Object.entries(PAYLOADS).map(([name, payload]) => [name, secret.signToken(payload)]),
        ),
        addressHashes: Object.fromEntries(
          ADDRESSES.map((address) => [address, secret.addressHash(address)]),
        ),
        apiKey: { bearer, key },
      }),
    ).toMatchFileSnapshot('./tokens.json')
  })

  it.each(Object.entries(ISSUED))('opens a token issued earlier: %s', (name, token) => {
    expect(secret.openToken(token, NOW)).toEqual(PAYLOADS[name])
  })

  it('has a token issued earlier for every kind', () => {
    expect(Object.keys(ISSUED)).toEqual(Object.keys(PAYLOADS))
  })

  it('accepts an API key issued earlier', () => {
    const stored = {
      keyId: 'CAgICAgICAg',
      secretHash: 'rYBLHzc6_bVWcMbN_0tU-WFWDnYCFc2ig7TIIWgIhMk',
      scopes: ['ingest'] as const,
      createdAt: NOW,
    }
    const bearer = 'rk_CAgICAgICAg_ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICA'
    expect(keyFor(bearer, [stored], NOW)).toBe(stored)
  })
})
